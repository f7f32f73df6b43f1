"""Findings in the words of a plan: each text asked once, with a proofreader's function, and told with its line."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.checks import Severity
from planner_desktop.i18n import _
from planner_desktop.thai.proof import Flaw

Proof = Callable[[str], list[Flaw]]


def flawed(plan: Audited, proof: Proof, texts: Iterable[Said] | None = None) -> Iterator[tuple[Said, list[Flaw]]]:
    """The texts in which a function finds something, each text of a line once."""
    seen: set[tuple[int, str]] = set()
    for said in plan.texts if texts is None else texts:
        if (said.line, said.text) not in seen and (flaws := proof(said.text)):
            seen.add((said.line, said.text))
            yield said, flaws


def each(plan: Audited, kind: str, severity: Severity, proof: Proof, message: str, fix: str = "") -> Iterator[Finding]:
    """A finding for each text; `message` names what is wrong as {words} and {around}, `fix` what is {meant}.

    The same words in several rows of one block are one finding.
    """
    once: dict[tuple[int, str], Finding] = {}
    for said, flaws in flawed(plan, proof):
        found = told(said, flaws, kind, severity, message, fix)
        words = said.at, ", ".join(flaw.of(said.text) for flaw in flaws) + ("" if _is_word(flaws) else found.stated)
        before = once.get(words)
        once[words] = replace(before, lines=at_lines(*before.lines, *found.lines)) if before else found
    yield from once.values()


def _is_word(flaws: list[Flaw]) -> bool:
    """Whether what is wrong is words, and not a sign that may be wrong in many places."""
    return any(flaw.end - flaw.start > 2 for flaw in flaws)


def told(said: Said, flaws: list[Flaw], kind: str, severity: Severity, message: str, fix: str = "") -> Finding:
    """One finding for the flaws of a text."""
    words = ", ".join(dict.fromkeys(" ".join(flaw.of(said.text).split()) for flaw in flaws))
    meant = ", ".join(dict.fromkeys(flaw.meant for flaw in flaws if flaw.meant))
    around = flaws[0].around(said.text)
    return Finding(
        kind,
        severity,
        at_lines(said.line),
        said.place.said,
        around,
        meant,
        message.format(words=short(words, 40), around=around, meant=meant),
        (fix or (_("Write “{meant}”.") if meant else "")).format(meant=meant),
    )


def together(
    plan: Audited, kind: str, severity: Severity, found: Iterable[tuple[Said, list[Flaw]]], message: str, fix: str
) -> Iterator[Finding]:
    """One finding for all texts: what is a habit of the plan and no slip."""
    pairs = list(found)
    if pairs:
        words = dict.fromkeys(" ".join(flaw.of(said.text).split()) for said, flaws in pairs for flaw in flaws)
        meant = dict.fromkeys(flaw.meant.strip() for _said, flaws in pairs for flaw in flaws if flaw.meant)
        yield Finding(
            kind,
            severity,
            at_lines(*(said.line for said, _flaws in pairs)),
            pairs[0][0].place.said,
            short(", ".join(words), 80),
            short(", ".join(meant), 80),
            message.format(words=short(", ".join(words), 40), count=len(pairs)),
            fix,
        )

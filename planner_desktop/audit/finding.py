"""What an audit finds: one fault of a printed plan, with every source line that it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner_desktop.checks import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault. `lines` are the source lines concerned, the total's and each row's; `stated` is what is printed, `found`
    what it should agree with. `message` and `fix` are in the user's words."""

    kind: str
    severity: Severity
    lines: tuple[int, ...]
    place: str
    stated: str
    found: str
    message: str
    fix: str = ""


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The findings by place in the plan, the gravest first where several begin on one line; each only once."""
    once = {(one.kind, one.lines, one.stated, one.found): one for one in found}
    rank = {severity: at for at, severity in enumerate(SEVERITIES)}
    return sorted(once.values(), key=lambda one: (one.lines[:1], rank[one.severity], one.kind))


def by_place(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each place together, the places in the order in which they first occur."""
    places: dict[str, list[Finding]] = {}
    for one in found:
        places.setdefault(one.place, []).append(one)
    return places


def at_lines(*lines: int) -> tuple[int, ...]:
    """Lines in order, each once, without those that the source does not have."""
    return tuple(sorted({line for line in lines if line}))


def short(name: str, letters: int = 60) -> str:
    """A name as a message has room for it."""
    plain = " ".join(name.split())
    return plain if len(plain) <= letters else plain[: letters - 1].rstrip() + "…"

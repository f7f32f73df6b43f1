"""Names in Latin letters that are written in two ways: BMA TAX and BMA tax, ISO 37001 and ISO37001."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_PHRASE = regex(r"(?<![A-Za-z0-9./@-])[A-Za-z][A-Za-z-]+(?: [A-Z0-9a-z][A-Za-z0-9-]*){1,3}(?![A-Za-z0-9./@])")
_NUMBERED = regex(r"(?<![A-Za-z0-9])([A-Z]{2,6}) ?(\d{3,6})(?![\d:])")
_WORD = regex(r"(?<![A-Za-z0-9./@ -])[A-Z][A-Za-z]{3,}(?![A-Za-z0-9./@-]| [A-Z])")
_LONG, _NEAR = 9, 0.94
_COMMON = regex(r"\b(?:KRs?|OKRs?|KPIs?|and|the|of|in|for|to)\b")


def find(plan: Audited) -> Iterator[Finding]:
    """Names that differ in case or a space only; what is seldom so is told, with all its lines."""
    forms: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for said in plan.texts:
        text = " ".join(said.text.split())
        for found in _PHRASE.finditer(text):
            if not _COMMON.search(found[0]):
                forms[_joined(found[0])][found[0]].append(said)
        for found in _NUMBERED.finditer(text):
            if found[1] != "OKR":
                forms[f"{found[1]}{found[2]}"][found[0]].append(said)
    for said in plan.texts:
        for found in _WORD.finditer(said.text):
            if _joined(found[0]) in forms:
                forms[_joined(found[0])][found[0]].append(said)
    _join_near(forms)
    for ways in forms.values():
        if len(ways) < 2:
            continue
        counts = Counter({way: len(texts) for way, texts in ways.items()})
        usual = counts.most_common(1)[0][0]
        odd = [way for way in ways if way != usual]
        is_slip = any(_joined(way) != _joined(usual) for way in odd)
        yield Finding(
            "misspelling" if is_slip else "name-style-differs",
            "warning" if is_slip else "note",
            at_lines(*(said.line for way in odd for said in ways[way])),
            ways[odd[0]][0].place.said,
            ", ".join(odd),
            usual,
            _("“{other}” is also written “{usual}”").format(other=odd[0], usual=usual),
            _("Write the name in one way."),
        )


def _joined(name: str) -> str:
    return name.casefold().replace(" ", "")


def _join_near(forms: dict[str, dict[str, list[Said]]]) -> None:
    """Put a seldom name with the usual one that is a letter off it: Trafy Fondue with Traffy Fondue."""
    names = [name for name in forms if name.isalpha() and len(name) >= _LONG]
    for seldom in names:
        usual = next((name for name in names if name in forms and _is_off(forms, seldom, name)), None)
        for way, texts in forms.pop(seldom).items() if usual else ():
            forms[usual or ""][way] += texts


def _is_off(forms: dict[str, dict[str, list[Said]]], seldom: str, usual: str) -> bool:
    """Whether a name that is as usual at least differs by a letter, and not by what it has more at its end."""
    counts = [sum(map(len, forms[name].values())) for name in (seldom, usual)]
    if seldom == usual or counts[0] > counts[1] or abs(len(seldom) - len(usual)) > 1:
        return False
    is_longer = usual.startswith(seldom) or seldom.startswith(usual)
    return not is_longer and SequenceMatcher(None, seldom, usual, autojunk=False).ratio() >= _NEAR

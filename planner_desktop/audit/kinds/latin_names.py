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
        yield Finding(
            "name-style-differs",
            "note",
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
    for seldom in [name for name, ways in forms.items() if name.isalpha() and len(name) >= _LONG]:
        count = sum(map(len, forms[seldom].values()))
        for usual, ways in forms.items():
            is_likely = abs(len(usual) - len(seldom)) < 2 and sum(map(len, ways.values())) > count
            if is_likely and not (usual.startswith(seldom) or seldom.startswith(usual)):
                if SequenceMatcher(None, seldom, usual, autojunk=False).ratio() >= _NEAR:
                    for way, texts in forms.pop(seldom).items():
                        ways[way] += texts
                    break

"""One abbreviation behind two writings of its term, as ตัววัดผลหลัก (KR) and ตัวชี้วัดผลหลัก (KR)."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, words_of

_TERM = regex(r"([ก-๎][ก-๎ ]{6,60}?)\s*\(\s*(?:[A-Z][A-Za-z ]*[:\s]\s*)?([A-Z]{2,6}s?)\s*\)")
_LONGEST, _LIKE, _MORE = 30, 0.85, 3


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each writing that is nearly the usual one."""
    lines: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for said in plan.texts:
        for found in _TERM.finditer(said.text):
            lines[found[2]]["".join(found[1].split())].add(said.line)
    for short_form, terms in lines.items():
        usual = max(terms, key=lambda one: sum(len(at) for other, at in terms.items() if other.endswith(one)))
        if len(terms[usual]) < 2 or len(usual) > _LONGEST:
            continue
        for term in terms:
            if term.endswith(usual) or usual.endswith(term) or not all(map(is_word, words_of(term))):
                continue  # what is no word is told as misspelt
            if SequenceMatcher(None, term[-len(usual) - _MORE :], usual, autojunk=False).ratio() >= _LIKE:
                yield _finding(plan, short_form, term, usual)


def _finding(plan: Audited, short_form: str, term: str, usual: str) -> Finding:
    said = [one for one in plan.texts if term in "".join(one.text.split())]
    return Finding(
        "term-variant",
        "note",
        at_lines(*(one.line for one in said)),
        said[0].place.said,
        short(term, 60),
        usual,
        _("{short_form} is “{term}” here, “{usual}” elsewhere").format(
            short_form=short_form, term=short(term, 40), usual=usual
        ),
        _("Write one term for one thing."),
    )

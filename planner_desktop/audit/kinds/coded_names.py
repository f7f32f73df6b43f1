"""Themes, issues, strategies and goals with one name under two numbers, or one number with two names."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.exchange.plain_names import alike
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_LABELS = {
    "theme": r"ด้านที่\s*(\d{1,2})\s+",
    "issue": r"ประเด็น(?:การ)?พัฒนา(?:ที่)?\s*(\d\.\d{1,2})\s+",
    "own issue": r"ประเด็นการพัฒนาที่\s*(\d{1,2})(?:\s+\d{2})?\s+(?!\.)",
    "dimension": r"มิติที่\s*(\d(?:\.\d+)?)\s+",
    "strategy": r"ยุทธศาสตร์ที่\s*(\d{1,2})\s+",
    "sub-strategy": r"ยุทธศาสตร์ย่อยที่\s*(\d\.\d+)\s+",
    "goal": r"เป้าประสงค์\s?ที่\s*(\d\.\d+(?:\.\d+)*)\s+",
    "component": r"องค์ประกอบที่\s*(\d)\s+",
    "tactic": r"กลยุทธ์(?:ที่)?\s*(\d\.\d+(?:\.\d+)*)\s+",
}
_RULES = {label: regex(rf"^(?:- )?{rule}(\S.{{4,150}}?)\s*$") for label, rule in _LABELS.items()}
_ISSUE_CELL = regex(r"^(\d(?:\.\d{1,2}){1,2})\s+(\S.{4,150})$")
_OFFICIAL = {"theme": "themes"}
_ASIDE = regex(r"\(.*\)|ด้าน")
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Coded:
    """A code as it is printed, and the name printed beside it."""

    label: str
    code: str
    name: str
    line: int
    place: str


def find(plan: Audited) -> Iterator[Finding]:
    """What has two numbers or two names."""
    all_of_it = list(coded(plan))
    yield from _two_codes(all_of_it)
    yield from _two_names(all_of_it)
    yield from _unofficial(plan, all_of_it)


def coded(plan: Audited) -> Iterator[Coded]:
    """Every code that is printed with its name, in order."""
    for said in plan.texts:
        if said.role in ("heading", "text", "item") and said.place.part != "contents":
            text = " ".join(to_arabic(said.text).split())
            for label, rule in _RULES.items():
                if found := rule.match(text):
                    yield Coded(label, found[1], found[2].strip(), said.line, said.place.said)
    for placed, table in plan.tables:
        at = placed.columns.get("issue")
        if at is not None and isinstance(table, Table):
            for row in table.rows:
                if found := _ISSUE_CELL.match(" ".join(to_arabic(row.cells[at]).split())):
                    label = "issue" if found[1].count(".") == 1 else "goal"
                    yield Coded(label, found[1], found[2].strip(), row.line, placed.place.said)


def _bare(name: str) -> str:
    return compared(_ASIDE.sub("", name))


def _two_codes(all_of_it: list[Coded]) -> Iterator[Finding]:
    by_name: dict[tuple[str, str], list[Coded]] = defaultdict(list)
    for one in all_of_it:
        by_name[one.label, _bare(one.name)].append(one)
    for group in by_name.values():
        codes = Counter(one.code for one in group)
        if len(codes) > 1 and len(group[0].name) > 6:
            usual = codes.most_common(1)[0][0]
            odd = [one for one in group if one.code != usual]
            yield Finding(
                "issue-number-differs",
                "error",
                at_lines(*(one.line for one in group)),
                odd[0].place,
                f"{odd[0].code} {short(odd[0].name, 80)}",
                usual,
                _("“{name}” has the numbers {codes}").format(name=short(group[0].name, 50), codes=", ".join(codes)),
                _("Give it one number."),
            )


def _two_names(all_of_it: list[Coded]) -> Iterator[Finding]:
    by_code: dict[tuple[str, str], list[Coded]] = defaultdict(list)
    for one in all_of_it:
        if one.label != "own issue":
            by_code[one.label, one.code].append(one)
    for group in by_code.values():
        names = Counter(_bare(one.name) for one in group)
        usual = names.most_common(1)[0][0]
        first = next(one for one in group if _bare(one.name) == usual)
        odd = [one for one in group if _bare(one.name) != usual and _LIKE < alike(one.name, first.name) < 1]
        if odd:
            yield Finding(
                "coded-name-differs",
                "warning",
                at_lines(first.line, *(one.line for one in odd)),
                odd[0].place,
                short(odd[0].name, 120),
                short(first.name, 120),
                _("{code} is called “{name}” and “{other}”").format(
                    code=first.code, name=short(first.name, 40), other=short(odd[0].name, 40)
                ),
                _("Write its name the same everywhere."),
            )


def _unofficial(plan: Audited, all_of_it: list[Coded]) -> Iterator[Finding]:
    """Names that are not those of the edition's own list."""
    for label, catalogue in _OFFICIAL.items():
        known = {
            row.get("code") or "": row.get("name") or "" for row in plan.template.pack.catalogues.get(catalogue, ())
        }
        wrong: dict[str, list[Coded]] = defaultdict(list)
        for one in all_of_it:
            right = known.get(one.code, "")
            if one.label == label and right and _bare(one.name) != _bare(right) and len(one.name) < len(right) + 12:
                wrong[one.code].append(one)
        for code, group in wrong.items():
            yield Finding(
                "theme-name-differs",
                "warning",
                at_lines(*(one.line for one in group)),
                group[0].place,
                group[0].name,
                known[code],
                _("“{name}” is “{right}” in the template").format(name=group[0].name, right=known[code]),
                _("Write its name as the template has it."),
            )

"""Abbreviations that the plan never explains, and short names of divisions that it never writes out."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.text_findings import flawed, together
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.proof_abbreviations import abbreviations, dotless, explains, latin_abbreviations, undotted

_TOKEN = regex(r"(?<![ก-๙.])[ก-ฮ][ก-ฮ.]*(?![ก-๙.])")
_BETWEEN = "\0"
_MONTH = regex(r"\s*(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\s*")
_AROUND, _PLACES, _SELDOM = 60, 500, 3


def find(plan: Audited) -> Iterator[Finding]:
    """One note for each abbreviation, with every line that has it."""
    lines: dict[str, list[int]] = defaultdict(list)
    places: dict[str, str] = {}
    for said in plan.texts:
        for one in (*abbreviations(said.text), *(latin_abbreviations(said.text) if said.role != "head" else ())):
            lines[one].append(said.line)
            places.setdefault(one, said.place.said)
    whole = _BETWEEN.join(said.text for said in plan.texts)
    doubted = _of_doubted_projects(plan)
    variants = list(_nearly(plan, lines))
    yield from variants
    told = {finding.stated for finding in variants}
    for one, numbers in lines.items():
        if one in told or set(numbers) <= doubted.get(one, set()):
            continue  # which another finding tells
        if not _is_explained(whole, one):
            yield _finding(one, numbers, places[one])
    yield from _cut_names(plan)
    yield from _of_two_styles(plan, lines)
    yield from _months(plan)
    yield from together(
        plan,
        "abbreviation-style",
        "note",
        flawed(plan, lambda text: [*undotted(text), *dotless(text)]),
        _("The last dot of “{words}” is missing"),
        _("Write the dot."),
    )


def _is_explained(whole: str, abbreviation: str) -> bool:
    """Whether one of the first places that have it explains it."""
    at = whole.find(abbreviation)
    for _place in range(_PLACES):
        if at < 0:
            return False
        if explains(whole[max(0, at - _AROUND) : at + len(abbreviation) + _AROUND], abbreviation):
            return True
        at = whole.find(abbreviation, at + 1)
    return False


def _of_doubted_projects(plan: Audited) -> dict[str, set[int]]:
    """Every division of the projects that other tables give to another one, with the projects' lines."""
    doubted: dict[str, set[int]] = defaultdict(set)
    for group in plan.project_groups:
        alone = [one for one in group if one.divisions and one.alone]
        if len({one.divisions for one in alone}) > 1:
            for one in alone:
                for division in one.divisions:
                    doubted[division].add(one.line)
    return doubted


def _of_two_styles(plan: Audited, dotted: dict[str, list[int]]) -> Iterator[Finding]:
    """Abbreviations that stand without one of their dots, too."""
    uses: dict[str, list[Said]] = defaultdict(list)
    for said in plan.texts:
        for token in dict.fromkeys(_TOKEN.findall(said.text)):
            uses[token].append(said)
    for one in [*(one for one in dotted if "." in one), "พ.ร.บ."]:
        letters = one.replace(".", "")
        if len(letters) < 3:
            continue
        if f"{letters}." in dotted and one in dotted and one != f"{letters}.":
            continue  # which is another's
        written = [token for token in (one[:-1], letters, f"{letters}.") if token != one and token in uses]
        wrong = [said for token in dict.fromkeys(written) for said in uses[token]]
        if wrong and any(one in said.text for said in plan.texts):
            yield Finding(
                "abbreviation-style",
                "note",
                at_lines(*(said.line for said in wrong)),
                wrong[0].place.said,
                written[0],
                one,
                _("{abbreviation} stands without its dots in {count} places").format(
                    abbreviation=one, count=len(wrong)
                ),
                _("Write the abbreviation in one way."),
            )


def _nearly(plan: Audited, dotted: dict[str, list[int]]) -> Iterator[Finding]:
    """Abbreviations with the letters of another that is dotted otherwise, or with one letter of it left out."""
    whole = _BETWEEN.join(said.text for said in plan.texts)
    for one, numbers in dotted.items():
        letters = one.replace(".", "")
        if len(letters) < 3 or one.count(".") < 2:
            continue
        for other in (*(other for other in dotted if other != one), *plan.known_abbreviations):
            plain = other.replace(".", "")
            is_near = letters == plain if other.count(".") != one.count(".") else _lacks_one(letters, plain)
            if other != one and is_near and whole.count(other) >= whole.count(one) and whole.count(one) < _SELDOM:
                yield _near(plan, one, other, numbers)
                break


def _lacks_one(letters: str, other: str) -> bool:
    """Whether letters are those of another abbreviation but for the last."""
    return len(other) == len(letters) + 1 and other.startswith(letters)


def _near(plan: Audited, written: str, meant: str, numbers: list[int]) -> Finding:
    place = next(said.place.said for said in plan.texts if written in said.text)
    return Finding(
        "abbreviation-variant",
        "note",
        at_lines(*numbers, *(said.line for said in plan.texts if meant in said.text)),
        place,
        written,
        meant,
        _("{written} is perhaps {meant}").format(written=written, meant=meant),
        _("Write the abbreviation in one way."),
    )


def _months(plan: Audited) -> Iterator[Finding]:
    """Months over the charts of steps that lack their last dot."""
    lacking = [(chart, title) for _placed, chart in plan.charts for title in chart.columns if _MONTH.fullmatch(title)]
    if lacking:
        yield Finding(
            "abbreviation-style",
            "note",
            at_lines(*(chart.line for chart, _title in lacking)),
            next(placed.place.said for placed, chart in plan.charts if chart is lacking[0][0]),
            lacking[0][1],
            f"{lacking[0][1].strip()}.",
            _("The last dot of “{words}” is missing").format(words=lacking[0][1].strip()),
            _("Write the dot."),
        )


def _cut_names(plan: Audited) -> Iterator[Finding]:
    cut: dict[str, list[int]] = defaultdict(list)
    for one in plan.projects:
        for division in one.divisions:
            if division.endswith("ฯ"):
                cut[division].append(one.line)
    for name, numbers in cut.items():
        stem = name.rstrip("ฯ")
        if not any(stem in said.text and f"{stem}ฯ" not in said.text for said in plan.texts):
            place = next(plan.place_of(one.table) for one in plan.projects if name in one.divisions)
            yield _finding(name, numbers, place)


def _finding(abbreviation: str, lines: list[int], place: str) -> Finding:
    return Finding(
        "abbreviation-unexplained",
        "note",
        at_lines(*lines),
        place,
        abbreviation,
        "",
        _("{abbreviation} is never explained").format(abbreviation=abbreviation),
        _("Write the full name where it stands first, with the abbreviation in brackets."),
    )

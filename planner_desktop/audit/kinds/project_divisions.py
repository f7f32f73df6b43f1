"""One project under two divisions, and abbreviations that are one letter off another."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _

_ALL = "ทุก"


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose divisions differ between tables, and abbreviations that only another one letter off explains."""
    near: dict[frozenset[str], list[Mention]] = defaultdict(list)
    for group in plan.project_groups:
        alone = [one for one in group if one.divisions and one.alone and not one.divisions[0].startswith(_ALL)]
        if len({one.divisions for one in alone}) < 2:
            continue
        yield _finding(plan, alone)
        for one in alone:
            for other in alone:
                if pair := _one_letter_off(one.divisions, other.divisions):
                    near[pair] += [one, other]
    yield from _shared_cells(plan)
    yield from _near(plan, near)


def _differs(group: list[Mention]) -> bool:
    return len({one.divisions for one in group if one.divisions and one.alone}) > 1


def _finding(plan: Audited, mentions: list[Mention]) -> Finding:
    counts = Counter(" ".join(one.divisions) for one in mentions)
    said = [" ".join(one.divisions) for one in mentions]
    usual = counts.most_common(1)[0][0]
    others = [one for one in dict.fromkeys(said) if one != usual]
    return Finding(
        "project-division-differs",
        "error",
        at_lines(*(one.line for one in mentions)),
        plan.place_of(mentions[0].table),
        ", ".join(others),
        usual,
        _("“{name}” is under {divisions}").format(
            name=short(plain_name(mentions[0].name)), divisions=" / ".join(dict.fromkeys(said))
        ),
        _("Write the same division in every table."),
    )


def _shared_cells(plan: Audited) -> Iterator[Finding]:
    """Cells of an evaluation with several projects, whose divisions are not those of the projects together."""
    of_name: dict[Mention, set[str]] = {}
    for group in plan.project_groups:
        known = {division for one in group if one.in_part or one.in_summary for division in one.divisions}
        of_name |= dict.fromkeys(group, known)
    cells: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in plan.projects:
        if mention.part == "evaluation" and not mention.alone and mention.divisions:
            cells[mention.order].append(mention)
    differing = {one for group in plan.project_groups if _differs(group) for one in group}
    for mentions in cells.values():
        if any(one in differing for one in mentions):
            continue
        together = {division for one in mentions for division in of_name.get(one, set())}
        said = set(mentions[0].divisions)
        if not together or said == together or any(one.startswith(_ALL) for one in said):
            continue
        if any(not of_name.get(one) for one in mentions):
            continue
        rows = [
            one.line
            for group in plan.project_groups
            for one in group
            if (one.in_part or one.in_summary) and any(mention in group for mention in mentions)
        ]
        yield Finding(
            "project-division-differs",
            "error",
            at_lines(mentions[0].line, *rows),
            plan.place_of(mentions[0].table),
            " ".join(sorted(said)),
            " ".join(sorted(together)),
            _("Its projects are under {divisions}, the row says {said}").format(
                divisions=" ".join(sorted(together)), said=" ".join(sorted(said))
            ),
            _("Write the divisions of the projects into the row."),
        )


def _one_letter_off(one: tuple[str, ...], other: tuple[str, ...]) -> frozenset[str]:
    if len(one) != 1 or len(other) != 1 or len(one[0]) != len(other[0]) or not one[0].endswith("."):
        return frozenset()
    differing = sum(a != b for a, b in zip(one[0], other[0], strict=True))
    return frozenset((one[0], other[0])) if differing == 1 else frozenset()


def _near(plan: Audited, pairs: dict[frozenset[str], list[Mention]]) -> Iterator[Finding]:
    counts = Counter(division for one in plan.projects for division in one.divisions)
    for pair, mentions in pairs.items():
        both = sorted(pair, key=lambda division: (_explained(plan, division), counts[division]))
        odd, usual = both[0], both[1]
        lines = [one.line for one in plan.projects if odd in one.divisions]
        if len(lines) < 2:  # which the project's own finding tells
            continue
        yield Finding(
            "abbreviation-near-miss",
            "error",
            at_lines(*lines),
            plan.place_of(mentions[0].table),
            odd,
            usual,
            _("{odd} stands where {usual} does in other tables").format(odd=odd, usual=usual),
            _("Write one abbreviation for one division."),
        )


def _explained(plan: Audited, abbreviation: str) -> bool:
    """Whether the running text, too, has it, as the tables' targets and hosts may."""
    return any(abbreviation in said.text and said.role in ("text", "heading") for said in plan.texts) or any(
        abbreviation in result.host for result in plan.results
    )

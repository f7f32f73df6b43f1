"""A plan exported by this program as JSON, as the audit sees a printed one: its document, filled in and laid out."""

from collections.abc import Iterator
from pathlib import Path

from planner_desktop import leftovers
from planner_desktop.audit.blocks import Block, Heading, Items, Line, Paragraph, Plan, Row, Table
from planner_desktop.audit.finding import Finding
from planner_desktop.checks import find_problems
from planner_desktop.document import outline
from planner_desktop.document.fill import fill
from planner_desktop.document.table_texts import rows_of_texts
from planner_desktop.draft.plan.plan_json import read_plan


def is_own(data: object) -> bool:
    """Whether read JSON is a plan of this program, right or wrong."""
    return isinstance(data, dict) and data.get("format") == "bmaplan"


def own_plan(path: Path) -> tuple[Plan, str, list[Finding]]:
    """The plan as it is printed, its edition, and what the edition's own checks find. Raises PlannerError."""
    with leftovers.temporary_folder() as folder, read_plan(path, folder / "audited.bmaplan") as draft:
        document = fill(draft)
        titles = {section.id: section.title for section in draft.pack.sections}
        problems = [
            Finding(
                problem.check,
                problem.severity,
                (),
                titles[problem.section],
                "",
                "",
                problem.message,
                problem.fix,
            )
            for problem in find_problems(draft)
        ]
        blocks = tuple(block for section in document.sections for block in _blocks(section))
        plan = Plan(document.author, draft.pack.edition.year, blocks, path.name)
        return plan, draft.pack.edition.id, problems


def _blocks(section: outline.PrintedSection) -> Iterator[Block]:
    items: list[Line] = []
    caption = ""
    for block in section.blocks:
        if isinstance(block, outline.Paragraph) and block.label:
            items.append(Line(f"{block.label} {outline.plain(block.text)}"))
            continue
        if items:
            yield Items(tuple(items))
            items = []
        match block:
            case outline.Heading():
                caption = outline.plain(block.text)
                yield Heading(block.level, caption)
            case outline.Paragraph():
                yield Paragraph(outline.plain(block.text))
            case outline.Table():
                head, rows = (tuple(rows_of_texts(block, part)) for part in (block.head, block.rows))
                yield Table(caption, head, tuple(map(Row, rows)))
            case _:
                pass
    if items:
        yield Items(tuple(items))

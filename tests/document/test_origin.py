"""A text of a page leads back to the record and field that it was entered in, in every edition."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.fill import Filling
from planner_desktop.document.flow import Said
from planner_desktop.document.grid import places
from planner_desktop.document.origin import Origin, find
from planner_desktop.document.outline import Run, Table, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json

MARK = re.compile(r"⟦(\d+)⟧")
KINDS = ("project", "key_result", "indicator", "kpi", "goal_indicator", "agency_kpi", "swot_item")
ENOUGH = 0.95


def rows(draft: Draft) -> Iterator[tuple[str, Said]]:
    """Every cell of every table, as a click finds it, with its section."""
    for section in draft.pack.sections:
        for block in Filling(draft, section).blocks():
            if isinstance(block, Table):
                cells = places(block.rows, len(block.columns))
                for n in range(len(block.rows)):
                    row = [one.cell.text for one in cells if one.row <= n < one.row + one.rows]
                    yield from ((section.id, Said(text, row)) for text in row)


def marked(draft: Draft) -> Iterator[tuple[str, set[int], str, Said]]:
    """Cells that print a text of these records: the kind, the ids printed, the section, what the page says there.

    Which cells these are is found by printing the draft again with every record's id behind the text.
    """
    before = list(rows(draft))
    for kind in KINDS:
        fields = draft.pack.records[kind].fields if kind in draft.pack.records else {}
        for name, spec in fields.items():
            if spec.type not in ("text", "long_text") or spec.pattern:
                continue
            draft.database.execute("SAVEPOINT marked")
            draft.database.execute(f"UPDATE {kind} SET {name} = {name} || '⟦' || id || '⟧' WHERE {name} IS NOT NULL")
            after = list(rows(draft))
            draft.database.execute("ROLLBACK TO marked")
            draft.database.execute("RELEASE marked")
            if len(after) == len(before):  # else rows are grouped by this text
                for (section, said), (_section, told) in zip(before, after, strict=True):
                    if ids := {int(id) for id in MARK.findall(plain(told.text))}:
                        yield kind, ids, section, said


def leads_right(draft: Draft, origin: Origin | None, kind: str, ids: set[int]) -> bool:
    """Whether the place found is one of the records printed, one with the same words, or a choice of one of them."""
    if origin is None:
        return False
    record = draft.record(origin.kind, origin.id)
    if origin.kind == kind:
        return origin.id in ids or any(draft.record(kind, id).values == record.values for id in ids)
    spec = draft.spec(origin.kind).fields[origin.field or ""] if origin.field else None
    held = record.links.get(origin.field or "") or (record.values.get(origin.field or ""),)
    return spec is not None and spec.to == kind and bool(ids & {int(id) for id in held if id is not None})


@pytest.mark.parametrize("sample_file", sorted(SAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_cells_of_projects_indicators_and_swot_lead_to_their_records(sample_file: Path, tmp_path: Path) -> None:
    with plan_json.read_plan(sample_file, tmp_path / "ร่าง.bmaplan") as draft:
        cells = list({(kind, section, *said.beside, said.text): (kind, ids, section, said)
                      for kind, ids, section, said in marked(draft)}.values())  # fmt: skip
        cells = cells[::3]  # every third says as much as all
        assert len(cells) > 10
        right = sum(leads_right(draft, find(draft, section, said), kind, ids) for kind, ids, section, said in cells)
        assert right / len(cells) >= ENOUGH, f"{right} of {len(cells)}"


def test_an_amount_leads_to_the_amount_of_the_project_in_its_row(sample: Draft) -> None:
    sample.set("project", sample.ids("project")[1], "budget", 12345600)
    sample.set("project", sample.ids("project")[2], "budget", 12345600)
    name = (Run(str(sample.record("project", sample.ids("project")[2]).values["name"])),)
    amount = (Run("123,456"),)
    assert find(sample, "part-one", Said(amount, [name, amount])) == ("project", sample.ids("project")[2], "budget")


def test_thai_digits_and_broken_lines_hide_nothing(sample: Draft) -> None:
    sample.set("vision", 1, "text", "ปี 2575 เมืองน่าอยู่")
    assert find(sample, "vision", Said((Run("ปี ๒๕๗๕\nเมืองน่าอยู่"),))) == ("vision", 1, "text")


def test_a_text_of_the_template_leads_to_no_record(sample: Draft) -> None:
    assert find(sample, "contents", Said((Run("☙"),))) is None

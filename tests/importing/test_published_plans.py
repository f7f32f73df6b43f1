"""The five published plans as Word files: they come in, into the right records, and nothing of them is lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.draft.plan.plan_json import to_plan
from planner_desktop.exchange.word.document import read_document
from planner_desktop.exchange.written import WrittenPart
from planner_desktop.formpack.rich_text import RichHeading, RichList, RichParagraph
from planner_desktop.importing.run import edition_of, read_into_memory
from planner_desktop.thai.compared import compared
from tests.conftest import published
from tests.importing import measure, word_plans
from tests.importing.scores import SAMPLE_OF, printed, scores

YEARS = "25[67][0-9]|๒๕[๖๗][๐-๙]"
GROUPS = ("projects", "key results", "rows of indicators")
RIGHT = {"000": (39, 21, 22), "001": (39, 11, 122), "002": (26, 18, 13), "003": (69, 23, 31), "004": (5, 0, 40)}
"""So many of each group are right at least, of the records that the plan prints."""
MORE = {"000": 3, "001": 7, "002": 0, "003": 2, "004": 1}
"""So many records of these kinds at most come in that the sample has not: of names that the plan writes in two ways."""


@pytest.mark.parametrize("number", word_plans.NUMBERS)
def test_a_published_plan_comes_into_the_right_records_with_nothing_invented_or_lost(
    number: str, tmp_path: Path
) -> None:
    published(number)  # skipped where the plans are not beside this clone
    path = tmp_path / f"แผน {number}.docx"
    word_plans.write(number, path)
    document = read_document(path)
    pack, why = edition_of(document)
    draft, report = read_into_memory(document, pack, why)
    with draft:
        told = scores(to_plan(draft)["records"], printed(number))
        for group, right in zip(GROUPS, RIGHT[number], strict=True):
            assert told[group].right >= right, (group, told[group])
        assert sum(len(score.more) for score in told.values()) <= MORE[number], told
        assert not _invented(draft, number)
        assert all(rest.place and rest.text for rest in report.left)
        assert [left.value for left in left_behind(draft)] == [rest.text for rest in report.left]


@pytest.mark.parametrize("number", ["000", "001", "004"])
def test_what_the_program_exports_comes_back_as_it_was(number: str, tmp_path: Path) -> None:
    for group, score in measure.measured(number, measure.OWN, tmp_path).items():
        assert score.right == score.all, (group, score)
        assert not score.more, (group, score)


def test_a_result_that_the_plan_words_in_two_ways_is_one_and_both_wordings_are_told(tmp_path: Path) -> None:
    published("000")
    path = tmp_path / "แผน.docx"
    word_plans.write("000", path)
    document = read_document(path)
    draft, report = read_into_memory(document, *edition_of(document))
    with draft:
        (result,) = (one for one in draft.records("key_result") if "ค่าธรรมเนียมทะเบียนพาณิชย์" in str(one.values["name"]))
        assert (result.values["code"], result.values["agency_target"]) == ("7403", "ร้อยละ 100")
        (doubt,) = (one for one in report.doubts if (one.kind, one.id, one.field) == ("key_result", result.id, "name"))
        assert ["e Payment" in one.text for one in doubt.candidates] == [False, True]


@pytest.mark.parametrize("number", word_plans.NUMBERS)
def test_the_template_is_known_by_its_heads_where_the_year_does_not_tell_it(number: str, tmp_path: Path) -> None:
    published(number)
    path = tmp_path / f"แผน {number}.docx"
    word_plans.write(number, path)
    document = read_document(path)
    named, why = edition_of(document)
    assert "%" in why
    nameless = replace(document, parts=tuple(map(_without_years, document.parts)))
    assert edition_of(nameless)[0].edition.id == named.edition.id
    assert str(named.edition.year) == SAMPLE_OF[number][:4]


def _without_years(part: WrittenPart) -> WrittenPart:
    """The part as a plan of 2566 would say it, of which there is no template."""
    block = part.block
    if isinstance(block, RichParagraph):
        block = block.with_values(paragraph=re.sub(YEARS, "2566", block.paragraph))
    elif isinstance(block, RichHeading):
        block = block.with_values(heading=re.sub(YEARS, "2566", block.heading))
    elif isinstance(block, RichList):
        block = block.with_values(list=tuple(re.sub(YEARS, "2566", text) for text in block.list))
    if part.grid is None:
        return replace(part, block=block)
    rows = tuple(tuple(re.sub(YEARS, "2566", cell) for cell in row) for row in part.grid.rows)
    return replace(part, block=block, grid=replace(part.grid, rows=rows))


def _invented(draft: Draft, number: str) -> list[tuple[str, str, str]]:
    """The texts of records that stand neither in the document nor in a catalogue of the edition."""
    written = (word_plans.SHARED / "plans" / f"{number}.json").read_text(encoding="utf-8")
    document = compared(written.replace("\\n", "\n").replace('\\"', '"'))
    return [
        (kind, name, line)
        for kind, spec in draft.pack.records.items()
        for record in draft.records(kind)
        for name, value in record.values.items()
        if not spec.single and isinstance(value, str) and spec.fields[name].field_type.free_text
        for line in value.split("\n")
        if compared(line) not in document and not _is_listed(draft, kind, value)
    ]


def _is_listed(draft: Draft, kind: str, value: str) -> bool:
    rows = draft.pack.catalogues.get(draft.spec(kind).catalogue or "", ())
    return any(compared(value) == compared(text) for row in rows for text in row.values())

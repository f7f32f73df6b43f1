"""A workbook of a draft is filled in elsewhere and taken back: exactly what was changed in it, and nothing else."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import PlannerError
from planner_desktop.exchange.workbook.read import workbook_of
from planner_desktop.i18n import _
from planner_desktop.spreadsheet import telling
from planner_desktop.spreadsheet.changes import Preview
from planner_desktop.spreadsheet.layout import FIRST, LISTS, kinds_named
from planner_desktop.spreadsheet.reading import preview
from planner_desktop.spreadsheet.take import take
from planner_desktop.spreadsheet.write import workbook

Edit = Callable[[Any], object]


def written(draft: Draft) -> bytes:
    return workbook(draft)[0]


def edited(content: bytes, change: Edit) -> bytes:
    """The workbook after somebody worked in it, with another library than ours."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(draft: Draft, content: bytes) -> Preview:
    return preview(draft, workbook_of(content))


def column(sheet: Any, name: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == name)


def sheet_of(book: Any, kind: str) -> Any:
    return next(sheet for sheet in book if sheet["A1"].value == f"bmaplan:{kind}")


def put(book: Any, kind: str, row: int, **values: object) -> str:
    """Write into a row of a kind's records (0 is the first); the sheet's title."""
    sheet = sheet_of(book, kind)
    for name, value in values.items():
        cell = sheet.cell(FIRST + 1 + row, column(sheet, name), value)
        if isinstance(value, str):
            cell.data_type = "s"  # no formula
    return str(sheet.title)


@pytest.fixture(scope="module", params=sorted(path.stem for path in SAMPLES.glob("*.json")))
def any_sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    path = tmp_path_factory.mktemp("ร่าง แผน") / f"{request.param}.bmaplan"
    with plan_json.read_plan(SAMPLES / f"{request.param}.json", path) as draft:
        yield draft


def test_an_unchanged_workbook_changes_nothing(any_sample: Draft) -> None:
    content = written(any_sample)
    for saved in (content, edited(content, lambda _book: None)):
        found = back(any_sample, saved)
        assert [*telling.lines(found), *telling.refusals(found)] == []
        assert found.changes_nothing
    assert written(any_sample) == content, "the same plan makes the same bytes"


def test_another_library_finds_all_in_it(any_sample: Draft) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(any_sample)))
    assert book.sheetnames[0] == _("Instructions")
    assert book[LISTS].sheet_state == "veryHidden"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == [], "no formula, whatever a text begins with"
    listed = [each for sheet in book for each in sheet.data_validations.dataValidation]
    assert len(listed) > 20
    assert {each.formula1 for each in listed} <= set(book.defined_names)
    kinds = {kind for kind in any_sample.pack.records if any_sample.ids(kind)}
    for sheet in book.worksheets[1:-1]:
        kind = sheet["A1"].value.removeprefix("bmaplan:")
        kinds.discard(kind)
        assert sheet.protection.sheet
        assert sheet.column_dimensions["A"].hidden
        uids = [row[0].value for row in sheet.iter_rows(min_row=FIRST + 1) if row[0].value]
        assert uids == [record.uid for record in any_sample.records(kind)]
    assert all(not any_sample.pack.sections_showing(kind) for kind in kinds), "each kind that is entered has a sheet"


def test_what_was_changed_is_told_with_its_cell_and_taken_as_one_undo_step(sample: Draft) -> None:
    first, second = sample.records("project")[:2]
    division = next(each for each in sample.records("division") if each.id not in second.links["divisions"])

    def change(book: Any) -> None:
        put(book, "project", 0, name="=ชื่อใหม่\nบรรทัดสอง ", budget=1_234_567.5)
        put(book, "project", 1, budget="2,000.25", divisions=sample.title_of(division))

    found = back(sample, edited(written(sample), change))
    assert [(each.id, each.field, each.new) for each in found.changed] == [
        (first.id, "name", "=ชื่อใหม่\nบรรทัดสอง "),
        (first.id, "budget", "1234567.5"),
        (second.id, "budget", "2000.25"),
        (second.id, "divisions", sample.title_of(division)),
    ]
    assert found.changed[0].place.endswith("!C3")
    assert found.refused == []
    before = plan_json.to_plan(sample)
    take(sample, found, "แผน.xlsx")
    assert sample.record("project", first.id).values["budget"] == 123_456_750
    assert sample.record("project", first.id).values["name"] == "=ชื่อใหม่\nบรรทัดสอง"
    assert sample.record("project", second.id).links["divisions"] == (division.id,)
    assert back(sample, edited(written(sample), lambda _book: None)).changes_nothing
    sample.undo()
    assert plan_json.to_plan(sample) == before


def test_new_rows_are_records_and_may_name_each_other(sample: Draft) -> None:
    projects, divisions = len(sample.ids("project")), len(sample.ids("division"))

    def change(book: Any) -> None:
        put(book, "division", divisions, name="ฝ่ายที่ไม่เคยมี")
        put(book, "project", projects + 3, name="โครงการใหม่", budget=5000, divisions="ฝ่ายที่ไม่เคยมี")
        put(book, "project_item", len(sample.ids("project_item")) + 1, parent="โครงการใหม่", name="งานย่อย")

    found = back(sample, edited(written(sample), change))
    assert [each.title for each in found.new] == ["ฝ่ายที่ไม่เคยมี", "โครงการใหม่", "งานย่อย"]
    assert list(telling.refusals(found)) == []
    take(sample, found, "แผน.xlsx")
    project = sample.records("project")[-1]
    assert (project.values["name"], project.values["budget"]) == ("โครงการใหม่", 500_000)
    assert [sample.title("division", id) for id in project.links["divisions"]] == ["ฝ่ายที่ไม่เคยมี"]
    assert sample.records("project_item")[-1].parent in sample.ids("project")


def test_what_stands_under_a_row_that_is_not_taken_is_not_taken_either(sample: Draft) -> None:
    def change(book: Any) -> None:
        put(book, "agency_objective", 50, name="ไม่บอกว่าอยู่ใต้ใคร")
        put(book, "agency_kpi", 50, parent="ไม่บอกว่าอยู่ใต้ใคร", name="ตัวชี้วัดกำพร้า")

    found = back(sample, edited(written(sample), change))
    assert found.new == []
    assert len(found.refused) == 3
    before = plan_json.to_plan(sample)
    take(sample, found, "แผน.xlsx")
    assert plan_json.to_plan(sample) == before


def test_a_row_with_the_code_of_a_catalogue_takes_it_over(sample: Draft) -> None:
    taken = {str(record.values["code"]) for record in sample.records("key_result")}
    row = next(row for row in sample.pack.catalogues["okrs"] if row["code"] not in taken)
    at = len(sample.ids("key_result")) + 1
    new = {"code": int(row["code"]), "agency_target": "ร้อยละ 80"}
    found = back(sample, edited(written(sample), lambda book: put(book, "key_result", at, **new)))
    take(sample, found, "แผน.xlsx")
    values = sample.records("key_result", where={"code": row["code"]})[0].values
    assert [values[name] for name in ("code", "name", "agency_target")] == [row["code"], row["name"], "ร้อยละ 80"]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("project", {"budget": "หลายบาท"}, "หลายบาท"),
        ("project", {"divisions": "ไม่มีฝ่ายนี้"}, "ไม่มีฝ่ายนี้"),
        ("project", {"carried": "บางที"}, "บางที"),
        ("project", {"funding": "ไม่รู้"}, "ไม่รู้"),
        ("project", {"first_year": 1999}, "1999"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_cell_and_how_to_mend_it(
    sample: Draft, kind: str, values: dict[str, object], said: str
) -> None:
    titles: list[str] = []
    found = back(sample, edited(written(sample), lambda book: titles.append(put(book, kind, 0, **values))))
    (refused,) = found.refused
    assert refused.place.startswith(f"{titles[0]}!")
    assert refused.place.endswith("3")
    assert said in refused.text + refused.why
    assert refused.fix or refused.why
    assert found.changed == []


def test_a_value_in_a_wrong_column_a_strange_sheet_and_errors_are_named(sample: Draft) -> None:
    def change(book: Any) -> None:
        sheet = sheet_of(book, "project")
        sheet.cell(FIRST + 2, sheet.max_column + 1, "หลงมา")
        sheet.cell(FIRST + 1, column(sheet, "budget"), "=1+1")
        book.create_sheet("ของฉัน")["B2"] = "อะไร"

    places = {refused.place.split("!")[0]: refused for refused in back(sample, edited(written(sample), change)).refused}
    assert "B2" in places["ของฉัน"].place
    found = [refused.why for refused in back(sample, edited(written(sample), change)).refused]
    assert len(found) == 3


def test_a_row_that_is_gone_is_told_and_stays(sample: Draft) -> None:
    gone = sample.records("project")[1]
    found = back(sample, edited(written(sample), lambda book: sheet_of(book, "project").delete_rows(FIRST + 2)))
    assert [each.id for each in found.missing] == [gone.id]
    assert found.changes_nothing


def test_a_row_that_was_copied_with_its_identity_and_one_of_a_deleted_record_are_refused(sample: Draft) -> None:
    first, second = sample.records("project")[:2]
    content = edited(written(sample), lambda book: sheet_of(book, "project").cell(FIRST + 3, 1, first.uid))
    sample.delete("project", [second.id])
    assert [refused.place.rpartition("A")[2] for refused in back(sample, content).refused] == ["4", "5"]


def test_what_the_draft_changed_since_is_kept_and_what_both_changed_is_asked(sample: Draft) -> None:
    first, second = sample.records("project")[:2]
    content = written(sample)
    sample.set("project", first.id, "name", "ชื่อในร่าง")
    sample.set("project", second.id, "name", "ชื่อในร่าง 2")
    assert back(sample, content).changes_nothing, "nobody touched it in the workbook"
    found = back(sample, edited(content, lambda book: put(book, "project", 1, name="ชื่อในตาราง")))
    assert found.changed == []
    assert "ชื่อในร่าง 2" in found.refused[0].why


def test_rows_in_another_order_and_columns_moved_are_known(sample: Draft) -> None:
    def change(book: Any) -> None:
        sheet = sheet_of(book, "project")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for n, row in enumerate(rows[:2] + rows[:1:-1], 1):
            for at, value in enumerate(row[:2] + row[:1:-1], 1):
                sheet.cell(n, at).value = value

    assert list(telling.refusals(back(sample, edited(written(sample), change)))) == []
    assert back(sample, edited(written(sample), change)).changes_nothing


def test_running_text_with_layout_is_only_edited_in_the_program(sample: Draft) -> None:
    content, remarks = workbook(sample)
    assert remarks
    found = back(sample, edited(content, lambda book: put(book, "situation", 0, text="ทับ")))
    assert found.changed == []
    assert len(found.refused) == 1


def test_only_some_tables_and_records_may_be_written(sample: Draft) -> None:
    with pytest.raises(PlannerError):
        kinds_named(sample, ["ไม่มี"])
    kinds = kinds_named(sample, ["project", "ส่วนราชการ"])
    chosen = sample.ids("project")[:2]
    content, _remarks = workbook(sample, only=kinds, chosen={"project": chosen}, guidance=["ส่งคืนภายในวันศุกร์"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [sheet["A1"].value for sheet in book.worksheets[1:-1]] == ["bmaplan:division", "bmaplan:project"]
    assert book.worksheets[0]["A2"].value == "ส่งคืนภายในวันศุกร์"
    found = back(sample, content)
    assert (found.changes_nothing, found.missing) == (True, []), "what was never in it is not gone"


def test_a_workbook_of_somebody_else_is_refused(sample: Draft) -> None:
    with pytest.raises(PlannerError):
        back(sample, edited(written(sample), lambda book: book.remove(book[LISTS])))

    def other(book: Any) -> None:
        book[LISTS]["A2"] = "xyz-2599"

    with pytest.raises(PlannerError, match="xyz-2599"):
        back(sample, edited(written(sample), other))


SIGNS = st.sampled_from(
    ["=1+1", "+66", "-", "@x", "'=1", "'x", "_x0041_", "\t=", "กำ้ำ", "😀", "ก\nข", "ท้าย  ", "\x01\x1f"]
)
TEXTS = st.one_of(SIGNS, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(0, 99_999_999_999_999))
def test_every_text_and_amount_comes_back_as_it_was(draft: Draft, texts: list[str], satang: int) -> None:
    ids = [draft.add("project", {"name": text or None, "budget": satang}) for text in texts]
    try:
        content, _remarks = workbook(draft, only=["project"])
        sheet = workbook_of(content).sheets[1]
        assert [sheet.cells[FIRST + n, 2].text for n, text in enumerate(texts) if text] == [
            text.replace("\r\n", "\n").replace("\r", "\n") for text in texts if text
        ]
        assert back(draft, content).changes_nothing
    finally:
        draft.delete("project", ids)


def test_a_text_longer_than_a_cell_is_told_and_never_cut(draft: Draft) -> None:
    draft.add("project", {"name": "ก" * 32_767})
    draft.add("project", {"name": "😀" * 16_384})
    content, remarks = workbook(draft, only=["project"])
    assert len(remarks) == 1
    assert back(draft, content).changes_nothing
    found = back(draft, edited(content, lambda book: put(book, "project", 1, name="สั้น")))
    assert (len(found.changed), len(found.refused)) == (0, 1)


def test_a_file_is_written_whole(sample: Draft, tmp_path: Path) -> None:
    from planner_desktop.plans.exports import Writing, export_named

    export_named("xlsx").write(Writing(sample), tmp_path / "แผน ปี.xlsx")
    assert (tmp_path / "แผน ปี.xlsx").read_bytes() == written(sample)

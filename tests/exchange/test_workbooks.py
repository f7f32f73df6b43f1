"""Workbooks of spreadsheets are read exactly, say what is odd about them, and from nobody's file is there any harm."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import partial

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from planner_desktop.errors import PlannerError, StoppedError
from planner_desktop.exchange import files
from planner_desktop.exchange.workbook import xls
from planner_desktop.exchange.workbook.number_formats import cell_of_number
from planner_desktop.exchange.workbook.read import workbook_of
from planner_desktop.exchange.workbook.sheet import Sheet, address, place_of
from planner_desktop.stopping import within
from tests.exchange import old_workbooks
from tests.exchange.made_workbooks import NAMES, SAVED, changed, projects, saved, with_rows

BY_PROGRAM: dict[str, Callable[[], bytes]] = {
    ".xlsx": projects,
    ".ods": lambda: saved(".ods"),
    ".xls": lambda: saved(".xls"),
}


def sheet_of(content: bytes) -> Sheet:
    return workbook_of(content).sheets[0]


@pytest.mark.parametrize("suffix", BY_PROGRAM)
def test_texts_amounts_and_days_are_read_as_they_are_meant(suffix: str) -> None:
    grid, remarks = files.read(BY_PROGRAM[suffix]()).table()
    assert [row[1] for row in grid.rows[2:7] if row[1]] == [n for n in NAMES if suffix == ".xls" or "กำแพง" not in n]
    assert [grid.rows[row][2] for row in (2, 3, 7, 8)] == ["2469135", "3703702.5", "0.3", "99999999999.99"]
    assert [grid.rows[row][3] for row in (2, 3, 4)] == ["1/10/2568", "1/10/2511", "4/10/2568"]
    assert grid.rows[7][1] == grid.rows[8][1] == "กำกับดูแล"
    assert (8, 1) in grid.repeated, "an amount would be counted twice"
    assert grid.wide[0, 0] == 7
    assert (grid.rows[7][6], grid.rows[8][6]) == ("ใช่", "ไม่ใช่")
    said = "\n".join(remarks)
    assert "(D3)" in said
    assert "2400" in said, "a year of the Buddhist era in a day of the common one"
    assert "(D4)" in said, "1/10/68 that Excel took for 1968"
    assert "ซ่อน" in said


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_a_cell_shows_is_read_and_what_it_cannot_show_is_told(suffix: str) -> None:
    grid, remarks = files.read(BY_PROGRAM[suffix]()).table()
    assert grid.rows[2][4:] == ("15%", "0702", "500 คน")
    assert grid.numbers[2, 6] == "500"
    assert grid.rows[10][2] == "#DIV/0!"
    assert any("(C11)" in remark for remark in remarks)
    assert not any(grid.rows[5]), "a hidden row"
    assert any("(6)" in remark for remark in remarks)


def test_of_an_old_workbook_it_is_told_what_it_does_not_say() -> None:
    assert any(".xls" in remark for remark in files.read(saved(".xls")).table()[1])


def test_calamine_gives_the_same_texts() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(projects()))
    for at, sheet in enumerate(workbook_of(projects()).sheets):
        other = book.get_sheet_by_index(at).to_python(skip_empty_area=False)
        texts = {(r, c): v for r, row in enumerate(other) for c, v in enumerate(row) if isinstance(v, str) and v}
        ours = {place: cell.text for place, cell in sheet.cells.items() if place in texts}
        assert ours == texts


def test_a_formula_that_nobody_worked_out_is_told() -> None:
    sheet = sheet_of(with_rows('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>B2</f><v></v></c></row>'))
    assert sheet.troubles() == {"not calculated": ["A1", "B1"]}


def test_a_value_of_another_workbook_is_the_one_that_was_last_seen() -> None:
    sheet = sheet_of(with_rows('<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>25</v></c></row>'))
    assert sheet.cells[0, 0].text == "25"


def test_cells_and_rows_without_an_address_stand_one_after_the_other() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c t='inlineStr'><is><t>a</t></is></c></row>"
    sheet = sheet_of(with_rows(rows))
    assert {place: cell.text for place, cell in sheet.cells.items()} == {(0, 0): "1", (0, 2): "3", (1, 0): "a"}


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.5", "#,##0.00", "1234567.5"),
        ("12345678901234567", "0", "12345678901234600"),
        ("999999999999.99", "#,##0.00", "999999999999.99"),
        ("1E+5", "0.00E+00", "100000"),
        ("-0", "0", "0"),
        ("702", "0000", "0702"),
        ("0.125", "0.0%", "12.5%"),
        ("500", '0" คน"', "500 คน"),
        ("80", '"ร้อยละ "0', "ร้อยละ 80"),
        ("45931", "[$-107041E]d mmm yyyy", "1/10/2568"),
        ("45931.5", "d/m/yyyy h:mm", "1/10/2568 12:00"),
        ("0.375", "h:mm", "09:00"),
        ("60", "d/m/yyyy", "60"),
        ("1e999", "General", "1e999"),
        ("nan", "General", "nan"),
    ],
)
def test_a_number_says_what_its_format_shows(number: str, format: str, shown: str) -> None:
    assert cell_of_number(number, format).text == shown


def test_addresses_are_those_of_spreadsheets() -> None:
    assert [address(0, 0), address(9, 25), address(1_048_575, 16_383)] == ["A1", "Z10", "XFD1048576"]
    assert all(place_of(address(row, column)) == (row, column) for row in (0, 99) for column in range(0, 1000, 7))
    assert [place_of(text) for text in ("", "A", "1", "A0", "ก1", "AAAA1", "A12345678")] == [None] * 7


def test_one_of_several_sheets_is_named() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    for name in ("หนึ่ง", "สอง", "ว่าง"):
        sheet = book.add_worksheet(name)
        if name != "ว่าง":
            sheet.write(0, 0, name)
    book.add_chartsheet("แผนภูมิ")
    book.close()
    found = files.read(content.getvalue())
    assert found.table("สอง")[0].rows == (("สอง",),)
    assert any("แผนภูมิ" in remark for remark in found.table("สอง")[1])
    for name in ("", "สาม"):
        with pytest.raises(PlannerError) as refused:
            found.table(name)
        assert "หนึ่ง, สอง" in refused.value.fix


# ------------------------------------------------------------ from anyone

SPACES = b" " * 600_000


def sheet_xml(inside: bytes) -> bytes:
    return b'<worksheet xmlns="x"><sheetData><row>' + inside + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize(
    "inside",
    [
        b'<c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c>',
        b"<c><v>1</v></c>" * 310_000,
        b'<c r="' + b"A" * 4_000_000 + b'"/>',
        b'<c t="s"><v>99999</v></c>',
        b'<c r="ZZZ1"><v>1</v></c>',
        b"<row r='9999999'/>",
        b"<c><v>&a;</v></c>",
    ],
    ids=[
        "the last cell",
        "many cells",
        "a long name",
        "no such text",
        "no such column",
        "no such row",
        "no such entity",
    ],
)
def test_a_sheet_that_would_fill_the_memory_or_is_broken_is_refused(inside: bytes) -> None:
    content = changed(projects(), "xl/worksheets/sheet1.xml", lambda _held: sheet_xml(inside))
    with within(20), pytest.raises(PlannerError) as refused:
        files.read(content).table("โครงการ ปี 2569")
    assert refused.value.fix
    assert not isinstance(refused.value, StoppedError)


def test_declared_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + sheet_xml(b"<c><v>&b;</v></c>")
    for suffix, part in ((".xlsx", "xl/worksheets/sheet1.xml"), (".ods", "content.xml")):
        with pytest.raises(PlannerError):
            workbook_of(changed(BY_PROGRAM[suffix](), part, lambda _held: laughs))


@pytest.mark.parametrize(("suffix", "part"), [(".xlsx", "xl/sharedStrings.xml"), (".ods", "content.xml")])
def test_a_file_that_unpacks_to_too_much_is_refused(suffix: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner_desktop.exchange.workbook.packed.MOST_BYTES", 500_000)
    with pytest.raises(PlannerError, match=r"unpacks|คลาย"):
        workbook_of(changed(BY_PROGRAM[suffix](), part, lambda held: held.replace(b"?>", b"?>" + SPACES, 1)))


def _put_before(start: bytes, new: bytes, held: bytes) -> bytes:
    return held.replace(start, new + start, 30)


def test_a_sheet_of_libreoffice_with_a_million_columns_or_rows_is_refused() -> None:
    for many in (b"table:number-columns-repeated", b"table:number-rows-repeated"):
        row = b'<table:table-row table:number-rows-repeated="1000000">' if b"rows" in many else b"<table:table-row>"
        cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        start = b"<table:table-row"
        added = row + cell + b"</table:table-cell></table:table-row>"
        content = changed(saved(".ods"), "content.xml", partial(_put_before, start, added))
        with pytest.raises(PlannerError):
            files.read(content).table()


def test_a_locked_workbook_is_named() -> None:
    locked = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    manifest = changed(saved(".ods"), "META-INF/manifest.xml", lambda _held: b"<a><encryption-data/></a>")
    for content in (locked, manifest):
        with pytest.raises(PlannerError, match=r"password|รหัสผ่าน"):
            workbook_of(content)


def test_an_old_workbook_whose_reader_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls, "SECONDS", 0.0)
    monkeypatch.setattr(xls, "_LOOKS_EVERY", 0.001)
    with pytest.raises(PlannerError, match=r"workbook|สมุดงาน"):
        workbook_of(saved(".xls"))


def test_an_old_workbook_at_which_the_library_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls, "SECONDS", 1.0)
    with pytest.raises(PlannerError, match=r"workbook|สมุดงาน"):
        workbook_of((SAVED / "endless.xls").read_bytes())


def _odd(content: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        at, many = chance.randrange(len(content) + 1), chance.randrange(1, 60)
        new, after = chance.choice(
            (
                (bytes([chance.randrange(256)]), at + 1),
                (b"", at + many),
                (content[at : at + many], at),
                (chance.choice((b"\xff" * 4, b"9999", b"\0" * 4)), at + 4),
                (b"", len(content)),
            )
        )
        content = content[:at] + new + content[after:]
    return content


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The bytes changed, or those of a part inside, so that the zip is sound."""
    if not content.startswith(b"PK") or chance.random() < 0.2:
        return _odd(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return changed(content, chance.choice(held.namelist()), lambda part: _odd(part, chance))


def taken(content: bytes) -> str:
    """What becomes of a file: its cells, or why it is refused. Anything else is our fault, and raised."""
    try:
        found = files.read(content)
        return "read" if all(found.table(name) for name in found.names or [""]) else ""
    except PlannerError as error:
        return error.message


@pytest.mark.parametrize("kind", [".xlsx", ".ods", ".csv"])
def test_five_hundred_mutated_files_are_read_or_refused(kind: str) -> None:
    csv = 'ที่,ชื่อโครงการ,งบประมาณ\r\n1,"\'=หนึ่ง\nสอง","1,000.50"\r\n' * 5
    content = csv.encode("cp874") if kind == ".csv" else BY_PROGRAM[kind]()
    became = {taken(mutated(content, random.Random(seed))) for seed in range(500)}
    assert "read" in became
    assert kind == ".csv" or len(became) > 1, "any text is a table of some kind"


def test_mutated_old_workbooks_are_read_or_refused() -> None:
    """In few processes, for speed; where the library ends one, the program says that the file cannot be read."""
    told = old_workbooks.became(500)
    assert "read" in told
    assert len(set(told) - {old_workbooks.ENDED}) > 1
    assert told.count(old_workbooks.ENDED) < 25

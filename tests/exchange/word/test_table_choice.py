"""Tables of a Word document are chosen by number, with what tells them apart."""

from planner_desktop.exchange.word.table_choice import is_document, tables_of
from tests.exchange.word.building import docx, p, tbl, tc, tr

CONTENT = docx(
    p("สรุปโครงการ", style="1")
    + tbl(tr("ที่", "โครงการ"), tr("1", tc(tbl(tr("ใน", "สอง")))))
    + p("ตารางที่ 7 บุคลากร", style="Caption")
    + tbl(tr("ก", "ข"), tr("ค", "ง"))
    + tbl(tr("จ", "ฉ"), tr("ช", "ซ"))
)


def test_each_table_has_a_number_and_a_title() -> None:
    tables = tables_of(CONTENT, "แผน.docx")
    assert [table.number for table in tables] == [1, 2, 3, 4]
    assert [table.title for table in tables] == ["สรุปโครงการ", "ใน | สอง", "ตารางที่ 7 บุคลากร", "จ | ฉ"]
    assert tables[1].grid().rows == (("ใน", "สอง"),)


def test_a_table_is_called_by_its_number_its_place_or_its_name() -> None:
    table = tables_of(CONTENT, "แผน.docx")[2]
    assert all(table.is_called(name) for name in ("3", "table 2", "table 2: ตารางที่ 7 บุคลากร"))
    assert not table.is_called("2")


def test_a_document_is_known_by_what_it_holds() -> None:
    assert is_document(CONTENT)
    assert not is_document(b"PK\x03\x04")
    assert not is_document("ที่\tโครงการ".encode())

"""What other programs write as .docx, held against what another reader finds in it."""

import io
import re
from html import unescape

import docx as python_docx
import mammoth
import pytest
from docx.enum.text import WD_BREAK

from planner_desktop.formpack.rich_text import RichHeading, RichList, RichParagraph, RichTable, to_plain
from tests.exchange.word import torture
from tests.exchange.word.building import docx, field, p, r, read, sdt, span, tbl, tc, tr
from tests.exchange.word.test_torture import texts

WORDS = "แผนปฏิบัติราชการ", "งบประมาณ 1,250,000 บาท", "สำนักงานเขต", "ร้อยละ 80", "Key Result", "พ.ศ. 2568"


def written() -> bytes:
    """An ordinary document, as python-docx writes it."""
    made = python_docx.Document()
    made.add_heading("ส่วนที่ 1 ข้อมูลทั่วไป", 1)
    made.add_heading("1.1 ภารกิจ", 2)
    paragraph = made.add_paragraph("หน่วยงานมี")
    paragraph.add_run("ภารกิจ").bold = True
    paragraph.add_run(" สาม").add_break(WD_BREAK.LINE)
    paragraph.add_run("ด้าน")
    for text in WORDS[:3]:
        made.add_paragraph(text, style="List Number")
    for text in WORDS[3:]:
        made.add_paragraph(text, style="List Bullet")
    table = made.add_table(rows=4, cols=3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"{WORDS[(row + column) % 6]} {row}/{column}"
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    inner = table.cell(0, 2).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "ใน 1", "ใน 2"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def of_mammoth(content: bytes) -> list[str]:
    """The words that mammoth finds, in order."""
    html = mammoth.convert_to_html(io.BytesIO(content)).value
    return unescape(re.sub("<[^>]*>", " ", re.sub("</?(?:strong|em|a)\\b[^>]*>", "", html))).split()


def ours(content: bytes) -> list[str]:
    found: list[str] = []
    for part in read(content).parts:
        block = part.block
        if isinstance(block, RichList):
            found += block.list
        else:
            found += [to_plain((block,))]
    return " ".join(found).split()


ORDINARY = {
    "python-docx": written(),
    "links and fields": docx(
        p("ก", field("REF x", r("ข"))) + p(f"<w:hyperlink>{r('ค')}</w:hyperlink>", f"<w:ins>{r('ง')}</w:ins>")
    ),
    "tables": docx(
        tbl(tr(tc("ก", properties=span(2)), "ข"), tr("ค", sdt(tc("ง")), "จ"))
        + p("ฉ")
        + tbl(tr("ช", tc(tbl(tr("ซ", "ฌ")))))
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_the_words_of_ordinary_documents_are_those_that_mammoth_finds(name: str) -> None:
    assert ours(ORDINARY[name]) == of_mammoth(ORDINARY[name])


def test_what_mammoth_finds_of_the_torture_is_found_here_too() -> None:
    marks = re.findall(r"[TF]\d\d", " ".join(of_mammoth(torture.document())))
    assert set(marks) <= set(re.findall(r"[TF]\d\d", " ".join(texts(read(torture.document()).parts))))
    assert len(set(marks)) > 50


def test_a_document_of_python_docx_is_read_as_what_it_is() -> None:
    parts = read(written()).parts
    assert [part.level for part in parts[:2]] == [1, 2]
    assert isinstance(parts[0].block, RichHeading)
    assert isinstance(parts[2].block, RichParagraph)
    assert parts[2].block.paragraph == "หน่วยงานมีภารกิจ สาม ด้าน"
    assert parts[3].block == RichList(list=WORDS[:3])
    assert parts[4].block == RichList(list=WORDS[3:], numbered=False)
    table = parts[5]
    assert isinstance(table.block, RichTable)
    assert table.block.merged == ((1, 0, 2, 1),)
    assert table.grid is not None
    assert set(table.grid.repeated) == {(2, 0)}
    assert dict(table.grid.wide) == {(3, 1): 2}
    ((inner,),) = table.inside.values()
    assert inner.grid is not None
    assert inner.grid.rows == (("ใน 1", "ใน 2"),)

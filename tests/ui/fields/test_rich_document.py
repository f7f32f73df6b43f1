"""Rich text goes into Qt's document and comes back the same."""

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from planner_desktop.exchange import narrative
from planner_desktop.formpack.rich_text import NOTE, RichHeading, RichList, RichParagraph, RichPart, RichTable
from planner_desktop.ui.fields import rich_document

TABLE = RichTable(
    table=(("ปี", "จำนวน", None), ("", "คน", "เรื่อง"), ("2567", "1", "2"), ("2568", None, "3")),
    head=2,
    caption="ตารางที่ 1",
    note="ที่มา: สำนัก",
)


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (RichParagraph(paragraph="ย่อหน้า"),),
        (RichHeading(heading="หัวข้อ", level=3), RichParagraph(paragraph="ก"), RichHeading(heading="ข", level=1)),
        (RichList(list=("ก", "ข")), RichList(list=("ค",), numbered=False), RichParagraph(paragraph="ง")),
        (RichList(list=("ก",)), RichParagraph(paragraph="คั่น"), RichList(list=("ข",))),
        (RichList(list=("ก", "ข", "ค", "ง"), levels=(1, 2, 3, 1)), RichList(list=("ก", "ข"), levels=(1, 2))),
        (RichList(list=("ก", "ข", "ค", "ง"), levels=(1, 2, 2, 1), signs=("1", "-", "a", "1")),),
        (RichList(list=("ก", "ข", "ค"), numbered=False, levels=(1, 2, 3)), RichParagraph(paragraph="ก")),
        (RichParagraph(paragraph=f"หนา{NOTE} เอียง ปกติ", notes=("ก",), bold=((0, 4),), italic=((2, 10),)),),
        (RichList(list=("กข", "คง"), bold=((0, 1), (3, 5)), italic=((1, 2),)), RichHeading(heading="ก", level=2)),
        (TABLE,),
        (RichParagraph(paragraph="ก"), TABLE, RichHeading(heading="ข", level=2), TABLE, TABLE),
        (RichList(list=("ก", "ข")), TABLE, RichList(list=("ค",))),
        (RichParagraph(paragraph=f"{NOTE}ก{NOTE}{NOTE} ข", notes=("หนึ่ง", "ซ้ำ", "ซ้ำ")), RichParagraph(paragraph="ค")),
        (
            RichList(list=(f"ก{NOTE}", "ข", f"ค{NOTE}"), notes=("หนึ่ง", "")),
            RichParagraph(paragraph=f"ง{NOTE}", notes=("สอง",)),
        ),
    ],
)
def test_there_and_back(qapp: QApplication, blocks: tuple[RichPart, ...]) -> None:
    document = QTextDocument()
    rich_document.fill(document, blocks)
    assert rich_document.blocks_of(document) == blocks
    assert not document.isUndoAvailable()


def test_a_pasted_table_stays_a_table(qapp: QApplication) -> None:
    html = "<p>ก</p><table><tr><th>ปี</th><th>จำนวน</th></tr><tr><td>2568</td><td><b>5</b></td></tr></table>"
    assert narrative.from_html(html, lambda _address: None) == (
        RichParagraph(paragraph="ก"),
        RichTable(table=(("ปี", "จำนวน"), ("2568", "5")), head=1),
    )

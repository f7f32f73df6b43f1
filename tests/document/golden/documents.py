"""A small document for each kind of block, made by hand: no form pack, no draft."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from PIL import Image

from planner_desktop.document.outline import (
    NOTE,
    Align,
    Cell,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    MonthBegins,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    QrCode,
    Row,
    Run,
    Runs,
    Signatures,
    Signer,
    Space,
    Table,
)

SENTENCE = (
    "สำนักการคลังมีหน้าที่จัดเก็บรายได้ ควบคุมการเบิกจ่ายเงิน และดูแลทรัพย์สินของกรุงเทพมหานคร ตาม OKR 7402 "
    "ให้เป็นไปตามแผนปฏิบัติราชการประจำปี พ.ศ. 2568 เพื่อให้ประชาชนได้รับบริการที่ดี (ร้อยละ 95) ปี่ ป้า ฝ่า ญู ฐู น้ำ ก่ำ ฎุ ฏู ฤๅ "
)
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")


def text(words: str) -> Runs:
    """A text whose parts between ** are bold."""
    return tuple(Run(part, bold=n % 2 == 1) for n, part in enumerate(words.split("**")) if part)


def cell(words: str, columns: int = 1, rows: int = 1, *, align: Align = "left", bar: bool = False) -> Cell:
    return Cell(text(words), align, columns, rows, bar)


def document(*blocks: OutlineBlock, watermark: str = "") -> Document:
    return Document("แผนปฏิบัติราชการ", "สำนักการคลัง", [PrintedSection("golden", blocks)], watermark=watermark)


def headings() -> Document:
    return document(
        Heading(text("ส่วนที่ 1 บททั่วไป"), 1),
        Heading(text("1.1 วิสัยทัศน์และพันธกิจของสำนัก ซึ่งมีชื่อยาวจนต้องขึ้นบรรทัดใหม่เพราะไม่พอในบรรทัดเดียวของหน้ากระดาษ"), 2),
        Heading(text("พันธกิจ"), 3),
        Heading(text("ตารางที่ 1"), 4, align="center"),
        Paragraph(text("ข้อความใต้หัวข้อ")),
    )


def paragraphs() -> Document:
    return document(
        Paragraph(text(SENTENCE + "**ตัวหนา** " + SENTENCE)),
        Paragraph(text(SENTENCE), "plain"),
        Paragraph(text("กึ่งกลาง\nสองบรรทัด"), "center"),
        Paragraph(text("ชิดขวา"), "right"),
        Paragraph(text("ที่มา: สำนักยุทธศาสตร์และประเมินผล"), "note"),
    )


def paragraph_over_pages() -> Document:
    return document(Space(630), Paragraph(text(SENTENCE * 4)))


def lists() -> Document:
    items = [Paragraph(text(SENTENCE if n == 10 else f"ข้อที่ {n}"), label=f"{n}.") for n in (1, 2, 10)]
    return document(*items, Paragraph(text(SENTENCE), label="-", depth=1), Paragraph(text("ลึก"), label="-", depth=2))


def plain_table() -> Document:
    rows = [
        Row([cell(f"{n}"), cell(f"โครงการที่ {n} {SENTENCE[: 40 * n]}"), cell("1,000", align="right")]) for n in (1, 2)
    ]
    columns = [Column(width=1.2), Column(share=3), Column(share=1)]
    return document(Table(columns, [Row([cell("**ที่**"), cell("**โครงการ**"), cell("**งบประมาณ**")])], rows))


def merged_table() -> Document:
    """Merged heads, rows of groups, joined cells, a total, and the head again on the next page."""
    head = [
        Row([cell("**โครงการ**", rows=2), cell("**งบประมาณ (บาท)**", columns=2, align="center")]),
        Row([cell("**งบดำเนินการ**"), cell("**งบลงทุน**")]),
    ]
    rows = []
    for group in range(1, 4):
        rows.append(Row([cell(f"**ด้านที่ {group}**", columns=3)], "group"))
        rows.append(Row([cell("โครงการ\nสองย่อหน้า", rows=2), cell("1,000", align="right"), cell("-", align="center")]))
        rows.append(Row([cell("2,000", align="right"), cell("3,000", align="right")]))
    rows.append(Row([cell("**รวม**", align="center"), cell("**9,000**", columns=2, align="right")], "total"))
    return document(Space(600), Table([Column(share=2), Column(), Column()], head, rows))


def table_row_over_pages() -> Document:
    rows = [Row([cell("1"), cell(SENTENCE * 16), cell("ผู้รับผิดชอบ")])]
    head = [Row([cell("**ที่**"), cell("**รายละเอียด**"), cell("**หน่วยงาน**")])]
    return document(Space(560), Table([Column(width=1), Column(share=2), Column()], head, rows))


def month(n: int, words: str = "", columns: int = 1, *, bar: bool = False) -> Cell:
    """A cell of a Gantt chart that begins in the n-th month after October, under three months of one year."""
    begins: MonthBegins = "year" if n in (3, 15) else "quarter" if n and n % 3 == 0 else "month"
    return Cell(text(words), "center", columns, bar=bar, month=begins)


def gantt() -> Document:
    """Months under two calendar years, bars, one that goes on into the next year, and texts wider than their bars."""
    head = [
        Row([
            cell("**ขั้นตอน**", rows=2),
            month(0, "**2567**", 3), month(3, "**2568**", 12), month(15, "**2569**", 3),
        ]),
        Row([month(n, name) for n, name in enumerate((*MONTHS, *MONTHS[:6]))]),
    ]  # fmt: skip

    def bar(name: str, first: int, length: int, words: str = "") -> Row:
        before, after = range(first), range(first + length, 18)
        return Row([cell(name), *map(month, before), month(first, words, length, bar=True), *map(month, after)])

    rows = [
        bar("สำรวจ", 0, 3),
        bar("ก่อสร้าง", 5, 4, "60"),
        bar("ประชุม", 1, 1, "ประชุมคณะกรรมการครั้งที่ 1"),
        bar("ตรวจรับและประเมินผล", 17, 1, "ประชุมคณะกรรมการครั้งที่ 2"),
    ]
    months = [Column(month=True)] * 18
    return document(NewPage("landscape"), Table([Column(share=6), *months], head, rows))


def contents() -> Document:
    long = "ชื่อที่ยาวมากจนสารบัญต้องใช้สองบรรทัดจึงจะบอกได้ครบทั้งชื่อและเลขหน้าของส่วนนี้ในแผนปฏิบัติราชการ"
    return document(
        NewPage(numbered=False),
        Heading(text("สารบัญ"), 1, contents=False, align="center"),
        Contents(2),
        NewPage(),
        Heading(text("ส่วนที่ 1 บทนำ"), 1),
        Heading(text(f"1.1 {long}"), 2),
        Heading(text("ไม่อยู่ในสารบัญ"), 3),
        NewPage(),
        Heading(text("ส่วนที่ 2"), 1),
    )


def footnotes() -> Document:
    notes = [text("ข้อมูล ณ วันที่ 1 ตุลาคม 2567"), text(SENTENCE), text("**สั้น**")]
    return document(
        Paragraph(text(f"รายได้{NOTE} และรายจ่าย{NOTE}"), notes=notes[:2]),
        Paragraph(text(f"ข้อที่มีเชิงอรรถ{NOTE}"), label="1.", notes=notes[2:]),
        Space(540),
        Paragraph(text(SENTENCE + f"จบ{NOTE}"), notes=[text("อยู่หน้าเดียวกับเครื่องหมาย")]),
    )


def figure() -> Document:
    content = BytesIO()
    Image.new("RGB", (80, 40), "green").save(content, "PNG")
    return document(
        Paragraph(text("ก่อนภาพ")),
        Figure("ภาพ.png", content.getvalue(), 8, text("ภาพที่ 1 โครงสร้าง")),
        Paragraph(text("หลังภาพ")),
    )


def qr_code() -> Document:
    return document(Paragraph(text("เอกสารแนบ"), "center"), QrCode("https://example.org/plan", 3))


def cover() -> Document:
    return document(
        NewPage(numbered=False),
        Space(160),
        Paragraph(text("แผนปฏิบัติราชการประจำปี พ.ศ. 2568"), "title"),
        Paragraph(text("สำนักการคลัง"), "subtitle"),
        Paragraph(text("กรุงเทพมหานคร"), "subtitle"),
    )


def landscape() -> Document:
    """Upright pages before and after one that lies, with their numbers."""
    return document(
        Paragraph(text("ตั้ง")), NewPage("landscape"), Paragraph(text(SENTENCE)), NewPage(), Paragraph(text("ตั้งอีกครั้ง"))
    )


def page_numbers() -> Document:
    """Front matter with letters and Roman numbers, then Thai digits, at the top right."""
    pages: list[OutlineBlock] = []
    for numbered in (False, "letters", "roman", True):
        pages += [NewPage(numbered=numbered), Paragraph(text("ข้อความ"))]
    return replace(document(*pages), thai_digits=True, page_number="หน้า {n}", number_place="top-right")


def watermark() -> Document:
    return document(Paragraph(text("ข้อความ")), NewPage("landscape"), Paragraph(text("ข้อความ")), watermark="ร่าง")


def signatures() -> Document:
    signers = [
        Signer(text("(ลงชื่อ)"), text(role), [text("(นางสาวปราณี สุขใจ)"), text("ผู้อำนวยการ")])
        for role in ("ผู้จัดทำ", "ผู้ตรวจ", "ผู้อนุมัติ")
    ]
    return document(Signatures(signers[:2], 2), Signatures(signers[2:], 1, fields=False))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    make.__name__: make
    for make in (
        headings, paragraphs, paragraph_over_pages, lists, plain_table, merged_table, table_row_over_pages, gantt,
        contents, footnotes, figure, qr_code, cover, landscape, page_numbers, watermark, signatures,
    )
}  # fmt: skip

"""Each kind of block as Word has it."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from planner_desktop.document.outline import (
    NOTE,
    Cell,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Lying,
    NewPage,
    Paragraph,
    PrintedSection,
    QrCode,
    Row,
    Run,
    Signatures,
    Signer,
    Space,
    Table,
)
from planner_desktop.document.word.writer import make_docx
from tests.document.conftest import paragraph, row, table
from tests.document.golden.documents import DOCUMENTS
from tests.document.word.files import Parts, W, schema_errors, text, written

BODY = "/w:document/w:body"


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_it_is_as_the_schemas_want_it(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "kind.docx"
    make_docx(DOCUMENTS[kind]()).write(path)
    assert schema_errors(path) == []


@pytest.mark.parametrize(
    "labels",
    [
        ["1.", "2.", "3."],
        ["1.", "2.", "10."],
        ["๑.", "๒.", "๓."],
        ["ก.", "ข.", "ค.", "ง.", "จ."],
        ["(1)", "(2)"],
        ["1.1", "1.2", "1.3"],
        ["-", "-"],
        ["5.", "6."],
        ["1.", "2.", "1.", "2."],
    ],
    ids="-".join,
)
def test_labels_are_counted_by_word_and_print_as_they_are(labels: list[str]) -> None:
    parts = written(*(paragraph(f"ข้อ{n}", label=label) for n, label in enumerate(labels)))
    assert parts.texts(f"{BODY}/w:p") == [f"ข้อ{n}" for n in range(len(labels))]
    assert counted(parts) == labels


def counted(parts: Parts) -> list[str]:
    """What Word prints before each item, worked out of the file as ISO/IEC 29500-1, 17.9, has it."""
    kinds = {
        one.xpath("string(@w:numId)", namespaces=one.nsmap): one for one in parts.find("//w:num", "word/numbering.xml")
    }
    at: dict[str, int] = {}
    said = []
    for number in parts.values("//w:numPr/w:numId/@w:val"):
        kind = kinds[number]
        start = int(kind.xpath("string(w:lvlOverride/w:startOverride/@w:val)", namespaces=kind.nsmap))
        at[number] = at.get(number, start - 1) + 1
        shape = kind.xpath("string(w:abstractNumId/@w:val)", namespaces=kind.nsmap)
        (level,) = parts.find(f"//w:abstractNum[@w:abstractNumId='{shape}']/w:lvl", "word/numbering.xml")
        label = level.xpath("string(w:lvlText/@w:val)", namespaces=level.nsmap)
        figures = str(at[number])
        match level.xpath("string(w:numFmt/@w:val)", namespaces=level.nsmap):
            case "thaiNumbers":
                figures = "".join("๐๑๒๓๔๕๖๗๘๙"[int(one)] for one in figures)
            case "thaiLetters":
                figures = "กขคงจฉชซ"[at[number] - 1]
        said.append(label.replace("%1", figures))
    return said


def test_a_label_that_does_not_count_stays_text() -> None:
    parts = written(paragraph("ข้อ", label="หมายเหตุ"), paragraph("ข้อ", label="01."))
    assert parts.texts(f"{BODY}/w:p") == ["หมายเหตุ\tข้อ", "01.\tข้อ"]


def test_footnotes_are_those_of_word_and_count_anew_in_each_section_of_the_plan() -> None:
    noted = Paragraph((Run(f"ก{NOTE}ข{NOTE}ค"),), notes=[(Run("หนึ่ง"),), (Run("สอง"),)])
    bare = Paragraph((Run("ง"),), notes=[(Run("สาม"),)])
    sections = [PrintedSection("a", [noted, NewPage("landscape"), bare]), PrintedSection("b", [bare])]
    parts = Parts(make_docx(Document("", "", sections)).data)
    assert parts.values("//w:footnoteReference/@w:id") == ["1", "2", "3", "4"]
    notes = [said.strip() for said in parts.texts("//w:footnote[@w:id>0]", "word/footnotes.xml")]
    assert notes == ["หนึ่ง", "สอง", "สาม", "สาม"]
    assert parts.values("//w:sectPr/w:footnotePr/w:numStart/@w:val") == ["1", "3", "1"]
    assert parts.values("//w:sectPr/w:type/@w:val") == ["nextPage", "nextPage", "continuous"]


def test_pages_are_counted_as_on_paper() -> None:
    parts = written(
        NewPage(numbered=False), paragraph("ปก"), NewPage(numbered="letters"), paragraph("คำนำ"),
        NewPage(numbered="letters"), paragraph("สารบัญ"), NewPage(), paragraph("หนึ่ง"), Lying(begins=True),
        paragraph("นอน"), Lying(begins=False), paragraph("ยืน"), thai_digits=True,
    )  # fmt: skip
    assert parts.values("//w:pgNumType/@w:fmt") == ["thaiLetters", "thaiNumbers", "thaiNumbers", "thaiNumbers"]
    assert parts.values("//w:pgNumType/@w:start") == ["1", "1"]
    assert parts.values("//w:pgSz/@w:orient") == ["landscape"]
    assert [bool(said) for said in feet(parts)] == [False, True, True, True, True]
    assert parts.texts(f"{BODY}/w:p[w:pPr/w:pageBreakBefore]") == ["สารบัญ"]


def feet(parts: Parts) -> list[str]:
    """What stands at the foot of the pages of each section."""
    names = [name for name in parts.names if name.startswith("word/footer")]
    return [text(parts.trees[name]).strip() for name in sorted(names)]


@pytest.mark.parametrize("place", ["bottom", "bottom-right", "top", "top-right"])
def test_the_number_stands_where_the_edition_wants_it(place: str) -> None:
    parts = written(paragraph("หนึ่ง"), number_place=place, page_number="หน้า {n} จาก {total}")
    where = "word/header1.xml" if place.startswith("top") else "word/footer1.xml"
    assert parts.texts("//w:p", where) == ["หน้า 1 จาก 1"]
    assert parts.values("//w:jc/@w:val", where) == (["right"] if place.endswith("right") else [])
    (last,) = parts.values("//w:bookmarkStart/@w:name")
    assert parts.texts("//w:p[w:r/w:instrText]", where) == ["หน้า 1 จาก 1"]
    assert f" PAGEREF {last} " in [one.text for one in parts.find("//w:instrText", where)]


def test_heads_stand_again_on_every_page_and_rows_that_fit_one_are_not_parted() -> None:
    head = [row("ก", "ข"), row("ค", "ง")]
    parts = written(table(head, [row("1", "2"), row("ยาว " * 4000, "4")], 2))
    assert [bool(one.xpath("w:trPr/w:tblHeader", namespaces=one.nsmap)) for one in parts.find("//w:tr")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [bool(one.xpath("w:trPr/w:cantSplit", namespaces=one.nsmap)) for one in parts.find("//w:tr")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_head_that_leaves_no_room_for_rows_does_not_stand_again() -> None:
    parts = written(table([row("ยาว " * 600, "ข")], [row("1", "2")], 2))
    assert parts.find("//w:tblHeader") == []


def test_columns_are_as_wide_as_on_paper_and_every_row_fills_them() -> None:
    rows = [Row([Cell((Run("รวม"),), columns=2), Cell((Run("3"),), "right")], "total"), row("1", "2", "3")]
    parts = written(Table([Column(width=1), Column(share=3), Column()], [], rows))
    grid = [int(one) for one in parts.values("//w:gridCol/@w:w")]
    assert sum(grid) == 9071  # 16 cm
    for each in parts.find("//w:tr"):
        cells = [int(one) for one in each.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=each.nsmap)]
        assert sum(cells) == sum(grid)


def test_bars_and_groups_are_shaded_and_years_have_a_thick_rule() -> None:
    months = [Column(month=True)] * 3
    cells = [Cell((Run("ขั้น"),)), Cell((), bar=True, columns=2, month="month"), Cell(month="year")]
    parts = written(
        Table([Column(), *months], [], [Row([Cell((Run("กลุ่ม"),), columns=4)], "group"), Row(cells)])
    )  # fmt: skip
    assert parts.values("//w:tc/w:tcPr/w:shd/@w:fill") == ["F2F2F2", "B2B2B2"]
    assert parts.values("//w:tcBorders/w:left/@w:sz") == ["12"]


def test_a_bar_that_is_as_long_as_a_number_is_shaded_over_its_share_of_the_cell() -> None:
    rows = [Row([Cell((Run("ด้าน"),)), Cell(length=share)]) for share in (1.0, 0.25)]
    parts = written(Table([Column(width=4.0), Column(width=5.0)], [], rows))
    assert parts.values("//w:tc[2]/w:p/w:pPr/w:shd/@w:fill") == ["8C8C8C"] * 2
    (width,) = {int(each) for each in parts.values("//w:tc[2]/w:tcPr/w:tcW/@w:w")}
    free = [int(each) for each in parts.values("//w:tc[2]/w:p/w:pPr/w:ind/@w:right")]
    assert len(free) == 1, "the longest one leaves nothing"
    assert 0.65 * width < free[-1] < 0.75 * width


def test_the_text_of_a_bar_without_room_stands_in_the_empty_months_beside_it() -> None:
    parts = Parts(make_docx(DOCUMENTS["gantt"]()).data)
    rows = parts.find("//w:tr")[2:]
    said = [[(span(cell), text(cell)) for cell in row.xpath("w:tc", namespaces=W)] for row in rows]
    assert [(columns, words) for columns, words in said[1] if words] == [(1, "ก่อสร้าง"), (4, "60")]
    moved = [(n, columns) for n, (columns, words) in enumerate(said[2]) if words.startswith("ประชุม")]
    assert [n for n, _columns in moved] == [0, 3]  # the step, an empty month, the bar, and its text
    assert said[3][-2][1] == "ประชุมคณะกรรมการครั้งที่ 2"
    assert [sum(columns for columns, _words in row) for row in said] == [19] * 4
    assert [parts.values(f"//w:tr[{n}]/w:tc/w:tcPr/w:shd/@w:fill") for n in range(3, 7)] == [["B2B2B2"]] * 4


def span(cell: etree._Element) -> int:
    return int(cell.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=W) or 1)


def test_letters_of_a_bar_shrink_to_its_months() -> None:
    cells = [Cell((Run("ขั้น"),)), Cell((Run("ร้อยละ 25"),), bar=True, month="month")]
    parts = written(Table([Column(share=30), Column(month=True)], [], [Row(cells)]))
    (size,) = parts.values("//w:tc[2]//w:rPr/w:szCs/@w:val")
    assert 16 <= int(size) < 28


def test_pictures_are_as_large_as_on_paper_and_say_what_they_show() -> None:
    made = BytesIO()
    Image.new("RGB", (200, 100), "green").save(made, "PNG")
    figure = Figure("ภาพ.png", made.getvalue(), 10, (Run("ภาพที่ 1"),), alt="โครงสร้าง <สำนัก>")
    parts = written(figure, figure, QrCode("https://example.org/?a=1&b=2"))
    extents = parts.find("//*[local-name()='extent']")
    assert [(int(one.get("cx")), int(one.get("cy"))) for one in extents[:2]] == [(3_600_000, 1_800_000)] * 2
    assert [one.get("descr") for one in parts.find("//*[local-name()='docPr']")] == [
        "โครงสร้าง <สำนัก>", "โครงสร้าง <สำนัก>", "คิวอาร์โค้ดของ https://example.org/?a=1&b=2",
    ]  # fmt: skip
    assert [name for name in parts.names if "media" in name] == ["word/media/image1.png", "word/media/image2.png"]
    assert (
        b'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"'
        in parts.bytes["word/_rels/document.xml.rels"]
    )


def test_a_picture_that_cannot_be_shown_leaves_its_name_and_the_reason() -> None:
    figure = Figure("ภาพ.png", b"no picture", 10, (Run("ภาพที่ 1"),))
    made = make_docx(Document("", "", [PrintedSection("a", [figure])]))
    said, caption = Parts(made.data).texts(f"{BODY}/w:p")
    assert "ภาพ.png" in said
    assert caption == "ภาพที่ 1"
    assert made.refused == {"a": [said]}


def test_those_who_sign_have_a_line_of_dots() -> None:
    signer = Signer((Run("(ลงชื่อ)"),), (Run("ผู้จัดทำ"),), [(Run("(นางสาวปราณี สุขใจ)"),)])
    alone = written(Signatures([signer]))
    assert alone.texts(f"{BODY}/w:p") == ["(ลงชื่อ)\t\t\tผู้จัดทำ", "(นางสาวปราณี สุขใจ)"]
    assert alone.values("//w:tabs/w:tab/@w:leader") == ["none", "dot", "none"]
    beside = written(Signatures([signer, signer], 2))
    assert beside.texts("//w:tc") == ["(ลงชื่อ)\t\t\tผู้จัดทำ(นางสาวปราณี สุขใจ)"] * 2
    assert beside.find("//w:tblBorders") == []


def test_the_word_for_a_draft_stands_across_every_page() -> None:
    parts = written(paragraph("หนึ่ง"), NewPage("landscape"), paragraph("สอง"), watermark="ร่าง")
    heads = [parts.trees[name] for name in parts.names if name.startswith("word/header")]
    words = [one.get("string") for head in heads for one in head.iter("{urn:schemas-microsoft-com:vml}textpath")]
    assert [word for word in words if word] == ["ร่าง", "ร่าง"]


def test_contents_without_entries_are_no_field() -> None:
    parts = written(Contents(3), Heading((Run("ไม่อยู่"),), 1, contents=False), paragraph("ข้อความ"))
    assert parts.find("//w:fldChar") == []
    assert parts.values("//w:p/w:pPr/w:pStyle/@w:val") == ["Heading1Unlisted", "BodyText"]


def test_room_that_was_asked_for_is_kept_and_no_empty_paragraph_stands_for_it() -> None:
    parts = written(Space(200), paragraph("ปก", style="title"))
    (title,) = parts.find(f"{BODY}/w:p")
    assert title.xpath("string(w:pPr/w:spacing/@w:before)", namespaces=title.nsmap) == "4000"


def test_letters_that_xml_has_no_way_to_say_are_blanks() -> None:
    parts = written(paragraph('ก\x0bข\ud800ค <&> "ง"'))
    assert parts.texts(f"{BODY}/w:p") == ['ก ข ค <&> "ง"']


def test_a_break_by_will_stays_one_and_bold_and_slanted_words_have_both_properties() -> None:
    parts = written(Paragraph((Run("บรรทัด\nสอง"), Run("หนา", bold=True), Run("เอน", italic=True))))
    assert parts.texts(f"{BODY}/w:p") == ["บรรทัด\nสองหนาเอน"]
    assert [len(parts.find(f"//w:r/w:rPr/w:{name}")) for name in ("b", "bCs", "i", "iCs")] == [1, 1, 1, 1]
    fonts = [name for name in parts.names if name.startswith("word/fonts/")]
    assert len(fonts) == 4  # the slanted ones only where a text has such
    assert len([n for n in written(paragraph("ตรง")).names if n.startswith("word/fonts/")]) == 2


def test_an_empty_document_is_one_still() -> None:
    parts = Parts(make_docx(Document("", "")).data)
    assert len(parts.find(f"{BODY}/w:p")) == 1
    assert len(parts.find(f"{BODY}/w:sectPr")) == 1


def test_a_page_that_is_only_wished_for_begins_where_paper_begins_one() -> None:
    wish = NewPage(room=0.25, top=1)
    short = written(paragraph("หนึ่ง"), wish, paragraph("ต่อ"), paragraph("สอง"))
    assert short.texts(f"{BODY}/w:p") == ["หนึ่ง", "สอง"]
    assert short.find("//w:pageBreakBefore") == []
    full = written(Space(600), paragraph("หนึ่ง"), wish, paragraph("ต่อ"), paragraph("สอง"))
    assert full.texts(f"{BODY}/w:p") == ["หนึ่ง", "ต่อ", "สอง"]
    assert full.texts("//w:p[w:pPr/w:pageBreakBefore]") == ["ต่อ"]

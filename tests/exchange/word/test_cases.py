"""What other readers of Word documents were reported to lose, to shift or to tell twice."""

import pytest

from planner_desktop.exchange.grid import Grid
from planner_desktop.formpack.rich_text import RichFigure, RichParagraph, RichTable, to_plain
from tests.exchange.documents import DOT
from tests.exchange.word.building import docx, field, numbered, p, r, read, read_body, sdt, span, t, tbl, tc, tr
from tests.exchange.word.torture import CONTINUES, RESTARTS


def grid(body: str) -> Grid:
    (part,) = read_body(body).parts
    assert part.grid is not None
    return part.grid


def lines(body: str) -> list[str]:
    return [line for part in read_body(body).parts for line in to_plain((part.block,)).split("\n")]


def test_a_cell_in_a_control_keeps_its_column() -> None:
    """docling 3946."""
    body = tbl(tr("วันที่", "รุ่น", "ผู้ทำ"), tr(sdt(tc("1 ต.ค. 2567")), tc("1"), sdt(sdt(tc("สยป.")))))
    assert grid(body).rows == (("วันที่", "รุ่น", "ผู้ทำ"), ("1 ต.ค. 2567", "1", "สยป."))


def test_a_row_that_begins_late_keeps_its_columns_and_the_rows_below_it() -> None:
    """docling 3739, pandoc 11464."""
    late = tr("ข", "ค", properties='<w:gridBefore w:val="1"/>')
    body = tbl(tr(tc("ก", properties=RESTARTS), "1", "2"), late, tr(tc("ง"), "5", "6"))
    assert grid(body).rows == (("ก", "1", "2"), ("", "ข", "ค"), ("ง", "5", "6"))


def test_a_cell_merged_downwards_over_borders_that_are_not_in_line() -> None:
    """python-docx 992: every text stays, in a column that begins where its cell does."""
    body = tbl(
        tr(tc("ก", properties=span(2) + RESTARTS), tc("ข", properties=span(3))),
        tr(tc(properties=span(2) + CONTINUES), tc("ค"), tc("ง", properties=span(2))),
        tr(tc("จ"), tc("ฉ", properties=span(2)), tc("ช", properties=span(2))),
    )
    found = grid(body)
    assert found.rows == (("ก", "", "ข", ""), ("ก", "", "ค", "ง"), ("จ", "ฉ", "", "ช"))
    assert set(found.repeated) == {(1, 0)}


def test_a_head_of_one_cell_goes_over_the_columns_that_its_width_covers() -> None:
    """pandoc 11833: neither the head nor the grid says how many columns there are."""

    def wide(text: str, width: int) -> str:
        return tc(text, properties=f'<w:tcW w:w="{width}" w:type="dxa"/>')

    body = tbl(
        tr(wide("หัวตาราง", 9000)),
        tr(wide("ก", 3000), wide("ข", 3000), wide("ค", 3000)),
        tr(wide("ง", 6000), wide("จ", 3000)),
    )
    found = grid(body)
    assert found.rows == (("หัวตาราง", "", ""), ("ก", "ข", "ค"), ("ง", "", "จ"))
    assert dict(found.wide) == {(0, 0): 3, (2, 0): 2}


def test_a_table_without_a_grid_or_with_a_wrong_one_is_read_all_the_same() -> None:
    """pandoc 11380."""
    rows = tr("ก", "ข") + tr("ค", "ง")
    wrong = '<w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>'
    for table in (f"<w:tbl>{rows}</w:tbl>", f"<w:tbl><w:tblPr/>{wrong}{rows}</w:tbl>"):
        assert grid(table).rows == (("ก", "ข"), ("ค", "ง"))


def test_a_first_column_of_heads_parts_no_merged_row() -> None:
    """pandoc 10627."""
    look = '<w:tblPr><w:tblLook w:firstColumn="1" w:firstRow="1"/></w:tblPr>'
    rows = tr("ก", "ข", "ค") + tr(tc("รวมทุกช่อง", properties=span(3))) + tr("1", "2", "3")
    (part,) = read_body(f"<w:tbl>{look}{rows}</w:tbl>").parts
    assert isinstance(part.block, RichTable)
    assert part.block.table == (("ก", "ข", "ค"), ("รวมทุกช่อง", None, None), ("1", "2", "3"))


def test_tracked_changes_are_those_that_would_be_accepted() -> None:
    """all2md 480: insertions stay, also of whole paragraphs; of a row of two that one which was not deleted."""
    inserted = p(f"<w:ins>{r('แทรกทั้งย่อหน้า')}</w:ins>", properties="<w:rPr><w:ins/></w:rPr>")
    gone = p("<w:del><w:r><w:delText>ลบทั้งย่อหน้า</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    body = p("จิ้งจอก", f"<w:ins>{r('สีแดง')}</w:ins>", "<w:del><w:r><w:delText>สีเทา</w:delText></w:r></w:del>", "กระโดด")
    assert lines(body + gone + inserted) == ["จิ้งจอกสีแดงกระโดด", "แทรกทั้งย่อหน้า"]


def test_an_instruction_is_no_text_and_its_field_never_hides_what_follows() -> None:
    begun = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>')
    assert lines(begun + p("ย่อหน้าต่อไป")) == ["ย่อหน้าต่อไป"]
    assert lines(p(field("DATE", r("1 ตุลาคม 2567")))) == ["1 ตุลาคม 2567"]


def test_what_was_chosen_in_a_form_is_told() -> None:
    def form(data: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        return begin + '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    ticked = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    listed = form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="มิติ 1"/><w:listEntry w:val="มิติ 2"/></w:ddList>')
    assert lines(p(ticked, " ใช่")) == ["☑ ใช่"]
    assert lines(p(listed)) == ["มิติ 2"]


@pytest.mark.parametrize(
    ("style", "level"), [("1", 1), ("2", 2), ("MyHeading", 2), ("Thai3", 3), ("Caption", 0), ("Strong", 0)]
)
def test_a_heading_has_the_level_of_its_style(style: str, level: int) -> None:
    (part,) = read_body(p("หัวข้อ", style=style)).parts
    assert part.level == level


def test_a_paragraph_may_be_a_heading_by_itself() -> None:
    deep, none = '<w:outlineLvl w:val="4"/>', '<w:outlineLvl w:val="9"/>'
    parts = read_body(p("ห้า", properties=deep) + p("ไม่ใช่", style="1", properties=none)).parts
    assert [part.level for part in parts] == [5, 0]


def test_lines_of_the_contents_are_marked_as_such() -> None:
    parts = read_body(p("ส่วนที่ 1", "<w:r><w:tab/></w:r>", "5", style="TOC1") + p("ส่วนที่ 1", style="1")).parts
    assert [(part.contents, to_plain((part.block,))) for part in parts] == [(True, "ส่วนที่ 1 5"), (False, "ส่วนที่ 1")]


def test_thai_letters_are_bold_where_word_shows_them_so() -> None:
    def bold(*runs: str, style: str = "") -> tuple[tuple[int, int], ...]:
        (part,) = read_body(p(*runs, style=style)).parts
        assert isinstance(part.block, RichParagraph)
        return part.block.bold

    assert bold("ก", r("ขค", "<w:bCs/>"), "ง") == ((1, 3),)
    assert bold(r("กข", "<w:b/>")) == ()
    assert bold(r("ab", "<w:b/>")) == ((0, 2),)
    assert bold(r("กข"), style="Strong") == ((0, 2),)
    assert bold(r("กข", '<w:rStyle w:val="BoldRun"/>'), "ค", style="Strong") == ((2, 3),)  # twice bold is not bold


def test_a_caption_belongs_to_its_table_and_a_source_too() -> None:
    body = p("ตารางที่ ", field(" SEQ ตาราง ", r("1")), " บุคลากร", style="Caption") + tbl(tr("ก", "ข"), tr("1", "2"))
    (part,) = read_body(body + p("ที่มา: กองการเจ้าหน้าที่")).parts
    assert isinstance(part.block, RichTable)
    assert (part.block.caption, part.block.note) == ("ตารางที่ 1 บุคลากร", "ที่มา: กองการเจ้าหน้าที่")


def test_a_frame_round_text_is_text() -> None:
    parts = read_body(tbl(tr(tc(p("หัวข้อ", style="1"), "ข้อความ")))).parts
    assert [(part.level, to_plain((part.block,))) for part in parts] == [(1, "หัวข้อ"), (0, "ข้อความ")]


def test_hidden_rows_and_cells_below_merged_ones_are_told_and_not_shown() -> None:
    body = tbl(
        tr(tc("ก", properties=RESTARTS), "1"),
        tr(tc("ใต้รวม", properties=CONTINUES), "2"),
        tr("แถวซ่อน", "3", properties="<w:hidden/>"),
    )
    document = read_body(body)
    assert document.parts[0].grid is not None
    assert document.parts[0].grid.rows == (("ก", "1"), ("ก", "2"))
    assert any("ใต้รวม" in line for line in document.skipped)
    assert any("แถวซ่อน" in line for line in document.skipped)


def test_a_list_that_is_interrupted_a_thousand_times_keeps_its_numbers() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(p(f"ข้อ {n}", properties=numbered(1)) + p("คั่น") for n in range(1, 1200))
    told = [to_plain((part.block,)) for part in read_body(body, numbering=numbering).parts]
    assert told[::2][:999] == [f"{n}. ข้อ {n}" for n in range(1, 1000)]


def test_much_that_is_hidden_is_told_in_part() -> None:
    told = read_body("".join(p(r(f"ซ่อน {n}", "<w:vanish/>")) for n in range(500))).skipped
    assert len(told) == 301
    assert "200" in told[-1]


def test_the_bars_of_a_chart_of_steps_are_the_cells_with_a_colour() -> None:
    def shade(colour: str) -> str:
        return tc(properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>')

    (part,) = read_body(tbl(tr("ขั้นตอน", "ต.ค.", "พ.ย."), tr("1", shade("4472C4"), shade("auto")))).parts
    assert part.shaded == {(1, 1)}


def test_struck_texts_are_counted_as_in_a_pasted_table() -> None:
    found = grid(tbl(tr(tc(p(r("100", "<w:strike/>"), r("200"))), "ข")))
    assert found.rows == (("200", "ข"),)
    assert found.struck == 1


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="100"/><wp:docPr id="1" name="ภาพ" descr="แผนที่เขต"/>'
    '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def picture() -> bytes:
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def test_a_picture_comes_along_with_its_width_and_what_it_shows() -> None:
    """docling 3950: with the text of the control that it stands in."""
    body = sdt(p(PICTURE) + p("ภาพที่ 1 แผนที่")) + p("ต่อ")
    content = docx(body, related={"rIdP": ("image", "media/image1.png")}, more={"word/media/image1.png": picture()})
    document = read(content)
    figure, text = document.parts
    assert figure.block == RichFigure(figure="image1.png", caption="ภาพที่ 1 แผนที่", width=10, alt="แผนที่เขต")
    assert document.pictures == {"image1.png": picture()}
    assert to_plain((text.block,)) == "ต่อ"
    assert not read(content, pictures=False).pictures


def test_a_picture_in_a_cell_stands_inside() -> None:
    content = docx(
        tbl(tr("ก", tc(p(PICTURE)))),
        related={"rIdP": ("image", "media/image1.png")},
        more={"word/media/image1.png": picture()},
    )
    (part,) = read(content).parts
    assert [(place, inner.block) for place, (inner,) in part.inside.items()] == [
        ((0, 1), RichFigure(figure="image1.png", width=10, alt="แผนที่เขต"))
    ]


@pytest.mark.parametrize("target", ["file:///C:/secret.png", "https://example.org/p.png", "../../../etc/passwd"])
def test_a_picture_elsewhere_is_told_and_never_fetched(target: str) -> None:
    linked = PICTURE.replace("r:embed", "r:link")
    for drawn in (linked, PICTURE):
        document = read(docx(p(drawn, "ข้อความ"), related={"rIdP": ("image", target)}))
        assert [to_plain((part.block,)) for part in document.parts] == ["ข้อความ"]
        assert len(document.skipped) == 1


def test_a_picture_that_cannot_be_opened_is_told() -> None:
    content = docx(p(PICTURE), related={"rIdP": ("image", "media/a.emf")}, more={"word/media/a.emf": DOT.encode()})
    document = read(content)
    assert not document.parts
    assert "a.emf" in document.skipped[0]


def test_what_no_part_can_tell_is_told_with_its_place() -> None:
    chart = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><c:chart r:id="rIdC"/></wp:inline></w:drawing></w:r>'
    ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="rIdO"/></w:object></w:r>'
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('คลิกเพื่อพิมพ์')}</w:sdtContent></w:sdt>"
    comment = '<w:r><w:commentReference w:id="7"/></w:r>'
    body = p("ก", chart) + p("ข", ole) + p("ค", prompt) + p("ง", comment) + '<w:altChunk r:id="rIdA"/>'
    related = {"rIdA": ("aFChunk", "afchunk.mht")}
    said = read(docx(body, comments={7: p("แก้ตัวเลข")}, related=related)).skipped
    assert len(said) == 5
    for line, word in zip(said, ("", "Excel.Sheet.12", "คลิกเพื่อพิมพ์", "แก้ตัวเลข", "afchunk.mht"), strict=True):
        assert word in line


def test_letters_of_symbol_fonts_are_what_they_look_like() -> None:
    assert lines(p(r("\u00fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), " ได้")) == ["☑ ได้"]


def test_a_page_break_parts_a_paragraph_and_a_line_break_does_not() -> None:
    def broken(kind: str) -> str:
        return p(f"<w:r>{t('ก')}<w:br {kind}/>{t('ข')}</w:r>")

    assert lines(broken('w:type="page"')) == ["ก", "ข"]
    assert lines(broken("")) == ["ก ข"]

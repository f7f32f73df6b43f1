"""What users of other readers of Word's documents reported in public, tried on this one."""

from tests.exchange.word.building import p, r, read_body, sdt, span, t, tbl, tc, tr


def _rows(body: str) -> list[tuple[str, ...]]:
    """The cells of the first table."""
    grid = next(part.grid for part in read_body(body).parts if part.grid is not None)
    return list(grid.rows)


def test_a_cell_in_a_content_control_keeps_its_column() -> None:
    """docling 3946: such cells were dropped, and those behind them moved under other heads."""
    table = tbl(tr("วันที่", "ฉบับ", "ผู้จัดทำ"), tr(sdt(tc("1 ต.ค. 67")), sdt(tc("1")), "สยป."))
    assert _rows(table) == [("วันที่", "ฉบับ", "ผู้จัดทำ"), ("1 ต.ค. 67", "1", "สยป.")]


def test_merged_cells_stay_merged_where_the_first_column_is_a_head() -> None:
    """pandoc 10627: with w:firstColumn a cell over all columns became a head and empty cells."""
    look = '<w:tblPr><w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr>'
    table = tbl(tr("ก", "ข", "ค"), tr(tc("ทั้งแถว", properties=span(3))), tr("1", "2", "3"))
    table = table.replace("<w:tblPr/>", look)
    (grid,) = (part.grid for part in read_body(table).parts)
    assert grid is not None
    assert grid.rows[1] == ("ทั้งแถว", "", "")
    assert grid.wide == {(1, 0): 3}


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    """python-docx 1123 and all2md 480: insertions were lost, and paragraphs that were all inserted."""
    gone = '<w:del w:id="1"><w:r><w:delText>เก่า</w:delText></w:r></w:del>'
    body = p("งบประมาณ ", gone, f'<w:ins w:id="2">{r("ใหม่")}</w:ins>')
    body += p(f'<w:ins w:id="3">{r("ย่อหน้าที่เพิ่ม")}</w:ins>', properties='<w:rPr><w:ins w:id="4"/></w:rPr>')
    texts = [part.block.paragraph for part in read_body(body).parts]  # type: ignore[union-attr]
    assert texts == ["งบประมาณ ใหม่", "ย่อหน้าที่เพิ่ม"]


def test_a_table_without_a_grid_is_read() -> None:
    """python-docx 1005: without w:tblGrid the cells of a row could not be had."""
    assert "tblGrid" not in tbl(tr("ก"))
    assert _rows(tbl(tr("ก", "ข"), tr("1", "2"))) == [("ก", "ข"), ("1", "2")]


def test_a_table_in_a_cell_is_kept_in_its_place() -> None:
    """markitdown 1248: the table in a cell was lost."""
    inner = tbl(tr("แหล่งเงิน", "ร้อยละ"), tr("เงินอุดหนุน", "40"))
    (part,) = read_body(tbl(tr("หัว", "หัว 2"), tr(tc(p("ก่อน"), inner, p(t("หลัง"))), "ข"))).parts
    (within,) = part.inside[1, 0]
    assert within.grid is not None
    assert within.grid.rows == (("แหล่งเงิน", "ร้อยละ"), ("เงินอุดหนุน", "40"))

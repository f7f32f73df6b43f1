"""What is no document of Word, or was made to do harm: refused in words that name the file, the part and the mend."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from planner_desktop import stopping
from planner_desktop.errors import PlannerError, StoppedError
from planner_desktop.exchange.word import document, package, safe_xml
from planner_desktop.exchange.word.document import read_document
from tests.exchange.word.building import docx, numbered, p, part, read, read_body, span, tbl, tc, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_main(content: str | bytes) -> bytes:
    return zipped({"word/document.xml": content})


OTHERS = {
    "doc": (OLE, ".doc"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "rtf": (b"{\\rtf1\\ansi", ".rtf"),
    "html": (b"<html><body>", "web page"),
    "mht": (b"MIME-Version: 1.0\r\n", "web page"),
    "xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "XML"),
    "empty": (b"", "empty"),
    "text": ("ข้อความ".encode(), "no document of Word"),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), ".odt"),
    "xlsx": (zipped({"xl/workbook.xml": "<x/>"}), "workbook"),
    "bundle": (zipped({"x/bagit.txt": "x"}), "bundle"),
    "zip": (zipped({"a.txt": "x"}), "word/document.xml"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_of_another_kind_is_named_with_how_a_docx_is_made_of_it(kind: str) -> None:
    content, word = OTHERS[kind]
    with pytest.raises(PlannerError) as refused:
        read(content)
    assert "แผน ปี 2568.docx" in refused.value.message
    assert word in refused.value.message
    assert refused.value.fix


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="cannot be read"):
        read_document(tmp_path / "ไม่มี.docx")


@pytest.mark.parametrize("suffix", [".docx", ".docm", ".dotx"])
def test_the_name_says_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"แผน ปี{suffix}"
    path.write_bytes(docx(p("ก")))
    assert len(read_document(path).parts) == 1


def test_entities_are_refused_before_any_is_made() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ก"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + part(
        "document", "<w:body>&b;</w:body>"
    )
    for content in (bomb.replace('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', ""), "<!DOCTYPE x><x/>"):
        with pytest.raises(PlannerError, match=r"word/document\.xml.*document type"):
            read(with_main(content))


def test_what_is_deeper_than_any_document_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 300 + p("ก") + "</w:sdtContent></w:sdt>" * 300
    with pytest.raises(PlannerError, match="deep"):
        read_body(deep)


def test_tables_in_tables_are_read_as_deep_as_xml_may_be() -> None:
    inner = p("ก")
    for _n in range(35):
        inner = tbl(tr(tc(inner), tc("ข")))
    (found,) = read_body(inner).parts
    for _n in range(34):
        ((found,),) = found.inside.values()
    assert found.grid is not None
    assert found.grid.rows == (("ก", "ข"),)


def test_a_zip_that_would_unpack_to_too_much_is_refused() -> None:
    with pytest.raises(PlannerError, match="unpack to more"):
        read(zipped({"word/document.xml": part("document", "<w:body/>"), "word/media/a.bin": bytes(60_000_000)}))


def test_a_zip_whose_sizes_lie_is_refused() -> None:
    content = docx(p("ก" * 5000))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    with pytest.raises(PlannerError, match=r"word/document\.xml"):
        read(lie)


def test_a_part_too_large_to_be_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_XML", 1000)
    with pytest.raises(PlannerError, match=r"word/\w+\.xml is larger"):
        read_body(p("ก" * 2000))


def test_two_parts_of_one_name_are_refused() -> None:
    made = io.BytesIO(docx(p("ก")))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word\\document.xml", part("document", "<w:body/>"))
    with pytest.raises(PlannerError, match=r"word/document\.xml twice"):
        read(made.getvalue())


def test_names_that_lead_out_of_a_folder_lead_nowhere(tmp_path: Path) -> None:
    more = {"../../evil.txt": b"x", "/etc/passwd": b"x", "C:\\evil.txt": b"x"}
    path = tmp_path / "x.docx"
    path.write_bytes(docx(p("ก"), more=more, related={"rIdN": ("footnotes", "../../../etc/passwd")}))
    assert len(read_document(path).parts) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_over_a_million_columns_takes_no_more_room_than_it_needs() -> None:
    (found,) = read_body(tbl(tr(tc("ก", properties=span(1_000_000)), "ข"), tr("ค", "ง"))).parts
    assert found.grid is not None
    assert found.grid.rows == (("ก", "", "ข"), ("ค", "ง", ""))


def test_a_table_of_more_cells_than_can_be_read_is_refused_with_its_place() -> None:
    stairs = "".join(tr("ก", properties=f'<w:gridBefore w:val="{n}"/>') for n in range(600))
    with pytest.raises(PlannerError, match="table 2"):
        read_body(tbl(tr("ก", "ข")) + tbl(stairs))


def test_one_table_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "MOST_KEPT", 100)
    assert len(read_body(p("ก") * 200).parts) == 200
    with pytest.raises(PlannerError, match="over 100 elements"):
        read_body(tbl(tr("ก", "ข") * 20))


def test_tables_that_are_too_many_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_IN_ALL", 7)
    with pytest.raises(PlannerError, match="table 2"):
        read_body(tbl(tr("ก", "ข"), tr("ค", "ง")) * 2)


def test_damaged_xml_is_told_with_its_part_and_place() -> None:
    broken = part("document", "<w:body>\n<w:p><w:r></w:p></w:body>")
    with pytest.raises(PlannerError, match=r"word/document\.xml.*line 3, letter \d+") as refused:
        read(with_main(broken))
    assert "LibreOffice" in refused.value.fix


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_told(kept: float) -> None:
    content = docx("".join(p(f"ย่อหน้า {n}") for n in range(500)))
    with pytest.raises(PlannerError, match="damaged or cut short"):
        read(content[: int(len(content) * kept)])


def test_nothing_half_read_is_given() -> None:
    content = part("document", "<w:body>" + p("ก") * 5_000)  # it never ends
    with pytest.raises(PlannerError, match=r"word/document\.xml"):
        read(with_main(content))


def test_a_part_that_cannot_be_unpacked_is_told() -> None:
    content = bytearray(docx(p("ก" * 3000)))
    begin = content.find(b"word/document.xml") + len(b"word/document.xml")
    content[begin + 20 : begin + 30] = b"\xff" * 10
    with pytest.raises(PlannerError, match=r"word/document\.xml"):
        read(bytes(content))


def test_styles_that_stand_on_each_other_in_a_circle_are_read() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    assert len(read_body(p("ก", style="A"), styles=styles).parts) == 1


def test_a_numbering_linked_to_itself_is_read() -> None:
    styles = f'<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr>{numbered(1)}</w:pPr></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert len(read_body(p("ก", properties=numbered(1)), styles=styles, numbering=numbering).parts) == 1


def test_a_footnote_in_itself_is_told_once() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    (found,) = read(docx(p("ก", mark), footnotes={1: p("หมายเหตุ", mark)})).parts
    assert getattr(found.block, "notes", ()) == ("หมายเหตุ",)


def test_reading_stops_when_it_is_asked_to() -> None:
    content = docx(tbl(*[tr("ก", "ข")] * 2000))
    with stopping.when(lambda: True), pytest.raises(StoppedError):
        read(content)


def test_one_tag_of_megabytes_is_read_in_one_go() -> None:
    """Parsers that look at a tag from its start again and again take minutes for such a one."""
    with stopping.within(20):
        assert len(
            read(
                with_main(part("document", f'<w:body><w:p w:x="{"ก" * 3_000_000}">{"<w:r/>"}</w:p>{p("ก")}</w:body>'))
            ).parts
        )


def test_no_checksum_goes_unread() -> None:
    content = docx(p("ก" * 3000))
    crc = zlib.crc32(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")).to_bytes(4, "little")
    with pytest.raises(PlannerError, match=r"word/document\.xml"):
        read(content.replace(crc, b"\1\2\3\4"))

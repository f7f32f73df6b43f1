"""The file itself: whole or not there, the same bytes for the same plan, stopped when it is asked to."""

import struct
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from planner_desktop.cli.main import main
from planner_desktop.document.making import DocumentCancelledError
from planner_desktop.document.outline import Document, PrintedSection
from planner_desktop.document.word.fonts import STAND_IN
from planner_desktop.document.word.writer import make_docx, write_docx
from planner_desktop.draft import Draft
from planner_desktop.errors import DocumentError
from tests.document.conftest import paragraph
from tests.document.golden.documents import DOCUMENTS
from tests.document.word.files import Parts

PLAN = Document("แผน <2568> & ร่าง", "สำนักการคลัง", [PrintedSection("", [paragraph("ข้อความ")])])


@pytest.mark.parametrize("kind", ["figure", "contents", "footnotes", "landscape"])
def test_the_same_document_makes_the_same_bytes(kind: str) -> None:
    assert make_docx(DOCUMENTS[kind]()).data == make_docx(DOCUMENTS[kind]()).data


def test_no_part_tells_a_time(tmp_path: Path) -> None:
    write_docx(PLAN, tmp_path / "แผน.docx")
    with zipfile.ZipFile(tmp_path / "แผน.docx") as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
        assert file.testzip() is None


def test_its_properties_say_what_it_is_and_whose() -> None:
    core = Parts(make_docx(PLAN).data).trees["docProps/core.xml"]
    said = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert (said["title"], said["creator"], said["language"]) == ("แผน <2568> & ร่าง", "สำนักการคลัง", "th-TH")


def test_it_is_one_of_todays_word() -> None:
    (mode,) = Parts(make_docx(PLAN).data).find("//w:compatSetting", "word/settings.xml")
    assert [*mode.attrib.values()][0::2] == ["compatibilityMode", "15"]


def test_every_part_has_a_type_and_every_relation_a_part() -> None:
    parts = Parts(make_docx(DOCUMENTS["figure"]()).data)
    types = parts.trees["[Content_Types].xml"]
    ends = {one.get("Extension") for one in types if one.get("Extension")}
    assert {name.rpartition(".")[2] for name in parts.names} <= ends
    assert {one.get("PartName").removeprefix("/") for one in types if one.get("PartName")} <= set(parts.names)
    for name in (name for name in parts.names if name.endswith(".rels")):
        folder = name.rpartition("_rels/")[0]
        for relation in parts.trees[name]:
            if relation.get("TargetMode") != "External":
                assert folder + relation.get("Target") in parts.names


def test_what_is_drawn_where_the_face_is_missing_is_sarabun_in_the_sizes_of_paper(tmp_path: Path) -> None:
    parts = Parts(make_docx(PLAN).data)
    (table,) = [parts.trees[name] for name in parts.names if name == "word/fontTable.xml"]
    key = next(value for one in table.iter() for name, value in one.attrib.items() if name.endswith("fontKey"))
    data = parts.bytes["word/fonts/font1.odttf"]
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    path = tmp_path / "font.ttf"
    path.write_bytes(bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[32:])
    assert sum(struct.unpack(f">{path.stat().st_size // 4}I", path.read_bytes())) & 0xFFFFFFFF == 0xB1B0AFBA
    font = TTFont(path)
    assert font["head"].unitsPerEm == 1250
    assert font["name"].getDebugName(1) == STAND_IN
    assert font["OS/2"].fsType == 0
    assert "Open Font License" in font["name"].getDebugName(13)


def test_what_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "แผน.docx"
    path.write_bytes(b"old")
    with pytest.raises(DocumentCancelledError):
        write_docx(PLAN, path, cancelled=lambda: True)
    assert path.read_bytes() == b"old"
    with pytest.raises(DocumentError, match="no folder"):
        write_docx(PLAN, tmp_path / "no folder" / "แผน.docx")
    assert [each.name for each in tmp_path.iterdir()] == ["แผน.docx"]


def test_it_is_told_how_far_it_is_and_stops_on_the_way() -> None:
    told: list[float] = []
    make_docx(DOCUMENTS["merged_table"](), progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    answers = iter([False, False, True])
    with pytest.raises(DocumentCancelledError):
        make_docx(DOCUMENTS["merged_table"](), cancelled=lambda: next(answers))


def test_the_command_line_writes_it(sample: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample.path is not None
    out = tmp_path / "แผน ปี 2568.docx"
    assert main(["export", str(sample.path), "--docx", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    core = Parts(out.read_bytes()).trees["docProps/core.xml"]
    said = {one.tag.rpartition("}")[2]: one.text or "" for one in core}
    assert "sha256:" in said["identifier"]
    assert main(["export", str(sample.path), "--docx", str(out)]) == 2  # it is there already


def test_bold_words_of_a_bold_paragraph_are_bold_by_its_style() -> None:
    title = paragraph("ปก", style="title")
    parts = Parts(make_docx(Document("", "", [PrintedSection("", [title])])).data)
    assert parts.find("//w:r/w:rPr/w:b") == []
    assert parts.values("//w:style[@w:styleId='Title']/w:rPr/w:bCs", "word/styles.xml")

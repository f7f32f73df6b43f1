"""The empty template, as the strategy office hands it out."""

from pathlib import Path

import pytest

from planner_desktop import formpack
from planner_desktop.document.outline import Heading, Paragraph, Table, plain
from planner_desktop.document.preview import export_template, template
from planner_desktop.formpack import FormPack, installed, read
from tests.conftest import pdf_text
from tests.formpack.test_refusals import FILES


@pytest.mark.parametrize("folder", installed().values(), ids=installed())
def test_every_edition_has_an_empty_template_with_every_part_of_its_document(folder: Path, tmp_path: Path) -> None:
    pack = formpack.read(folder)
    assert export_template(pack, tmp_path / "แม่แบบ.pdf") > 5
    text = pdf_text(tmp_path / "แม่แบบ.pdf").replace("\n", "")
    assert "....." in text


def test_the_template_shows_dots_to_fill_and_the_guidance(pack: FormPack) -> None:
    blocks = template(pack).blocks
    headings = [plain(block.text) for block in blocks if isinstance(block, Heading)]
    assert "การวิเคราะห์สถานะองค์กร (SWOT)" in headings  # optional parts too
    assert "ประเด็นการพัฒนาที่ ..... ....." in headings
    notes = [plain(block.text) for block in blocks if isinstance(block, Paragraph) and block.style == "note"]
    assert any("หนึ่งแถวต่อหนึ่งข้อ" in note for note in notes)


def test_a_table_stands_once_where_an_option_places_it(pack: FormPack) -> None:
    heads = [plain(block.head[0].cells[0].text) for block in template(pack).blocks if isinstance(block, Table)]
    assert heads.count("รหัส OKR\n(4 หลัก)") == 1


def test_a_part_that_waits_for_records_which_only_a_view_reads_is_shown(tmp_path: Path) -> None:
    cover = FILES["10-cover.yaml"].replace("screen:", "views: {named: SELECT name FROM project}\nscreen:")
    blocks = "  - each: SELECT 1 FROM named LIMIT 1\n    blocks: [{heading: รายชื่อโครงการ}]\nchecks:"
    for name, content in (FILES | {"10-cover.yaml": cover.replace("checks:", blocks)}).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    headings = [b for s in template(read(tmp_path)).sections for b in s.blocks if isinstance(b, Heading)]
    assert "รายชื่อโครงการ" in [plain(heading.text) for heading in headings]

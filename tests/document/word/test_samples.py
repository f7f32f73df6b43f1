"""Every sample as a Word file: other programs read it, and all that is printed stands in it."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Document, Heading, Table, plain
from planner_desktop.document.word.writer import make_docx
from planner_desktop.draft.plan import plan_json


@pytest.fixture(scope="module", params=sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    folder = tmp_path_factory.mktemp("word")
    with plan_json.read_plan(request.param, folder / "sample.bmaplan") as draft:
        document = fill(draft)
    made = make_docx(document)
    made.write(folder / "แผน.docx")
    return document, folder / "แผน.docx"


def test_every_table_has_the_texts_of_its_cells(plan: tuple[Document, Path]) -> None:
    document, path = plan
    printed = [block for block in document.blocks if isinstance(block, Table) and (block.rows or block.head)]
    read = docx.Document(str(path)).element.body.iterchildren(qn("w:tbl"))
    for table, element in zip(printed, read, strict=True):
        cells = [plain(cell.text) for row in (*table.head, *table.rows) for cell in row.cells]
        found = [
            "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in tc.iterchildren(qn("w:p")))
            for tc in element.iter(qn("w:tc"))
            if tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}[@{qn('w:val')}]") is not None
            or tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is None
        ]
        assert found == cells


def test_headings_have_the_levels_of_word(plan: tuple[Document, Path]) -> None:
    document, path = plan
    wanted = [
        (plain(block.text), f"Heading {min(block.level, 4)}")
        for block in document.blocks
        if isinstance(block, Heading) and block.contents
    ]
    found = [
        (p.text, p.style.name)
        for p in docx.Document(str(path)).paragraphs
        if p.style and p.style.name.startswith("Heading ")
    ]
    assert found == wanted

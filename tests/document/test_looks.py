"""Bold and italic letters and the levels of lists, from the stored text to the page and the JSON."""

import json
from pathlib import Path

import jsonschema
import pytest
from pypdf import PdfReader

from planner_desktop.document.digits import in_thai_digits
from planner_desktop.document.font import faces
from planner_desktop.document.lines import break_lines
from planner_desktop.document.outline import Document, Paragraph, PrintedSection, Run, plain
from planner_desktop.document.paragraph import LineSlab
from planner_desktop.document.pdf import write_pdf
from planner_desktop.document.running_text import rich
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.draft import Draft
from planner_desktop.draft.history.comparison import BlockChange
from planner_desktop.draft.history.comparison import _blocks as changes_of
from planner_desktop.draft.plan.plan_json import to_plan
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE, RichList
from tests.conftest import pdf_text

STORED = json.dumps(
    [
        {"paragraph": f"แผน{NOTE} หนา เอียง 2568", "notes": ["ที่มา"], "bold": [[0, 8]], "italic": [[5, 14]]},
        {"list": ["งาน", "ย่อย", "ย่อยกว่า", "จบ"], "levels": [1, 2, 3, 1], "italic": [[4, 8]]},
    ]
)


def paragraphs(draft: Draft) -> list[Paragraph]:
    return [block for block in rich(STORED, draft.attachment) if isinstance(block, Paragraph)]


def test_letters_and_levels_reach_the_outline(draft: Draft) -> None:
    first, *items = paragraphs(draft)
    assert first.text == (
        Run(f"แผน{NOTE} ", bold=True),
        Run("หนา", bold=True, italic=True),
        Run(" เอียง", italic=True),
        Run(" 2568"),
    )
    assert [(item.label, item.depth, plain(item.text)) for item in items] == [
        ("1.", 0, "งาน"),
        ("a.", 1, "ย่อย"),
        ("i.", 2, "ย่อยกว่า"),
        ("2.", 0, "จบ"),
    ]
    assert [run.italic for item in items for run in item.text] == [False, True, False, False]


def test_thai_digits_leave_letters_as_they_look(draft: Draft) -> None:
    turned = in_thai_digits(paragraphs(draft)[0])
    assert isinstance(turned, Paragraph)
    assert [(run.bold, run.italic) for run in turned.text] == [
        (True, False),
        (True, True),
        (False, True),
        (False, False),
    ]
    assert plain(turned.text).endswith("๒๕๖๘")


def test_the_page_is_set_in_four_faces_and_its_text_comes_back(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "แผน.pdf"
    write_pdf(Document("", "", [PrintedSection("", list(rich(STORED, draft.attachment)))]), path)
    fonts = PdfReader(path).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts.values()}
    assert names == {"Sarabun-Regular", "Sarabun-Bold", "Sarabun-Italic", "Sarabun-BoldItalic"}
    text = pdf_text(path)
    assert "เอียง" in text
    assert "a." in text


def test_deeper_items_stand_further_in(draft: Draft) -> None:
    typeset = Typesetter().typeset(Document("", "", [PrintedSection("", list(rich(STORED, draft.attachment)))]))
    slabs = (placed.slab for placed in typeset.pages[0].slabs)
    lefts = [slab.label[1] for slab in slabs if isinstance(slab, LineSlab) and slab.label]
    assert lefts[0] == lefts[3] < lefts[1] < lefts[2]


@pytest.mark.parametrize(("sign", "drawn"), [("☐", "[ ]"), ("☑", "[√]"), ("☒", "[×]"), ("✓", "√"), ("✗", "×")])
def test_ticks_are_drawn_so_that_each_is_told_from_the_others(sign: str, drawn: str) -> None:
    (word,) = break_lines((Run(sign),), 16, 100)[0].words
    assert word.text == sign
    of_font = [glyph.number for cluster in faces()[0].word(drawn).clusters for glyph in cluster.glyphs]
    assert [glyph.number for cluster in word.clusters for glyph in cluster.glyphs] == of_font


def test_a_plan_with_looks_and_levels_fits_its_schema(draft: Draft) -> None:
    draft.enter("situation", 1, "text", STORED)
    jsonschema.validate(to_plan(draft), plan_schema(draft.pack))


def test_a_comparison_tells_of_letters_and_levels_that_changed() -> None:
    flat, deep = RichList(list=("ก", "ข")), RichList(list=("ก", "ข"), levels=(1, 2), bold=((0, 1),))
    before, after = (json.loads(rich_text.dump((block,)) or "") for block in (flat, deep))
    assert changes_of(before, after) == (BlockChange("1. ก\n2. ข", "1. **ก**\n    a. ข"),)

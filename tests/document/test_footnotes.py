"""Footnotes of running text: stored beside it, numbered in each section, printed at the foot of their page."""

import json
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner_desktop.document.flow import LaidPage, Slab
from planner_desktop.document.outline import Document, OutlineBlock, PrintedSection, note_mark, plain
from planner_desktop.document.paragraph import LineSlab
from planner_desktop.document.pdf import missing_letters, write_pdf
from planner_desktop.document.running_text import rich
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.plan_json import to_plan
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE, RichList, RichParagraph
from planner_desktop.thai.repair import repair

SENTENCE = "แผนปฏิบัติราชการของหน่วยงานมีเป้าหมายที่จะปรับปรุงและพัฒนาศักยภาพ "


def blocks(*texts: rich_text.RichPart) -> list[OutlineBlock]:
    return list(rich(rich_text.dump(texts), lambda name: b""))


def typeset(*sections: Sequence[OutlineBlock]) -> list[LaidPage]:
    return Typesetter().typeset(Document("", "", [PrintedSection(str(n), s) for n, s in enumerate(sections)])).pages


def text_of(slabs: Sequence[Slab]) -> str:
    return "".join(word.text for slab in slabs if isinstance(slab, LineSlab) for word in slab.line.words)


def marks(text: str) -> list[str]:
    return re.findall("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)


def test_a_note_stands_at_the_foot_of_the_page_with_its_mark(tmp_path: Path) -> None:
    text = RichParagraph(paragraph=f"งบประมาณ{NOTE} ของสำนัก{NOTE}", notes=("ล้านบาท", "กรุงเทพมหานคร"))
    write_pdf(Document("", "", [PrintedSection("", blocks(text))]), tmp_path / "plan.pdf")
    (page,) = PdfReader(tmp_path / "plan.pdf").pages
    assert page.extract_text().split("\n")[:3] == ["งบประมาณ¹ ของสำนัก²", "¹ ล้านบาท", "² กรุงเทพมหานคร"]


def test_notes_are_counted_through_a_section_and_anew_in_the_next() -> None:
    text = blocks(
        RichParagraph(paragraph=f"ก{NOTE}", notes=("หนึ่ง",)),
        RichList(list=("ข", f"ค{NOTE}{NOTE}", f"ง{NOTE}"), notes=("สอง", "สาม", "สี่")),
        RichParagraph(paragraph=f"จ{NOTE}", notes=("ห้า",)),
    )
    (page,) = typeset(text, blocks(RichParagraph(paragraph=f"ฉ{NOTE}", notes=("ใหม่",))))
    assert text_of([placed.slab for placed in page.slabs]) == "ก¹ขค²³ง⁴จ⁵ฉ¹"
    assert text_of(page.notes) == "¹ หนึ่ง² สอง³ สาม⁴ สี่⁵ ห้า¹ ใหม่"


@settings(max_examples=30)
@given(st.lists(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 30)), max_size=5), min_size=1, max_size=12))
def test_every_mark_has_its_note_on_its_page(paragraphs: list[list[tuple[int, int]]]) -> None:
    texts = [
        RichParagraph(
            paragraph="".join(SENTENCE * before + f"คำ{NOTE} " for before, _length in notes) + SENTENCE,
            notes=tuple("หมายเหตุ " * length for _before, length in notes),
        )
        for notes in paragraphs
    ]
    pages = typeset(blocks(*texts))
    in_text = [marks(text_of([placed.slab for placed in page.slabs])) for page in pages]
    at_foot = [marks(text_of(page.notes)) for page in pages]
    assert (
        list(chain(*in_text)) == list(chain(*at_foot)) == [note_mark(n + 1) for n in range(sum(map(len, paragraphs)))]
    )
    late = 0  # notes that fill half a page go on at the foot of the next
    for page, above, below in zip(pages, in_text, at_foot, strict=True):
        late += len(above) - len(below)
        assert late == 0 or page.notes_height > 300


def test_a_mark_does_not_begin_a_line() -> None:
    for length in range(1, 40):
        pages = typeset(
            blocks(RichParagraph(paragraph="แผน" * length + f"งาน{NOTE}ของสำนัก{NOTE} " + SENTENCE, notes=("ก", "ข")))
        )
        assert not [slab for slab, _top, _section in pages[0].slabs if text_of([slab])[:1] in ("¹", "²")]


def test_a_text_and_its_note_lead_to_what_the_field_shows() -> None:
    text = RichParagraph(paragraph=f"รายได้{NOTE} ต่อ", notes=("ล้านบาท",))
    (page,) = typeset(blocks(text))
    for y in (page.slabs[0].top + 1, page.notes_top + 1):
        said = page.said(100, y)
        assert said is not None
        assert plain(said.text) == rich_text.to_plain((text,)) == "รายได้ (ล้านบาท) ต่อ"


def test_texts_without_notes_are_stored_as_before() -> None:
    before = '[{"paragraph": "ก"}, {"list": ["ข"], "numbered": false}]'
    assert rich_text.dump(rich_text.load(before)) == before


@pytest.mark.parametrize(
    "block",
    [
        {"paragraph": "ก", "notes": ["ข"]},
        {"paragraph": f"ก{NOTE}{NOTE}", "notes": ["ข"]},
        {"paragraph": f"ก{NOTE}", "notes": [f"ข{NOTE}"]},
        {"list": ["ก", f"ข{NOTE}"], "notes": ["ค", "ง"]},
        {"heading": f"ก{NOTE}", "notes": ["ข"]},
        {"paragraph": f"ก{NOTE}", "notes": [1]},
    ],
)
def test_notes_without_their_places_are_refused(block: object) -> None:
    with pytest.raises(ValueRefused):
        rich_text.load(json.dumps([block]))


def test_a_mark_that_came_without_a_note_prints_nothing() -> None:
    (page,) = typeset(blocks(RichParagraph(paragraph=f"ก{NOTE}ข"), RichList(list=(f"ค{NOTE}",))))
    assert text_of([placed.slab for placed in page.slabs]) == "กขค"


def test_letters_that_the_font_lacks_are_found_in_notes_too() -> None:
    text = blocks(RichParagraph(paragraph=f"ก{NOTE}", notes=("☯",)))
    assert missing_letters(Document("", "", [PrintedSection("", text)])) == {"☯"}


def test_a_text_with_notes_fits_the_schema_and_is_shown_with_them(draft: Draft) -> None:
    text = (
        RichParagraph(paragraph=f"ก{NOTE}ข", notes=("หมายเหตุ",)),
        RichList(list=("ค", f"ง{NOTE}"), numbered=False, notes=("อีกหนึ่ง",)),
    )
    draft.set("situation", 1, "text", rich_text.dump(text))
    assert draft.shown(draft.record("situation", 1), "text") == "ก (หมายเหตุ)ข\nค\nง (อีกหนึ่ง)"
    plan = to_plan(draft)
    jsonschema.validate(plan, plan_schema(draft.pack))
    (situation,) = plan["records"]["situation"]
    assert situation["text"][0] == {"paragraph": f"ก{NOTE}ข", "notes": ["หมายเหตุ"]}


LETTERS = st.text(st.sampled_from("กข่้ำาเ\u200b ¹2" + NOTE), max_size=30)


@given(LETTERS)
def test_mending_a_text_keeps_its_marks(text: str) -> None:
    assert repair(text).count(NOTE) == text.count(NOTE)


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_notes_are_shared_out_in_order_and_never_lost(texts: list[str]) -> None:
    notes = [f"<{n}>" for n in range(sum(text.count(NOTE) for text in texts))]
    shared = rich_text.share_notes(texts, notes)
    assert list(chain(*(own for _text, own in shared))) == notes
    plain = "".join(rich_text.spelled_out(text, own) for text, own in shared)
    assert re.findall("<[0-9]+>", plain) == notes
    assert NOTE not in plain

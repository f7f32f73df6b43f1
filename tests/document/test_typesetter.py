"""A document that is set again after edits is the same, to the letter, as one set from nothing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner_desktop.document.flow import LaidPage
from planner_desktop.document.live import LiveDocument
from planner_desktop.document.outline import (
    Contents,
    Document,
    Heading,
    KeepTogether,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Run,
    Space,
)
from planner_desktop.document.page_setter import PageSetter
from planner_desktop.document.pdf import page_bytes
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.draft.plan.new_plan import new_from_sample

from .conftest import paragraph, row, table

BLOCK = st.one_of(
    st.integers(1, 120).map(lambda n: paragraph("แผนงาน " * n)),
    st.integers(1, 40).map(lambda n: Paragraph((Run("มีเชิงอรรถ "),), notes=[(Run("หมายเหตุ " * n),)])),
    st.sampled_from(["พันธกิจ", "วิสัยทัศน์"]).map(lambda title: Heading((Run(title),))),
    st.integers(1, 60).map(lambda n: table([row("ก", "ข")], [row(f"โครงการ {i}", str(i)) for i in range(n)], 2)),
    st.sampled_from([NewPage("portrait"), NewPage("landscape"), NewPage("portrait", numbered=False), Contents()]),
)
SECTION = st.lists(BLOCK, max_size=6)
EDITS = st.lists(st.tuples(st.integers(0, 3), SECTION), min_size=1, max_size=4)


def pages_of(typeset: Typeset) -> list[tuple[bytes, str]]:
    """Each page's drawing and its text; the rest of a PDF has dates and random names."""
    pages = [PdfReader(BytesIO(page_bytes(typeset, n))).pages[0] for n in range(len(typeset.pages))]
    return [(page.get_contents().get_data(), page.extract_text()) for page in pages]  # type: ignore[union-attr]


@settings(max_examples=25)
@given(st.lists(SECTION, min_size=4, max_size=4), EDITS)
def test_after_any_edits_the_pages_are_those_of_a_fresh_start(
    start: list[list[OutlineBlock]], edits: list[tuple[int, list[OutlineBlock]]]
) -> None:
    document = Document("แผน", "หน่วยงาน", [PrintedSection(f"s{n}", blocks) for n, blocks in enumerate(start)])
    typesetter = Typesetter(remembers=True)
    typesetter.typeset(document)
    for n, blocks in edits:
        sections = list(document.sections)
        sections[n] = PrintedSection(f"s{n}", blocks)
        document = replace(document, sections=sections)
        again = pages_of(typesetter.typeset(document))
    assert again == pages_of(Typesetter().typeset(document))


LONG = st.one_of(
    st.integers(1, 90).map(lambda n: paragraph("แผนงาน " * n)),
    st.integers(1, 30).map(lambda n: Paragraph((Run("หมายเหตุ " * n),), "note")),
    st.integers(1, 40).map(lambda n: table([row("ก", "ข")], [row(f"โครงการ {i}", str(i)) for i in range(n)], 2)),
    st.integers(9, 300).map(lambda n: table([row("ก")], [row("สูง " * 9 * n)], 1)),
    st.integers(2, 400).map(lambda n: Space(float(n))),
    st.sampled_from(["พันธกิจ", "วิสัยทัศน์"]).map(lambda title: Heading((Run(title),))),
    st.just(NewPage(room=0.2)),
)
CHANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2), st.lists(LONG, max_size=2)), min_size=1, max_size=5)


@settings(max_examples=40)
@given(st.lists(LONG, min_size=8, max_size=40), CHANGES)
def test_of_a_long_part_only_pages_are_set_again_that_differ_from_a_fresh_start(
    blocks: list[OutlineBlock], changes: list[tuple[int, int, list[OutlineBlock]]]
) -> None:
    typesetter = Typesetter(remembers=True)
    typesetter.typeset(of_one_part(blocks))
    for at, gone, more in changes:
        blocks = [*blocks[:at], *more, *blocks[at + gone :]]
        document = of_one_part(blocks)
        assert typesetter.typeset(document).pages == Typesetter().typeset(document).pages


def of_one_part(blocks: list[OutlineBlock]) -> Document:
    together = [KeepTogether(begins=True), *blocks[5:8], KeepTogether(begins=False)]
    return Document("แผน", "หน่วยงาน", [PrintedSection("s", [*blocks[:5], *together, *blocks[8:]])])


def test_a_changed_line_sets_its_page_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    set_pages: list[int] = []
    really = PageSetter.set_page

    def counted(setter: PageSetter, *how: Any) -> LaidPage:
        set_pages.append(1)
        return really(setter, *how)

    lines = [paragraph(f"บรรทัด {n}") for n in range(2000)]
    typesetter = Typesetter(remembers=True)
    before = typesetter.typeset(Document("", "", [PrintedSection("s", lines)])).pages
    monkeypatch.setattr(PageSetter, "set_page", counted)
    lines[1000] = paragraph("อื่น")
    after = typesetter.typeset(Document("", "", [PrintedSection("s", lines)])).pages
    assert len(set_pages) <= 3
    differ = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert len(differ) == 1


def test_an_edit_in_a_draft_comes_to_the_pages_of_every_section_that_shows_it(tmp_path: Path) -> None:
    with new_from_sample("2568-finance", tmp_path / "plan.bmaplan") as draft:
        changed: list[set[str]] = []
        draft.watchers.append(changed.append)
        live = LiveDocument()
        live.update(draft)
        draft.set("project", draft.ids("project")[0], "name", "โครงการที่เปลี่ยนชื่อแล้ว")
        draft.enter("cover", 1, "agency", "สำนักการคลังและงบประมาณ")
        after = live.update(draft, set().union(*changed))
        assert pages_of(after) == pages_of(LiveDocument().update(draft))
        draft.undo()
        draft.undo()
        assert pages_of(live.update(draft, changed[-1] | changed[-2])) == pages_of(LiveDocument().update(draft))

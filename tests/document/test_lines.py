"""Lines fit their width, end between words, and are spread without looking torn."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.document.lines import Line, Spread, break_lines, text_width
from planner_desktop.document.outline import Run
from planner_desktop.document.paragraph import LineSlab, paragraph_slabs
from planner_desktop.document.total_fit import WIDEN_CLUSTER

from .conftest import paragraph

SENTENCE = "สำนักงานคลังเป็นหน่วยงานหลักในการบริหารจัดการเก็บรายได้และบริหารงานด้านการเงิน การคลังของกรุงเทพมหานคร "
WORDS = st.lists(
    st.sampled_from(["แผน", "ปฏิบัติราชการ", "น้ำ", " ", "OKR 7402", "(ก)", "ๆ", "https://a.go.th/b/c", "\n", "ญี่ปุ่น"]),
    max_size=30,
)


def text(line: Line) -> str:
    return "".join(word.text for word in line.words)


@given(WORDS, st.floats(30, 400), st.booleans())
def test_lines_fit_and_lose_nothing(words: list[str], width: float, bold: bool) -> None:
    lines = break_lines((Run("".join(words), bold),), 14, width)
    assert "".join("".join(map(text, lines)).split()) == "".join("".join(words).split())
    for line in lines:
        assert line.width <= width + 0.01 or len(line.words) == 1
        assert not text(line).endswith(" ")
    for before, line in itertools.pairwise(lines):
        if not before.ends and width > 150:  # narrower than a word there is no good place
            assert not text(line).startswith((" ", "ๆ", ")"))


def test_weights_change_inside_a_line() -> None:
    (line,) = break_lines((Run("หนา", True), Run("บาง")), 16, 400)
    assert [word.face.name for word in line.words] == ["Sarabun-Bold", "Sarabun-Regular"]


def test_newlines_break_lines_by_will() -> None:
    lines = break_lines((Run("หนึ่ง\n\nสอง"),), 16, 400)
    assert [text(line) for line in lines] == ["หนึ่ง", "", "สอง"]
    assert all(line.ends for line in lines)


def test_a_long_address_is_broken_at_its_slashes() -> None:
    lines = break_lines((Run("https://www.bangkok.go.th/oiad/page/sub/12345"),), 14, 150)
    assert len(lines) > 1
    assert all(text(line).endswith(("/", ".")) for line in lines[:-1])


def test_the_first_line_leaves_room_for_its_indent() -> None:
    first, second, *_ = break_lines((Run(SENTENCE * 3),), 16, 400, indent=150)
    assert first.width <= 250
    assert second.width > 250


def reached(slab: LineSlab) -> float:
    """How far a line reaches as it is spread, in points."""
    words = slab.line.words
    spaces = sum(word.is_space for word in words)
    joints = sum(not (one.is_space or other.is_space) for one, other in itertools.pairwise(words))
    gaps = sum(len(word.clusters) for word in words) - 1
    return slab.line.width + spaces * slab.spread.space + joints * slab.spread.joint + gaps * slab.spread.cluster


def test_body_lines_reach_the_margin_except_the_last() -> None:
    *slabs, last = paragraph_slabs(paragraph(SENTENCE * 6), 450)
    assert last.spread == Spread()
    for slab in slabs:
        assert reached(slab) == pytest.approx(slab.width, abs=0.05)
    too_loose = [slab for slab in slabs if slab.spread.cluster > WIDEN_CLUSTER * slab.shape.size]
    assert len(too_loose) <= 1  # the first, which only a longer word could follow


@given(st.lists(st.sampled_from(SENTENCE.split()), min_size=8, max_size=30), st.floats(300, 500))
def test_what_parts_in_a_justified_line_is_less_than_readers_take_for_a_space(phrases: list[str], width: float) -> None:
    for slab in paragraph_slabs(paragraph("".join(phrases)), width):
        assert slab.spread.cluster + slab.spread.joint < 0.1 * slab.shape.size
        assert reached(slab) <= slab.width + 0.05


def test_a_line_that_nothing_fills_takes_a_part_of_the_word_that_follows() -> None:
    text = "ปีที่ผ่านมากรุงเทพมหานครทบทวนการแบ่งงานระหว่างสำนักกับสำนักงานเขต " + SENTENCE
    first, *_others = paragraph_slabs(paragraph(text), 453.5)
    assert "".join(word.text for word in first.line.words).endswith("กับสำนักงาน")
    assert reached(first) == pytest.approx(first.width, abs=0.05)


def test_text_width_is_harfbuzz_width() -> None:
    assert text_width("น้ำ", 1000) == 1122
    assert text_width("น้ำ", 1000, bold=True) > 1122

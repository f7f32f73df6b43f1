"""Lines are chosen for a whole text at once: even, few, and seldom ending where a reader stumbles."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.document.lines import Line, break_lines, text_width
from planner_desktop.document.outline import Run
from planner_desktop.document.pieces import Piece, measure
from planner_desktop.document.style import BODY, CELL
from planner_desktop.document.total_fit import Room, badness, line_ends

SEEDS = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "seeds").glob("*.txt"))
PHRASES = ["แผน", "ปฏิบัติราชการ", "ของ", "และ", "ที่", "กรุงเทพมหานคร", " ", "OKR 7402 ", "500 คน", "การ", "ให้บริการ"]
TEXTS = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=60).map("".join)


def said(line: Line) -> str:
    return "".join(word.text for word in line.words)


def one_after_the_other(pieces: list[Piece], width: float) -> int:
    """How many lines there are if each is filled until the next piece does not fit."""
    count, used = 1, 0.0
    for n, piece in enumerate(pieces):
        space = pieces[n - 1].space_width if n else 0.0
        if used and used + space + piece.width > width + 0.001:
            count, used = count + 1, piece.width
        else:
            used += (space if used else 0.0) + piece.width
    return count


@given(TEXTS, st.floats(90, 500), st.booleans())
def test_there_are_never_more_lines_than_if_each_was_filled(text: str, width: float, justified: bool) -> None:
    (pieces,) = measure((Run("แผน" + text),), CELL.size)
    ends = line_ends(pieces, Room(width, width, CELL.size, justified))
    assert len(ends) <= one_after_the_other(pieces, width)
    assert ends[-1] == len(pieces)
    assert all(before < end for before, end in pairwise(ends))


@pytest.mark.skipif(not SEEDS, reason="the published plans are not beside this checkout")
@pytest.mark.parametrize("width", [80.0, 150.0])
def test_cells_of_a_published_plan_seldom_end_lines_in_a_preposition(width: float) -> None:
    cells = {cell for line in SEEDS[2].read_text("utf-8").split("\n") for cell in line.split("\t") if len(cell) > 60}
    lines = [line for cell in cells for line in break_lines((Run(cell),), CELL.size, width) if not line.ends]
    hanging = [line for line in lines if said(line).endswith(("ที่", "และ", "ของ"))]
    assert len(hanging) < len(lines) / 20


def test_a_line_ends_before_a_preposition_rather_than_after_it() -> None:
    first, _last = break_lines((Run("รายได้ที่จัดเก็บของหน่วยงาน"),), CELL.size, 85.0)
    assert said(first) == "รายได้ที่จัดเก็บ"  # there is room for ของ
    assert first.width + text_width("ของ", CELL.size) < 85.0


def test_a_number_stays_with_what_it_counts_also_if_no_rule_knows_the_unit() -> None:
    lines = break_lines((Run("รายงานผลการประชุมจำนวน 77 คณะในปีนี้"),), CELL.size, 125.0)
    assert any("77 คณะ" in said(line) for line in lines)


def test_a_justified_paragraph_is_narrowed_rather_than_torn() -> None:
    text = "สำนักการคลังมีหน้าที่จัดเก็บรายได้ ควบคุมการเบิกจ่ายเงิน และดูแลทรัพย์สินของกรุงเทพมหานคร " * 4
    for width in range(300, 480, 7):
        lines = break_lines((Run(text),), BODY.size, width, justified=True)
        for line in lines[:-1]:
            assert line.width - width < 1.2 * BODY.size
            assert line.spread(width, BODY.size).space < 1.5 * BODY.size


def test_to_part_letters_is_worse_than_all_that_words_can_do() -> None:
    within = badness(0.8 * 0.4 * 3, spaces=3, joints=0, gaps=50)
    assert 0 < within < 100 < badness(2.0, spaces=3, joints=0, gaps=50) < badness(9.0, spaces=3, joints=0, gaps=50)

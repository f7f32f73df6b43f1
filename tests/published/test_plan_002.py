"""The sample is the published plan of สำนักงานการต่างประเทศ 2568, cell by cell."""

from pathlib import Path

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from tests.conftest import published
from tests.published.compare import Comparison, borrowed, cells, squeezed

NUMBER = "002"


@pytest.fixture(scope="module")
def ours(sample_pdf: Path) -> Comparison:
    published(NUMBER)  # skipped where the plans are not beside this clone
    return Comparison(NUMBER, sample_pdf)


def test_every_cell_of_the_published_plan_is_in_our_document(ours: Comparison) -> None:
    assert len(list(cells(NUMBER))) > 300
    assert ours.missing() == ours.listed()
    assert ours.not_printed() == []


def test_the_rows_stand_in_the_published_order(ours: Comparison) -> None:
    assert ours.displaced() == []


def test_every_amount_stands_in_its_row(ours: Comparison) -> None:
    assert ours.astray() == []


def test_totals_and_counts_are_those_of_the_published_plan(ours: Comparison) -> None:
    stated = [total["stated_amount"] for total in published(NUMBER)["totals"] if total["stated_amount"]]
    assert 23_219_000 in stated
    assert squeezed("รวมจำนวน.....8.....โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น.....23,219,000.....บาท") in ours.text
    assert "จำนวน2โครงการ" in ours.text


def test_the_sample_has_no_problems(sample: Draft) -> None:
    assert find_problems(sample) == []


def test_the_sample_holds_no_running_text_of_the_published_plan(sample: Draft) -> None:
    """Names, codes and figures are facts; sentences are written anew."""
    assert borrowed(sample, NUMBER, ("foreword", "situation", "vision")) == []

"""The sample is the published plan of สำนักงานการต่างประเทศ 2568, cell by cell."""

from planner_desktop.draft import Draft
from tests.conftest import published
from tests.published.compare import Comparison, borrowed, squeezed
from tests.published.findings import expected, found

NUMBER, SAMPLE = "002", "2568-international-affairs"


def test_the_sample_is_the_published_plan(ours: Comparison) -> None:
    ours.hold(least=300)


def test_totals_and_counts_are_those_of_the_published_plan(ours: Comparison) -> None:
    stated = [total["stated_amount"] for total in published(NUMBER)["totals"] if total["stated_amount"]]
    assert 23_219_000 in stated
    assert squeezed("รวมจำนวน.....8.....โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น.....23,219,000.....บาท") in ours.text
    assert "จำนวน2โครงการ" in ours.text


def test_the_checks_find_what_the_published_plan_got_wrong(plan: Draft) -> None:
    assert found(plan) == expected(NUMBER)


def test_the_sample_holds_no_running_text_of_the_published_plan(plan: Draft) -> None:
    """Names, codes and figures are facts; sentences are written anew."""
    assert borrowed(plan, NUMBER, ("foreword", "situation", "vision")) == []

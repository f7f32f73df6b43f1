"""What an audit finds in a published plan it finds in the same plan written in Word."""

import io
from collections import Counter

import pytest

from planner_desktop.audit import transcribed, written
from planner_desktop.audit.blocks import Plan
from planner_desktop.audit.run import audit
from planner_desktop.exchange.word.document import read_file
from tests.conftest import published
from tests.published.word_plans import word_of

FLOORS = {"000": 0.99, "001": 0.95, "004": 0.98}
"""The share of the findings: of all five plans 814 of 827 (98 %) are the same, 000 186 of 187, 001 247 of 256, 002 75 of
76, 003 167 of 168, 004 139 of 140. What differs are findings that choose among names by where they stand."""


def found(plan: Plan) -> Counter[tuple[str, str, str]]:
    return Counter((one.kind, one.stated, one.found) for one in audit(plan).findings)


@pytest.mark.parametrize("number", FLOORS)
def test_the_findings_of_a_plan_in_word_are_those_of_the_plan(number: str) -> None:
    plan = published(number)
    document = read_file(io.BytesIO(word_of(plan)), f"{number}.docx", mend=False)
    wanted = found(transcribed.plan_of(plan, f"{number}.json"))
    same = found(written.plan_of(document)) & wanted
    assert same.total() >= FLOORS[number] * wanted.total(), wanted - same

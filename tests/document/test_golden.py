"""Every kind of block stands where it stood when its golden pages were last looked at, letter, rule and picture."""

import pytest

from tests.document.golden.documents import DOCUMENTS
from tests.document.golden.reader import GOLDEN, Mark, Printed, printed_pages


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_it_is_printed_as_on_its_golden_pages(kind: str) -> None:
    golden = Printed.from_text((GOLDEN / f"{kind}.json").read_text(encoding="utf-8"))
    difference = printed_pages(DOCUMENTS[kind]()).difference(golden)
    if difference:
        pytest.fail(f"{difference}\n\nIf it is meant: python -m tests.document.golden {kind}", pytrace=False)


def test_golden_pages_are_all_compared() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(DOCUMENTS)


def test_a_line_that_moved_or_changed_is_told() -> None:
    golden = Printed([["text", 85.0, 100.0, 50.0, "Sarabun-Regular 12.8", "แผน"]])
    assert not Printed([["text", 85.1, 100.0, 50.0, "Sarabun-Regular 12.8", "แผน"]]).difference(golden)
    others: list[list[Mark]] = [
        [["text", 85.5, 100.0, 50.0, "Sarabun-Regular 12.8", "แผน"]],
        [["text", 85.0, 100.0, 50.0, "Sarabun-Bold 12.8", "แผน"]],
        [["text", 85.0, 100.0, 50.0, "Sarabun-Regular 12.8", "งาน"]],
        [],
    ]
    for moved in others:
        assert "แผน" in Printed(moved).difference(golden)

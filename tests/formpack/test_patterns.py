"""What a form pack's pattern says of a text is known in time that grows with the text and no faster."""

import pytest

from planner_desktop.formpack import patterns


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("[0-9]{1,3}([.][0-9]{1,3})?", "12.5", True),
        ("[0-9]{4}(-[0-9]+)?", "7402-1x", False),
        ("https?://.+", "https://webportal.bangkok.go.th/แผน", True),
        ("https?://.+", "ดูที่ https://x", False),
        ("a|b", "b", True),
        ("a|b", "bc", False),
        ("[0-9]{3}", "123\n", False),
        (r"\d+", "๑๒", True),
        ("(a+)+", "a" * 100_000 + "b", False),  # for ever, where all ways are tried
        ("(a|aa)*", "a" * 100_000 + "b", False),
        ("(.*)*x", "a" * 100_000, False),
    ],
)
def test_a_whole_text_fits_a_pattern_or_does_not(pattern: str, text: str, fits: bool) -> None:
    assert patterns.problem(pattern) == ""
    assert patterns.fits(pattern, text) == fits


@pytest.mark.parametrize("pattern", ["(a", "a)|(b", "(?x)a #", r"(a)\1", "(?=a)b", "(a{1000}){1000}"])
def test_what_cannot_be_compared_so_is_told_and_fits_everything(pattern: str) -> None:
    assert patterns.problem(pattern)
    assert patterns.fits(pattern, "ก")

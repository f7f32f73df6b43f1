import re

import pytest

from planner_desktop.regex import regex


def test_an_expression_works_as_a_compiled_one() -> None:
    word = regex(r"(?P<word>[a-z]+)", re.IGNORECASE)
    found = word.search("12 Ab")
    assert found is not None
    assert found["word"] == "Ab"
    assert word.sub("_", "a1b") == "_1_"
    assert (word.pattern, word.groups) == (r"(?P<word>[a-z]+)", 1)
    assert regex(rb"\d").findall(b"a1") == [b"1"]


def test_a_mistake_is_raised_where_the_expression_is_used() -> None:
    mistaken = regex("(")
    with pytest.raises(re.error):
        mistaken.match("a")

"""How many slips in the published plans' words are found, and how seldom a right word is marked."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from planner_desktop.thai.repair import repair
from planner_desktop.thai.spelling import misspelt
from tests.conftest import published

PLANS = ("000", "001", "002", "003", "004")
A_PAGE = 1800
"""Letters of a page of running text."""
LETTERS = [
    chr(code) for code in (*range(0xE01, 0xE2F), *range(0xE30, 0xE3A), *range(0xE40, 0xE46), *range(0xE47, 0xE4E))
]


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield repair(part)
    elif isinstance(part, list):
        for each in part:
            yield from texts(each)
    elif isinstance(part, dict):
        for name, each in part.items():
            if name != "kind":
                yield from texts(each)


def slip(text: str, at: int, dice: random.Random) -> str:
    return dice.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + dice.choice(LETTERS) + text[at:],
            text[:at] + dice.choice(LETTERS) + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        ]
    )


@pytest.mark.parametrize("plan", PLANS)
def test_four_of_five_slips_are_marked_and_fewer_than_three_words_of_a_page_besides(plan: str) -> None:
    whole = list(texts(published(plan)["blocks"]))
    marks = sum(1 for text in whole for _mark in misspelt(text))
    assert marks / (sum(map(len, whole)) / A_PAGE) < 3

    dice = random.Random(plan)
    found = tried = 0
    words = [text for text in whole if len(text) > 20 and not any(misspelt(text))]
    while tried < 100:
        text = dice.choice(words)
        at = dice.randrange(len(text))
        damaged = slip(text, at, dice)
        if damaged == text or not "ก" <= text[at] <= "๎":
            continue
        tried += 1
        found += any(mark.start <= at + 2 and mark.end >= at - 1 for mark in misspelt(damaged))
    assert found >= 80

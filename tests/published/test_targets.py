"""The targets and levels of the published plans are read as a person reads them.

`targets.yaml` holds what each means, judged by hand: readings by the target's text, and those of score levels by plan,
line of the indicator and place of the level, for their sentences are not ours. "unread" is a quantity to a person and
not certain enough for the program. A text without a digit holds no quantity and is not listed.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from planner_desktop.thai.quantities import read_quantity
from planner_desktop.thai.quantity import Quantity
from tests.conftest import published
from tests.thai.readings import reading

NUMBERS = ("000", "001", "002", "003", "004")
LEAST = 95
"""Percent of the quantities that are read."""


@cache
def listed() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("targets.yaml").read_text(encoding="utf-8"))
    return data


def spaced(text: str) -> str:
    return " ".join(text.split())


def targets() -> Iterator[str]:
    """Every target of the plans' lists and tables, as often as it stands there."""
    for number in NUMBERS:
        plan = published(number)
        for entry in [*plan.get("krs", []), *plan.get("kpis", [])]:
            before = (entry.get("prev_targets") or {}).values()
            yield from (text for text in (entry.get("target"), entry.get("prev_target"), *before) if text)
        for block in plan["blocks"]:
            if block["kind"] == "table":
                yield from _column_of_targets(block)


def _column_of_targets(table: dict[str, Any]) -> Iterator[str]:
    """The cells under ค่าเป้าหมาย, which may stand over several years."""
    heads: list[list[str]] = table["header"]
    above = ""
    for column in range(len(heads[0]) if heads else 0):
        above = heads[0][column] if len(heads) == 1 else heads[0][column] or above
        if re.match(r"(?:ค่า)?เป้าหมาย(?!การพัฒนา)", above) or (len(heads) > 1 and heads[1][column] == "ค่าเป้าหมาย"):
            yield from (row[column] for row in table["rows"] if column < len(row) and row[column])


def levels() -> Iterator[tuple[str, str]]:
    """The texts of score levels by their places."""
    for number in NUMBERS:
        for entry in published(number).get("kpis", []):
            for n, level in enumerate(entry.get("score_criteria") or []):
                for name in ("percent", "text"):
                    if level.get(name):
                        yield f"{number} {entry['line']} {n} {name}", level[name]


def of(notations: Any) -> Quantity:
    if notations in (None, "unread"):
        return Quantity()
    return reading(*([notations] if isinstance(notations, str) else notations))


def measured(texts: list[tuple[Any, str]]) -> tuple[int, int, list[str]]:
    """How many are quantities, how many of these were read, and what was read wrongly."""
    quantities, read, wrong = 0, 0, []
    for right, text in texts:
        quantities += right is not None
        found = read_quantity(text)
        if found.parts and found.parts != of(right).parts:
            wrong.append(f"{text}: {found.parts}")
        read += bool(found.parts)
    return quantities, read, wrong


def test_targets_are_read_rightly() -> None:
    known = listed()["targets"]
    found = [spaced(text) for text in targets()]
    digits = [text for text in found if re.search("[0-9๐-๙]", text)]
    assert len(found) > 500
    assert set(digits) <= known.keys()
    assert not [text for text in set(found) - set(digits) if read_quantity(text)]
    quantities, read, wrong = measured([(known[text], text) for text in digits])
    assert wrong == []
    assert read * 100 >= LEAST * quantities
    each_once, read_once, _wrong = measured([(known[text], text) for text in set(digits)])
    assert read_once * 100 >= (LEAST - 3) * each_once  # of each text once; what is not read is rare


def test_score_levels_are_read_rightly() -> None:
    known, found = listed()["levels"], dict(levels())
    digits = {place: text for place, text in found.items() if re.search("[0-9๐-๙]", text)}
    assert digits.keys() == known.keys()
    quantities, read, wrong = measured([(known[place], text) for place, text in digits.items()])
    assert (wrong, read) == ([], quantities)

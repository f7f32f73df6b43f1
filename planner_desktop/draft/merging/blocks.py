"""Two changed texts of blocks made one where that is safe: as many blocks as before, each changed by one side."""

import json
from typing import Any

from planner_desktop.formpack.fields import Value


def merged(base: Value, mine: Value, theirs: Value) -> Value:
    """The text with the changes of both, or None where both changed one block or the number of blocks.

    Every block of the result is one that a side wrote, in the place where it wrote it, and every block that a side
    changed is in it.
    """
    sides = [_blocks(value) for value in (base, mine, theirs)]
    if len({len(side) for side in sides}) != 1:
        return None
    result = []
    for was, ours, others in zip(*sides, strict=True):
        if ours != was and others not in (was, ours):
            return None
        result.append(others if ours == was else ours)
    return json.dumps(result, ensure_ascii=False)


def same(one: Value, other: Value) -> bool:
    """Whether two texts are the same blocks, however they are written."""
    return one == other or _blocks(one) == _blocks(other)


def _blocks(value: Value) -> list[Any]:
    read = json.loads(str(value or "[]"))
    return read if isinstance(read, list) else []

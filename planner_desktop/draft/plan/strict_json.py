"""JSON that came from anyone, read under limits of size, depth and memory, and only what is one thing to every reader.

Refused are numbers that JSON has not or no column holds, a name twice in one object, and halves of letters.
"""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.errors import PlanJsonError
from planner_desktop.i18n import _
from planner_desktop.regex import regex

MAX_BYTES = 64_000_000
MAX_PARTS = 3_000_000
"""Values and names: each takes some 100 bytes of memory. A plan has some 10,000, in 100 KB."""
_DIGITS = 19  # of the largest whole number that a database holds
_HALVES = regex(r"[\ud800-\udfff]")
_HALF_ESCAPED = regex(r"\\u[dD][89a-fA-F]")


class _RefusedError(ValueError):
    """What is well-formed and refused all the same."""


def read_json(path: Path, *, most_bytes: int = MAX_BYTES, most_parts: int = MAX_PARTS) -> Any:
    """What a JSON file holds. Raises PlanJsonError, naming the file, and the place where that is known."""
    try:
        if not path.is_file():
            raise PlanJsonError(_("There is no file {path}").format(path=path))
        if path.stat().st_size > most_bytes:
            raise _too_large(path)
        content = path.read_bytes()
    except OSError as error:
        raise PlanJsonError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
        ) from error
    if sum(map(content.count, (b",", b"[", b"{", b":"))) > most_parts:
        raise _too_large(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanJsonError(_("{path} is not UTF-8").format(path=path), _("Save it as UTF-8.")) from error
    del content
    return _loaded(path, text)


def _too_large(path: Path) -> PlanJsonError:
    return PlanJsonError(_("{path} is too large for a plan").format(path=path))


def _loaded(path: Path, text: str) -> Any:
    try:
        data = json.loads(
            text, parse_int=_whole, parse_float=_broken, parse_constant=_constant, object_pairs_hook=_object
        )
        if _HALF_ESCAPED.search(text):
            _look_for_halves(data)
    except json.JSONDecodeError as error:
        raise PlanJsonError(
            _("{path}:{line}:{column}: not well-formed JSON: {problem}").format(
                path=path, line=error.lineno, column=error.colno, problem=error.msg
            ),
            _("Export the plan again, or mend this place."),
        ) from error
    except RecursionError as error:
        raise PlanJsonError(_("{path} is nested too deeply for a plan").format(path=path)) from error
    except MemoryError as error:
        raise _too_large(path) from error
    except _RefusedError as error:
        raise PlanJsonError(
            _("{path} holds what no plan has: {problem}").format(path=path, problem=error),
            _("Export the plan again, or mend this place."),
        ) from error
    return data


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > _DIGITS:
        raise _RefusedError(_("a number of {count} digits").format(count=len(digits.lstrip("-"))))
    return int(digits)


def _broken(digits: str) -> float:
    value = float(digits) if len(digits) <= 100 else math.inf
    if not math.isfinite(value):
        raise _RefusedError(_("the number {number}").format(number=digits[:40]))
    return value


def _constant(name: str) -> float:
    raise _RefusedError(_("the number {number}").format(number=name))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice, _count = Counter(name for name, _value in pairs).most_common(1)[0]
        raise _RefusedError(_("“{name}” twice in one object").format(name=twice[:40]))
    return made


def _look_for_halves(data: Any) -> None:
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += [*value, *value.values()]
        elif isinstance(value, list):
            left += value
        elif isinstance(value, str) and (half := _HALVES.search(value)):
            raise _RefusedError(_("half a letter, {code}").format(code=f"\\u{ord(half[0]):04x}"))

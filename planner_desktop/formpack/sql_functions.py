"""SQLite's functions that may run for ever in one call, made anew: in time that grows with what they are given.

Such a call cannot be stopped by a clock, for SQLite looks at it only between two of its own instructions. What a call
is given has bounds here; beyond them it is an error of the query. Results are SQLite's own.
"""

import re
import sqlite3
from collections.abc import Callable
from functools import lru_cache

from planner_desktop.formpack.guard import QUERY_LENGTH
from planner_desktop.regex import regex

MOST_PATTERN = 200  # letters of a pattern of LIKE and GLOB
MOST_WORK = 50_000_000  # letters compared in one call, well under a second
MOST_TRIMMED = 200  # different letters that a call of trim may take away

SqlScalar = str | int | float | bytes | None
CompiledPattern = re.Pattern[str]


def add(connection: sqlite3.Connection) -> None:
    """Put them in the place of SQLite's own."""
    connection.create_function("instr", 2, _instr, deterministic=True)
    connection.create_function("replace", 3, _replace, deterministic=True)
    connection.create_function("like", 2, _like, deterministic=True)
    connection.create_function("like", 3, _like, deterministic=True)
    connection.create_function("glob", 2, _glob, deterministic=True)
    for name, strip in (("trim", str.strip), ("ltrim", str.lstrip), ("rtrim", str.rstrip)):
        for count in (1, 2):
            connection.create_function(name, count, _trimming(strip), deterministic=True)


def _text(value: SqlScalar) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float):
        text = f"{value:.15g}"
        return text if set(text) & set(".einf") else f"{text}.0"
    return str(value)


def _instr(text: SqlScalar, part: SqlScalar) -> int | None:
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _text(text).find(_text(part)) + 1


def _replace(text: SqlScalar, old: SqlScalar, new: SqlScalar) -> SqlScalar:
    if text is None or old is None:
        return None
    whole, part = _text(text), _text(old)
    if not part:
        return text
    if new is None:
        return None
    other = _text(new)
    if len(other) > len(part) and len(whole) + whole.count(part) * (len(other) - len(part)) > QUERY_LENGTH:
        raise ValueError("string or blob too big")
    return whole.replace(part, other)


def _trimming(strip: Callable[[str, str], str]) -> Callable[..., str | None]:
    def trim(text: SqlScalar, letters: SqlScalar = " ") -> str | None:
        if text is None or letters is None:
            return None
        taken = set(_text(letters))
        if len(taken) > MOST_TRIMMED:
            raise ValueError("too many letters to trim")
        return strip(_text(text), "".join(taken)) if taken else _text(text)

    return trim


# ---------------------------------------------------------------- patterns


def _like(pattern: SqlScalar, text: SqlScalar, escape: SqlScalar = None) -> int | None:
    if pattern is None or text is None:
        return None
    return _fits(_like_parts(_short(pattern), "" if escape is None else _text(escape)), _text(text))


def _glob(pattern: SqlScalar, text: SqlScalar) -> int | None:
    return None if pattern is None or text is None else _fits(_glob_parts(_short(pattern)), _text(text))


def _short(pattern: SqlScalar) -> str:
    text = _text(pattern)
    if len(text) > MOST_PATTERN:
        raise ValueError("LIKE or GLOB pattern too complex")
    return text


def _fits(parts: tuple[CompiledPattern, ...], text: str) -> int:
    """Whether the parts stand one after the other in the text, the first at its beginning and the last at its end.

    The leftmost place of each part leaves most room for the next, so none is looked for twice.
    """
    if len(text) * sum(len(part.pattern) for part in parts) > MOST_WORK:
        raise ValueError("the text is too long to be compared with a pattern")
    if len(parts) == 1:
        return int(parts[0].fullmatch(text) is not None)
    first = parts[0].match(text)
    if first is None:
        return 0
    at = first.end()
    for part in parts[1:-1]:
        found = part.search(text, at)
        if found is None:
            return 0
        at = found.end()
    end = len(text) - _length(parts[-1])
    return int(end >= at and parts[-1].fullmatch(text, end) is not None)


@lru_cache(maxsize=256)
def _like_parts(pattern: str, escape: str) -> tuple[CompiledPattern, ...]:
    parts, letters = [""], iter(pattern)
    for letter in letters:
        if letter == escape:
            parts[-1] += re.escape(next(letters, ""))
        elif letter == "%":
            parts.append("")
        else:
            parts[-1] += "." if letter == "_" else re.escape(letter)
    # SQLite knows no capitals but A to Z.
    return tuple(re.compile(part, re.DOTALL | re.IGNORECASE | re.ASCII) for part in parts)


_GLOB = regex(r"(?P<many>\*)|(?P<one>\?)|\[(?P<no>\^?)(?P<set>\]?+[^\]]*+)\]|(?P<letter>.)", re.DOTALL)


@lru_cache(maxsize=256)
def _glob_parts(pattern: str) -> tuple[CompiledPattern, ...]:
    parts = [""]
    for found in _GLOB.finditer(pattern):
        if found["many"]:
            parts.append("")
        elif found["one"]:
            parts[-1] += "."
        elif found["letter"] == "[":  # a set without an end fits nothing
            parts[-1] += r"(?!)"
        elif found["letter"]:
            parts[-1] += re.escape(found["letter"])
        else:
            parts[-1] += f"[{found['no']}{_set(found['set'])}]"
    return tuple(re.compile(part, re.DOTALL) for part in parts)


def _set(letters: str) -> str:
    out = ""
    for n, letter in enumerate(letters):
        between = 0 < n < len(letters) - 1 and letter == "-" and letters[n - 1] <= letters[n + 1]
        out += "-" if between else re.escape(letter)
    return out


_ONE = regex(r"\[\^?(?:\\.|[^\]\\])*\]|\\.|\(\?!\)|.", re.DOTALL)


@lru_cache(maxsize=256)
def _length(part: CompiledPattern) -> int:
    """How many letters a part of a pattern stands for: as many as it has places."""
    return sum(found[0] != "(?!)" for found in _ONE.finditer(part.pattern))

"""What may be written short in a form pack, made long: plain data to plain data, before it is checked.

A short form says no more than the long one, so nothing but its reading knows it. Each function leaves alone what is not
written short, and raises ShortFormError where a short form says what it cannot.
"""

import re
from collections.abc import Iterable
from typing import Any

from planner_desktop.formpack.near import near
from planner_desktop.i18n import _

ALIGN = ("left", "center", "right")
YES = ("codes", "merge")
"""The words of a column's look that are true where they are said."""
_CENTIMETRES = re.compile(r"(\d+(?:\.\d+)?)cm")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Step = str | int
Json = dict[str, Any]


class ShortFormError(ValueError):
    """What a short form says amiss, at a `path` inside it, with the mend where one is known."""

    def __init__(self, message: str, fix: str = "", path: tuple[Step, ...] = ()) -> None:
        super().__init__(message)
        self.fix = fix
        self.path = path


PLACES: dict[Step, Step] = {"columns": 1}
"""Where a short form that is a list has what the long form calls by a word, if it may have lines of its own."""


# ---------------------------------------------------------------- columns


def column(given: Any) -> Any:
    """A table's column from `[title, content, look]`; a mapping at the end says what else there is to say."""
    if not isinstance(given, list):
        return given
    if not 1 <= len(given) <= 4:
        raise ShortFormError(_("a column is [title, what stands in it, how it looks]"))
    long = {"title": given[0]} | (_content(given[1]) if len(given) > 1 else {})
    for n, said in enumerate(given[2:], 2):
        more = _look(said, n)
        _not_again(more.keys() & long.keys(), n)
        long |= more
    return long


def _content(content: Any) -> Json:
    if content is None:
        return {}
    if content == "#":
        return {"number": True}
    return {"columns" if isinstance(content, list) else "cell": content}


def _look(said: Any, place: int) -> Json:
    """How a column looks: `1.5cm` its width, `2.4` its share, and words; or all that as a mapping."""
    if isinstance(said, dict):
        return said
    if said is None:
        return {}
    if isinstance(said, bool | list):
        raise ShortFormError(_("how a column looks is words, such as: 1.5cm center"), path=(place,))
    look: Json = {}
    for word in str(said).split():
        name, value = _word(word, place)
        _not_again({word} if name in look else (), place)
        look[name] = value
    return look


def _word(word: str, place: int) -> tuple[str, Any]:
    if width := _CENTIMETRES.fullmatch(word):
        return "width", float(width[1])
    if _NUMBER.fullmatch(word):
        return "share", float(word)
    if word in ALIGN:
        return "align", word
    if word in YES:
        return word, True
    problem = _("“{word}” says nothing of how a column looks").format(word=word)
    raise ShortFormError(problem, near(word, [*ALIGN, *YES, "1.5cm", "2.4"]), (place,))


def _not_again(words: Iterable[str], place: int) -> None:
    for word in words:
        raise ShortFormError(_("“{word}” says again what is said already").format(word=word), path=(place,))


def column_schema(names: list[str], long: Json) -> Json:
    """The JSON Schema of a column, short or long; `names` are the words of the long form."""
    words = "|".join((r"\d+(\.\d+)?(cm)?", *ALIGN, *YES))
    look: Json = {
        "anyOf": [{"type": "string", "pattern": rf"^\s*(({words})(\s+|$))*$"}, {"type": "number"}, {"type": "null"}],
        "description": "how it looks: 1.5cm its width or 2.4 its part of the width left over, left, center or right, "
        "codes, merge",
        "examples": ["1.5cm center", "2.4 right"],
    }
    more: Json = {"type": "object", "propertyNames": {"enum": names}, "description": "what else there is to say of it"}

    def short(content: Json) -> Json:
        cell: Json = {"type": ["string", "null"], "description": "the cell's text; # is the row's number"}
        places = [{"type": "string", "description": "its title"}, {"anyOf": [cell, content]}]
        return {
            "type": "array",
            "prefixItems": [*places, {"anyOf": [look, more]}, more],
            "minItems": 1,
            "maxItems": 4,
        }

    one: Json = {"anyOf": [short({"type": "array"}), long]}
    head: Json = {"type": "array", "items": one, "description": "the columns under this head"}
    return {"anyOf": [short(head), long]}

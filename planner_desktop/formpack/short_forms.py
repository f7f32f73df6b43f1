"""What may be written short in a form pack, made long: plain data to plain data, before it is checked.

A short form says no more than the long one, so nothing but its reading knows it. Each function leaves alone what is not
written short, and raises ShortFormError where a short form says what it cannot.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from planner_desktop.formpack.suggestions import near
from planner_desktop.i18n import _
from planner_desktop.regex import regex

ALIGN = ("left", "center", "right")
YES = ("amounts", "codes", "quantities", "merge")
"""The words of a column's look that are true where they are said."""
MORE = ("bold", "shaded", "merge_if", "when", "align", "width", "share", "months")
"""The words of a column that are said in the mapping at its end."""
_CENTIMETRES = regex(r"(\d+(?:\.\d+)?)cm")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_FORMULA = regex(r"\s*=(.*)", re.DOTALL)

YamlStep = str | int
Json = dict[str, Any]


class ShortFormError(ValueError):
    """What a short form says amiss, at a `path` inside it, with the mend where one is known."""

    def __init__(self, message: str, fix: str = "", path: tuple[YamlStep, ...] = ()) -> None:
        super().__init__(message)
        self.fix = fix
        self.path = path


PLACES: dict[YamlStep, YamlStep] = {"columns": 1, "record": "field"}
"""Where a short form has what the long form calls by a word, if it may stand on a line of its own."""
TABLE = "table"
"""The word beside which the short form has what the long form has under it."""


def way(step: YamlStep, data: Any) -> tuple[YamlStep, ...]:
    """The way to what the long form calls by a word: in a short form its place, or in the mapping at its end."""
    if isinstance(data, list) and isinstance(step, str) and data and isinstance(data[-1], dict) and step in data[-1]:
        return (len(data) - 1, step)
    if isinstance(data, dict) and step in data:
        return (step,)
    return (PLACES.get(step, step),)


# ---------------------------------------------------------------- values


def expression(given: Any) -> str | None:
    """The SQL of `= EXPRESSION`; None where it is none."""
    found = _FORMULA.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        return None
    if not found[1].strip():
        raise ShortFormError(_("an SQL expression is expected after “=”"))
    return found[1].strip()


def value(given: Any) -> Any:
    """A value from `= EXPRESSION`; anything else is a constant, or long."""
    sql = expression(given)
    return given if sql is None else {"sql": sql}


# ---------------------------------------------------------------- blocks

_STYLES = ("plain", "center", "right", "note", "title", "subtitle")
BLOCKS: dict[str, tuple[str, Json]] = {
    **{f"heading{level}": ("heading", {"level": level}) for level in range(1, 5)},
    **{style: ("paragraph", {"style": style}) for style in _STYLES},
}
"""The short words for blocks: of which kind they are, and what they say of it."""


def block(kinds: Collection[str], of_table: Collection[str], given: Any) -> Any:
    """A block from `heading2: TEXT`, `plain: TEXT`, or `table: QUERY` with the words `of_table` beside it."""
    if not isinstance(given, dict):
        return given
    if TABLE in given:
        beside = {name: value for name, value in given.items() if name in of_table}
        if isinstance(given[TABLE], str | None):
            rest = {name: value for name, value in given.items() if name not in of_table}
            return rest | {TABLE: {"rows": given[TABLE]} | beside}
        for name in beside:
            problem = _("“{word}” stands under `table:`, or beside it where it has a query: `table: QUERY`")
            raise ShortFormError(problem.format(word=name), path=(name,))
        return given
    word = next((name for name in given if name in BLOCKS), None)
    if word is None or not given.keys().isdisjoint(kinds):
        return given
    kind, says = BLOCKS[word]
    for name in says.keys() & given.keys():
        raise again(name, name)
    return {kind: given[word]} | says | {name: value for name, value in given.items() if name != word}


def block_words(long: Json, definition: Callable[[Json], Json]) -> None:
    """Add the short words to the definitions of the kinds of blocks in a JSON Schema."""
    for each in long["oneOf"]:
        kind = definition(each)
        words: Json = kind.get("properties", {})
        for short, (name, _says) in BLOCKS.items():
            if name in words and short not in words:
                words[short] = words[name]
                needed = kind["anyOf"] if "anyOf" in kind else [{"required": kind.pop("required")}]
                kind["anyOf"] = [*needed, {"required": [short]}]
        if TABLE in words and "columns" not in words:
            inside: Json = definition(words[TABLE])["properties"]
            query = inside["rows"] | {"description": "the query; the other words then stand beside it"}
            words[TABLE] = {"anyOf": [query, words[TABLE]]}
            words |= {name: says for name, says in inside.items() if name != "rows"}


# ---------------------------------------------------------------- checks


def check(given: Any) -> Any:
    """A check whose `field` says its record too: `project.budget`."""
    if not isinstance(given, dict) or not isinstance(given.get("field"), str) or "." not in given["field"]:
        return given
    if "record" in given:
        raise again("record", "record")
    record, _dot, field = given["field"].partition(".")
    return given | {"record": record, "field": field}


def check_words(long: Json, definition: Callable[[Json], Json]) -> None:
    """Let a check's `field` in a JSON Schema say its record."""
    words: Json = definition(long)["properties"]
    place = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"}
    words["field"] = words["field"] | {"anyOf": [place, {"type": "null"}]}


# ---------------------------------------------------------------- columns


def column(given: Any) -> Any:
    """A table's column from `[title, content, look]`; what else there is to say of it stands behind as a mapping."""
    if not isinstance(given, list):
        return given
    if not given:
        raise ShortFormError(_("a column is [title, what stands in it, how it looks]"))
    long = {"title": given[0]} | (_content(given[1]) if len(given) > 1 else {})
    for n, said in enumerate(given[2:], 2):
        more = _look(said, n)
        for name in more.keys() & long.keys():
            raise again(name, n)
        long |= more
    return long


def _content(content: Any) -> Json:
    if content is None:
        return {}
    if content == "#":
        return {"number": True}
    if isinstance(content, dict) and content.keys() in ({"months"}, {"bar"}):
        return content
    if isinstance(content, dict) and any(value is not None for value in content.values()):  # {name} unquoted has none
        word = str(next(iter(content)))
        problem = _("“{word}” is no content of a column").format(word=word)
        raise ShortFormError(problem, near(word, ["months", "bar"]), (1,))
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
        if name in look:
            raise again(word, place)
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
    if word in MORE:
        raise said_last(word, place)
    problem = _("“{word}” says nothing of how a column looks").format(word=word)
    raise ShortFormError(problem, near(word, [*ALIGN, *YES, "1.5cm", "2.4"]), (place,))


def said_last(word: str, place: YamlStep) -> ShortFormError:
    """What is wrong where a word that is said in the mapping at the end stands among the others."""
    problem = _("“{word}” is said in the braces that stand last").format(word=word)
    return ShortFormError(problem, _("Write: {text}").format(text=f"[…, {{{word}: …}}]"), (place,))


def again(word: str, place: YamlStep) -> ShortFormError:
    """What is wrong where one place of a short form says a word that another does."""
    return ShortFormError(_("“{word}” says again what is said already").format(word=word), path=(place,))


def column_schema(names: list[str], long: Json) -> Json:
    """The JSON Schema of a column, short or long; `names` are the words of the long form."""
    words = "|".join((r"\d+(\.\d+)?(cm)?", *ALIGN, *YES))
    look: Json = {
        "anyOf": [{"type": "string", "pattern": rf"^\s*(({words})(\s+|$))*$"}, {"type": "number"}, {"type": "null"}],
        "description": "how it looks: 1.5cm its width or 2.4 its part of the width left over, what it holds (amounts, "
        "codes, quantities), left, center or right where that shall stand elsewhere, merge",
        "examples": ["1.5cm codes", "2.4 amounts"],
    }
    more: Json = {"type": "object", "propertyNames": {"enum": names}, "description": "what else there is to say of it"}

    months: Json = {"type": "object", "required": ["months"], "description": "a column for every month"}
    bar: Json = {"type": "object", "required": ["bar"], "description": "a bar as long as a column's number"}

    def short(head: Json) -> Json:
        cell: Json = {"type": ["string", "null"], "description": "the cell's text; # is the row's number"}
        places = [{"type": "string", "description": "its title"}, {"anyOf": [cell, months, bar, head]}]
        return {
            "type": "array",
            "prefixItems": places,
            "items": {"anyOf": [look, more]},
            "minItems": 1,
        }

    one: Json = {"anyOf": [short({"type": "array"}), long]}
    head: Json = {"type": "array", "items": one, "description": "the columns under this head"}
    return {"anyOf": [short(head), long]}

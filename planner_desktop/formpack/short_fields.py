"""Fields and records as they may be written short, made long: plain data to plain data, before it is checked.

A field is `[label, words, help]`, its label alone, or `= EXPRESSION` as in a spreadsheet. What goes without saying is
put in here too, so that the short and the long form mean the same.
"""

from typing import Any

from planner_desktop.formpack import fields, template
from planner_desktop.formpack.short_forms import Json, ShortFormError, again, expression, said_last
from planner_desktop.formpack.suggestions import near
from planner_desktop.i18n import _
from planner_desktop.regex import regex

LINKS = tuple(name for name, type in fields.TYPES.items() if type.needs == "to")
"""The types that are followed by the record they lead to."""
TYPES = tuple(name for name, type in fields.TYPES.items() if not type.computed and name not in LINKS)
YES = ("required", "reset", "review", "whole", "quantity")
"""The words that are true where they are said."""
FOLLOWED = (
    "when", "unless", "unit", "pattern", "prefix", "default", "read_from", "suggest", "min", "max", "states", "was",
    "from_previous", "after",
)  # fmt: skip
"""The words that are followed by what they say."""
MORE = ("choices", "outdated", "label", "help", "with_amount", "sql", "text", "format", "to", "type")
"""The words that are said in the mapping at the end."""
WORDS = (*TYPES, *LINKS, *YES, *FOLLOWED)

_WHOLE = regex("0|-?[1-9][0-9]*")
_CONSTANTS = {"true": True, "false": False, "null": None}


def record(given: Any) -> Any:
    """A kind of record. One with a catalogue and a field `code` is told by that, if nothing else is said."""
    if not isinstance(given, dict) or "catalogue" not in given or "key" in given:
        return given
    its = given.get("fields")
    return given | {"key": "code"} if isinstance(its, dict) and "code" in its else given


def field(given: Any) -> Any:
    """A field from `[label, words, help]`, from its label alone, or from `= EXPRESSION`."""
    sql = expression(given)
    if sql is not None:
        return _computed(sql)
    if isinstance(given, str):
        _look_at_label(given)
        return {"label": given}
    long = _places(given) if isinstance(given, list) else given
    if not isinstance(long, dict):
        return long
    if "choices" in long and "type" not in long:
        long = {"type": "choice"} | long
    type = fields.TYPES.get(str(long.get("type")))
    return {"default": False} | long if type is not None and type.ticked else long


def _places(given: list[Any]) -> Json:
    if len(given) > 3:
        raise ShortFormError(
            _("a field is [label, words, help]; this has {count} places").format(count=len(given)),
            _("A text with a comma needs quotation marks."),
        )
    if not given or not isinstance(given[0], str):
        raise ShortFormError(
            _("a field is [label, words, help]: its label is expected first"), path=(0,) if given else ()
        )
    _look_at_label(given[0])
    long: Json = {"label": given[0]}
    for place, said in enumerate(given[1:], 1):
        more = _more(said, place, is_last=place == len(given) - 1)
        for name in more.keys() & long.keys():
            raise again(name, place)
        long |= more
    return long


def _look_at_label(label: str) -> None:
    """Whether a label is one, and not the words of the field."""
    if _are_words(label):
        problem = _("“{words}” stands where the label is expected").format(words=label)
        raise ShortFormError(problem, _("Write: {text}").format(text=f"[…, {label}]"))
    if _are_words(label.rpartition(", ")[2]):
        problem = _("words stand in the label “{label}”").format(label=label)
        raise ShortFormError(problem, _("Write: {text}").format(text=f"[{label}]"))


def _are_words(text: str) -> bool:
    return bool(text.strip()) and all(word in WORDS for word in text.split())


def _more(said: Any, place: int, is_last: bool) -> Json:
    if isinstance(said, dict):
        if not is_last:
            raise ShortFormError(_("a mapping stands last: {text}").format(text="[…, …, {help: …}]"), path=(place,))
        with_colon = next((str(key) for key in said if " " in str(key) and _are_words(str(key))), None)
        if with_colon is not None:
            problem = _("the words of a field have no colon: “{words}”").format(words=with_colon)
            fix = _("Write: {text}").format(text=f"[…, {with_colon} {said[with_colon]}]")
            raise ShortFormError(problem, fix, (place,))
        return said
    if said is None:
        return {}
    if not isinstance(said, str):
        raise ShortFormError(
            _("the words of a field are text, such as: {words}").format(words="long_text required"), path=(place,)
        )
    if place == 2:
        return {"help": said}
    sql = expression(said)
    return _words(said) if sql is None else _computed(sql)


def _computed(said: str) -> Json:
    """What a computed field says behind =: a text where it names columns as texts do, else SQL."""
    return {"text" if template.columns(said) else "sql": said}


def _words(said: str) -> Json:
    """The words of a field, in any order: `long_text required`, `link theme`, `default arabic`."""
    found: Json = {}
    words = iter(said.split())
    for word in words:
        if word in YES:
            more: Json = {word: True}
        elif word in TYPES:
            more = {"type": word}
        elif word in LINKS:
            more = {"type": word, "to": _next(word, words, _("the record that it leads to"))}
        elif word in FOLLOWED:
            more = {word: _constant(_next(word, words, _("what it says")))}
        else:
            raise _unknown(word, said)
        if "type" in more and found.get("type", word) != word:
            problem = _("a field has one type, not both “{one}” and “{other}”").format(one=found["type"], other=word)
            raise ShortFormError(problem, path=(1,))
        if found.keys() & more.keys():
            raise again(word, 1)
        found |= more
    return found


def _next(word: str, words: Any, what: str) -> str:
    """What stands behind a word that is followed by something."""
    following: str = next(words, "")
    if not following or following in WORDS:
        raise ShortFormError(_("behind “{word}” is missing {what}").format(word=word, what=what), path=(1,))
    return following


def _constant(word: str) -> str | int | bool | None:
    """A word as YAML would read it."""
    return int(word) if _WHOLE.fullmatch(word) else _CONSTANTS.get(word, word)


def _unknown(word: str, said: str) -> ShortFormError:
    if not word.isascii():
        fix = _("The help stands third: {text}").format(text=f"[…, text, {said}]")
        return ShortFormError(_("“{word}” is no word of a field").format(word=said), fix, (1,))
    if word in MORE:
        return said_last(word, 1)
    return ShortFormError(_("“{word}” is no word of a field").format(word=word), near(word, WORDS), (1,))


# ---------------------------------------------------------------- JSON Schema


def field_schema(long: Json) -> Json:
    """The JSON Schema of a field, short or long."""
    said = "|".join((*TYPES, *YES, rf"({'|'.join((*LINKS, *FOLLOWED))})\s+\S+"))
    words: Json = {
        "type": "string",
        "description": "words in any order: a type, required, reset, review, quantity; link and links are followed by "
        "their record, others by what they say. Or = and an SQL expression, or a text with {columns}",
        "anyOf": [{"pattern": rf"^\s*(({said})(\s+|$))*$"}, {"pattern": r"^\s*="}],
        "examples": [*TYPES, "long_text required", "link project", "links project required", "= chance * impact"],
    }
    help: Json = {"type": "string", "description": "guidance from the template's own instructions"}
    short: Json = {
        "type": "array",
        "prefixItems": [
            {"type": "string", "description": "the label: what the officer reads beside it"},
            {"anyOf": [words, long, {"type": "null"}]},
            {"anyOf": [help, long]},
        ],
        "minItems": 1,
        "maxItems": 3,
        "description": "[label, words, help]",
    }
    label: Json = {"type": "string", "description": "the label, or = and an SQL expression, or a text with {columns}"}
    return {"anyOf": [short, label, long]}

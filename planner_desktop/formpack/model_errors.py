"""What does not fit the model of a form pack, in our words: pydantic's are English and speak of Python."""

from collections.abc import Mapping
from typing import Any

from planner_desktop.formpack.suggestions import meant
from planner_desktop.i18n import _, later
from planner_desktop.regex import regex

_TEXT = later("text is expected")
_NUMBER = later("a number is expected")
_TRUTH = later("true or false is expected")
_LIST = later("a list is expected: lines that begin with “- ”, or [a, b]")
_KEYS = later("keys with values are expected: lines such as “name: value”")
_SAID = {
    "string_type": _TEXT,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "int_from_float": later("a whole number is expected"),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _KEYS,
    "dataclass_type": _KEYS,
    "literal_error": later("write one of: {expected}"),
    "string_pattern_mismatch": later("the text must be of the form {pattern}"),
    "string_too_long": later("the text is too long: at most {max_length} letters"),
    "string_too_short": later("the text is too short: at least {min_length} letters"),
    "too_short": later("too few: at least {min_length}"),
    "too_long": later("too many: at most {max_length}"),
    "greater_than": later("the number must be more than {gt}"),
    "greater_than_equal": later("the number must be at least {ge}"),
    "less_than": later("the number must be less than {lt}"),
    "less_than_equal": later("the number must be at most {le}"),
}
OTHER = later("the value does not fit here")
_OR = regex(", | or ")


def said(problem: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong where pydantic found a problem, and the mend; that is empty where none is known."""
    kind, given = problem["type"], problem.get("input")
    if kind == "value_error":  # said by the model itself
        return str(problem["msg"]).removeprefix("Value error, "), getattr(problem["ctx"]["error"], "fix", "")
    if kind == "no_such_part":  # our own too, with the words that would do
        words = str(problem["msg"]).partition(": ")[2]
        fixes = (meant(word, words.split(", ")) for word in (given if isinstance(given, dict) else ()))
        return _("one of these words is needed: {words}").format(words=words), next(filter(None, fixes), "")
    if kind == "literal_error":
        able = [word.strip("'") for word in _OR.split(problem["ctx"]["expected"])]
        fix = meant(given, able) if isinstance(given, str) else ""
        return _(_SAID[kind]).format(expected=", ".join(able)), fix
    if kind == "string_pattern_mismatch":
        pattern = str(problem["ctx"]["pattern"]).replace("\\", "")
        if "{n}" in pattern:
            advice = _("Write: {text}").format(text='"{n}/{total}"')
            return _("{n} stands for the page's number and is needed, {total} for how many pages; no other"), advice
        if pattern.startswith("^[a-z]"):
            return _("“{name}” is no name: that is made of a-z, 0-9 and _, a letter first").format(name=given), ""
    message = _(_SAID.get(kind, OTHER)).format_map(_Known(problem.get("ctx", {})))
    if kind == "string_type" and isinstance(given, dict):
        return message, _("A text that begins with a bracket needs quotation marks: {text}").format(text='"{name}"')
    if kind == "string_type" and isinstance(given, bool | int | float):
        return message, _("Put it in quotation marks: {text}").format(text=f'"{given}"')
    return message, ""


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"

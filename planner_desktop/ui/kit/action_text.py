"""The name of an action, without the marks of its menu."""

from planner_desktop.regex import regex

_MNEMONIC = regex(r"\s?\(&\w\)|&(?=.)")


def plain(text: str) -> str:
    """An action's text without the mark of its mnemonic and the keys behind it."""
    return _MNEMONIC.sub("", text.replace("&&", "\0").partition("\t")[0]).replace("\0", "&").strip()

"""Words that form packs once had: the form packs inside drafts keep them, and are read in today's words.

An edition itself may use none of them; `read` refuses it, as any word that it does not know. Which words those inside a
draft are in is told by a remark at the end of their edition.yaml, which the program puts there; older ones lack it.
"""

from collections.abc import Mapping
from typing import Any

_NUMBERING = ("restart", "number_if")
"""Of groups and columns. No edition that was handed out had them: rows are numbered through without."""

_EDITION = "edition.yaml"
_REMARK = b"# words: 2 (planner_desktop wrote this line: it tells how the form pack is to be read)\n"


def remarked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a form pack that is written in today's words, with the remark that says so."""
    edition = files[_EDITION]
    if _REMARK.strip() in edition:
        return dict(files)
    return {**files, _EDITION: edition + (b"" if edition.endswith(b"\n") else b"\n") + _REMARK}


def is_older(files: Mapping[str, bytes]) -> bool:
    """Whether the files of a form pack lack the remark: they may have words of before it."""
    return _REMARK.strip() not in files.get(_EDITION, b"")


def in_todays_words(data: Any) -> Any:
    """The data of a YAML file of a form pack that a draft holds, as it would be written today."""
    if isinstance(data, list):
        return [in_todays_words(each) for each in data]
    if not isinstance(data, dict):
        return data
    said = {name: in_todays_words(each) for name, each in data.items()}
    if "title" in said and "shown_if" in said:
        said["when"] = said.pop("shown_if")
    if "cells" in said or "title" in said:
        for name in _NUMBERING:
            said.pop(name, None)
    if said.get("type") == "yes_no":  # nothing was said at first where no default was said
        said.setdefault("default", None)
    if isinstance(said.get("catalogue"), str) and "fields" in said:
        said.setdefault("key", None)
    return said

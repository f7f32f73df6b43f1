"""Words that form packs once had: the form packs inside drafts keep them, and are read in today's words.

An edition itself may use none of them; `read` refuses it, as any word that it does not know.
"""

from typing import Any

_NUMBERING = ("restart", "number_if")
"""Of groups and columns. No edition that was handed out had them: rows are numbered through without."""


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
    return said

"""The patterns that form packs say of texts, compared in time that grows with the text and no faster.

Python's own engine tries all ways in which a text might fit, and their number may double with every letter. That of
pydantic, which checks form packs anyway, follows all ways at once; it knows neither references back nor looks around.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text fits a pattern; every text fits one that cannot be compared, in a draft from elsewhere."""
    try:
        return _validator(pattern).isinstance_python(text)
    except ValueError:
        return True


def problem(pattern: str) -> str:
    """What is wrong with a pattern; empty where nothing is."""
    try:
        _validator(pattern)
    except ValueError as error:
        return " ".join(str(error).rpartition("SchemaError:")[2].split())
    return ""


@lru_cache(maxsize=256)
def _validator(pattern: str) -> SchemaValidator:
    """Raises ValueError."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))  # alone first: its brackets are its own
        return SchemaValidator(core_schema.str_schema(pattern=rf"\A(?:{pattern})\z", strict=True))
    except SchemaError as error:
        raise ValueError(str(error)) from None

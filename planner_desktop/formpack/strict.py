"""What every part of a form pack's model has in common: unknown words are refused, names are plain."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Sql = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Template = Annotated[str, StringConstraints(max_length=5_000)]
"""Text with `{column}`, `{column|format}` and `**bold**` in it; see `template`."""


class Strict(BaseModel):
    """A part of a form pack. A word it does not know is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def by_word(*words: str) -> Discriminator:
    """Tell the kinds of a union apart by the one word that each kind alone has."""

    def word_of(value: object) -> str | None:
        has = value.__contains__ if isinstance(value, dict) else type(value).model_fields.__contains__  # type: ignore[attr-defined]
        return next((word for word in words if has(word)), None)

    return Discriminator(
        word_of,
        custom_error_type="no_such_part",
        custom_error_message="one of these words is needed: " + ", ".join(words),
    )

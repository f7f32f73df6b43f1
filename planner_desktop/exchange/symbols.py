"""Letters of symbol fonts, whose look only their font tells: þ in Wingdings is ☑."""

from collections.abc import Iterable

from planner_desktop.thai.invisible import SYMBOL, WINGDINGS, WINGDINGS_2

Signs = dict[int, str]
"""What the letters of a font look like, by their numbers."""
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_FONTS = (("wingdings 2", WINGDINGS_2), ("wingdings", WINGDINGS), ("webdings", _WEBDINGS), ("symbol", SYMBOL))


def signs_of(told: Iterable[str], above: Signs | None) -> Signs | None:
    """The signs of the first font that is told, nothing for a font of letters; those of `above` where none is."""
    name = next(filter(None, told), "").strip("\"' ")
    return next((signs for of, signs in _FONTS if name.startswith(of)), None) if name else above


def meant(text: str, signs: Signs) -> str:
    """A text in a symbol font as it looked; what looks like nothing a plan has is left out."""
    return "".join(letter if letter.isspace() else _meant(letter, signs) for letter in text)


def _meant(letter: str, signs: Signs) -> str:
    number = ord(letter) - 0xF000 if 0xF000 <= ord(letter) < 0xF100 else (letter.encode("cp1252", "ignore") or b"\0")[0]
    return signs.get(number, letter if signs is SYMBOL else "")

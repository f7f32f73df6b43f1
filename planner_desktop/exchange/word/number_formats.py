"""A number as the formats of Word's numbering write it: ๑, ก, iv, 01, ①."""

from collections.abc import Callable

from planner_desktop.formpack.rich_text import label
from planner_desktop.thai.digits import to_thai

_THAI = [chr(0xE00 + n) for n in (1, 2, 4, *range(7, 0x24), 0x25, *range(0x27, 0x2F))]
"""The consonants that count: without the two that nobody writes any more, and without the vowels among them."""
_LATIN = [chr(ord("a") + n) for n in range(26)]
_MARKS = ["*", "†", "‡", "§"]
_MOST_TIMES = 60
"""So often is a letter repeated: what counts further is told in figures."""
_MOST_ROMAN = 4999
_BAHT = "บาทถ้วน"


def _repeated(letters: list[str]) -> Callable[[int], str]:
    """a to z, then aa to zz."""

    def told(number: int) -> str:
        times, at = divmod(number - 1, len(letters))
        return letters[at] * (times + 1) if number > 0 and times < _MOST_TIMES else str(number)

    return told


def _roman(number: int) -> str:
    return label("i", number).rstrip(".") if 0 < number <= _MOST_ROMAN else str(number)


def _enclosed(first: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= 20 else str(number)


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


def _thai_words(number: int) -> str:
    from planner_desktop.thai.amounts import baht_words

    return baht_words(100 * number).removesuffix(_BAHT)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _repeated(_LATIN)(number).upper(),
    "lowerLetter": _repeated(_LATIN),
    "ordinal": _ordinal,
    "thaiLetters": _repeated(_THAI),
    "thaiNumbers": lambda number: to_thai(str(number)),
    "thaiCounting": _thai_words,
    "bahtText": lambda number: _thai_words(number) + _BAHT,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": _repeated(_MARKS),
    "decimalEnclosedCircle": _enclosed(0x2460),
    "decimalEnclosedParen": _enclosed(0x2474),
    "decimalEnclosedFullstop": _enclosed(0x2488),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}


def written(number: int, form: str) -> str:
    """A number in a format by Word's name of it; in figures where the format is another language's."""
    return _FORMATS.get(form, str)(number)


def custom(pattern: str) -> str:
    """The known format that is most like one written out: "๑, ๒, ๓", "01, 02, 03"."""
    first = pattern.split(",")[0].strip()
    known = {"๑": "thaiNumbers", "ก": "thaiLetters", "01": "decimalZero", "i": "lowerRoman", "I": "upperRoman"}
    return known.get(first, "lowerLetter" if first == "a" else "upperLetter" if first == "A" else "decimal")

"""What a target asks for, as data: "ไม่น้อยกว่าร้อยละ 85" is at least 85, in percent. `quantities` reads it from a text.

Numbers are exact (`Decimal`); years are Buddhist, as they are written.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

PERCENT = "ร้อยละ"
"""The unit of percentages, however they are written: "ร้อยละ 80", "80 %", "80 เปอร์เซ็นต์"."""
LEVEL = "ระดับ"
"""The unit of levels of success ("ระดับ 5"). That something has five levels is no target."""


class Unclear(Exception):
    """What is not certain about a text (in English, `_` has the user's words)."""


Operator = Literal["", "=", "≥", ">", "≤", "<", "–"]
"""Nothing where no number is asked for, "–" for a span of numbers."""
Change = Literal["", "more", "less"]


@dataclass(frozen=True)
class Part:
    """One thing that a target asks for."""

    least: Decimal | None = None
    """The number that is reached, at the lowest; None where only `most` bounds it."""
    most: Decimal | None = None
    """The number that is not passed; the same as `least` where a target is one number."""
    above: bool = False
    """Whether `least` itself is too little: "มากกว่า 60"."""
    below: bool = False
    """Whether `most` itself is too much: "ไม่ถึง 60"."""
    unit: str = ""
    """What is counted, as it is written: คน, โครงการ/กิจกรรม; `PERCENT` and `LEVEL` too."""
    per: str = ""
    """For each of what: เดือน in "เดือนละ 1 ครั้ง" and in "1 ครั้ง/เดือน"."""
    change: Change = ""
    """Whether the number says by how much something becomes more ("เพิ่มขึ้น 10 ราย") or less."""
    year: int | None = None
    """The Buddhist year that it is the target of, where the text says one."""
    due: str = ""
    """By when, in ISO 8601 and no more exact than the text: 2025, 2025-09 or 2025-09-30."""
    weight: Decimal | None = None
    """Its share of the whole in percent, where a target is made of weighted parts."""

    @property
    def operator(self) -> Operator:
        """How the number is meant, as a sign."""
        if self.least is None:
            return "" if self.most is None else "<" if self.below else "≤"
        if self.most is None:
            return ">" if self.above else "≥"
        return "=" if self.least == self.most else "–"

    @property
    def number(self) -> Decimal | None:
        """The number, and of a span the lower one."""
        return self.most if self.least is None else self.least

    @property
    def to(self) -> Decimal | None:
        """The upper number of a span."""
        return self.most if self.operator == "–" else None


@dataclass(frozen=True)
class Quantity:
    """A text that was read: its parts, or why it is not a quantity (in English, `_` has the user's words)."""

    parts: tuple[Part, ...] = ()
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.parts)


def part_data(part: Part) -> dict[str, str | int]:
    """A part as plain data, by the names of `MEANINGS`; what it does not say is left out.

    Numbers are texts, for a number of JSON may become a float on its way.
    """
    numbers = dict(zip(NUMBERS, (part.number, part.to, part.weight), strict=True))
    said: dict[str, str | int | None] = {
        "operator": part.operator,
        "unit": part.unit,
        "per": part.per,
        "change": part.change,
        "year": part.year,
        "due": part.due,
        "ends": ("()", "(]", "[)", "[]")[(not part.above) * 2 + (not part.below)] if part.to is not None else "",
    }
    said |= {name: None if number is None else number_text(number) for name, number in numbers.items()}
    return {name: value for name in MEANINGS if (value := said[name]) not in (None, "")}


NUMBERS = ("number", "to", "weight")
MEANINGS = {
    "operator": "how the number is meant: = ≥ > ≤ <, or – for a span; without a number there is none",
    "number": "the number, of a span the lower one",
    "to": "the upper number of a span",
    "ends": "which ends a span has: [] with both, () with neither, [) and (] with one",
    "unit": "what is counted; ร้อยละ of a percentage, ระดับ of a level",
    "per": "for each of what: เดือน, รุ่น",
    "change": "more or less, where the number says by how much something changes",
    "year": "the Buddhist year that it is the target of",
    "due": "by when, as exact as the text: 2025, 2025-09 or 2025-09-30",
    "weight": "its share of the whole in percent",
}
"""What plain data of a part says, by its names."""


def number_text(number: Decimal) -> str:
    """A number as it is written in data: no commas, no zeros that say nothing, no exponent ("1558", "94.99")."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

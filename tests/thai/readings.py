"""Readings of targets as tests write them: "≥ 85 ร้อยละ", "[71, 80]", "(0, 2) ร้อยละ", "= 1 ภารกิจ year=2566"."""

import re
from decimal import Decimal

from planner_desktop.thai.quantity import Part, Quantity, number_text

_SIGNED = re.compile(r"(?P<sign>[=≥>≤<]) (?P<number>[0-9.]+)")
_SPAN = re.compile(r"(?P<open>[\[(])(?P<least>[0-9.]+), (?P<most>[0-9.]+)(?P<close>[\])])")
_WORD = re.compile(r"(per|change|year|due|weight)=(\S+)")


def reading(*notations: str) -> Quantity:
    return Quantity(tuple(map(_part, notations)))


def _part(notation: str) -> Part:
    words = dict(_WORD.findall(notation))
    rest = _WORD.sub("", notation)
    numbers: dict[str, Decimal | bool] = {}
    if span := _SPAN.match(rest):
        numbers = {
            "least": Decimal(span["least"]),
            "most": Decimal(span["most"]),
            "above": span["open"] == "(",
            "below": span["close"] == ")",
        }
    elif signed := _SIGNED.match(rest):
        sign, number = signed["sign"], Decimal(signed["number"])
        numbers |= {"least": number} if sign in "=≥>" else {}
        numbers |= {"most": number} if sign in "=≤<" else {}
        numbers |= {"above": sign == ">", "below": sign == "<"}
    found = _SPAN.match(rest) or _SIGNED.match(rest)
    return Part(
        **numbers,  # type: ignore[arg-type]
        unit=rest[found.end() :].strip() if found else "",
        per=words.get("per", ""),
        change=words.get("change", ""),
        year=int(words["year"]) if "year" in words else None,
        due=words.get("due", ""),
        weight=Decimal(words["weight"]) if "weight" in words else None,
    )


def noted(part: Part) -> str:
    """A part as `reading` takes it."""
    if part.number is None:
        number = ""
    elif part.to is not None:
        number = f"{'[('[part.above]}{number_text(part.number)}, {number_text(part.to)}{'])'[part.below]}"
    else:
        number = f"{part.operator} {number_text(part.number)}"
    words = [("per", part.per), ("change", part.change), ("year", part.year), ("due", part.due)]
    said = [number, part.unit, *(f"{name}={word}" for name, word in words if word)]
    if part.weight is not None:
        said.append(f"weight={number_text(part.weight)}")
    return " ".join(filter(None, said))

"""Texts of last year's plan that name its year, with what would stand there now: offered, never written unasked.

A range of years, as of the plan of twenty years, stays what it is.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.records import replacing
from planner_desktop.draft.records.search import Match, SearchText, TextPath, places
from planner_desktop.formpack import fields
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic, to_thai

_RANGE = regex(r"\d{4}\s*(?:[-–—]|ถึง)\s*(?:พ\.ศ\.\s*)?\d{4}")


YearKey = tuple[str, int, str, TextPath]
"""A text that names a year: kind, id and field, and where in a running text it stands."""


@dataclass(frozen=True, slots=True)
class OldYear:
    """A text that names the old year or the one before it, and the text that would stand there."""

    key: YearKey
    record: str
    title: str
    field: str
    text: str
    offered: str


def old_years(draft: Draft, old: int, new: int) -> list[OldYear]:
    """The texts of a draft, moved from the year `old`, that still name that year or the one before it."""
    found = []
    for place, matches in groupby(_matches(draft, old, new), lambda match: match.place):
        label = draft.spec(place.kind).label
        offered = replacing.replaced_text(place.text, list(matches), "")
        found.append(OldYear(_key(place), label, place.title, place.label, place.text, offered))
    return found


def renew(draft: Draft, old: int, new: int, wanted: Collection[YearKey]) -> None:
    """Write the new year in the wanted texts, as one action."""
    matches = [m for m in _matches(draft, old, new) if _key(m.place) in wanted]
    replacing.replace(draft, matches, "")


def _key(place: SearchText) -> YearKey:
    return place.kind, place.id, place.field, place.way


def _matches(draft: Draft, old: int, new: int) -> Iterator[Match]:
    years = {str(year): str(year + new - old) for year in (old, old - 1)}
    for place in _texts(draft):
        text = to_arabic(place.text)
        ranges = [found.span() for found in _RANGE.finditer(text)]
        for found in re.finditer(rf"(?<!\d)({'|'.join(years)})(?!\d)", text):
            if not any(start <= found.start() < end for start, end in ranges):
                start, end = found.span()
                thai = not place.text[start].isascii()
                meant = years[found[1]]
                yield Match(place, start, end, to_thai(meant) if thai else meant)


def _texts(draft: Draft) -> Iterator[SearchText]:
    """What was typed, for what the new edition itself begins with is right."""
    for place in places(draft):
        if (
            place.typed
            and not place.number
            and place.text != fields.default(draft.spec(place.kind).fields[place.field])
        ):
            yield place

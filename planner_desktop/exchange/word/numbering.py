"""The numbers before paragraphs, computed as Word computes them: it stores how they count, never what they are."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner_desktop.exchange.word.number_formats import custom, written
from planner_desktop.exchange.word.styles import Numbered, Styles, is_on, whole_number
from planner_desktop.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEVELS = 9
_PLACE = regex("%([1-9])")
_FIGURES = frozenset(("none", "bullet"))
_LINKS = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering counts. `restart`: the level (from 1) behind which it begins anew; 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    close: bool = False
    """Whether the text follows without a space."""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What stands before a paragraph ("-" for any bullet), the list it belongs to, and its depth in it, from 1."""

    marker: str
    of: str
    depth: int
    close: bool = False


class Numbering:
    """The numberings of a document, and how far each has counted."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._levels: dict[str, tuple[str, list[Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == "w:abstractNum":
                self._abstract.setdefault(element.get("w:abstractNumId", ""), element)
            elif element.tag == "w:num":
                self._numbers.setdefault(element.get("w:numId", ""), element)

    def next(self, told: Numbered | None) -> Item | None:
        """What stands before the next paragraph that is numbered so; None where nothing does."""
        if told is None or told.number not in self._numbers:
            return None
        of, levels, starts = self._of(told.number)
        at = told.level
        if at is None:
            at = next((n for n, level in enumerate(levels) if told.style and level.style == told.style), 0)
        number = self._count(told.number, of, levels, starts, at)
        level = levels[at]
        marker = self._marker(levels, self._counts[of], at, number)
        return Item("-" if level.form == "bullet" else marker, f"list {of}", at + 1, level.close)

    def _count(self, name: str, of: str, levels: list[Level], starts: dict[int, int], at: int) -> int:
        counts = self._counts.setdefault(of, [None] * LEVELS)
        if at in starts and (name, at) not in self._begun:
            number = starts[at]
        else:
            before = counts[at]
            number = levels[at].start if before is None else before + 1
        self._begun.add((name, at))
        counts[at] = number
        for deeper in range(at + 1, LEVELS):
            restart = levels[deeper].restart
            if restart is None or at < restart:
                counts[deeper] = None
        return number

    @staticmethod
    def _marker(levels: list[Level], counts: list[int | None], at: int, number: int) -> str:
        legal = levels[at].legal

        def told(found: re.Match[str]) -> str:
            one = int(found[1]) - 1
            if one > at:
                return ""
            value = number if one == at else counts[one]
            form = levels[one].form
            if legal and form not in _FIGURES:
                form = "decimal"
            return written(levels[one].start if value is None else value, form)

        return _PLACE.sub(told, levels[at].text).strip()

    def _of(self, name: str) -> tuple[str, list[Level], dict[int, int]]:
        """Of a numbering: the list that it counts in, its levels, and where it begins to count anew."""
        if name in self._levels:
            return self._levels[name]
        element = self._numbers[name]
        of, abstract = self._abstract_of(element)
        levels = [Level() for _n in range(LEVELS)]
        for told in abstract if abstract is not None else ():
            if told.tag == "w:lvl":
                _put(levels, told)
        starts: dict[int, int] = {}
        for override in element.findall("w:lvlOverride"):
            at = whole_number(override.get("w:ilvl"))
            for told in override.findall("w:lvl"):
                _put(levels, told, at)
            begins = override.find("w:startOverride")
            start = whole_number(begins.get("w:val")) if begins is not None else None
            if at is not None and start is not None:
                starts[at] = start
        self._levels[name] = of, levels, starts
        return self._levels[name]

    def _abstract_of(self, element: "Element | None") -> tuple[str, "Element | None"]:
        """The definition of a numbering, through the style of lists that it may be linked to."""
        name, abstract = "", None
        for _link in range(_LINKS):
            told = element.find("w:abstractNumId") if element is not None else None
            name = told.get("w:val", "") if told is not None else name
            abstract = self._abstract.get(name)
            link = abstract.find("w:numStyleLink") if abstract is not None else None
            linked = self._styles.style(link.get("w:val", "")).numbered if link is not None else None
            if linked is None or linked.number not in self._numbers:
                break
            element = self._numbers[linked.number]
        return name, abstract


def _put(levels: list[Level], element: "Element", at: int | None = None) -> None:
    own = whole_number(element.get("w:ilvl"))
    at = own if at is None else at
    if at is None or not 0 <= at < LEVELS:
        return

    def said(name: str) -> str | None:
        found = element.find(f"w:{name}")
        return found.get("w:val", "") if found is not None else None

    level = Level(
        start=whole_number(said("start")) or 0,
        form=_form(element),
        text=(said("lvlText") or "")[:200],
        close=said("suff") == "nothing",
        legal=is_on(element.find("w:isLgl")),
        restart=whole_number(said("lvlRestart")),
        style=said("pStyle") or "",
    )
    if element.find("w:lvlPicBulletId") is not None:
        level = replace(level, form="bullet")
    levels[at] = level


def _form(element: "Element") -> str:
    """How a level writes its numbers; of two ways to say it that which is said for all programs."""
    told = element.find("w:numFmt")
    if told is None:
        told = next((one for one in element.iter("w:numFmt")), None)
    if told is None:
        return "decimal"
    form = told.get("w:val", "decimal")
    return custom(told.get("w:format", "")) if form == "custom" else form

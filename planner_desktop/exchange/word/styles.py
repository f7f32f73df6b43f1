"""What a document's styles say: which paragraphs are headings, how letters look, which are hidden or struck out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner_desktop.exchange import symbols
from planner_desktop.exchange.symbols import Signs
from planner_desktop.exchange.word.names import inner
from planner_desktop.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ON = frozenset(("", "1", "true", "on"))
TOGGLES = ("b", "bCs", "i", "iCs", "strike", "dstrike", "vanish")
"""What is on or off of a run: bold and italic of Latin and of Thai letters, struck out once or twice, hidden."""
_SWITCHES = {f"w:{name}": name for name in TOGGLES}
_DEEPEST_LEVEL = 9
_BASES = 40
"""So many styles stand on each other; Word's own stand on three."""
_HEADING = regex(r"(?:heading|หัวเรื่อง|หัวข้อ|หัวข้อที่|ส่วนหัว)\s*([1-9๑-๙])\Z", re.IGNORECASE)
_TITLE = frozenset(("title", "ชื่อเรื่อง"))
_CAPTION = frozenset(("caption", "คำอธิบายภาพ", "คำบรรยายภาพ", "คำอธิบาย"))
_CONTENTS = regex(r"(?:toc|สารบัญ|contents)\s*[1-9]\Z", re.IGNORECASE)


def is_on(element: "Element | None") -> bool:
    """Whether an element that says yes or no is there and says yes."""
    return element is not None and element.get("w:val", "").lower() in _ON


def whole_number(text: str | None) -> int | None:
    """The number that a value says; None where it says none, or one that no document has."""
    text = text or ""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """That a paragraph is numbered: by which numbering, and on which level where that is said (0 the outermost).

    Where it is not, the numbering itself says which level is that of `style`, which said so.
    """

    number: str
    level: int | None = None
    style: str = ""


@dataclass(slots=True)
class Style:
    """What a style says with all that it is based on."""

    level: int | None = None
    """That of a heading in the outline, 1 the outermost; 0 of running text, None where nothing is said."""
    numbered: Numbered | None = None
    switches: dict[str, bool] = field(default_factory=dict)
    signs: Signs | None = None
    """What letters look like, if the font is one of symbols."""
    caption: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class RunLook:
    """How the letters of a run look."""

    bold: bool = False
    italic: bool = False
    bold_thai: bool = False
    italic_thai: bool = False
    struck: bool = False
    hidden: bool = False
    signs: Signs | None = None


class Styles:
    """A document's styles; those that it names and does not have say nothing."""

    def __init__(self, root: "Element | None") -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._looks: dict[tuple[str, str, int], RunLook] = {}
        self._default = ""
        self._always: dict[str, bool] = {}
        for element in root if root is not None else ():
            name = element.get("w:styleId", "")
            if element.tag == "w:style":
                self._elements.setdefault(name, element)
                if element.get("w:type") == "paragraph" and element.get("w:default", "0").lower() in _ON:
                    self._default = self._default or name
            elif element.tag == "w:docDefaults":
                self._always = switches(inner(element, "w:rPrDefault", "w:rPr"))

    def style(self, name: str) -> Style:
        """A style by its id, with what it is based on."""
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def of_paragraph(self, name: str | None) -> Style:
        """The style of a paragraph that names this one, or none."""
        return self.style(name if name in self._elements else self._default)

    def look(self, paragraph: Style, run: str, own: Mapping[str, bool], signs: Signs | None) -> RunLook:
        """How a run looks: what its paragraph's style and its own style say of it, each the other way round if both
        do, unless the run itself says it."""
        if not own and not run and signs is None and not paragraph.switches and not self._always:
            return RunLook(signs=paragraph.signs)
        style = self.style(run)
        said = {}
        for name in TOGGLES:
            said[name] = paragraph.switches.get(name, self._always.get(name, False)) ^ style.switches.get(name, False)
        said |= own
        return RunLook(
            said["b"],
            said["i"],
            said["bCs"],
            said["iCs"],
            said["strike"] or said["dstrike"],
            said["vanish"],
            signs if signs is not None else style.signs if style.signs is not None else paragraph.signs,
        )

    def _resolve(self, name: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        while name in self._elements and name not in seen and len(chain) < _BASES:
            seen.add(name)
            chain.append(self._elements[name])
            based = self._elements[name].find("w:basedOn")
            name = based.get("w:val", "") if based is not None else ""
        style = Style()
        for element in reversed(chain):
            _add(style, element)
        return style


def _add(style: Style, element: "Element") -> None:
    """What a style says itself, over what it is based on."""
    called = element.find("w:name")
    named = (called.get("w:val", "") if called is not None else "").strip().lower()
    heading = _HEADING.match(named)
    if heading or named in _TITLE:
        style.level = int(heading[1]) if heading else 1
    style.caption |= named in _CAPTION
    style.contents |= bool(_CONTENTS.match(named))
    if (said := level(element.find("w:pPr"))) is not None:
        style.level = said
    if style.contents:
        style.level = 0
    own = numbered(element.find("w:pPr"), style.numbered)
    style.numbered = replace(own, style=element.get("w:styleId", "")) if own and own is not style.numbered else own
    run = element.find("w:rPr")
    style.switches = style.switches | switches(run)
    if (signs := font_signs(run)) is not None:
        style.signs = signs


def level(properties: "Element | None") -> int | None:
    """The level in the outline that a paragraph's properties say: 1 to 9 of a heading, 0 of running text."""
    told = properties.find("w:outlineLvl") if properties is not None else None
    number = whole_number(told.get("w:val")) if told is not None else None
    if number is None or number < 0:
        return None
    return number + 1 if number < _DEEPEST_LEVEL else 0


def numbered(properties: "Element | None", otherwise: Numbered | None = None) -> Numbered | None:
    """How a paragraph's properties number it: as they say, number 0 for not at all; else as was said before."""
    told = properties.find("w:numPr") if properties is not None else None
    if told is None:
        return otherwise
    number, deep = told.find("w:numId"), told.find("w:ilvl")
    at = whole_number(deep.get("w:val")) if deep is not None else None
    at = at if at is not None and 0 <= at < _DEEPEST_LEVEL else None
    if number is None:
        return Numbered(otherwise.number, at if at is not None else otherwise.level) if otherwise else None
    return Numbered(number.get("w:val", "0"), at)


def switches(properties: "Element | None") -> dict[str, bool]:
    """What a run's properties switch on or off."""
    found = {}
    for element in properties if properties is not None else ():
        if name := _SWITCHES.get(element.tag):
            found[name] = is_on(element)
        elif element.tag == "w:specVanish":
            found["vanish"] = is_on(element)
    return found


def font_signs(properties: "Element | None") -> Signs | None:
    """What letters look like in the font that a run's properties name; nothing else for a font of letters."""
    fonts = properties.find("w:rFonts") if properties is not None else None
    if fonts is None:
        return None
    return symbols.signs_of([(fonts.get("w:ascii") or fonts.get("w:hAnsi") or "").lower()], None)

"""A paragraph of a Word file: its style, what is special to it, and its runs of text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from planner_desktop.document.outline import Align, Run, Runs
from planner_desktop.document.word.markup import half_points, properties, text, twips, w
from planner_desktop.regex import regex

_THAI = regex("[\u0e00-\u0e7f]")
_JUSTIFIED: dict[Align, str] = {"left": "left", "center": "center", "right": "right"}
_PARTS = regex("[\n\t]|[^\n\t]+")


class Indent(NamedTuple):
    """How far a paragraph stands from the margins, and its first line before (`hanging`) the others; in points."""

    left: float
    hanging: float = 0.0
    right: float = 0.0

    def xml(self) -> str:
        """The property that says it."""
        first = {"hanging" if self.hanging else "firstLine": twips(self.hanging)}
        right = {"right": twips(self.right)} if self.right else {}
        return w("ind", left=twips(self.left), **right, **first)


@dataclass(slots=True)
class WordParagraph:
    """A paragraph on its way into the file; what is None is as its style says.

    `before` and `after` are room in points, `line` the exact height of a line that says nothing. `section` is what ends
    with it, written into it as Word wants. `shade` is the colour behind it, as six hexadecimal digits.
    """

    style: str
    content: list[str] = field(default_factory=list)
    align: Align | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    indent: Indent | None = None
    numbering: tuple[int, int] | None = None  # which list, and its level
    tabs: Sequence[tuple[str, float, str]] = ()  # kind, place in points, what leads to it
    keep_next: bool = False
    new_page: bool = False
    framed: bool = False
    size: float | None = None
    shade: str = ""
    section: str = ""

    def xml(self) -> str:
        """The paragraph as it stands in the file."""
        return w("p", self._properties(), *self.content)

    def _properties(self) -> str:
        parts: dict[str, str] = {"sectPr": self.section}
        if self.style != "Normal":
            parts["pStyle"] = w("pStyle", val=self.style)
        if self.keep_next:
            parts["keepNext"] = w("keepNext")
        if self.new_page:
            parts["pageBreakBefore"] = w("pageBreakBefore")
        if self.numbering:
            number, level = self.numbering
            parts["numPr"] = w("numPr", w("ilvl", val=level), w("numId", val=number))
        if self.framed:
            sides = (w(side, val="single", sz=4, space=4, color="auto") for side in ("top", "left", "bottom", "right"))
            parts["pBdr"] = w("pBdr", *sides)
        if self.shade:
            parts["shd"] = w("shd", val="clear", color="auto", fill=self.shade)
        if self.tabs:
            stops = (w("tab", val=kind, leader=leader, pos=twips(place)) for kind, place, leader in self.tabs)
            parts["tabs"] = w("tabs", *stops)
        spacing: dict[str, str | int] = {}
        if self.before is not None:
            spacing["before"] = twips(self.before)
        if self.after is not None:
            spacing["after"] = twips(self.after)
        if self.line is not None:
            spacing |= {"line": max(1, twips(self.line)), "lineRule": "exact"}
        if spacing:
            parts["spacing"] = w("spacing", **spacing)
        if self.indent:
            parts["ind"] = self.indent.xml()
        if self.align:
            parts["jc"] = w("jc", val=_JUSTIFIED[self.align])
        if self.line is not None:  # the mark at its end is as small as its line
            parts["rPr"] = w("rPr", w("sz", val=2), w("szCs", val=2))
        return properties("pPr", parts)


def spacer(height: float, *, new_page: bool = False) -> WordParagraph:
    """A paragraph that says nothing and is so many points high."""
    return WordParagraph("Normal", before=0.0, after=0.0, line=height, new_page=new_page)


def runs(said: Runs, *, bold: bool = False, size: float | None = None) -> list[str]:
    """Text in its weights; where all is `bold` its style says so. `size` is one that is special, in points."""
    return [run(each, bold=bold, size=size) for each in said if each.text]


def run(said: Run, *, bold: bool = False, size: float | None = None) -> str:
    """One piece of text. Word draws Thai by the properties of complex script, which `cs` asks for."""
    parts: dict[str, str] = {}
    if said.bold and not bold:
        parts |= {"b": w("b"), "bCs": w("bCs")}
    if said.italic:
        parts |= {"i": w("i"), "iCs": w("iCs")}
    if size is not None:
        parts |= {"sz": w("sz", val=half_points(size)), "szCs": w("szCs", val=half_points(size))}
    if _THAI.search(said.text):
        parts["cs"] = w("cs")
    return w("r", properties("rPr", parts), *map(_said, _PARTS.findall(said.text)))


def _said(part: str) -> str:
    if part == "\n":
        return w("br")
    if part == "\t":
        return w("tab")
    return f'<w:t xml:space="preserve">{text(part)}</w:t>'


def field_of(instruction: str, result: str) -> list[str]:
    """A field that Word works out anew when it is asked to, with what it says until then."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", f'<w:instrText xml:space="preserve"> {text(instruction)} </w:instrText>'),
        w("r", w("fldChar", fldCharType="separate")),
        run(Run(result)),
        w("r", w("fldChar", fldCharType="end")),
    ]


def lines_of(said: Runs) -> list[Runs]:
    """Text parted where it has newlines."""
    parts: list[list[Run]] = [[]]
    for each in said:
        first, *others = each.text.split("\n")
        parts[-1].append(replace(each, text=first))
        parts += [[replace(each, text=other)] for other in others]
    return [tuple(part) for part in parts]

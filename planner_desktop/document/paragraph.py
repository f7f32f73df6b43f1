"""Paragraphs and headings as slabs, one a line. No page ends with a paragraph's first line or begins with its last."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planner_desktop.document.flow import Said, Whole
from planner_desktop.document.font import ShapedText
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, break_lines, text_width
from planner_desktop.document.outline import NOTE, Heading, Paragraph, Run, Runs, note_mark, plain
from planner_desktop.document.structure import HEADINGS, TextRole
from planner_desktop.document.style import (
    FOOTNOTE,
    LABEL_GAP,
    LEFT,
    STEP,
    Shape,
    heading_shape,
    paragraph_shape,
)

_NARROWEST = 4 * STEP  # however deep a paragraph stands, it keeps this width


@dataclass(frozen=True, slots=True)
class Mark:
    """A place the contents, the bookmarks and links lead to."""

    key: str
    title: str
    level: int


@dataclass(slots=True, kw_only=True)
class LineSlab(Whole):
    """One line of a text, `left` points from the paper's edge and placed in `width` points."""

    line: Line
    shape: Shape
    left: float
    width: float
    text: Runs
    spread: Spread = field(default_factory=Spread)
    label: tuple[tuple[ShapedText, ...], float] | None = None  # its words, and where they begin
    mark: Mark | None = None
    role: TextRole = "P"
    begins: bool = False  # its text
    depth: int = 0  # of the list that its label is in

    def draw(self, ink: Ink, top: float) -> None:
        """Draw the label, if any, and the line."""
        if self.mark:
            ink.mark(self.mark.key, self.mark.title, self.mark.level, top)
        if self.label:
            words, x = self.label
            with ink.of(ink.structure.item(self.depth)):
                ink.words(words, x, top, self.shape.size)
        element = ink.structure.text(self.role, begins=self.begins)
        if self.line.words:
            with ink.of(element):
                ink.line(self.line, self.left, top, self.width, self.shape.size, self.shape.align, self.spread)

    def said(self, x: float, y: float) -> Said:
        """The whole text that the line is of."""
        return Said(self.text)


def paragraph_slabs(paragraph: Paragraph, width: float, first_note: int = 1, role: TextRole = "P") -> list[LineSlab]:
    """The lines of a paragraph between the page's margins, `width` points apart; its notes begin with `first_note`."""
    shape = paragraph_shape(paragraph)
    left = min(paragraph.depth * STEP, max(0.0, width - _NARROWEST))
    label = None
    if paragraph.label:
        words = tuple(break_lines((Run(paragraph.label),), shape.size, 1e6, bold=shape.bold)[0].words)
        label = words, LEFT + left
        left += max(STEP, text_width(paragraph.label, shape.size, bold=shape.bold) + LABEL_GAP)
    text = _with(paragraph.text, map(note_mark, range(first_note, first_note + len(paragraph.notes))))
    lines = break_lines(
        text,
        shape.size,
        width - left,
        indent=shape.indent,
        bold=shape.bold,
        justified=shape.justified,
        balanced=shape.align == "center",
    )
    said = _with(paragraph.text, (f" ({plain(note)})" for note in paragraph.notes))  # as a record's field shows it
    role = "LBody" if label else "Caption" if paragraph.style == "caption" else role
    slabs = _slabs(lines, said, shape, LEFT + left, width - left, role)
    slabs[0].label, slabs[0].depth = label, paragraph.depth
    for n in (0, len(slabs) - 2):  # neither widow nor orphan
        if 0 <= n < len(slabs) - 1:
            slabs[n].glued = True
    if _all_bold(paragraph):  # a heading in all but name
        for slab in slabs:
            slab.glued = True
    _add_notes(slabs, paragraph, width, first_note)
    return slabs


def _with(text: Runs, marks: Iterable[str]) -> Runs:
    """The text with these marks where its footnotes belong."""
    waiting = iter(marks)
    runs = []
    for run in text:
        first, *others = run.text.split(NOTE)
        runs.append(replace(run, text=first + "".join(next(waiting, "") + other for other in others)))
    return tuple(runs)


def _add_notes(slabs: list[LineSlab], paragraph: Paragraph, width: float, first: int) -> None:
    """Give every line the notes whose marks it has; a note without a mark goes with the last line."""
    lines = iter(slabs)
    slab = next(lines)
    for number, note in enumerate(paragraph.notes, first):
        mark = note_mark(number)
        while not any(mark in word.text for word in slab.line.words) and (following := next(lines, None)):
            slab = following
        note_lines = break_lines((Run(f"{mark} "), *note), FOOTNOTE.size, width)
        slab.notes = [*slab.notes, *_slabs(note_lines, slab.text, FOOTNOTE, LEFT, width, "Note")]


def _all_bold(paragraph: Paragraph) -> bool:
    inked = [run.bold for run in paragraph.text if run.text.strip()]
    return bool(inked) and all(inked)


def heading_slabs(heading: Heading, width: float, key: str) -> list[LineSlab]:
    """The lines of a heading, glued to each other and to what follows. `key` names the place for links."""
    shape = heading_shape(heading.level, heading.align)
    lines = break_lines(heading.text, shape.size, width, bold=True, balanced=True)
    slabs = _slabs(lines, heading.text, shape, LEFT, width, HEADINGS[min(heading.level, len(HEADINGS)) - 1])
    for slab in slabs:
        slab.glued = True
    slabs[0].mark = Mark(key, " ".join(plain(heading.text).split()), heading.level)
    return slabs


def _slabs(lines: list[Line], text: Runs, shape: Shape, left: float, width: float, role: TextRole) -> list[LineSlab]:
    slabs = []
    for n, line in enumerate(lines):
        indent = 0.0 if n else shape.indent
        slab = LineSlab(
            height=shape.pitch,
            above=0.0 if n else shape.above,
            line=line,
            shape=shape,
            left=left + indent,
            width=width - indent,
            text=text,
            role=role,
            begins=n == 0,
            spread=line.spread(width - indent, shape.size) if shape.justified else Spread(),
        )
        slabs.append(slab)
    return slabs

"""What a document says, in order, before anyone decides how it looks.

`document.fill` makes an outline from a form pack and a draft; the PDF writer draws it. Nothing here knows SQL,
form packs or ReportLab.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Align = Literal["left", "center", "right"]
Orientation = Literal["portrait", "landscape"]
Style = Literal["body", "plain", "center", "right", "note", "title", "subtitle", "caption"]
"""body: justified, first line indented. plain: left, no indent. center, right: placed so. note: smaller, left.
title, subtitle: the cover's large centred lines. caption: bold and centred, what the table that follows is called."""
Numbering = bool | Literal["letters", "roman"]
"""How a page is counted: not at all, with figures, or as front matter of its own count: ก ข ค …, i ii iii …"""
MonthBegins = Literal["month", "quarter", "year"]
"""What begins with a month of a Gantt chart: no more than the month, a quarter, or a year."""
NumberPlace = Literal["bottom", "bottom-right", "top", "top-right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one weight and slant. A newline in it is a forced line break."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


def plain(text: Runs) -> str:
    """The text without its weights."""
    return "".join(run.text for run in text)


def _freeze(block: object, *fields: str) -> None:
    """Keep sequences as tuples, so that blocks can be compared and remembered."""
    for name in fields:
        object.__setattr__(block, name, tuple(getattr(block, name)))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a part of the plan. `contents` puts it, with its true page, into the contents."""

    text: Runs
    level: int = 1
    contents: bool = True
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. With a `label` ("1.", "-") it hangs beside the label, `depth` steps in.

    `notes` stand at the foot of the page. Where the text has a NOTE, the number of the next one is printed.
    """

    text: Runs
    style: Style = "body"
    label: str = ""
    depth: int = 0
    notes: Sequence[Runs] = ()

    def __post_init__(self) -> None:
        _freeze(self, "notes")


NOTE = "\ufffc"
"""Stands in a paragraph's text where a footnote belongs. When set, notes are numbered from 1 in each section."""

_NOTE_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def note_mark(number: int) -> str:
    """The raised number that is printed where a footnote belongs, and before the note itself."""
    return str(number).translate(_NOTE_DIGITS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell over `columns` columns and `rows` rows. Its paragraphs are separated by newlines in the text.

    With `bar` an arrow reaches over its whole width, as for the months of a step; the text stands above it. The
    digits of `codes` stay as they are written. A block of colour takes a share `length` of its width, beside a number
    that says the same. `month` tells of a cell under the months of a Gantt chart what begins with it; where it is
    empty, the text of a bar beside it may run over it.
    """

    text: Runs = ()
    align: Align = "left"
    columns: int = 1
    rows: int = 1
    bar: bool = False
    codes: bool = False
    shaded: bool = False
    month: MonthBegins | None = None
    length: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells. Cells covered by a span from the left or from above are left out, as in HTML."""

    cells: Sequence[Cell]
    kind: Literal["body", "group", "total"] = "body"
    shaded: bool = False

    def __post_init__(self) -> None:
        _freeze(self, "cells")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's part of the table's width, as it is wished: `width` in centimetres, or a `share` of what is left.

    The columns of a `month` or two are as wide as each other.
    """

    share: float = 1.0
    width: float | None = None
    month: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A bordered table whose `head` rows stand again at the top of every page it reaches.

    `problem` tells why it is not printed, where it is not.
    """

    columns: Sequence[Column]
    head: Sequence[Row]
    rows: Sequence[Row]
    problem: str = ""

    def __post_init__(self) -> None:
        _freeze(self, "columns", "head", "rows")


@dataclass(frozen=True, slots=True)
class NewPage:
    """From here on a new page, of this orientation. `numbered=False` for the cover and the front matter.

    None where a share `room` of the present page is still free, if that is turned and counted so, too; then the next
    `top` blocks, which stand at the top of the new page, are left out.
    """

    orientation: Orientation = "portrait"
    numbered: Numbering = True
    room: float = 0.0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents: every heading that asked for it, with its page."""

    levels: int = 3


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height, in points."""

    points: float


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """What stands between the one that begins and its end stays on one page, if a page is high enough."""

    begins: bool


@dataclass(frozen=True, slots=True)
class Lying:
    """What stands between the one that begins and its end is on pages that lie; behind it they are as they were."""

    begins: bool


@dataclass(frozen=True, slots=True)
class QrCode:
    """A link as a QR code, `size` centimetres square."""

    link: str
    size: float = 2.5


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as wide as `width` centimetres, or as the page if that is less, over its caption.

    `alt` says what is to be seen to those who do not see it.
    `problem` tells why there is none to be printed, where that is known already.
    """

    name: str
    content: bytes
    width: float
    caption: Runs = ()
    problem: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: what stands before the line to sign on, behind it, and below it, line by line."""

    before: Runs
    after: Runs = ()
    below: Sequence[Runs] = ()

    def __post_init__(self) -> None:
        _freeze(self, "below")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, `columns` of them beside each other. With `fields` a PDF can be signed there on the screen."""

    signers: Sequence[Signer]
    columns: Literal[1, 2] = 1
    fields: bool = True

    def __post_init__(self) -> None:
        _freeze(self, "signers")


OutlineBlock = (
    Heading | Paragraph | Table | NewPage | Contents | Space | KeepTogether | Lying | QrCode | Figure | Signatures
)


def texts(block: OutlineBlock) -> Iterator[Runs]:
    """Every text of a block that is printed."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from ((Run(block.label),), block.text, *block.notes)
        case Table():
            yield from (cell.text for row in (*block.head, *block.rows) for cell in row.cells)
        case Figure():
            yield block.caption
        case Signatures():
            for signer in block.signers:
                yield from (signer.before, signer.after, *signer.below)


@dataclass(frozen=True, slots=True, eq=False)
class PrintedSection:
    """A section of the template: its blocks. `id` is the form pack's name for it."""

    id: str
    blocks: Sequence[OutlineBlock]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its sections, and what a PDF's properties say of it.

    `watermark` is written across every page, as the word "draft" until a plan is final. A page's number `{n}`, of
    `{total}`, stands in `page_number`, at `number_place`, with Thai digits or not; all other text says itself how it
    is. `identifiers` are names and checksums of what it is made from, by which a program knows it again. `moment` is
    its date among the properties; that of its making if it has none.
    """

    title: str
    author: str
    sections: Sequence[PrintedSection] = ()
    watermark: str = ""
    thai_digits: bool = False
    page_number: str = "- {n} -"
    number_place: NumberPlace = "bottom"
    identifiers: tuple[str, ...] = ()
    moment: datetime | None = None

    @property
    def blocks(self) -> Sequence[OutlineBlock]:
        """The blocks of all sections."""
        return [block for section in self.sections for block in section.blocks]

"""Rich text: a small list of blocks as JSON, never HTML, so that every output and comparison can read it.

A block is {"paragraph": text}, {"heading": text, "level": 1-3}, {"list": [text, ...], "numbered": true|false} or
{"table": [[cell, ...], ...], "head": rows, "caption": text, "note": text}, where a null cell joins the one before it,
and "merged": [[row, column, rows, columns], ...] are the cells that go over several rows, see `merged_cells`;
its "page" may be "portrait" or "landscape", else it is landscape where the table is too wide;
or {"figure": name of an attachment, "caption": text, "width": centimetres, "alt": what is to be seen}.

A paragraph or list may have "notes": [text, ...], its footnotes. Each belongs where the text has a NOTE, the first to
the first: however a text is mended or changed around them, the marks stay where they were. It may also have "bold" and
"italic": [[first, behind the last], ...], letters of its text; see `looks`.

A list whose items stand on several levels has "levels": [1, 2, ...], one for each. How an item is counted follows from
its level, 1. a. i., unless "signs" tell it of each.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Literal

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import emphasis, merged_cells
from planner_desktop.formpack.emphasis import BOLD, ITALIC, Looks, Ranges
from planner_desktop.formpack.merged_cells import Merged, TableCell, Texts
from planner_desktop.formpack.strict import Limits, Strict, checker, fits
from planner_desktop.i18n import _
from planner_desktop.thai.repair import repair

NOTE = "\ufffc"
"""Stands in a text where a footnote belongs: Unicode's object replacement character."""


def _check_notes(texts: Sequence[str], notes: Sequence[str]) -> None:
    if notes and sum(text.count(NOTE) for text in texts) != len(notes):
        raise ValueError("a text has as many footnotes as marks for them (U+FFFC)")
    if any(NOTE in note for note in notes):
        raise ValueError("a footnote has no footnotes")


def _check_looks(texts: Sequence[str], bold: Ranges, italic: Ranges) -> None:
    for ranges in (bold, italic):
        emphasis.check(ranges, sum(map(len, texts)) + len(texts) - 1)


class RichParagraph(Strict):
    """Running text."""

    paragraph: str
    notes: tuple[str, ...] = ()
    bold: Ranges = ()
    italic: Ranges = ()

    def __post_init__(self) -> None:
        _check_notes([self.paragraph], self.notes)
        _check_looks([self.paragraph], self.bold, self.italic)


class RichHeading(Strict):
    """A heading inside the narrative."""

    heading: str
    level: Annotated[int, Limits(ge=1, le=3)] = 1


Sign = Literal["1", "a", "i", "-"]
"""How an item of a list is counted: 1. 2. 3., a. b. c., i. ii. iii., or with a dash."""
DEEPEST = 9
"""The deepest level of a list: as many has Word."""


class RichList(Strict):
    """Items, numbered or with dashes. `levels` and `signs` are empty, or as many as there are items."""

    list: tuple[str, ...]
    numbered: bool = True
    levels: tuple[Annotated[int, Limits(ge=1, le=DEEPEST)], ...] = ()
    signs: tuple[Sign, ...] = ()
    notes: tuple[str, ...] = ()
    bold: Ranges = ()
    italic: Ranges = ()

    def __post_init__(self) -> None:
        _check_notes(self.list, self.notes)
        _check_looks(self.list, self.bold, self.italic)
        if any(of_items and len(of_items) != len(self.list) for of_items in (self.levels, self.signs)):
            raise ValueError("a list has as many levels and signs as items, or none")

    def level(self, item: int) -> int:
        """The level of an item, 1 for the outermost."""
        return self.levels[item] if self.levels else 1

    def sign(self, item: int) -> Sign:
        """The sign by which an item, by its index, is counted: as written, else the usual one of its level."""
        return self.signs[item] if self.signs else usual_sign(self.level(item), numbered=self.numbered)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is printed before each item."""
        counted: dict[int, tuple[Sign, int]] = {}
        labels = []
        for item in range(len(self.list)):
            level, sign = self.level(item), self.sign(item)
            before, number = counted.get(level, (sign, 0))
            counted = {deep: count for deep, count in counted.items() if deep < level}
            counted[level] = sign, number + 1 if before == sign else 1
            labels.append(label(sign, counted[level][1]))
        return tuple(labels)


def usual_sign(level: int, *, numbered: bool) -> Sign:
    """How items of a level are counted unless it is told: as Word and Google Docs do."""
    signs: tuple[Sign, ...] = ("1", "a", "i")
    return signs[(level - 1) % 3] if numbered else "-"


def list_of(
    items: Sequence[str],
    levels: Sequence[int] = (),
    signs: Sequence[Sign] = (),
    *,
    notes: Sequence[str] = (),
    of_looks: Sequence[Looks] = (),
) -> RichList:
    """A list in its shortest form: levels, signs and looks only where they say something."""
    levels = tuple(levels) or (1,) * len(items)
    numbered = not signs or next(sign for sign, level in zip(signs, levels, strict=True) if level == min(levels)) != "-"
    usual = tuple(usual_sign(level, numbered=numbered) for level in levels)
    return RichList(
        list=tuple(items),
        numbered=numbered,
        levels=levels if max(levels) > 1 else (),
        signs=() if not signs or tuple(signs) == usual else tuple(signs),
        notes=tuple(notes),
        bold=emphasis.ranges(of_looks, BOLD),
        italic=emphasis.ranges(of_looks, ITALIC),
    )


def label(sign: Sign, number: int) -> str:
    """What is printed before the item of this number."""
    match sign:
        case "1":
            return f"{number}."
        case "a":
            letters = ""
            while number:
                number, letter = divmod(number - 1, 26)
                letters = chr(ord("a") + letter) + letters
            return f"{letters}."
        case "i":
            return f"{_roman(number)}."
        case "-":
            return "-"


def _roman(number: int) -> str:
    told = ""
    for value, letters in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                           (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
        told += letters * (number // value)
        number %= value
    return told


TablePage = Literal["", "portrait", "landscape"]
"""How the pages of a table lie: as its width asks for, or as the officer wants it."""


FEW_COLUMNS = 6
"""A table of so many columns has room on any page."""


class RichTable(Strict):
    """A table inside the narrative: the first `head` rows are its head, `note` names its source or unit."""

    table: Texts
    head: Annotated[int, Limits(ge=0)] = 1
    merged: Merged = ()
    caption: str = ""
    note: str = ""
    page: TablePage = ""

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.table}
        if len(widths) != 1 or 0 in widths:
            raise ValueError("every row of a table has the same number of cells, at least one")
        if self.head >= len(self.table):
            raise ValueError("a table has at least one row below its head")
        merged_cells.check(self.table, self.head, self.merged)

    def cells(self) -> Iterator[TableCell]:
        """Its cells row by row, each with the rows and columns that it goes over."""
        return merged_cells.cells(self.table, self.merged)


def table_of(cells: Sequence[TableCell], head: int) -> RichTable:
    """A table of at least two rows; its head takes in all of the merged cells that begin there."""
    texts, merged = merged_cells.stored(cells)
    return RichTable(table=texts, head=merged_cells.whole_head(head, len(texts), cells), merged=merged)


class RichFigure(Strict):
    """A picture that the draft keeps as an attachment, with its caption; `alt` says what it shows to who hears it."""

    figure: Annotated[str, Limits(min_length=1)]
    caption: str = ""
    width: Annotated[int, Limits(ge=1, le=24)] = 14
    alt: str = ""


RichPart = RichParagraph | RichHeading | RichList | RichTable | RichFigure


def load(text: str) -> tuple[RichPart, ...]:
    """The blocks of a stored rich text. Raises ValueRefused."""
    from pydantic import ValidationError

    try:
        blocks: tuple[RichPart, ...] = checker(tuple[RichPart, ...]).validate_json(text)
    except ValidationError as error:
        raise ValueRefused(
            _("This is not rich text: {problem}").format(problem=error.errors()[0]["msg"]),
            _('Write a list of {"paragraph": …}, {"heading": …}, {"list": […]}, {"table": [[…]]} or {"figure": …}.'),
        ) from error
    return blocks


def is_stored(text: str) -> bool:
    """Whether a text in a draft from anywhere is rich text, as far as can be told quickly."""
    try:
        return fits(json.loads(text), tuple[RichPart, ...])
    except (ValueError, RecursionError):
        return False


def dump(blocks: tuple[RichPart, ...]) -> str | None:
    """The blocks as they are stored; None where there are none."""
    return json.dumps([_stored(block) for block in blocks], ensure_ascii=False) if blocks else None


def _stored(block: RichPart) -> dict[str, object]:
    """A block without what it has none of, as texts were before there was any."""
    return {name: value for name, value in asdict(block).items() if name not in _NEWER or value}


_NEWER = frozenset(("notes", "bold", "italic", "levels", "signs", "merged", "page", "alt"))
_AS_LINES = "    "
"""What moves an item of a deeper level in, where lists are lines of text."""


def from_plain(text: str) -> tuple[RichPart, ...]:
    """Each line of a plain text as a paragraph."""
    lines = (" ".join(line.split()) for line in repair(text).replace(NOTE, "").split("\n"))
    return tuple(RichParagraph(paragraph=line) for line in lines if line)


def mended(blocks: tuple[RichPart, ...]) -> tuple[RichPart, ...]:
    """The blocks with their Thai mended, as what is typed or pasted is."""
    mended = [_mended(_stored(block)) | _mended_looks(block) for block in blocks]
    found: tuple[RichPart, ...] = checker(tuple[RichPart, ...]).validate_python(mended)
    return found


def _mended_looks(block: RichPart) -> dict[str, object]:
    """Where the letters of a block are bold and italic when its text has been mended."""
    if not (isinstance(block, RichParagraph | RichList) and (block.bold or block.italic)):
        return {}
    texts = [block.paragraph] if isinstance(block, RichParagraph) else block.list
    of_texts = emphasis.shared(texts, block.bold, block.italic)
    after = [emphasis.mended(text, of_text, repair)[1] for text, of_text in zip(texts, of_texts, strict=True)]
    return {"bold": emphasis.ranges(after, BOLD), "italic": emphasis.ranges(after, ITALIC)}


def _mended(stored: dict[str, object]) -> dict[str, object]:
    return {name: part if name == "figure" else _mended_part(part) for name, part in stored.items()}


def _mended_part(value: object) -> object:
    if isinstance(value, str):
        return repair(value)
    return tuple(map(_mended_part, value)) if isinstance(value, tuple | list) else value


def share_notes(texts: Sequence[str], notes: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Each text with those of the notes that its marks are for."""
    waiting = iter(notes)
    return [(text, list(islice(waiting, text.count(NOTE)))) for text in texts]


def spelled_out(text: str, notes: Sequence[str]) -> str:
    """The text with its notes in brackets where their marks are, for where no footnotes can be."""
    for note in notes:
        text = text.replace(NOTE, f" ({note})" if note else "", 1)
    return text.replace(NOTE, "")


def to_plain(blocks: tuple[RichPart, ...]) -> str:
    """The text alone, a block, list item or table row a line, with footnotes in brackets."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, RichParagraph):
            lines.append(spelled_out(block.paragraph, block.notes))
        elif isinstance(block, RichHeading):
            lines.append(block.heading)
        elif isinstance(block, RichList):
            texts = [spelled_out(text, notes) for text, notes in share_notes(block.list, block.notes)]
            lines.extend(with_labels(block, texts) if block.levels else texts)
        elif isinstance(block, RichFigure):
            lines.append(block.caption)
        else:
            rows = ("\t".join(cell or "" for cell in row) for row in block.table)
            lines.extend(filter(None, (block.caption, *rows, block.note)))
    return "\n".join(lines)


def with_labels(block: RichList, texts: Sequence[str]) -> list[str]:
    """A list's texts as lines, each behind its label and moved in to its level."""
    labels = enumerate(block.labels)
    return [
        f"{_AS_LINES * (block.level(n) - 1)}{before} {text}" for (n, before), text in zip(labels, texts, strict=True)
    ]


def to_marked(block: RichPart) -> str:
    """A block's text with all that tells it from another: how letters look, and how a list counts."""
    if isinstance(block, RichParagraph):
        of_letters = emphasis.looks_of(len(block.paragraph), block.bold, block.italic)
        return spelled_out(emphasis.marked(block.paragraph, of_letters), block.notes)
    if isinstance(block, RichList):
        shares = zip(
            share_notes(block.list, block.notes), emphasis.shared(block.list, block.bold, block.italic), strict=True
        )
        texts = [spelled_out(emphasis.marked(text, of_text), notes) for (text, notes), of_text in shares]
        return "\n".join(with_labels(block, texts))
    if isinstance(block, RichFigure):
        return "\n".join(filter(None, (block.caption, block.alt)))
    return to_plain((block,))

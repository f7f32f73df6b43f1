"""Running text that was copied in a word processor: its structure as blocks, of its looks bold and italic letters."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from planner_desktop.exchange import captions, letters, lists, notes
from planner_desktop.exchange.left_behind import LeftBehind, left_behind
from planner_desktop.exchange.lists import PastedLine
from planner_desktop.exchange.markup import BLOCKS, Element, is_marker, marker_of, parse, plain
from planner_desktop.exchange.tables import cells_of, merged_cells_of
from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import Looks
from planner_desktop.formpack.merged_cells import TableCell
from planner_desktop.formpack.rich_text import NOTE, RichFigure, RichPart, RichTable, spelled_out, table_of
from planner_desktop.regex import regex
from planner_desktop.thai.repair import repair

KeepPicture = Callable[[str], str | None]
"""Keeps the picture at an address; the name it is kept under, None where it cannot be had."""

_FIRST_PICTURE = 0x100000
_PRIVATE = regex("[\U000f0000-\U0010fffd]")
_CENTIMETRES = 2.54 / 96  # of a pixel
WIDEST = 16
"""Centimetres, for a picture that says how wide it is: more does not stand on a page."""


@dataclass(frozen=True, slots=True)
class _Picture:
    address: str
    width: int | None


NarrativePart = PastedLine | RichTable | _Picture


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a text brings, and what it had besides."""

    blocks: tuple[RichPart, ...]
    left: LeftBehind


def read_html(html: str, keep: KeepPicture) -> Narrative:
    """Headings, paragraphs, lists, tables, figures and footnotes of an HTML text."""
    root = parse(_PRIVATE.sub("", html))
    left = left_behind(html, root)
    return Narrative(_NarrativeReader(root, keep).blocks(), left)


def from_html(html: str, keep: KeepPicture) -> tuple[RichPart, ...]:
    """The blocks of an HTML text."""
    return read_html(html, keep).blocks


def from_text(text: str) -> tuple[RichPart, ...]:
    """Paragraphs and lists of a plain text, a line each."""
    lines = (" ".join(line.split()) for line in repair(text).replace(NOTE, "").split("\n"))
    return tuple(lists.blocks_of([lists.typed(PastedLine(line)) for line in lines if line]))


class _NarrativeReader:
    def __init__(self, root: Element, keep: KeepPicture) -> None:
        self._root, self._keep = root, keep
        self._notes = notes.take_out(root)
        self._pictures: list[_Picture] = []
        self._with_blocks: dict[int, bool] = {}
        self._take_pictures(root)
        letters.mark(root)

    def blocks(self) -> tuple[RichPart, ...]:
        found: list[RichPart] = []
        pieces = _with_captions(list(self._walk(self._root)))
        for is_line, group in groupby(pieces, lambda piece: isinstance(piece[0], PastedLine)):
            if is_line:
                found += lists.blocks_of([piece for piece, _caption in group if isinstance(piece, PastedLine)])
                continue
            for piece, caption in group:
                if isinstance(piece, RichTable):
                    found.append(piece)
                elif isinstance(piece, _Picture) and (name := self._keep(piece.address)):
                    figure = RichFigure(figure=name, caption=caption)
                    found.append(replace(figure, width=piece.width) if piece.width else figure)
                elif caption:
                    found += lists.blocks_of([PastedLine(caption)])
        return tuple(found)

    def _take_pictures(self, element: Element) -> None:
        """Put a private letter where each picture is."""
        for at, child in enumerate(element.children):
            if isinstance(child, str):
                continue
            if child.tag == "img":
                width = round((child.number("width") or 0) * _CENTIMETRES)
                self._pictures.append(
                    _Picture(child.attributes.get("src", ""), min(max(width, 1), WIDEST) if width else None)
                )
                element.children[at] = chr(_FIRST_PICTURE + len(self._pictures) - 1)
            elif not child.hidden:
                self._take_pictures(child)

    # ------------------------------------------------------------ the tree

    def _has_blocks(self, element: Element) -> bool:
        """Whether paragraphs or the like stand in it. Remembered, for each element above asks it again."""
        if id(element) not in self._with_blocks:
            inner = (child.tag in BLOCKS or self._has_blocks(child) for child in element.elements())
            self._with_blocks[id(element)] = any(inner)
        return self._with_blocks[id(element)]

    def _walk(self, element: Element) -> Iterator[NarrativePart]:
        """What stands in an element; text between paragraphs is a paragraph too."""
        loose: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or not (child.tag in BLOCKS or self._has_blocks(child)):
                loose.append(child)
                continue
            yield from self._paragraph(Element("p", {}, loose))
            loose = []
            if child.hidden or child.tag == "hr" or child.kind.startswith("msotoc"):
                continue
            if child.tag == "table":
                yield from self._table(child)
            elif child.tag in ("ul", "ol"):
                yield from self._list(child, "")
            elif self._has_blocks(child):
                yield from self._walk(child)
            else:
                yield from self._paragraph(child)
        yield from self._paragraph(Element("p", {}, loose))

    def _paragraph(self, element: Element, marker: str = "", of: str = "", depth: int = 1) -> Iterator[NarrativePart]:
        text, of_text = letters.taken(plain(element))
        if not text:
            return
        own = next(_markers(element), None)
        if own is not None:
            marker, of = marker_of(own), element.style.get("mso-list", "") or "list"
            rest = text.removeprefix(marker).lstrip()
            text, of_text = rest, of_text[len(text) - len(rest) :]
            depth = lists.level_of(of) or depth
        level = _level(element)
        listed = "mso-list" in element.style and element.style["mso-list"] != "none"
        for n, (part, of_part) in enumerate(lists.parted(text, of_text)):
            yield from self._pictures_in(part)
            words, of_words, its_notes = self._clean(part, of_part)
            if not words:
                continue
            line = PastedLine(words, its_notes, level, "" if n else marker, "" if n else of, "caption" in element.kind)
            line.looks, line.depth = of_words, depth
            yield lists.typed(line, any_mark=listed and not n)

    def _list(self, element: Element, above: str, depth: int = 1) -> Iterator[NarrativePart]:
        """The items of a list, and of the lists in it."""
        start = element.number("start")
        number, of = 1 if start is None else start, f"{above}/{element.tag}"
        for child in element.elements():
            if child.tag in ("ul", "ol"):
                yield from self._list(child, of, depth + 1)
            elif child.tag == "li":
                its_depth = child.number("aria-level") or depth  # Google Docs' own count
                value = child.number("value")
                number = number if value is None else value
                inner = [one for one in child.elements() if one.tag in ("ul", "ol", "table")]
                own = [one for one in child.children if not any(one is other for other in inner)]
                marker = lists.marker(element, child, number, its_depth)
                for piece in self._walk(Element("div", {}, own)):
                    if isinstance(piece, PastedLine) and not piece.marker and not piece.level:
                        piece.marker, piece.of, piece.depth = marker, of, its_depth
                        number, marker = number + bool(marker), ""
                    yield piece
                for one in inner:
                    yield from self._table(one) if one.tag == "table" else self._list(one, of, depth + 1)

    def _table(self, element: Element) -> Iterator[NarrativePart]:
        rows, head = cells_of(element)
        rows = [row for row in rows if row]
        if len(rows) < 2:  # a frame round text
            for cell in (cell for row in rows for cell in row):
                if cell and not cell.across:
                    yield from self._walk(cell.element)
            return
        cells: list[TableCell] = []
        found: list[_Picture] = []
        for place, element in merged_cells_of(rows):
            text = plain(element)
            found += self._pictures_in(text)
            cleaned = (self._clean(*letters.taken(one)) for one in text.split("\n"))
            words = "\n".join(filter(None, (spelled_out(words, own) for words, _looks, own in cleaned)))
            cells.append(place._replace(text=words))
        if any(cell.text for cell in cells):
            yield table_of(cells, max(head, 1))
        yield from found

    # ------------------------------------------------------------ texts

    def _pictures_in(self, text: str) -> list[_Picture]:
        numbers = (ord(letter) - _FIRST_PICTURE for letter in text)
        return [self._pictures[n] for n in numbers if 0 <= n < len(self._pictures)]

    def _clean(self, text: str, of_text: Looks) -> tuple[str, Looks, list[str]]:
        """A text mended and with single spaces, with a NOTE for each of its notes, and how its letters look."""
        marks = [letter for letter in text if notes.FIRST <= ord(letter) < notes.FIRST + len(self._notes)]

        def mend(part: str) -> str:
            part = _PRIVATE.sub(lambda found: NOTE if found[0] in marks else "", part.replace(NOTE, ""))
            return " ".join(repair(part).split())

        found = [" ".join(repair(self._notes[ord(letter) - notes.FIRST]).split()) for letter in marks]
        return *emphasis.mended(text, of_text, mend), found


def _markers(element: Element) -> Iterator[Element]:
    for child in element.elements():
        if is_marker(child):
            yield child
        else:
            yield from _markers(child)


def _level(element: Element) -> int:
    """The level of a heading, at most 3; 0 for what is none."""
    told = re.match(r"h([1-6])\Z", element.tag) or re.match(r"(?:mso)?heading\s?-?([1-9])\Z", element.kind)
    told = told or re.match(r"(?:level\s*)?([1-9])\Z", element.style.get("mso-outline-level", ""))
    if told:
        return min(int(told[1]), 3)
    return 1 if element.kind == "msotitle" else 0


def _with_captions(pieces: Sequence[NarrativePart]) -> list[tuple[NarrativePart, str]]:
    """The pieces, tables with the captions above and the sources below them, pictures with their captions."""
    found: list[tuple[NarrativePart, str]] = []
    waiting = list(reversed(pieces))
    while waiting:
        piece, caption = waiting.pop(), ""
        following = waiting[-1] if waiting else None
        if isinstance(piece, PastedLine) and isinstance(following, RichTable) and captions.is_of_table(piece):
            waiting[-1] = replace(following, caption=spelled_out(piece.text, piece.notes))
            continue
        if isinstance(piece, RichTable) and isinstance(following, PastedLine) and captions.is_source(following):
            piece = replace(piece, note=spelled_out(following.text, following.notes))
            waiting.pop()
        if isinstance(piece, _Picture) and isinstance(following, PastedLine) and captions.is_of_figure(following):
            caption = spelled_out(following.text, following.notes)
            waiting.pop()
        found.append((piece, caption))
    return found

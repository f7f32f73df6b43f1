"""Where the lines of a paragraph end at words, found by laying it out aside, a few lines at a time."""

from array import array
from bisect import bisect_right
from collections.abc import Callable
from sys import byteorder
from typing import Any
from unicodedata import category

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout, QTextLine

from planner_desktop.frozen import Frozen
from planner_desktop.regex import regex
from planner_desktop.thai.words import breaks, forced_breaks

Range = QTextLayout.FormatRange

SLACK = 2.0
"""What a room leaves free of its line, in pixels: less than any letter that begins a line needs."""
AHEAD = 600
"""So many letters are laid out at once, more than any line holds: a typed letter must not cost the whole paragraph."""
MARGIN = 150
"""So near to the end of those letters it is not yet known where words end."""
_SEPARATOR = "\u2028"
_OBJECT = "\ufffc"
_HALF = regex("[\ud800-\udfff]")  # of what Qt counts as two letters
_PICTURE = "\ue000"


class ScreenParagraph(Frozen):
    """A paragraph as it is on the screen: with what an input method composes in it, and its objects' widths."""

    text: str
    letters: list[Range]
    document: QTextDocument
    width: float


def shown(block: QTextBlock, document: QTextDocument, own: list[Range], width: float) -> ScreenParagraph:
    """A paragraph of a document on lines of a width; `own` are other formats of its layout."""
    text, layout, shapes = _in_qt_letters(block.text()), block.layout(), document.documentLayout()
    at, composed = layout.preeditAreaPosition(), _in_qt_letters(layout.preeditAreaText())
    letters: list[Range] = []
    for part in block.textFormats():
        start, end, how = part.start, part.start + part.length, part.format
        shape = shapes.handlerForObject(how.objectType()) if how.objectType() else None
        if shape is not None:
            alone = QFontMetricsF(document.defaultFont()).horizontalAdvance(_OBJECT)  # 0, or that of a box
            how = room(shape.intrinsicSize(document, block.position() + start, how).width() - alone)
        if composed:
            start, end = (place + len(composed) if place > at else place for place in (start, end))
        letters.append(a_range(start, end, how))
    return ScreenParagraph(text[:at] + composed + text[at:] if composed else text, [*letters, *own], document, width)


def _in_qt_letters(text: str) -> str:
    """The text as Qt counts its letters: a picture (emoji) is two."""
    if not text or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le" if byteorder == "little" else "utf-16-be"))))


def rooms(paragraph: ScreenParagraph, begin: int, settled: Callable[[int], bool]) -> tuple[list[Range], int]:
    """The rooms that make its lines end at words, from the line that begins at `begin` to one that is `settled`.

    Also where that one begins, which is the paragraph's end where none is settled.
    """
    found: list[Range] = []
    length, ahead = len(paragraph.text), AHEAD
    while begin < length and paragraph.width > 0:
        made = _lines(paragraph, begin, begin + ahead)
        if not made and begin + ahead >= length:
            break
        if not made:
            ahead *= 2  # a line of so many narrow letters
        for end, behind in made:
            found += behind
            begin = end
            if settled(begin):
                return found, begin
    return found, length


def _lines(paragraph: ScreenParagraph, begin: int, stop: int) -> list[tuple[int, list[Range]]]:
    """The first lines of what begins at `begin`: where each ends, and the room at its end if it needs one."""
    document, text = paragraph.document, paragraph.text[begin:stop]
    known = len(text) if stop >= len(paragraph.text) else len(text) - MARGIN
    trial = QTextLayout(text, document.defaultFont(), document.documentLayout().paintDevice())
    trial.setTextOption(document.defaultTextOption())
    trial.setFormats([part for whole in paragraph.letters if (part := _cut(whole, begin, stop)) is not None])
    made: list[tuple[int, list[Range]]] = []
    trial.beginLayout()
    while (line := trial.createLine()).isValid():
        line.setLineWidth(paragraph.width)
        end = line.textStart() + line.textLength()
        if end > known or not line.textLength():
            break
        last = _last_letter(line, text) if end < len(text) else None
        made.append((begin + line.textStart() + line.textLength(), []))
        if last is not None:
            free = paragraph.width - SLACK - _x(line, last)
            made[-1][1].append(a_range(begin + trial.previousCursorPosition(last), begin + last, room(free)))
    trial.endLayout()
    return made


def _last_letter(line: QTextLine, text: str) -> int | None:
    """Make a line end at a word, if it does not: behind which letter there is to be room."""
    start, end, width = line.textStart(), line.textStart() + line.textLength(), line.width()
    place = None if text[end - 1] == _SEPARATOR else _last_place(text, start, end)
    if place is None or place == end:
        return None
    last = start + len(text[start:place].rstrip())
    used = _x(line, last)
    for overhang in (0.5, 1.0, 2.0, 3.0):  # of slanted letters
        line.setLineWidth(used + overhang)
        if line.textStart() + line.textLength() == place:
            return last
    line.setLineWidth(width)
    return None


def _last_place(text: str, start: int, end: int) -> int | None:
    """The last place up to `end` where the line that begins at `start` may end, with a word on it."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    text = _HALF.sub(_PICTURE, text)
    places = breaks(text)
    at = bisect_right(places, end)
    for place in reversed(places[:at]):
        if place <= start:
            break
        if place == end or _takes_room(text[start:place].rstrip()[-1]):
            return place
    word = text[start : places[at] if at < len(places) else len(text)]
    return max((start + place for place in forced_breaks(word) if start + place <= end), default=None)


def _takes_room(letter: str) -> bool:
    """Whether a format can put room behind it: not where it has no width of its own, as the mark of a footnote."""
    return letter != _OBJECT and category(letter) not in ("Cc", "Cf")


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)  # with the place, which its types do not say
    return float(found[0])


def room(width: float) -> QTextCharFormat:
    """The format that puts room behind a letter."""
    spaced = QTextCharFormat()
    spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    spaced.setFontLetterSpacing(width)
    return spaced


def a_range(start: int, end: int, how: QTextCharFormat) -> Range:
    """The letters from `start` to before `end` in a format."""
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, how
    return part


def _cut(whole: Range, begin: int, stop: int) -> Range | None:
    """What of a range lies between two places, counted from the first."""
    start, end = max(whole.start, begin), min(whole.start + whole.length, stop)
    return a_range(start - begin, end - begin, whole.format) if start < end else None

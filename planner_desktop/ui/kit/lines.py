"""Text drawn line by line: broken at words, cut with … where it does not fit, words that were searched for marked."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.words import breaks
from planner_desktop.ui.kit.colours import colour

_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


class _Widths(Sequence[int]):
    """How wide a text is up to each of its ends, measured when asked for."""

    def __init__(self, text: str, ends: Sequence[int], metrics: QFontMetrics) -> None:
        self._text, self._ends, self._metrics = text, ends, metrics

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> int:  # type: ignore[override]
        return self._metrics.horizontalAdvance(self._text[: self._ends[at]].rstrip())


@lru_cache(maxsize=8192)
def in_lines(text: str, font: str, width: int, most: int) -> tuple[str, ...]:
    """The text in at most so many lines, each as wide as `width` or less; kept, for measuring is slow."""
    described = QFont()
    described.fromString(font)
    metrics = QFontMetrics(described)
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        ends = (*breaks(rest), len(rest))
        widths = _Widths(rest, ends, metrics)
        fitting = bisect_right(widths, width)
        if not fitting:
            break
        lines.append(rest[: ends[fitting - 1]].rstrip())
        rest = rest[ends[fitting - 1] :].lstrip()
    return (*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))


def wrapped_height(text: str, font: QFont, width: int) -> int:
    """How high a text with break marks is where it may be so wide."""
    room = QRect(0, 0, max(40, width), 100_000)
    return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text or "ก").height()


@lru_cache(maxsize=64)
def _finding(words: tuple[str, ...]) -> re.Pattern[str] | None:
    patterns = []
    for word in words:
        letters = (
            f"[{letter}{_DIGITS[int(letter)]}]" if letter in "0123456789" else re.escape(letter) for letter in word
        )
        patterns.append("".join(letters))
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def found_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, with Thai digits as Arabic ones: start and end of each."""
    pattern = _finding(tuple(to_arabic(word) for word in words if word))
    return [found.span() for found in pattern.finditer(text)] if pattern else []


def draw_line(painter: QPainter, place: QRect, text: str, font: QFont, ink: QColor, words: Sequence[str] = ()) -> None:
    """Draw one line at the left of a place, with the `words` in it marked."""
    from PySide6.QtGui import QTextCharFormat, QTextLayout  # which have many names; a start draws no such line

    layout = QTextLayout(text, font)
    formats = []
    for start, end in found_in(text, words):
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, end - start
        look = QTextCharFormat()
        look.setBackground(colour("notice_ground"))
        look.setForeground(colour("ink"))
        look.setFontUnderline(True)
        mark.format = look
        formats.append(mark)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    painter.setPen(ink)
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2))

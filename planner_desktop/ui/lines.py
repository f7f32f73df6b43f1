"""Text drawn line by line: broken at words, cut with … where it does not fit, words that were searched for marked."""

import re
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.words import breaks
from planner_desktop.ui.colours import colour

_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


@lru_cache(maxsize=8192)
def in_lines(text: str, font: str, width: int, most: int) -> tuple[str, ...]:
    """The text in at most so many lines, each as wide as `width` or less; kept, for measuring is slow."""
    described = QFont()
    described.fromString(font)
    metrics = QFontMetrics(described)
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        ends = [at for at in (*breaks(rest), len(rest)) if metrics.horizontalAdvance(rest[:at].rstrip()) <= width]
        if not ends:
            break
        lines.append(rest[: ends[-1]].rstrip())
        rest = rest[ends[-1] :].lstrip()
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

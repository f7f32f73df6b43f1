"""A word across a page, as outlines: it is drawing, not text, so nobody finds or copies it on every page."""

from math import hypot
from typing import Any

from planner_desktop.document.font import faces
from planner_desktop.document.outlines import outlines
from planner_desktop.document.style import WATERMARK_GREY

_HIGHEST = 0.4  # of the page's width


def letter_size(text: str, width: float, height: float) -> float:
    """How large the letters of a word are across a page of this size, in points."""
    return min(_HIGHEST * width, 0.7 * hypot(width, height) / (faces()[1].word(text).width or 1.0))


def draw_watermark(canvas: Any, text: str, width: float, height: float) -> None:
    """Draw the word from corner to corner of a page of this size in points, light enough to read what is over it.

    It is kept once in the PDF for each size of page.
    """
    name = f"watermark{width:.0f}x{height:.0f}"
    if not canvas.hasForm(name):
        word = faces()[1].word(text)
        diagonal = hypot(width, height)
        size = letter_size(text, width, height)
        along, up = width / diagonal, height / diagonal
        turned = f"{along:.4f} {up:.4f} {-up:.4f} {along:.4f} {width / 2:.2f} {height / 2:.2f} cm"
        centred = f"1 0 0 1 {-word.width * size / 2:.2f} {-size * 0.3:.2f} cm"
        canvas.beginForm(name, 0, 0, width, height)
        canvas._code.append(f"q {WATERMARK_GREY} g {turned} {centred} {outlines(word, size)} f Q")
        canvas.endForm()
    canvas.doForm(name)

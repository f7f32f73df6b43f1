"""What is seen of a signature in a PDF: a few lines of text in its field, set as all text is."""

from collections.abc import Sequence
from typing import Any

from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Spread, break_lines
from planner_desktop.document.outline import Run
from planner_desktop.document.style import PITCH

_LARGEST, _SMALLEST = 10.0, 5.0


def stamp(texts: Sequence[str], width: float, height: float) -> bytes:
    """A PDF of one page, `width` by `height` points, with texts under each other, from 10 points down to what fits."""
    from reportlab.pdfgen.canvas import Canvas

    canvas: Any = Canvas("", pageCompression=1)
    ink = Ink(canvas, linked=False)
    ink.page(width, height)
    size = _LARGEST
    while True:
        lines = [line for text in texts for line in break_lines((Run(text),), size, width)]
        pitch = size * PITCH
        if len(lines) * pitch <= height or size <= _SMALLEST:
            break
        size -= 0.5
    lines = lines[: max(1, int(height // pitch))]
    top = (height - len(lines) * pitch) / 2
    for n, line in enumerate(lines):
        ink.line(line, 0.0, top + n * pitch, width, size, "center", Spread())
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data

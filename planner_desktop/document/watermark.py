"""A word across a page, as outlines: it is drawing, not text, so nobody finds or copies it on every page."""

from math import hypot
from typing import Any

from planner_desktop.document.font import Face, Glyph, faces
from planner_desktop.document.style import WATERMARK_GREY

_HIGHEST = 0.4  # of the page's width


def draw_watermark(canvas: Any, text: str, width: float, height: float) -> None:
    """Draw the word from corner to corner of a page of this size in points, light enough to read what is over it.

    It is kept once in the PDF for each size of page.
    """
    name = f"watermark{width:.0f}x{height:.0f}"
    if not canvas.hasForm(name):
        word = faces()[1].word(text)
        diagonal = hypot(width, height)
        size = min(_HIGHEST * width, 0.7 * diagonal / (word.width or 1.0))
        along, up = width / diagonal, height / diagonal
        pen = _Pen(word.face, size)
        for cluster, kern in zip(word.clusters, word.kerns, strict=True):
            for glyph in cluster.glyphs:
                pen.draw(glyph)
            pen.x += cluster.advance + kern
        turned = f"{along:.4f} {up:.4f} {-up:.4f} {along:.4f} {width / 2:.2f} {height / 2:.2f} cm"
        centred = f"1 0 0 1 {-word.width * size / 2:.2f} {-size * 0.3:.2f} cm"
        canvas.beginForm(name, 0, 0, width, height)
        canvas._code.append(f"q {WATERMARK_GREY} g {turned} {centred} {' '.join(pen.code)} f Q")
        canvas.endForm()
    canvas.doForm(name)


class _Pen:
    """Takes a glyph's outline from HarfBuzz as PDF path operators. `x` is where the next cluster stands, in units."""

    def __init__(self, face: Face, size: float) -> None:
        self.code: list[str] = []
        self.x = 0
        self._face = face
        self._scale = size / face.units
        self._glyph = Glyph(0, 0, 0)
        self._at = (0.0, 0.0)

    def draw(self, glyph: Glyph) -> None:
        self._glyph = glyph
        self._face.draw(glyph.number, self)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen's names are HarfBuzz's
        self._write([point], "m")

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._write([point], "l")

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._write(points, "c")

    def qCurveTo(self, middle: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        """A quadratic curve, which PDF knows only as a cubic one."""
        (x0, y0), (x1, y1), (x2, y2) = self._at, middle, end
        first = x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3
        second = x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3
        self._write([first, second, end], "c")

    def closePath(self) -> None:  # noqa: N802
        self.code.append("h")

    def _write(self, points: Any, operator: str) -> None:
        for x, y in points:
            placed = (x + self.x + self._glyph.x) * self._scale, (y + self._glyph.y) * self._scale
            self.code.append(f"{placed[0]:.2f} {placed[1]:.2f}")
        self.code.append(operator)
        self._at = points[-1]

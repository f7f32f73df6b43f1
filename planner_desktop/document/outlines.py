"""Words as outlines: they are drawing, not text, so nobody finds or copies them."""

from collections.abc import Sequence
from functools import lru_cache

from planner_desktop.document.font import Face, Glyph, ShapedText


def outlines(word: ShapedText, size: float, x: float = 0.0, baseline: float = 0.0) -> str:
    """The path of a word that begins at x on a baseline, in points, as PDF operators."""
    pen = _Pen(word.face, size, (x, baseline))
    for cluster, kern in zip(word.clusters, word.kerns, strict=True):
        for glyph in cluster.glyphs:
            pen.draw(glyph)
        pen.x += cluster.advance + kern
    return " ".join(pen.code)


@lru_cache(maxsize=1024)
def filled(word: ShapedText) -> str:
    """What fills a word that begins where the page does, in the font's units."""
    code: list[str] = []
    at = x = y = 0
    for cluster, kern in zip(word.clusters, word.kerns, strict=True):
        for glyph in cluster.glyphs:
            if path := _glyph(word.face, glyph.number):
                code.append(f"1 0 0 1 {at + glyph.x - x} {glyph.y - y} cm {path} f")
                x, y = at + glyph.x, glyph.y
        at += cluster.advance + kern
    return " ".join(code)


@lru_cache(maxsize=1024)
def _glyph(face: Face, number: int) -> str:
    pen = _Pen(face, face.units, (0.0, 0.0), digits=0)
    pen.draw(Glyph(number, 0, 0))
    return " ".join(pen.code)


class _Pen:
    """Takes a glyph's outline from HarfBuzz as PDF path operators. `x` is where the next cluster stands, in units."""

    def __init__(self, face: Face, size: float, start: tuple[float, float], digits: int = 2) -> None:
        self.code: list[str] = []
        self.x = 0
        self._start = start
        self._face = face
        self._scale = size / face.units
        self._glyph = Glyph(0, 0, 0)
        self._at = (0.0, 0.0)
        self._digits = digits

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

    def _write(self, points: Sequence[tuple[float, float]], operator: str) -> None:
        for x, y in points:
            right = self._start[0] + (x + self.x + self._glyph.x) * self._scale
            up = self._start[1] + (y + self._glyph.y) * self._scale
            self.code.append(f"{right:.{self._digits}f} {up:.{self._digits}f}")
        self.code.append(operator)
        self._at = points[-1]

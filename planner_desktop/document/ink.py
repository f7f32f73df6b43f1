"""The pen: draws lines of words, rules and links on a ReportLab canvas. Heights are measured from the paper's top."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from planner_desktop.document import qr
from planner_desktop.document.embed import EmbeddedFont
from planner_desktop.document.font import Face, ShapedText
from planner_desktop.document.lines import Line, Spread, break_lines
from planner_desktop.document.outline import Align, Runs
from planner_desktop.document.outlines import filled
from planner_desktop.document.sign_field import add_link, add_signature_field
from planner_desktop.document.structure import Element, Structure
from planner_desktop.document.style import BORDER, PITCH

Box = tuple[float, float, float, float]


class _Marked:
    """Ends a marked content where its `with` does; there are thousands."""

    def __init__(self, ink: "Ink") -> None:
        self._ink = ink

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_error: object) -> None:
        self._ink.end()


class Ink:
    """One document being drawn: its canvas and its embedded fonts. `height` is that of the page being drawn.

    If not `linked`, places, links between them, fields and tags are left out, as for a page without the others.
    `structure` is the tree of what the ink means.
    """

    def __init__(self, canvas: Any, *, linked: bool = True) -> None:
        self.canvas = canvas
        self.linked = linked
        # ReportLab names Helvetica on every page; the document has no letter in it
        canvas._doc.fontMapping.clear()
        canvas._doc.idToObject["BasicFonts"].dict.clear()
        self.height = 0.0
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._level = -1
        self.structure = Structure()
        self._inside = False  # an element
        self._marked = _Marked(self)

    def page(self, width: float, height: float) -> None:
        """Begin a page of this size, in points."""
        self.canvas._pagesize = (width, height)
        self.canvas._preamble = "1 0 0 1 0 0 cm"
        self.height = height
        self.structure.page()

    def of(self, element: Element | None) -> "_Marked":
        """What is drawn meanwhile is content of an element of the structure, or an artifact, as all else is."""
        if self.linked:
            said = f"/{element.role}<</MCID {self.structure.content(element)}>>BDC" if element else "/Artifact BMC"
            self.canvas._code.append(said)
        self._inside = True
        return self._marked

    def end(self) -> None:
        """End what `of` began."""
        self._inside = False
        if self.linked:
            self.canvas._code.append("EMC")

    def _put(self, code: str) -> None:
        self.canvas._code.append(code if self._inside or not self.linked else f"/Artifact BMC {code} EMC")

    def line(self, line: Line, x: float, top: float, width: float, size: float, align: Align, spread: Spread) -> None:
        """Draw a line whose pitch begins `top` points below the paper's top edge, placed within `width` from x."""
        if align != "left":
            x += (width - line.width) / (2 if align == "center" else 1)
        self.words(line.words, x, top, size, spread)

    def words(
        self, words: Sequence[ShapedText], x: float, top: float, size: float, spread: Spread | None = None
    ) -> None:
        """Draw words from x on, their pitch beginning at `top`."""
        if not words:
            return
        baseline = self._baseline(words[0].face, top, size)
        code = [f"BT 1 0 0 1 {_number(x)} {_number(baseline)} Tm"]
        gap = round(spread.cluster / size, 5) if spread else 0.0
        wider = f" {-1000 * spread.space / size:.1f}" if spread and spread.space else ""
        apart = f" {-1000 * spread.joint / size:.1f}" if spread and spread.joint else ""
        array: list[str] = []
        font: EmbeddedFont | None = None
        before_space = True
        for word in words:
            if apart and not (before_space or word.is_space):
                array.append(apart)
            before_space = word.is_space
            if font is None or word.face is not font.face:
                if array:
                    code.append(f"[{''.join(array)}] TJ")
                    array = []
                font = self._font(word.face)
                code.append(f"/{font.name} {_number(size)} Tf")
            array.append(font.show(word, gap))
            if wider and word.is_space:
                array.append(wider)
        code.append(f"[{''.join(array)}] TJ")
        self._put(" ".join(code) + " ET")

    def drawing(self, line: Line, x: float, top: float, width: float, size: float, align: Align) -> None:
        """Draw a line as `line` does, but as a drawing of its words, which nobody finds or copies a second time."""
        if align != "left":
            x += (width - line.width) / (2 if align == "center" else 1)
        for word in line.words:
            place = f"{_number(x)} {_number(self._baseline(word.face, top, size))}"
            scale = f"{size / word.face.units:.6f}"
            self._put(f"q {scale} 0 0 {scale} {place} cm {filled(word)} Q")
            x += word.width * size

    def text(self, text: Runs, x: float, top: float, width: float, size: float, align: Align) -> None:
        """Draw a short text on one line."""
        self.line(break_lines(text, size, 1e6)[0], x, top, width, size, align, Spread())

    def boxes(self, boxes: Sequence[tuple[float, float, float, float]], shade: float | None = None) -> None:
        """Draw boxes (x, top, width, height): bordered, or filled with a grey shade."""
        if not boxes:
            return
        rectangles = [(x, self.height - top - height, width, height) for x, top, width, height in boxes]
        paths = [f"{' '.join(map(_number, rectangle))} re" for rectangle in rectangles]
        before, after = (f"{BORDER} w", "S") if shade is None else (f"q {shade} g", "f Q")
        self._put(f"{before} {' '.join(paths)} {after}")

    def arrow(self, start: float, end: float, top: float) -> None:
        """Draw a level line from start to end with a head at both ends, as plans mark the months of a step."""
        y, half = self.height - top, 2.5
        code = [f"1 w {_number(start + half)} {_number(y)} m {_number(end - half)} {_number(y)} l S"]
        for tip, back in ((start, 2 * half), (end, -2 * half)):
            base = _number(tip + back)
            code.append(f"{_number(tip)} {_number(y)} m {base} {_number(y + half)} l {base} {_number(y - half)} l f")
        self._put(" ".join(code))

    def rule(self, start: float, end: float, top: float) -> None:
        """Draw a thin level line from `start` to `end`, all in points from the page's left and top edges."""
        y = _number(self.height - top)
        self._put(f"{BORDER} w {_number(start)} {y} m {_number(end)} {y} l S")

    def upright(self, x: float, top: float, bottom: float, thickness: float) -> None:
        """Draw an upright line."""
        ends = f"{_number(x)} {_number(self.height - top)} m {_number(x)} {_number(self.height - bottom)} l S"
        self._put(f"{thickness:g} w {ends}")

    def leaders(self, start: float, end: float, top: float, size: float) -> None:
        """Draw dots from start to end. They are drawing, not text: nobody wants to copy or search them."""
        if end - start < 2 * size:
            return
        step = size / 3
        start = end - step * int((end - start) / step)  # the dots of all lines stand above each other
        y = _number(self.height - top - size * PITCH * 0.76)
        self._put(f"q 1 J 1.2 w [0 {_number(step)}] 0 d {_number(start)} {y} m {_number(end)} {y} l S Q")

    def link(self, place: Box, link: Element, says: str, *, to: str = "", url: str = "") -> None:
        """Make a box a link of the structure to a bookmark of the document or to an address; `says` tells where to."""
        if url or self.linked:
            name, key = self._annotation(link)
            add_link(self.canvas, self._area(place), (name, key, says), to, url)

    def mark(self, key: str, title: str, level: int, top: float) -> None:
        """Make this height a place that links lead to by `key`, and a bookmark of this level (1 is the highest)."""
        if not self.linked:
            return
        self.canvas.bookmarkHorizontal(key, 0, self.height - top + 4)
        level = min(level - 1, self._level + 1)  # a PDF's bookmarks may not skip a level
        self.canvas.addOutlineEntry(title, key, level, closed=level > 0)
        self._level = level

    def qr(self, link: str, x: float, top: float, size: float) -> None:
        """Draw a link as a QR code, `size` points square, which is a link itself."""
        count, dark = qr.dark_squares(link)
        side = size / count
        says = qr.said(link)
        element = self.structure.link(self.structure.begin("P"))
        with self.of(self.structure.figure(element, says)):
            self.boxes([(x + column * side, top + row * side, side, side) for column, row in dark], 0.0)
        self.link((x, top, size, size), element, says, url=link)

    def picture(self, picture: Any, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture as large as the given box."""
        self.canvas.drawImage(picture, x, self.height - top - height, width, height, mask="auto")

    def signature_field(self, x: float, top: float, width: float, height: float, hint: str) -> None:
        """Make an area an empty signature field, in a whole document; `hint` says who signs there."""
        if self.linked:
            name, key = self._annotation(self.structure.begin("Form"))
            add_signature_field(self.canvas, self._area((x, top, width, height)), hint, name, key)

    def _annotation(self, element: Element) -> tuple[str, int]:
        """The name of a new link or field of an element, and its number in the structure."""
        name = f"annotation_{len(self.structure.annotated) + 1}"
        return name, self.structure.annotation(element, self.canvas._doc.annotationName(name))

    def _area(self, place: Box) -> Box:
        """A box (x, top, width, height) as PDF counts: left, bottom, right, top."""
        x, top, width, height = place
        return x, self.height - top - height, x + width, self.height - top

    def _baseline(self, face: Face, top: float, size: float) -> float:
        """The baseline of a line whose pitch begins at `top`: the room the font leaves is shared above and below."""
        baseline: float = self.height - top - size * (face.ascent + (PITCH - face.ascent - face.descent) / 2)
        return baseline

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            name = f"T{len(self._fonts) + 1}"
            font = self._fonts[face] = EmbeddedFont(face, name, self.canvas._doc)
        return font


@lru_cache(maxsize=4096)  # the places on a page are those of the page before
def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

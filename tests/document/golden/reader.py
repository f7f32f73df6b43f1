"""Reads from a PDF what stands where, with a reader that knows nothing of how it was written.

Everything is one line of JSON, a list that begins with what it is; lengths are points from the page's top left corner:

    ["page", width, height]
    ["text", x, baseline, width, font, text]
    ["rule", x, top, width, height, how]       a line; `how` is its thickness in points, and whether it is dotted
    ["box", x, top, width, height, how]        as a rule, or filled with a grey from 0 (black) to 1 (white)
    ["shape", x, top, width, height, how]      anything else that is drawn: an arrow's head
    ["squares", x, top, width, height, count]  many small black boxes: a code
    ["form", x, top, width, height, parts]     something drawn on several pages: the watermark
    ["picture", x, top, width, height, pixels]
    ["link", x, top, width, height, to]
    ["field", x, top, width, height, name]
"""

import json
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTCurve, LTFigure, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from planner_desktop.document.outline import Document
from planner_desktop.document.pdf import pdf_bytes
from planner_desktop.document.typesetter import Typesetter

GOLDEN = Path(__file__).parent
TOLERANCE = 0.15  # points: a value that was rounded the other way is no difference
SMALL_SQUARE = 6.0  # points: a module of a code

Mark = list[str | float]


class Printed:
    """What is printed on the pages of a document, one mark after the other as they were drawn."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks

    @classmethod
    def from_text(cls, text: str) -> "Printed":
        """What was kept in a golden file."""
        return cls(json.loads(text))

    def as_text(self) -> str:
        """JSON with a mark a line, so that a difference names what moved."""
        return "[\n" + ",\n".join(map(_as_json, self.marks)) + "\n]\n"

    def difference(self, golden: "Printed") -> str:
        """What is another than in the golden pages, mark by mark; empty if nothing is."""
        ours, theirs = self.marks, golden.marks
        if len(ours) == len(theirs):  # what is the same within the tolerance is no part of the difference
            ours = [theirs[n] if _same(mark, theirs[n]) else mark for n, mark in enumerate(ours)]
        before, now = ([_as_json(mark) for mark in marks] for marks in (theirs, ours))
        return "\n".join(unified_diff(before, now, "golden", "printed", lineterm="", n=1))


def _as_json(mark: Mark) -> str:
    return json.dumps(mark, ensure_ascii=False)


def _same(one: Mark, other: Mark) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= TOLERANCE if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(one, other, strict=True)
    )


def printed_pages(document: Document) -> Printed:
    """What stands where in the document's PDF."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    marks: list[Mark] = []
    pages = list(PDFPage.get_pages(BytesIO(pdf_bytes(Typesetter().typeset(document)))))
    numbers = {page.pageid: n for n, page in enumerate(pages, 1)}
    for page in pages:
        interpreter.process_page(page)
        drawn = device.get_result()
        marks += _page(drawn)
        marks += [_annotation(resolve1(one), drawn.height, numbers) for one in resolve1(page.annots) or ()]
    return Printed(marks)


def _page(page: LTPage) -> Iterator[Mark]:
    yield ["page", round(page.width, 1), round(page.height, 1)]
    for parts in _together(page):
        match parts[0]:
            case LTChar():
                yield _text([part for part in parts if isinstance(part, LTChar)], page.height)
            case LTRect() if len(parts) > 1:
                yield ["squares", *_area(parts, page.height), len(parts)]
            case LTFigure() as figure:
                inner = list(figure)
                if isinstance(inner[0], LTImage):
                    yield ["picture", *_area(inner, page.height), "x".join(map(str, inner[0].srcsize))]
                else:
                    yield ["form", *_area(inner, page.height), len(inner)]
            case LTCurve() as curve:
                what = {LTLine: "rule", LTRect: "box"}.get(type(curve), "shape")
                yield [what, *_area(parts, page.height), _how(curve)]


def _together(page: LTPage) -> Iterator[list[LTComponent]]:
    """What is drawn, the letters of a line and the modules of a code together."""
    parts: list[LTComponent] = []
    for part in page:
        if parts and not (_goes_on(parts[-1], part) or (_is_module(parts[-1]) and _is_module(part))):
            yield parts
            parts = []
        parts.append(part)
    if parts:
        yield parts


def _goes_on(before: LTComponent, after: LTComponent) -> bool:
    """Whether a letter stands in one line with the letter drawn before it, and is of the same font."""
    if not (isinstance(before, LTChar) and isinstance(after, LTChar)):
        return False
    same = (before.fontname, before.size, before.matrix[5]) == (after.fontname, after.size, after.matrix[5])
    return same and abs(after.matrix[4] - before.matrix[4] - before.adv) < before.size / 2


def _is_module(part: LTComponent) -> bool:
    black = isinstance(part, LTRect) and part.fill and not part.non_stroking_color
    return black and part.width < SMALL_SQUARE > part.height


def _text(letters: Sequence[LTChar], height: float) -> Mark:
    first, last = letters[0], letters[-1]
    x, baseline = first.matrix[4:]
    font = f"{first.fontname.partition('+')[2]} {first.size:.4g}"
    text = "".join(letter.get_text() for letter in letters)
    return ["text", _round(x), _round(height - baseline), _round(last.matrix[4] + last.adv - x), font, text]


def _area(parts: Sequence[LTComponent], height: float) -> tuple[float, float, float, float]:
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    bottom, top = min(part.y0 for part in parts), max(part.y1 for part in parts)
    return _round(left), _round(height - top), _round(right - left), _round(top - bottom)


def _how(curve: LTCurve) -> str:
    if curve.fill:
        return f"filled {curve.non_stroking_color}"
    return f"{curve.linewidth:g}" + " dotted" * bool(curve.dashing_style)


def _annotation(annotation: dict[str, Any], height: float, numbers: dict[Any, int]) -> Mark:
    """A link to an address or to a height of one of the document's pages, or a field to sign in."""
    x0, y0, x1, y1 = annotation["Rect"]
    area = _round(x0), _round(height - y1), _round(x1 - x0), _round(y1 - y0)
    if annotation["Subtype"].name == "Widget":
        return ["field", *area, str(decode_text(annotation["TU"]))]
    if "A" in annotation:
        return ["link", *area, str(decode_text(resolve1(annotation["A"])["URI"]))]
    page, _how, _left, to, _zoom = resolve1(annotation["Dest"])
    return ["link", *area, f"page {numbers[page.objid]}, {_round(height - to)}"]


def _round(value: float) -> float:
    return round(float(value), 1)

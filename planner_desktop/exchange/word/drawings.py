"""What is in a drawing: pictures, boxes of text, charts, and how wide it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner_desktop.exchange.word.names import GONE, alternative
from planner_desktop.exchange.word.styles import whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_EMU_PER_CM = 360_000


def drawn(element: "Element") -> "Iterator[Element]":
    """What is in a drawing, of two forms only one; nothing inside of what is given."""
    for child in element:
        if child.tag == "mc:AlternateContent":
            for chosen in alternative(child):
                yield from drawn(chosen)
        elif child.tag in _OF_DRAWINGS:
            yield child
            if child.tag == "a:blip":
                continue
        elif child.tag not in GONE:
            yield from drawn(child)


_OF_DRAWINGS = frozenset(
    (
        "w:txbxContent", "a:blip", "v:imagedata", "v:textpath", "a:p", "dgm:relIds", "c:chart", "cx:chart",
        "o:OLEObject", "w:control",
    )
)  # fmt: skip


def extent(drawing: "Element") -> tuple[int | None, str]:
    """How wide a drawing is, in centimetres, and what is said to be seen on it."""
    width, alt = None, ""
    for one in drawing.iter():
        if one.tag == "wp:extent" and width is None:
            number = whole_number(one.get("cx"))
            width = round(number / _EMU_PER_CM) if number else None
        elif one.tag in ("wp:docPr", "v:shape") and not alt:
            alt = one.get("descr", "") or one.get("alt", "") or one.get("title", "")
    return width, " ".join(alt.split())

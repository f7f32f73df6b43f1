"""Where a text of a section is on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner_desktop.document.appearances import letters
from planner_desktop.document.live import PagePosition
from planner_desktop.document.outline import plain

if TYPE_CHECKING:
    from planner_desktop.document.flow import Placed
    from planner_desktop.document.typesetter import Typeset

STEP = 24.0
"""Points between the places of a page that are asked what they say: narrower than a column, lower than two lines."""


def place_of(typeset: Typeset, section: str, text: str) -> PagePosition | None:
    """Where a text is said first in a section, a cell's or a paragraph's; where the section begins if it is not."""
    wanted, first = letters(text), None
    for number, page in enumerate(typeset.pages):
        for placed in page.slabs:
            if placed.section == section:
                first = first or PagePosition(number, placed.top)
                if _says(placed, wanted):
                    return PagePosition(number, placed.top)
    return first


def _says(placed: Placed, wanted: str) -> bool:
    x = 60.0
    while x < 800.0:
        said = placed.slab.said(x, min(4.0, placed.slab.height / 2))
        if said is not None:
            texts = [said.text, *said.beside]
            return any(wanted in letters(plain(text)) for text in texts)
        x += STEP
    return False

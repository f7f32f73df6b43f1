"""How each type of field looks on the screen: its editor, how it is edited in a table's cell, and how wide it is.

It imports no editor: one with much behind it is imported when it is first shown.
"""

from enum import Enum, auto

from planner_desktop.frozen import Frozen


class CellKind(Enum):
    """How a cell of a table is edited."""

    LINE = auto()
    LINES = auto()
    """On several lines; a text with a pattern or suggestions on one."""
    CHOICE = auto()
    TICK = auto()
    """Space ticks it."""
    PANEL = auto()
    """Its editor needs more room than a cell has, and opens over it with the first letter that is typed."""
    PICKER = auto()
    """Likewise, but no letter opens it, for there is nothing to type."""
    SHOWN = auto()
    """Not at all."""

    @property
    def opens_panel(self) -> bool:
        """Whether the field's editor opens over the cell."""
        return self in (CellKind.PANEL, CellKind.PICKER)

    @property
    def takes_letters(self) -> bool:
        """Whether a letter that is typed where the cursor is begins editing."""
        return self in (CellKind.LINE, CellKind.LINES, CellKind.CHOICE, CellKind.PANEL)

    @property
    def holds_text(self) -> bool:
        """Whether a plain text says all that the cell may hold."""
        return not self.opens_panel and self is not CellKind.SHOWN


class OnScreen(Frozen):
    """How the screen shows and edits fields of one type."""

    editor: str
    """Module and class in this room."""
    cell: CellKind
    share: float
    """How much of a table's width its column gets."""
    letters: int = 0
    """How many letters find room in its column at least, however many columns there are; the table is scrolled then."""
    width: int | None = None
    """How wide its line in a form is at most, in pixels; None for as wide as the form."""


ON_SCREEN: dict[str, OnScreen] = {
    "text": OnScreen("typed.LineEditor", CellKind.LINES, 2.5, letters=9),
    "long_text": OnScreen("long_text.LongTextEditor", CellKind.LINES, 5.0, letters=10),
    "rich_text": OnScreen("rich.RichTextEditor", CellKind.PANEL, 4.0, letters=10),
    "number": OnScreen("typed.LineEditor", CellKind.LINE, 1.2, width=160),
    "baht": OnScreen("typed.LineEditor", CellKind.LINE, 2.2, width=260),
    "percent": OnScreen("typed.LineEditor", CellKind.LINE, 1.2, width=110),
    "year": OnScreen("typed.LineEditor", CellKind.LINE, 1.2, width=110),
    "date": OnScreen("typed.LineEditor", CellKind.LINE, 1.6, width=200),
    "months": OnScreen("typed.LineEditor", CellKind.LINE, 2.2),
    "phone": OnScreen("typed.LineEditor", CellKind.LINE, 1.8, letters=9, width=360),
    "yes_no": OnScreen("choices.YesNoEditor", CellKind.TICK, 1.2),
    "choice": OnScreen("choices.ChoiceEditor", CellKind.CHOICE, 2.0),
    "link": OnScreen("link.LinkEditor", CellKind.PANEL, 3.0, letters=9),
    "links": OnScreen("links.LinksEditor", CellKind.PANEL, 3.0, letters=9),
    "file": OnScreen("attachment.FileEditor", CellKind.PICKER, 2.0),
    "computed": OnScreen("computed.ComputedShown", CellKind.SHOWN, 2.5, letters=9),
}

"""The keys that widgets deal with themselves, for the sheet of keys: the menus' own are read from their actions.

A test looks whether each of these keys stands in one of the modules that its group names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QMenuBar

from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.window.commands import actions, keys_of

KeyRow = tuple[str, str]
"""What is done, and its keys as they are read."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one kind of widget: keys as Qt writes them, with what they do."""

    title: str
    keys: tuple[tuple[str, str], ...]
    modules: tuple[str, ...]
    """Where the keys are dealt with, below `planner_desktop/ui`; * stands for any letters."""


GROUPS = (
    KeyGroup(
        later("Sections and forms"),
        (
            ("Alt+PgUp", later("Part before, in a section that has several")),
            ("Alt+PgDown", later("Next part")),
            ("F9", later("From the records to the form of the chosen one, and back")),
            ("Escape", later("Take back what is being typed into a field")),
        ),
        ("screens/section_page", "screens/part", "fields/base"),
    ),
    KeyGroup(
        later("Tables"),
        (
            ("Return", later("Store and go down; Alt+Enter is a new line in a cell")),
            ("Tab", later("Store and go on; in the last row make another")),
            ("Ctrl+Tab", later("Leave the table")),
            ("F2", later("Edit the cell")),
            ("Space", later("Tick or untick yes or no")),
            ("Ins", later("Insert a row below")),
            ("Alt+Ins", later("Insert a row above")),
            ("Ctrl+-", later("Delete rows")),
            ("Ctrl+D", later("Fill down")),
            ("Ctrl+Shift+D", later("Duplicate rows")),
            ("Alt+Up", later("Move rows up")),
            ("Alt+Down", later("Move rows down")),
            ("Alt+Shift+Up", later("Sort by this column, from the first letter on")),
            ("Alt+Shift+Down", later("Sort by this column, from the last letter on")),
            ("Ctrl+Shift+L", later("Filter rows")),
            ("Ctrl+L", later("Only rows with this value")),
            ("Escape", later("Show all rows again")),
            ("Ctrl+Shift+C", later("Copy with the heads")),
            ("Shift+Space", later("Choose the whole row")),
            ("Ctrl+Space", later("Choose the whole column")),
            ("Ctrl+A", later("Choose everything")),
        ),
        ("screens/table/*",),
    ),
    KeyGroup(
        later("Trees of records"),
        (
            ("Ins", later("Another of the same kind")),
            ("Ctrl+Ins", later("Another below the chosen one")),
            ("Return", later("Into the form of the chosen one")),
            ("Left", later("Shut it, then go to the one above")),
            ("Alt+Up", later("Move up")),
            ("Alt+Down", later("Move down")),
            ("Delete", later("Delete")),
        ),
        ("screens/tree*",),
    ),
    KeyGroup(
        later("Boards of cards"),
        (
            ("Return", later("Edit the card")),
            ("Alt+Up", later("Move up within its box")),
            ("Alt+Down", later("Move down within its box")),
            ("Alt+Left", later("Move to the box at the left")),
            ("Alt+Right", later("Move to the box at the right")),
            ("Delete", later("Delete the card")),
            ("F4", later("All that can be done with the card")),
        ),
        ("screens/board/*",),
    ),
    KeyGroup(
        later("Lists to pick from"),
        (
            ("Down", later("List what can be picked")),
            ("Return", later("Pick the marked entry")),
            ("Escape", later("Close the list")),
            ("Delete", later("Take a picked entry away")),
            ("Alt+Up", later("Move a picked entry up")),
            ("Alt+Down", later("Move a picked entry down")),
        ),
        ("kit/pick*", "fields/links*"),
    ),
    KeyGroup(
        later("Running text"),
        (
            ("Ctrl+0", later("Paragraph")),
            ("Ctrl+1", later("Heading 1")),
            ("Ctrl+2", later("Heading 2")),
            ("Ctrl+3", later("Heading 3")),
            ("Ctrl+7", later("Numbered list")),
            ("Ctrl+8", later("List with dashes")),
            ("Ctrl+B", later("Bold")),
            ("Ctrl+I", later("Italic")),
            ("Ctrl+9", later("Insert a table, or a row in one")),
            ("Ctrl+Shift+9", later("Insert a figure")),
            ("Ctrl+Alt+Down", later("Another row in the table of the text")),
            ("Ctrl+Alt+Right", later("Another column in the table of the text")),
            ("Ctrl+Alt+Backspace", later("Delete the row of the table of the text")),
            ("Ctrl+Shift+Backspace", later("Delete the column of the table of the text")),
            ("Ctrl+Alt+F", later("Footnote, and back to the text with Enter")),
        ),
        ("fields/rich*",),
    ),
    KeyGroup(
        later("Gantt charts"),
        (
            ("Space", later("Set or clear a month")),
            ("Shift+Right", later("Lengthen a bar; Shift+Left shortens it")),
            ("Ctrl+Right", later("Move a bar on; Ctrl+Left moves it back")),
            ("Ins", later("Another step")),
            ("Ctrl+Ins", later("Another step below the chosen one")),
            ("Ctrl+Shift+D", later("Duplicate rows")),
            ("Alt+Return", later("The other fields of what is chosen")),
        ),
        ("screens/gantt/*",),
    ),
    KeyGroup(
        later("Tables of links"),
        (
            ("Space", later("Tick or untick the chosen cells")),
            ("Delete", later("Untick the chosen cells")),
            ("Return", later("Go to the record of the row")),
        ),
        ("screens/matrix/*",),
    ),
    KeyGroup(
        later("Preview"),
        (
            ("PgUp", later("Page before")),
            ("PgDown", later("Next page")),
            ("Home", later("First page")),
            ("End", later("Last page")),
            ("Return", later("Go to the field of what is in the middle")),
            ("Escape", later("Back to the form")),
        ),
        ("preview/*",),
    ),
    KeyGroup(
        later("Find and replace"),
        (
            ("Return", later("Go to the field of the chosen match")),
            ("Down", later("Into the list of matches")),
            ("Ctrl+Return", later("Replace all that is ticked")),
            ("Escape", later("Close the panel")),
        ),
        ("finding/*",),
    ),
)


def read(keys: str) -> str:
    """Keys as they are printed on a keyboard."""
    names = {
        "PgUp": "PageUp",
        "PgDown": "PageDown",
        "Ins": "Insert",
        "Del": "Delete",
        "Return": "Enter",
        "Esc": "Escape",
    }
    *held, last = keys.rsplit("+", 1) if not keys.endswith("+") else (keys[:-2], "+")
    return "+".join([*filter(None, held), names.get(last, last)])


def of_menus(bar: QMenuBar) -> Iterator[tuple[str, list[KeyRow]]]:
    """The keys of each menu's actions."""
    found: dict[str, list[KeyRow]] = {}
    for above, action in actions(bar):
        keys = ", ".join(read(key) for key in dict.fromkeys(keys_of(action)))
        if keys:
            found.setdefault(above[0], []).append((plain(action.text()), keys))
    yield from found.items()


def of_widgets() -> Iterator[tuple[str, list[KeyRow]]]:
    """The keys that the widgets deal with."""
    for group in GROUPS:
        yield _(group.title), [(_(does), read(keys)) for keys, does in group.keys]

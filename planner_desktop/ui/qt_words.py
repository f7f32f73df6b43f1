"""Qt's own words (standard buttons, file dialogs, the menus of text fields) in the user's language.

PySide6 comes without a Thai translation of Qt.
"""

from PySide6.QtCore import QTranslator

from planner_desktop.i18n import _


def words() -> dict[str, str]:
    """What Qt says, and what is shown for it."""
    return {
        "OK": _("OK"), "&OK": _("OK"), "Cancel": _("Cancel"), "&Cancel": _("Cancel"), "Save": _("Save"),
        "&Save": _("Save"), "Open": _("Open"), "&Open": _("Open"), "Close": _("Close"), "&Close": _("Close"),
        "&Yes": _("Yes"), "&No": _("No"), "Apply": _("Apply"), "Reset": _("Reset"), "Help": _("Help"),
        "Discard": _("Discard"), "Retry": _("Retry"), "Ignore": _("Ignore"), "Abort": _("Abort"),
        "&Undo": _("Undo"), "&Redo": _("Redo"), "Cu&t": _("Cut"), "&Copy": _("Copy"), "&Paste": _("Paste"),
        "Delete": _("Delete"), "&Delete": _("Delete"), "Select All": _("Select all"), "Undo": _("Undo"),
        "Redo": _("Redo"), "Cut": _("Cut"), "Copy": _("Copy"), "Paste": _("Paste"),
        "&Choose": _("Choose"), "Choose": _("Choose"), "Look in:": _("Look in:"), "&Look in:": _("Look in:"),
        "Save As": _("Save as"),
        "File &name:": _("File name:"), "File name:": _("File name:"), "Files of type:": _("Files of type:"),
        "Files of &type:": _("Files of type:"), "Folder": _("Folder"),
        "File Folder": _("Folder"), "File": _("File"),
        "Directory:": _("Folder:"), "Back": _("Back"), "Forward": _("Forward"), "Parent Directory": _("Parent folder"),
        "Create New Folder": _("New folder"), "&New Folder": _("New folder"), "New Folder": _("New folder"),
        "List View": _("List"), "Detail View": _("Details"), "&Rename": _("Rename"),
        "All Files (*)": _("All files (*)"),
        "Name": _("Name"), "Size": _("Size"), "Kind": _("Kind"), "Type": _("Kind"), "Date Modified": _("Date modified"),
        "Computer": _("Computer"), "My Computer": _("Computer"), "Sidebar": _("Places"),
        "Show &hidden files": _("Show hidden files"), "Find Directory": _("Find folder"), "Go back": _("Back"),
        "Go forward": _("Forward"), "Go to the parent directory": _("Parent folder"),
        "Print": _("Print"), "&Print": _("Print"), "Printer": _("Printer"), "P&roperties": _("Properties"),
        "Location:": _("Place:"), "Preview": _("Preview"), "Type:": _("Kind:"), "Output &file:": _("File:"),
        "Print range": _("What to print"), "Print all": _("All pages"), "Pages from": _("Pages from"), "to": _("to"),
        "Pages": _("Pages"), "Current Page": _("This page"), "Selection": _("Selection"),
        "Output Settings": _("How to print"), "Copies:": _("Copies:"), "Copies": _("Copies"), "Collate": _("Collate"),
        "Reverse": _("Last page first"), "Options": _("Options"), "Color Mode": _("Colour"), "Color": _("In colour"),
        "Grayscale": _("Grey"), "Duplex Printing": _("Both sides"), "None": _("One side only"),
        "Long side": _("Turned at the long edge"), "Short side": _("Turned at the short edge"),
        "&Options >>": _("Options") + " >>", "&Options <<": _("Options") + " <<",
        "Create a New Folder": _("New folder"), "Change to list view mode": _("List"),
        "Change to detail view mode": _("Details"), "Float": _("Own window"), "Clear": _("Clear"),
    }  # fmt: skip


class QtWords(QTranslator):
    """Looks Qt's words up in the program's own catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self._words = words()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._words.get(source)

"""What is typed to search for a link and given up by Escape: it comes again with redo."""

from planner_desktop.ui.editors.base import FieldEditor
from planner_desktop.ui.keeping.typing import Place
from planner_desktop.ui.pick_line import PickLine


def give_up_search(editor: FieldEditor, line: PickLine) -> None:
    """The officer does not want what is typed into an editor's line to search."""
    if editor.id is not None and line.isModified() and line.text().strip():
        editor.session.give_up((editor.kind, editor.id, editor.field), line.text())
        line.start_anew()


def search_again(editor: FieldEditor, line: PickLine, place: Place, text: str) -> None:
    """A text that was given up stands in its editor's line again, if that is shown."""
    if place == (editor.kind, editor.id, editor.field) and line.isVisible():
        line.setText(text)
        line.setModified(True)

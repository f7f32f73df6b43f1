"""What is typed to search for a link and not chosen: it stands in its field as refused, and comes again with redo."""

from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.kit.pick_line import PickLine, not_chosen
from planner_desktop.ui.session.taking_back import give_up


def give_up_search(editor: FieldEditor, line: PickLine) -> None:
    """The officer does not want what is typed into an editor's line to search."""
    text = line.text()
    if editor.id is None or not (line.isModified() and text.strip()):
        return
    line.start_anew()
    if editor.session.writable():
        give_up(editor.session, editor.place(), text, not_chosen(text))


def keep_search(editor: FieldEditor, line: PickLine) -> None:
    """The line is left with a text of which nothing was chosen: it stays there as refused."""
    text = line.text()
    if editor.id is None or editor.session.is_closed:
        return
    line.setModified(False)
    with editor.session.trying():
        editor.session.draft.refuse(*editor.place(), text, not_chosen(text))

"""Which editor a field gets."""

from planner_desktop.ui.editors.attachment import FileEditor
from planner_desktop.ui.editors.base import FieldEditor
from planner_desktop.ui.editors.choices import ChoiceEditor, YesNoEditor
from planner_desktop.ui.editors.link import LinkEditor
from planner_desktop.ui.editors.links import LinksEditor
from planner_desktop.ui.editors.rich import RichTextEditor
from planner_desktop.ui.editors.typed import LineEditor, LongTextEditor
from planner_desktop.ui.keeping.read_only import only_show
from planner_desktop.ui.session import Session

EDITORS: dict[str, type[FieldEditor]] = {
    "text": LineEditor, "long_text": LongTextEditor, "rich_text": RichTextEditor, "number": LineEditor,
    "baht": LineEditor, "months": LineEditor, "percent": LineEditor, "year": LineEditor, "date": LineEditor,
    "yes_no": YesNoEditor,
    "choice": ChoiceEditor, "link": LinkEditor, "links": LinksEditor, "file": FileEditor,
}  # fmt: skip


def editor_for(session: Session, kind: str, field: str) -> FieldEditor:
    """A new editor for a field of a kind of record; one that only shows where the draft may not be edited."""
    editor = EDITORS[session.draft.spec(kind).fields[field].type](session, kind, field)
    if not session.writable():
        only_show(editor)
    return editor

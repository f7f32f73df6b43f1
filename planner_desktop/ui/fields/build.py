"""Which editor a field gets."""

from importlib import import_module

from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.fields.on_screen import ON_SCREEN
from planner_desktop.ui.session.read_only import only_show
from planner_desktop.ui.session.session import Session


def editor_class(type_name: str) -> type[FieldEditor]:
    """The editor of a type, which may be imported only now."""
    module, _dot, name = ON_SCREEN[type_name].editor.partition(".")
    editor: type[FieldEditor] = getattr(import_module(f"{__package__}.{module}"), name)
    return editor


def editor_for(session: Session, kind: str, field: str) -> FieldEditor:
    """A new editor for a field of a kind of record; one that only shows where the draft may not be edited."""
    editor = editor_class(session.draft.pack.seen(kind).fields[field].type)(session, kind, field)
    if not session.writable():
        only_show(editor)
    return editor

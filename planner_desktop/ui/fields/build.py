"""Which editor a field gets. Those with much behind them are imported when one is first shown."""

from collections.abc import Callable

from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.fields.typed import LineEditor, LongTextEditor
from planner_desktop.ui.session.read_only import only_show
from planner_desktop.ui.session.session import Session


def _rich_text() -> type[FieldEditor]:
    from planner_desktop.ui.fields.rich import RichTextEditor

    return RichTextEditor


def _yes_no() -> type[FieldEditor]:
    from planner_desktop.ui.fields.choices import YesNoEditor

    return YesNoEditor


def _choice() -> type[FieldEditor]:
    from planner_desktop.ui.fields.choices import ChoiceEditor

    return ChoiceEditor


def _link() -> type[FieldEditor]:
    from planner_desktop.ui.fields.link import LinkEditor

    return LinkEditor


def _links() -> type[FieldEditor]:
    from planner_desktop.ui.fields.links import LinksEditor

    return LinksEditor


def _file() -> type[FieldEditor]:
    from planner_desktop.ui.fields.attachment import FileEditor

    return FileEditor


def _computed() -> type[FieldEditor]:
    from planner_desktop.ui.fields.computed import ComputedShown

    return ComputedShown


def _line() -> type[FieldEditor]:
    return LineEditor


EDITORS: dict[str, Callable[[], type[FieldEditor]]] = {
    "text": _line, "long_text": lambda: LongTextEditor, "rich_text": _rich_text, "number": _line,
    "baht": _line, "months": _line, "percent": _line, "year": _line, "date": _line,
    "yes_no": _yes_no, "choice": _choice, "link": _link, "links": _links, "file": _file,
    "computed": _computed,
}  # fmt: skip


def editor_for(session: Session, kind: str, field: str) -> FieldEditor:
    """A new editor for a field of a kind of record; one that only shows where the draft may not be edited."""
    editor = EDITORS[session.draft.pack.seen(kind).fields[field].type]()(session, kind, field)
    if not session.writable():
        only_show(editor)
    return editor

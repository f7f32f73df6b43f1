"""Which record and field has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

from planner_desktop.draft.records.records import Place

if TYPE_CHECKING:
    from planner_desktop.entry.list_actions import ChosenRecords


@runtime_checkable
class ShowsRecords(Protocol):
    """A widget in which the officer is at a record."""

    def focused_place(self) -> Place | None:
        """The kind, id and field; the field is empty where it is a whole record, None where it is at no record."""


@runtime_checkable
class ListsRecords(Protocol):
    """A list of records of one kind."""

    def records_chosen(self) -> ChosenRecords | None:
        """The list with what is chosen in it; None where it shows no records now."""


def focused_kind() -> str:
    """The kind of record of the list that has the focus; empty where none has."""
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, ListsRecords) and (chosen := widget.records_chosen()) is not None:
            return chosen.kind
        widget = widget.parentWidget()
    return ""


def focused_place(focused: QWidget | None = None) -> Place | None:
    """The kind, id and field of what has the focus; the field is empty where it is a whole record."""
    widget = focused or QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, ShowsRecords) and (place := widget.focused_place()) is not None:
            return place
        widget = widget.parentWidget()
    return None

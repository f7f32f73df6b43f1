"""Which record and field has the focus."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

from planner_desktop.draft.records.records import Place


@runtime_checkable
class ShowsRecords(Protocol):
    """A widget in which the officer is at a record."""

    def focused_place(self) -> Place | None:
        """The kind, id and field; the field is empty where it is a whole record, None where it is at no record."""


def focused_place(focused: QWidget | None = None) -> Place | None:
    """The kind, id and field of what has the focus; the field is empty where it is a whole record."""
    widget = focused or QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, ShowsRecords) and (place := widget.focused_place()) is not None:
            return place
        widget = widget.parentWidget()
    return None

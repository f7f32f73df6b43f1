"""What the officer is at: the record and field that has the focus."""

from PySide6.QtWidgets import QApplication, QWidget

from planner_desktop.entry.new_rows import Place
from planner_desktop.ui.fields import FieldEditor


def at_hand(focused: QWidget | None = None) -> Place | None:
    """The kind, id and field of what has the focus; the field is empty where it is a whole record."""
    from planner_desktop.ui.screens.board.box import Box
    from planner_desktop.ui.screens.gantt.grid import MonthGrid
    from planner_desktop.ui.screens.gantt.step_list import StepList
    from planner_desktop.ui.screens.table.view import RecordTable
    from planner_desktop.ui.screens.tree import NODE
    from planner_desktop.ui.screens.tree_view import RecordTree

    widget = focused or QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, FieldEditor) and widget.id is not None:
            return widget.kind, widget.id, widget.field
        if isinstance(widget, RecordTable):
            index = widget.currentIndex()
            id = widget.records.id(index.row())
            return (widget.records.kind, id, widget.records.fields[index.column()]) if id is not None else None
        if isinstance(widget, RecordTree):
            item = widget.currentItem()
            return (*item.data(0, NODE), "") if item is not None else None
        if isinstance(widget, Box):
            card = widget.chosen()
            return (widget.board.kind, card.id, widget.board.field) if card else None
        if isinstance(widget, StepList | MonthGrid):
            return widget.gantt.at_hand(widget.currentIndex())
        widget = widget.parentWidget()
    return None

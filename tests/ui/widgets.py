"""All widgets there are, asked for safely."""

import gc

from PySide6.QtWidgets import QApplication, QWidget


def every_widget() -> list[QWidget]:
    """Every widget of the program.

    Qt gives bare addresses, which become Python's objects one after the other. Was Python to collect its garbage in
    between, a dialog that nobody holds any more would go and its address be used all the same: a crash.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return QApplication.allWidgets()
    finally:
        if collecting:
            gc.enable()


def every_window() -> list[QWidget]:
    """Every widget without a parent, shown or not."""
    return [widget for widget in every_widget() if widget.isWindow()]

"""A box for what went wrong before there is a window, with as little of the program as can be."""

import sys

from PySide6.QtWidgets import QApplication, QMessageBox


def show_fault(title: str, text: str) -> None:
    """Show the text until it is put away."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    QMessageBox.critical(None, title, text)
    del application

"""The Qt that is installed is fit for a long day's work."""

import sys

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot


def test_calls_lose_no_references(qtbot: QtBot) -> None:
    """A PySide that gives None away with every call ends a long-running Python 3.11 in a crash."""
    field = QLineEdit()
    qtbot.addWidget(field)
    before = sys.getrefcount(None)
    for n in range(2_000):
        field.setText(str(n))
    assert abs(sys.getrefcount(None) - before) < 500

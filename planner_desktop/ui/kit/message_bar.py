"""The bar under the menu: what went wrong or was done. It never stops the officer."""

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from planner_desktop import app_paths
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text, look_as, tip

MANY_LINES = 4


class MessageBar(QFrame):
    """One message: an error with its fix and details, or something done with a button for what comes next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMaximumHeight(160)
        self.details.setAccessibleName(_("Details"))
        self.next_button = QPushButton()
        self.details_button = QPushButton(_("Details"))
        self.details_button.setCheckable(True)
        self.details_button.toggled.connect(self.details.setVisible)
        self.copy_button = QPushButton(_("Copy"))
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(self.hide)
        self._next: Callable[[], object] = lambda: None
        self._able: Callable[[], bool] = lambda: True
        self.next_button.clicked.connect(lambda: self._next())
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        for button in (self.next_button, self.details_button, self.copy_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where the officer is typing
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addLayout(row)
        layout.addWidget(self.details)
        self.hide()

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong. What is not one of the program's own errors is a fault of the program."""
        if isinstance(error, PlannerError):
            lines = str(error).splitlines()
            self._say("error", "\n".join(lines[:MANY_LINES]), "\n".join(lines) if len(lines) > MANY_LINES else "")
        else:
            text = _("Something unexpected happened. What you entered is safe in the draft; please go on.")
            log = _("The log is {path}").format(path=app_paths.user_logs() / app_paths.LOG)
            self._say("error", text, "".join([*traceback.format_exception(error), "\n", log]))

    def show_done(
        self,
        text: str,
        next_label: str = "",
        then: Callable[[], object] = lambda: None,
        able: Callable[[], bool] = lambda: True,
    ) -> None:
        """Say that something is done, and offer what comes next, for as long as it is `able` to be done."""
        self._say("done", text, "")
        self._able = able
        self.refresh()
        self._next = then
        self.next_button.setText(next_label)
        self.next_button.setVisible(bool(next_label))

    def show_written(self, text: str, path: Path | None, label: str) -> None:
        """Say that something is done, and offer to open a file or folder of it, if there is one."""
        if path is None:
            self.show_done(text)
        else:
            self.show_done(text, label, partial(self.open_outside, path))

    def open_outside(self, path: Path) -> None:
        """Have the PC open a file or folder with its own program; say so where it has none for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            problem = _("This PC has no program that opens {path}").format(path=path)
            self.show_error(PlannerError(problem, _("Open it from your file manager, or on another PC.")))

    def refresh(self) -> None:
        """The draft changed: what was offered may no longer be able to be done."""
        self.next_button.setEnabled(self._able())
        late = _("Something else was done since. The history brings back what this took away.")
        self.next_button.setToolTip(tip("" if self._able() else late))

    def _say(self, role: str, text: str, details: str) -> None:
        look_as(self, "role", role)
        self.text.say(text)
        self.details.setPlainText(details)
        self.details_button.setChecked(False)
        self.details.hide()
        self.details_button.setVisible(bool(details))
        self.copy_button.setVisible(role == "error")
        self.next_button.hide()
        self.show()

    def copy(self) -> None:
        """Put the message and its details on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.text.said()}\n\n{self.details.toPlainText()}".strip())

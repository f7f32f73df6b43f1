"""The sign at the foot of the window that says whether all is stored; a click leads to the texts that are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.errors import NotSavedError
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.look import qt_application, tip
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.save_state import Saved, saved

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

LOOK_MS = 1000
"""How often it is looked at what changes without an edit: the file, the share."""


class SavedSign(QToolButton):
    """The label that tells whether all is stored, updated after every edit and typed letter, and every second.

    Signal: `trouble` with why the file is no longer ours, None when it is again.
    """

    trouble = Signal(object)

    def __init__(self, shell: Shell, is_typed: Callable[[], bool]) -> None:
        """`is_typed` tells whether something stands on the page that is not kept in the draft while it is typed."""
        super().__init__()
        self._shell, self._session, self._is_typed = shell, shell.session, is_typed
        self._said: Saved | None = None
        self._short = False
        self._failed = False
        self._kept_at = self._session.typing.kept_at
        self._at: Refusal | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where the officer is typing
        self.clicked.connect(self.go_on)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon = single_shot(self, self.look)  # once for all that the focus goes through
        self._session.changed.connect(self._stored)
        self._session.typing.changed.connect(self.look)
        self._session.troubled.connect(self._troubled)
        qt_application().focusChanged.connect(self._focus_went)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def shorten(self, short: bool) -> None:
        """Show only the sign, where there is no room for words; the tooltip has them."""
        self._short = short
        self._show()

    def _stored(self) -> None:
        self._failed = False
        self.look()

    def _troubled(self, error: object) -> None:
        if isinstance(error, NotSavedError):
            self._failed = True
        self.look()

    def _focus_went(self) -> None:
        self._soon.start()  # when the field has stored what was typed

    def look(self) -> None:
        """Say what is true now."""
        if self._session.is_closed:
            return
        if self._session.typing.kept_at != self._kept_at:  # the disk takes again what is stored
            self._kept_at, self._failed = self._session.typing.kept_at, False
        said, before = saved(self._session, unkept=self._is_typed(), failed=self._failed), self._said
        if before is not None and _same(said, before):
            return
        self._said = said
        self._show()
        if type(said.trouble) is not type(before.trouble if before is not None else None):
            self.trouble.emit(said.trouble)

    def _show(self) -> None:
        if self._said is None:
            return
        said = self._said
        self.setText(said.sign if self._short else f"{said.sign} {said.text}")
        self.setToolTip(tip("\n".join(filter(None, [said.text, said.tip]))))
        self.setAccessibleName(said.text)
        self.setAccessibleDescription(said.tip)
        self.setStyleSheet(
            f"QToolButton {{ color: {hex_of(said.colour)}; border-color: transparent; background: transparent; }}"
            f"QToolButton:hover, QToolButton:focus {{ border-color: {hex_of('line')}; }}"
        )

    @property
    def text_said(self) -> str:
        """What it says, also where there is only room for the sign."""
        return self._said.text if self._said is not None else ""

    def go_on(self) -> None:
        """Go to the next text that its field refused; where there is none, say more."""
        self.look()
        if self._said is None:
            return
        refused = self._said.refused
        if not refused:
            self._session.said.emit(self._said.tip or self._said.text)
            return
        keys = [(each.kind, each.id, each.field) for each in refused]
        last = (self._at.kind, self._at.id, self._at.field) if self._at is not None else None
        self._at = refused[(keys.index(last) + 1) % len(keys) if last in keys else 0]
        self._shell.go_to_refused(self._at)


def _same(one: Saved, other: Saved) -> bool:
    return (one.text, one.tip, one.refused) == (other.text, other.tip, other.refused)

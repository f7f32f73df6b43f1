"""The preview's place in the window: beside the form, shown when asked for or when the window is wide enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from planner_desktop.ui.kit import habits
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:  # the window opens sooner without
    from planner_desktop.document.flow import Said
    from planner_desktop.ui.preview.pane import PreviewPane
    from planner_desktop.ui.session.shell import Shell

WIDE = 1500  # pixels; a window that wide has room for a form and a page
SHARE = 0.42  # of the room of form and preview
SHOWN, WIDTH = "preview", "preview_share"
"""The names of the habits: whether it is shown, and its share of the width."""


class PreviewSplit(QObject):
    """The form, and beside it the preview, made when it is first shown. `turned` tells that it came or went."""

    turned = Signal(bool)

    def __init__(self, shell: Shell, form: QWidget) -> None:
        super().__init__(shell.frame)
        self.shell = shell
        self.pane: PreviewPane | None = None
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(6)
        self.split.addWidget(form)
        self._leading = False

    @property
    def is_shown(self) -> bool:
        """Whether the preview is there."""
        return self.pane is not None and not self.pane.isHidden()

    @property
    def page(self) -> int:
        """The page that is looked at, counted from 0; the first if none is."""
        return self.pane.view.page if self.pane is not None and self.is_shown else 0

    def start(self) -> None:
        """Show the preview if the user had it last time, or never said and the window is wide."""
        window, kept = self.shell.frame, habits.habit(SHOWN)
        width = window.screen().availableGeometry().width() if window.isMaximized() else window.width()
        if kept is True or (kept is None and width >= WIDE):
            self.show()

    def show(self) -> PreviewPane:
        """Show the preview where the officer is."""
        was_shown = self.is_shown  # asked now, for the splitter shows what it is given
        if self.pane is None:
            from planner_desktop.ui.preview.pane import PreviewPane

            self.pane = PreviewPane(self.shell.session, self.shell.section)
            self.pane.chosen.connect(self._chosen)
            self.pane.left.connect(self.shell.to_form)
            self.pane.shut.connect(self.toggle)
            self.split.addWidget(self.pane)
            self.split.setStretchFactor(0, 3)
            self.split.setStretchFactor(1, 2)
        if not was_shown or self.split.sizes()[1] == 0:
            share = habits.habit(WIDTH)
            share = share if isinstance(share, float) and 0.1 < share < 0.9 else SHARE
            self.pane.show()
            wide = self.split.width()
            self.split.setSizes([round(wide * (1 - share)), round(wide * share)])
        self.pane.go_to_section(self.shell.section)
        self.turned.emit(True)
        return self.pane

    def show_text(self, section: str, text: str) -> None:
        """Show where a text of a section is printed."""
        self.show().seek(section, text)

    def toggle(self) -> None:
        """Show the preview, or put it away; the next window does likewise."""
        if self.is_shown:
            assert self.pane is not None
            self._keep_width()
            if self.pane.isAncestorOf(self.shell.frame.focusWidget()):
                self.shell.to_form()
            self.pane.hide()
            self.turned.emit(False)
        else:
            self.show()
        habits.keep(SHOWN, self.is_shown)

    def _keep_width(self) -> None:
        if self.is_shown:
            form, pane = self.split.sizes()
            habits.keep(WIDTH, round(pane / max(1, form + pane), 2))

    def enter(self) -> None:
        """Put the focus on the pages, which the arrow keys then move."""
        self.show().view.setFocus()

    def do(self, word: str) -> None:
        """Have the pages shown larger, smaller or fit_width: what the menu offers to the mouse."""
        getattr(self.show().view, word)()

    def go_to_section(self, section: str) -> None:
        """Follow the officer to a section; not if it was the preview that led there."""
        if self.pane is not None and self.is_shown:
            if self._leading:
                self.pane.pages.section = section
            else:
                self.pane.go_to_section(section)

    def _chosen(self, section: str, said: Said | None) -> None:
        """Lead to the field of what was clicked on, else to its section."""
        from planner_desktop.document.origin import find

        leave_field()
        session = self.shell.session
        found = find(session.draft, section, said, session.in_use) if said is not None else None
        self._leading = True
        self.shell.go_to_record(section, *found) if found else self.shell.go_to_start(section)
        self._leading = False

    def stop(self) -> None:
        """The window closes."""
        if self.pane is not None:
            self._keep_width()
            self.pane.stop()

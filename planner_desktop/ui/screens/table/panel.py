"""A field editor over a table cell, for what needs more room than a cell has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from planner_desktop.ui.fields import FieldEditor
from planner_desktop.ui.kit.item_views import type_into
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, card, qt_application
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid


class CellPanel(QWidget):
    """A field editor over a table cell. Escape and Tab close it, and so does going elsewhere."""

    def __init__(self, table: RecordGrid, editor: FieldEditor, id: int) -> None:
        super().__init__(table.window())
        self.table, self.editor = table, editor
        self._box = box = card()
        outer = bare(QVBoxLayout(self))
        outer.addWidget(box)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(Text(editor.spec.label, "label"))
        layout.addWidget(editor)
        self.message = Text("", "problem")
        layout.addWidget(self.message)
        editor.problem.connect(self.message.say)
        editor.input.setAccessibleName(editor.spec.label)
        editor.load(id)
        follow(self, table.records.session, None, self._refresh)
        table.window().installEventFilter(self)
        editor.done.connect(self._done)
        qt_application().focusChanged.connect(self._focus_went)
        self._top_left = QPoint()

    def place(self, top_left: QPoint) -> None:
        """Stand at this place of the window, or as near as there is room."""
        self._top_left = top_left
        self._fit()

    def _fit(self) -> None:
        window = self.table.window()
        width = min(22 * self.fontMetrics().lineSpacing(), window.width() - 8)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        for inner in (self.editor.layout(), self._box.layout(), layout):
            assert inner is not None
            inner.activate()  # at once, from the inside out: what is typed next shall be seen
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, height)
        x = max(4, min(self._top_left.x(), window.width() - width - 4))
        y = max(4, min(self._top_left.y(), window.height() - height - 4))
        self.move(x, y)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # what the editor shows became higher or lower
            self._fit()
        return done

    def start(self, typed: str) -> None:
        """Show the panel and go on with what was typed."""
        self.show()
        self.raise_()
        self.editor.input.setFocus()
        if isinstance(self.editor.input, QLineEdit):
            self.editor.input.selectAll()
        if isinstance(self.editor.input, QTextEdit):  # running text goes on at its end
            self.editor.input.moveCursor(QTextCursor.MoveOperation.End)
        if typed:
            type_into(self.editor.input, typed)

    def _refresh(self) -> None:
        if self.editor.id not in self.table.records.ids:
            self.table.close_panel()
            return
        self.editor.refresh()
        self._fit()

    def _done(self) -> None:
        self.table.close_panel()
        self.table.go(0, 1)

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.window() and not (now is self or self.isAncestorOf(now)):
            self.table.close_panel()

    def finish(self) -> None:
        """Store what is entered and go."""
        qt_application().focusChanged.disconnect(self._focus_went)
        self.table.window().removeEventFilter(self)
        self.editor.store()
        focused = QApplication.focusWidget()
        if focused is None or self.isAncestorOf(focused):
            self.table.setFocus()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.editor.give_up()
            self.table.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table.close_panel()
            self.table.go(1, 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab out of the panel is Tab out of the cell. Qt calls this as well when the panel is hidden.
        if self.table.panel is not self:
            return super().focusNextPrevChild(next)
        focused = QApplication.focusWidget()
        if focused is not None and not (focused.isVisible() and focused.isEnabled()):
            self.editor.input.setFocus()  # nobody pressed Tab: what had the focus went
            return True
        self.table.close_panel()
        self.table.go(0, 1 if next else -1)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.table.close_panel()
        return False

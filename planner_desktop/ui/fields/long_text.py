"""The editor of a text of several lines."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner_desktop.ui.fields.quantity_said import QuantitySaid
from planner_desktop.ui.fields.typed import TypedEditor
from planner_desktop.ui.kit import too_large
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.wrapping import WrappedText
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.spelling import mark_spelling


class LongTextInput(WrappedText):
    """Several lines, as high as its text. Tab leaves it."""

    LEAST_LINES, MOST_LINES = 2, 12

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # The document of a QPlainTextEdit measures its height in lines.
        lines = max(self.LEAST_LINES, min(self.MOST_LINES, int(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 22
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()  # another width, other lines

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())


class LongTextEditor(TypedEditor):
    """Text of several lines."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.text = LongTextInput(self)
        self.watch(self.text)
        mark_spelling(self.text, session)
        layout = bare(QVBoxLayout(self))
        layout.setSpacing(2)
        layout.addWidget(self.text)
        if self.spec.quantity:
            layout.addWidget(QuantitySaid(self.text.toPlainText, self.text.textChanged, self))

    def typed(self) -> str:
        return self.text.toPlainText() if self._held is None else self._held

    def put(self, text: str) -> None:
        if self.hold(text, said := too_large.of_text(text)):
            text = said
        if self.text.toPlainText() == text:
            self.text.document().clearUndoRedoStacks()  # what it holds is stored; the cursor stays, and what is chosen
        else:
            at = self.text.textCursor().position()
            self.text.setPlainText(text)
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, len(self.text.toPlainText())) if self.text.hasFocus() else 0)
            self.text.setTextCursor(cursor)

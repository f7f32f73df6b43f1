"""How a table's cells are drawn and edited in place: a line, several lines, a choice, or a link to search."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from planner_desktop.draft.records.records import Place
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.fields.amount_said import unlikely_said
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.fields.choices import ChoiceBox
from planner_desktop.ui.fields.on_screen import CellKind
from planner_desktop.ui.fields.typed import line_input
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index
from planner_desktop.ui.kit.wrapping import WrappedText
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.spelling import has_menu_with_words, mark_spelling
from planner_desktop.ui.session.taking_back import take_back

CellInput = QLineEdit | QPlainTextEdit

INSET = 3
"""Room around the text of a cell."""


def paint_inset(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: Index,
    paint: Callable[[QPainter, QStyleOptionViewItem, Index], None],
) -> None:
    """Draw a cell with room around its text and a line round the one that has the focus."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, option.palette.highlight())
    inner = QStyleOptionViewItem(option)
    inner.rect = option.rect.adjusted(INSET, INSET, -INSET, -INSET)
    focused = option.state & QStyle.StateFlag.State_HasFocus
    inner.state &= ~QStyle.StateFlag.State_HasFocus
    paint(painter, inner, index)
    if focused:
        painter.save()
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


class EditedCell:
    """The cell of an open editor. The empty row becomes a record while it is typed into; a row may go."""

    def __init__(self, index: Index, place: Callable[[Index], Place]) -> None:
        self.index = QPersistentModelIndex(index)
        self._tell, self._last = place, place(index)

    def place(self) -> Place:
        """Where what is typed is kept; where that was, if the row is gone."""
        if self.index.isValid():
            self._last = self._tell(self.index)
        return self._last


class TypingDelegate(QStyledItemDelegate):
    """Has what is typed into a cell kept in the draft while its editor is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: dict[QWidget, tuple[Session, EditedCell]] = {}

    def keep_typing(self, editor: CellInput, session: Session, index: Index, place: Callable[[Index], Place]) -> None:
        """Have what is typed into this editor of a cell kept, until it goes; `place` tells where."""
        cell = EditedCell(index, place)
        self._open[editor] = session, cell
        Leaving(editor, session.history_wanted.emit)
        editor.textChanged.connect(lambda: session.typing.note(cell.place(), lambda: typed_into(editor)))

    def save_typed(self, editor: QWidget) -> Place | None:
        """Store what is typed into an editor, which stays open; the place of its cell, None where it is none of these.

        What was not taken is among the session's refused texts.
        """
        if editor not in self._open:
            return None
        _session, cell = self._open[editor]
        if typed_into(editor) is not None:
            self.setModelData(editor, cell.index.model(), cell.index)
            if isinstance(editor, QLineEdit):
                editor.setModified(False)
            elif isinstance(editor, QPlainTextEdit):
                editor.document().setModified(False)
            elif isinstance(editor, ChoiceBox):
                editor.began_with = editor.currentText()
        return cell.place()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        pressed = event if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        escape = pressed is not None and pressed.matches(QKeySequence.StandardKey.Cancel)
        if escape and isinstance(editor, QWidget) and editor in self._open:
            session, cell = self._open[editor]
            if session.uncover():
                return True
            text = typed_into(editor)
            if text is not None:
                take_back(session, cell.place(), text)
        return super().eventFilter(editor, event)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect
        if isinstance(editor, QPlainTextEdit):
            place.setHeight(max(place.height(), 3 * editor.fontMetrics().lineSpacing()))
        editor.setGeometry(place)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        session, cell = self._open.pop(editor, (None, None))
        if session and cell and cell.place() not in session.refused.unsaved:
            session.typing.forget(cell.place())
        super().destroyEditor(editor, index)


def typed_into(editor: QWidget) -> str | None:
    """What is typed into the editor of a cell; None where it is what the cell held."""
    if isinstance(editor, QLineEdit):
        return editor.text() if editor.isModified() else None
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText() if editor.document().isModified() else None
    if isinstance(editor, ChoiceBox):
        return editor.currentText() if editor.currentText() != editor.began_with else None
    return None


class CellDelegate(TypingDelegate):
    """Enter stores and goes down, Tab stores and goes on; Alt+Enter starts a new line in a long text.

    `go` tells where: rows down, columns on.
    """

    go = Signal(int, int)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_inset(painter, option, index, super().paint)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(INSET, INSET, -INSET, -INSET)
        size = super().sizeHint(inner, index)
        return QSize(size.width() + 2 * INSET, size.height() + 2 * INSET)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, RecordTableModel) and model.refusal(index.row(), model.fields[index.column()]) is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour("bad"))
        elif self._unlikely(index):
            option.palette.setColor(QPalette.ColorRole.Text, colour("begun"))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        unlikely = self._unlikely(index) if event.type() == QEvent.Type.ToolTip else ""
        if unlikely:
            QToolTip.showText(event.globalPos(), unlikely, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _unlikely(self, index: Index) -> str:
        """What is unlikely about an amount."""
        model = index.model()
        if not isinstance(model, RecordTableModel) or not model.field(index.column()).field_type.money:
            return ""
        id, field = model.id(index.row()), model.fields[index.column()]
        return unlikely_said(model.reader.usual(model.reader.record(id), field)) if id is not None else ""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RecordTableModel)
        spec = model.field(index.column())

        def place(at: Index) -> Place:
            return model.place(at.row(), model.fields[at.column()])

        cell = model.cell(index.column())
        if cell is CellKind.CHOICE:
            choices = ChoiceBox(spec, parent)
            self._open[choices] = model.session, EditedCell(index, place)
            return choices
        if cell is CellKind.LINES and (spec.field_type.multiline or not (spec.suggest or spec.pattern)):
            box = several_lines(parent)
            mark_spelling(box, model.session)
            has_menu_with_words(box)
            self.keep_typing(box, model.session, index, place)
            return box
        line = line_input(model.session.draft, model.spec, spec, parent)
        # Enter while suggestions are listed comes to the line itself, past the event filter.
        line.returnPressed.connect(lambda: self._leave(line, 1, 0))
        self.keep_typing(line, model.session, index, place)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, ChoiceBox):
            editor.setCurrentText(text)
            editor.began_with = editor.currentText()
        elif isinstance(editor, QPlainTextEdit):
            if editor.toPlainText() != text and not editor.document().isModified():
                editor.setPlainText(text)
                editor.selectAll()
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def _leave(self, editor: QWidget, down: int, on: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.go.emit(down, on)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            step = _step(event)
            if step is not None:
                self._leave(editor, *step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
                return True
        return super().eventFilter(editor, event)


class CardDelegate(TypingDelegate):
    """Cards of a list, edited in several lines: Enter stores, Alt+Enter starts a new line.

    `place` tells where what is typed into a card is kept.
    """

    def __init__(self, parent: QWidget, session: Session, place: Callable[[Index], Place]) -> None:
        super().__init__(parent)
        self._session, self._place = session, place

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 10)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = several_lines(parent)
        mark_spelling(box, self._session)
        has_menu_with_words(box)
        self.keep_typing(box, self._session, index, self._place)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(without_break_marks(str(index.data(Qt.ItemDataRole.EditRole) or "")))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit) and editor.document().isModified():
            model.setData(index, editor.toPlainText())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        pressed = event if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        enter = pressed is not None and pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed is not None and enter and isinstance(editor, QPlainTextEdit):
            if pressed.modifiers() & Qt.KeyboardModifier.AltModifier:
                editor.insertPlainText("\n")
            else:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)


def several_lines(parent: QWidget) -> QPlainTextEdit:
    """A box for several lines inside a list or table."""
    box = WrappedText(parent)
    box.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    return box


def _step(event: QKeyEvent) -> tuple[int, int] | None:
    """Where a key leads from a cell: (rows down, columns on)."""
    if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
        return None
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return (-1 if back else 1, 0)
    if event.key() == Qt.Key.Key_Tab:
        return (0, 1)
    return (0, -1) if event.key() == Qt.Key.Key_Backtab else None

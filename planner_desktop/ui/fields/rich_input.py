"""The text of the editor of running text: what keys, pasting and its toolbar do to it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextTable,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from planner_desktop.errors import PlannerError
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.i18n import _, later
from planner_desktop.ui.fields import rich_clipboard, rich_document, rich_lists, rich_merging, rich_notes, rich_tables
from planner_desktop.ui.fields.rich_figures import AT_ONCE, load_figure, read_figure
from planner_desktop.ui.fields.rich_pictures import PastedPictures
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.wrapping import Wrapping, wrap_at_words

TABLE_KEYS = {
    "row": Key(later("Another row in the table of the text"), ("Ctrl+Alt+Down",)),
    "column": Key(later("Another column in the table of the text"), ("Ctrl+Alt+Right",)),
    "no_row": Key(later("Delete the row of the table of the text"), ("Ctrl+Alt+Backspace",)),
    "no_column": Key(later("Delete the column of the table of the text"), ("Ctrl+Shift+Backspace",)),
    "no_table": Key(later("Delete the table of the text"), ("Ctrl+Alt+Shift+Backspace",)),
}
"""What is done to the table that the cursor is in."""


class RichInput(QTextEdit):
    """The text widget of the rich text editor.

    Tab leaves it; of pasted text it keeps only what a plan's text may have.
    """

    note_wanted = Signal()
    """The officer wants to write the note of the mark at the cursor."""
    left_behind = Signal(str)
    """What did not come with a text that was pasted, as a sentence; empty where all came."""
    LEAST_LINES, MOST_LINES = 9, 18
    MOST_OF_WINDOW = 0.6
    _wrapping: Wrapping | None = None

    def __init__(
        self,
        attachment: Callable[[str], bytes],
        attach: Callable[[Path], str | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._attachment, self.attach = attachment, attach
        self._budget = replace(AT_ONCE)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        rich_notes.draw_marks(self.document(), self)
        self._wrapping = wrap_at_words(self)
        self._of_tables = self._table_actions()
        self.addActions(self._of_tables)
        self.document().contentsChanged.connect(self.viewport().update)  # marks further on have other numbers
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height()) + line
        room = min(self.MOST_LINES * line, int(self.MOST_OF_WINDOW * self.window().height()))
        height = max(self.LEAST_LINES * line, min(room, wanted))
        if height != self.height():
            self.setFixedHeight(height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # now it is known how large the window is

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wrapping and event.size().width() != event.oldSize().width():
            self._wrapping.again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._wrapping and event.type() == QEvent.Type.FontChange:
            self._wrapping.again()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = name if isinstance(name, str) else name.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        return load_figure(address, self._attachment, self._budget)

    def createMimeDataFromSelection(self) -> QMimeData:
        return rich_clipboard.copied(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return rich_clipboard.can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pictures = PastedPictures(self.attach)
        try:
            narrative = rich_clipboard.read(source, pictures)
        except PlannerError as error:
            self.left_behind.emit(str(error))
            return
        blocks = narrative.blocks
        self.left_behind.emit(narrative.left.said())
        cursor = self.textCursor()
        if not blocks:
            return
        cursor.beginEditBlock()
        if len(blocks) == 1 and isinstance(blocks[0], rich_text.RichParagraph):
            (of_text,) = rich_document.looks_of(blocks[0])  # words for the paragraph that is there
            rich_notes.insert_text(cursor, blocks[0].paragraph, blocks[0].notes, of_text)
        elif cursor.currentTable() is not None:
            rich_tables.paste_into(cursor, blocks)
        else:
            cursor.removeSelectedText()
            rich_document.make_room(cursor)
            rich_document.insert(cursor, blocks)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if cursor.currentList() is not None and not cursor.block().text():
                if self.change_level(-1):  # Enter in an empty item goes a level out, and at last ends the list
                    return
                rich_document.set_heading(cursor, 0)
                self.setTextCursor(cursor)
                return
            if cursor.block().blockFormat().headingLevel() and cursor.atBlockEnd():
                cursor.beginEditBlock()
                cursor.insertBlock()
                rich_document.set_heading(cursor, 0)
                cursor.endEditBlock()
                self.setTextCursor(cursor)
                return
        super().keyPressEvent(event)

    def set_heading(self, level: int) -> None:
        """Make the paragraphs chosen headings of this level, 0 for running text."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for one in self._chosen(cursor):
            rich_document.set_heading(one, level)
        cursor.endEditBlock()
        self.setFocus()

    def set_list(self, numbered: bool) -> None:
        """Make the paragraphs chosen a list, or running text if they are such a list already."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        chosen = self._chosen(cursor)
        if chosen and all(one.currentList() is not None for one in chosen):
            if all(self.in_list(numbered, one) for one in chosen):
                for one in chosen:
                    rich_document.set_heading(one, 0)
            else:
                rich_lists.change_sign([one.block() for one in chosen], numbered=numbered)
        else:
            placing = rich_lists.ListBuilder()
            for one in chosen:
                rich_document.set_heading(one, 0)
                placing.put(one.block(), 1, rich_text.usual_sign(1, numbered=numbered))
        cursor.endEditBlock()
        self.setFocus()

    def change_level(self, by: int) -> bool:
        """Take the items chosen a level deeper, or further out where `by` is -1; whether they may go there."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        done = rich_lists.change_level([one.block() for one in self._chosen(cursor)], by)
        cursor.endEditBlock()
        return done

    def set_look(self, look: int) -> None:
        """Make the letters chosen, or those typed next, bold or italic; plain if they are so already."""
        cursor = self.textCursor()
        letters = QTextCharFormat()
        so = not self.has_look(look)
        if look == emphasis.BOLD:
            letters.setFontWeight(QFont.Weight.Bold if so else QFont.Weight.Normal)
        else:
            letters.setFontItalic(so)
        if not cursor.hasSelection():
            if self._may_look(cursor):
                self.mergeCurrentCharFormat(letters)
            return
        cursor.beginEditBlock()
        for one in filter(self._may_look, self._chosen(cursor)):
            start, end = one.block().position(), one.block().position() + one.block().length() - 1
            one.setPosition(max(start, cursor.selectionStart()))
            one.setPosition(max(one.position(), min(end, cursor.selectionEnd())), QTextCursor.MoveMode.KeepAnchor)
            one.mergeCharFormat(letters)
        cursor.endEditBlock()
        self.setFocus()

    def has_look(self, look: int) -> bool:
        """Whether the letters at the cursor are bold or italic, where they may be either."""
        return self._may_look(self.textCursor()) and bool(rich_notes.look_of(self.currentCharFormat()) & look)

    def _may_look(self, cursor: QTextCursor) -> bool:
        return not (cursor.currentTable() or cursor.blockFormat().headingLevel())

    def in_list(self, numbered: bool, cursor: QTextCursor | None = None) -> bool:
        """Whether the cursor stands in a list of this kind."""
        of = (cursor or self.textCursor()).currentList()
        return of is not None and (rich_lists.sign_of(of) != "-") == numbered

    def is_heading(self, level: int) -> bool:
        """Whether the cursor stands in a heading of this level; at 0, in running text that is in no list."""
        cursor = self.textCursor()
        return cursor.blockFormat().headingLevel() == level and (level > 0 or cursor.currentList() is None)

    def insert_table(self) -> None:
        """Put an empty table behind the paragraph; inside a table, another row below."""
        cursor = self.textCursor()
        if cursor.currentTable() is not None:
            self._to_table(rich_tables.add_row)
            return
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        rich_tables.insert_table(cursor, rich_tables.new_table())
        cursor.endEditBlock()
        rich_tables.go_back_into(cursor)
        self.setTextCursor(cursor)
        self.setFocus()

    def _table_actions(self) -> list[QAction]:
        """What can be done to the table at the cursor, each with its key."""
        made: list[QAction] = []
        for name, does in (
            ("row", rich_tables.add_row), ("column", rich_tables.add_column), ("no_row", rich_tables.remove_row),
            ("no_column", rich_tables.remove_column), ("no_table", rich_tables.remove),
        ):  # fmt: skip
            action = QAction(_(TABLE_KEYS[name].does), self)
            action.setShortcut(TABLE_KEYS[name].keys[0])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(self._to_table, does))
            made.append(action)
        return made

    def _to_table(self, does: Callable[[QTextCursor], None], _checked: bool = False) -> None:
        cursor = self.textCursor()
        if cursor.currentTable() is not None:
            cursor.beginEditBlock()
            does(cursor)
            cursor.endEditBlock()
            self.setTextCursor(cursor)

    def createStandardContextMenu(self, *at: QPoint) -> QMenu:
        menu = super().createStandardContextMenu(*at)
        table = self.textCursor().currentTable()
        if table is not None:
            menu.addSeparator()
            menu.addActions(self._of_tables)
            for label, does in rich_merging.offered(self.textCursor(), rich_tables.head_of(table)):
                menu.addAction(label, partial(self._to_table, does))
            rich_tables.add_page_menu(menu, table)
        return menu

    def focusNextPrevChild(self, next: bool) -> bool:
        # In a table Tab goes from cell to cell, and behind it from its last one; in a list it takes items to another
        # level as long as there is one; elsewhere out of the text.
        cursor = self.textCursor()
        if self.hasFocus() and not self.isReadOnly() and self.change_level(1 if next else -1):
            return True
        if self.hasFocus() and rich_tables.go(cursor, 1 if next else -1):
            self.setTextCursor(cursor)
            return True
        return super().focusNextPrevChild(next)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(colour("faint"))
        up = QPoint(0, painter.fontMetrics().descent())
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                for place, hint in rich_tables.hints(frame):
                    painter.drawText(self.cursorRect(place).bottomLeft() - up, hint)

    def insert_figure(self, name: str) -> None:
        """Put a figure that the draft keeps under this name behind the present paragraph."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text():
            cursor.insertBlock()
        rich_document.insert(cursor, (rich_text.RichFigure(figure=name),))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def insert_note(self) -> None:
        """Put the mark of a footnote behind the cursor, unless it stands at one."""
        cursor = self.textCursor()
        if rich_notes.mark_beside(cursor) is None:
            cursor.setPosition(cursor.selectionEnd())
            rich_notes.insert(cursor)
            self.setTextCursor(cursor)

    def may_have_note(self) -> bool:
        """Whether a footnote may stand where the cursor is: in running text and in lists."""
        cursor = self.textCursor()
        block = cursor.block()
        has_figure = read_figure(block, "") is not None
        return not (cursor.currentTable() or block.blockFormat().headingLevel() or has_figure)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cursor = self.cursorForPosition(event.position().toPoint())
        if rich_notes.mark_beside(cursor) is None:
            super().mouseDoubleClickEvent(event)
            return
        self.setTextCursor(cursor)
        self.note_wanted.emit()

    def _chosen(self, cursor: QTextCursor) -> list[QTextCursor]:
        """The paragraphs chosen, but none in a table: a cell is text alone."""
        block, last = self.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
        found: list[QTextCursor] = [QTextCursor(block)]
        while block.next().isValid() and block.next().position() <= last:
            block = block.next()
            found.append(QTextCursor(block))
        return [one for one in found if one.currentTable() is None]

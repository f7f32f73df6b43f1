"""The editor of running text: paragraphs, headings, lists, tables and figures, with a small toolbar."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextEdit, QToolButton, QVBoxLayout, QWidget

from planner_desktop.draft import Record
from planner_desktop.formpack import rich_text
from planner_desktop.i18n import _
from planner_desktop.ui.editors import rich_document, rich_tables
from planner_desktop.ui.editors.rich_figures import load_figure
from planner_desktop.ui.editors.typed import TypedEditor
from planner_desktop.ui.session import Session


class RichInput(QTextEdit):
    """The text. Tab leaves it; what is pasted keeps only what a plan's text may have."""

    LEAST_HEIGHT, MOST_HEIGHT = 160, 460

    def __init__(self, attachment: Callable[[str], bytes], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attachment = attachment
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        wanted = int(self.document().size().height()) + 16
        height = max(self.LEAST_HEIGHT, min(self.MOST_HEIGHT, wanted))
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = name if isinstance(name, str) else name.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        picture = load_figure(address, self._attachment)
        return super().loadResource(kind, name) if picture is None else picture

    def insertFromMimeData(self, source: QMimeData) -> None:
        blocks = rich_document.from_html(source.html()) if source.hasHtml() else rich_text.from_plain(source.text())
        cursor = self.textCursor()
        if len(blocks) == 1 and isinstance(blocks[0], rich_text.Paragraph):
            cursor.insertText(blocks[0].paragraph)  # a few words belong into the paragraph that is there
            return
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if cursor.block().text():
            cursor.insertBlock()
        rich_document.insert(cursor, blocks)
        cursor.endEditBlock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if cursor.currentList() is not None and not cursor.block().text():
                rich_document.set_heading(cursor, 0)  # Enter in an empty item ends the list
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
        """Make the paragraphs chosen a list."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        blocks = self._chosen(cursor)
        for one in blocks:
            rich_document.set_heading(one, 0)
        made = blocks[0].createList(rich_document.list_format(numbered))
        for one in blocks[1:]:
            made.add(one.block())
        cursor.endEditBlock()
        self.setFocus()

    def insert_table(self) -> None:
        """Put an empty table behind the paragraph; inside a table, another row below."""
        cursor = self.textCursor()
        table = cursor.currentTable()
        if table is not None:
            row = table.cellAt(cursor).row()
            if 0 < row < table.rows() - 1:  # between the rows of the caption and of the note
                table.insertRows(row + 1, 1)
            return
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        rich_tables.insert_table(cursor, rich_tables.new_table())
        cursor.endEditBlock()
        self.setFocus()

    def insert_figure(self, name: str) -> None:
        """Put a figure that the draft keeps under this name behind the present paragraph."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text():
            cursor.insertBlock()
        rich_document.insert(cursor, (rich_text.Figure(figure=name),))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def _chosen(self, cursor: QTextCursor) -> list[QTextCursor]:
        block, last = self.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
        found: list[QTextCursor] = []
        while block.isValid() and (not found or block.position() <= last):
            found.append(QTextCursor(block))
            block = block.next()
        return found


def _do(does: Callable[[], None], _checked: bool = False) -> None:
    does()


class RichTextEditor(TypedEditor):
    """Running text with headings and lists, stored as blocks."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.text = RichInput(session.draft.attachment, self)
        self.watch(self.text)
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for label, key, does in (
            (_("Paragraph"), "Ctrl+0", partial(self.text.set_heading, 0)),
            (_("Heading 1"), "Ctrl+1", partial(self.text.set_heading, 1)),
            (_("Heading 2"), "Ctrl+2", partial(self.text.set_heading, 2)),
            (_("Heading 3"), "Ctrl+3", partial(self.text.set_heading, 3)),
            (_("1. Numbered"), "Ctrl+7", partial(self.text.set_list, True)),
            (_("– Dashes"), "Ctrl+8", partial(self.text.set_list, False)),
            (_("Table"), "Ctrl+9", self.text.insert_table),
            (_("Figure…"), "Ctrl+Shift+9", self._ask_figure),
        ):
            action = QAction(label, self.text)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(f"{label} ({key})")
            action.triggered.connect(partial(_do, does))
            self.text.addAction(action)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            bar.addWidget(button)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(bar)
        layout.addWidget(self.text)

    def _ask_figure(self) -> None:
        pictures = _("Pictures (*.png *.jpg *.jpeg)")
        path, _filter = QFileDialog.getOpenFileName(self.window(), _("Insert figure"), "", pictures)
        if path:
            self.insert_figure(Path(path))

    def insert_figure(self, path: Path) -> None:
        """Keep a copy of the picture in the draft, put it behind the present paragraph, and wait for its caption."""
        with self.session.trying():
            self.text.insert_figure(self.session.draft.attach(path))

    def typed(self) -> str:
        return rich_text.dump(rich_document.blocks_of(self.text.document())) or ""

    def put(self, text: str) -> None:
        """Show stored blocks."""
        if text != self.typed() or self.text.document().isUndoAvailable():
            at = self.text.textCursor().position()
            rich_document.fill(self.text.document(), rich_text.load(text) if text else ())
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, self.text.document().characterCount() - 1) if self.text.hasFocus() else 0)
            self.text.setTextCursor(cursor)

    def show_record(self, record: Record) -> None:
        value = record.values[self.field]
        self.put(str(value) if value else "")
        self._shown = self.typed()

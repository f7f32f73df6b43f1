"""The editor of running text: paragraphs, headings, lists, tables, figures and footnotes, with a small toolbar."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QTextEdit, QToolButton, QVBoxLayout, QWidget

from planner_desktop.draft import Record
from planner_desktop.formpack import rich_text
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.editors import rich_clipboard, rich_document, rich_notes, rich_tables
from planner_desktop.ui.editors.base import Leaving
from planner_desktop.ui.editors.rich_figures import load_figure, read_figure
from planner_desktop.ui.editors.rich_note_field import NoteField
from planner_desktop.ui.editors.rich_pictures import Pictures
from planner_desktop.ui.editors.typed import TypedEditor
from planner_desktop.ui.session import Session


class RichInput(QTextEdit):
    """The text. Tab leaves it; what is pasted keeps only what a plan's text may have."""

    note_wanted = Signal()
    """The officer wants to write the note of the mark at the cursor."""
    pictures_lost = Signal(int)
    """So many pictures of what was pasted could not be had."""
    LEAST_HEIGHT, MOST_HEIGHT = 160, 460

    def __init__(
        self,
        attachment: Callable[[str], bytes],
        attach: Callable[[Path], str | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._attachment, self.attach = attachment, attach
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        rich_notes.draw_marks(self.document(), self)
        self.document().contentsChanged.connect(self.viewport().update)  # marks further on have other numbers
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

    def createMimeDataFromSelection(self) -> QMimeData:
        return rich_clipboard.copied(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return rich_clipboard.can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pictures = Pictures(self.attach)
        blocks = rich_clipboard.blocks_of(source, pictures)
        self.pictures_lost.emit(pictures.lost)
        cursor = self.textCursor()
        if not blocks:
            return
        cursor.beginEditBlock()
        if len(blocks) == 1 and isinstance(blocks[0], rich_text.Paragraph):
            rich_notes.insert_text(
                cursor, blocks[0].paragraph, blocks[0].notes
            )  # words for the paragraph that is there
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
        if cursor.currentTable() is not None:
            rich_tables.add_row(cursor)
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
        self.text = RichInput(session.draft.attachment, self._attach, self)
        self.text.pictures_lost.connect(self._tell_lost)
        self.note = NoteField(self.text)
        self.input = self.text
        ask = session.history_wanted.emit
        leaving, note_leaving = Leaving(self.text, ask), Leaving(self.note.line, ask)
        leaving.left.connect(self._leave)
        note_leaving.left.connect(self._leave)
        leaving.escaped.connect(self.discard)
        self.text.textChanged.connect(self.note_typing)
        self.text.note_wanted.connect(self.note.line.setFocus)
        self._footnote = self._button(_("Footnote"), "Ctrl+Alt+F", self.write_note)
        self.text.cursorPositionChanged.connect(self._offer_note)
        self.text.textChanged.connect(self._offer_note)
        heading = self.text.set_heading
        paragraphs = self._bar(
            self._button(_("Paragraph"), "Ctrl+0", partial(heading, 0)),
            self._button(_("Heading 1"), "Ctrl+1", partial(heading, 1)),
            self._button(_("Heading 2"), "Ctrl+2", partial(heading, 2)),
            self._button(_("Heading 3"), "Ctrl+3", partial(heading, 3)),
        )
        others = self._bar(
            self._button(_("1. Numbered"), "Ctrl+7", partial(self.text.set_list, True)),
            self._button(_("– Dashes"), "Ctrl+8", partial(self.text.set_list, False)),
            self._button(_("Table"), "Ctrl+9", self.text.insert_table),
            self._button(_("Figure…"), "Ctrl+Shift+9", self._ask_figure),
            self._footnote,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(paragraphs)
        layout.addLayout(others)
        layout.addWidget(self.text)
        layout.addWidget(self.note)

    def _button(self, label: str, key: str, does: Callable[[], None]) -> QToolButton:
        action = QAction(label, self.text)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{label} ({key})")
        action.triggered.connect(partial(_do, does))
        self.text.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _bar(self, *buttons: QToolButton) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for button in buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        return bar

    def _leave(self) -> None:
        """Store the text when it is left, but not between a mark and its note."""
        if QApplication.focusWidget() not in (self.text, self.note.line):
            self.store()

    def _offer_note(self) -> None:
        """Only the button: with its action the key would go too, and Ctrl+Alt+F be typed as a letter."""
        self._footnote.setEnabled(self.text.may_have_note())

    def write_note(self) -> None:
        """Begin a footnote at the cursor, or go on with the one there is."""
        if self.text.may_have_note():
            self.text.insert_note()
            self.note.line.setFocus()

    def _ask_figure(self) -> None:
        pictures = _("Pictures (*.png *.jpg *.jpeg)")
        path, _filter = QFileDialog.getOpenFileName(self.window(), _("Insert figure"), "", pictures)
        if path:
            self.insert_figure(Path(path))

    def insert_figure(self, path: Path) -> None:
        """Keep a copy of the picture in the draft, put it behind the present paragraph, and wait for its caption."""
        name = self._attach(path)
        if name is not None:
            self.text.insert_figure(name)

    def _attach(self, path: Path) -> str | None:
        """Keep a copy of a picture in the draft; None where that failed, which is told."""
        with self.session.trying():
            return self.session.draft.attach(path)
        return None

    def _tell_lost(self, count: int) -> None:
        """Say that pictures did not come with the text; the next paste that has all says nothing."""
        self.problem.emit(
            ngettext(
                "{n} picture did not come with the text. Save it as a file and insert it with Figure…",
                "{n} pictures did not come with the text. Save them as files and insert them with Figure…",
                count,
            ).format(n=count)
            if count
            else ""
        )

    def typed(self) -> str:
        return rich_text.dump(rich_document.blocks_of(self.text.document())) or ""

    def put(self, text: str) -> None:
        """Show stored blocks."""
        if text != self.typed() or self.text.document().isUndoAvailable():
            at = self.text.textCursor().position()
            here = self.text.hasFocus() or self.note.line.hasFocus()
            self.note.waits = True
            rich_document.fill(self.text.document(), rich_text.load(text) if text else ())
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, self.text.document().characterCount() - 1) if here else 0)
            self.text.setTextCursor(cursor)
            self.note.waits = False
            self.note.follow()

    def show_record(self, record: Record) -> None:
        value = record.values[self.field]
        self.put(str(value) if value else "")
        self._shown = self.typed()

"""The editor of running text: paragraphs, headings, lists, tables, figures and footnotes, with a small toolbar."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout

from planner_desktop import pictures
from planner_desktop.draft import Record
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.i18n import _, later
from planner_desktop.ui.fields import rich_document
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.fields.rich_alt_field import AltField
from planner_desktop.ui.fields.rich_input import RichInput
from planner_desktop.ui.fields.rich_note_field import NoteField
from planner_desktop.ui.fields.typed import TypedEditor
from planner_desktop.ui.kit import too_large
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.spelling import mark_spelling

KEYS = {
    "paragraph": Key(later("Paragraph"), ("Ctrl+0",)),
    "heading_1": Key(later("Heading 1"), ("Ctrl+1",)),
    "heading_2": Key(later("Heading 2"), ("Ctrl+2",)),
    "heading_3": Key(later("Heading 3"), ("Ctrl+3",)),
    "numbered": Key(later("Numbered list"), ("Ctrl+7",)),
    "dashes": Key(later("List with dashes"), ("Ctrl+8",)),
    "bold": Key(later("Bold"), ("Ctrl+B",)),
    "italic": Key(later("Italic"), ("Ctrl+I",)),
    "table": Key(later("Insert a table, or a row in one"), ("Ctrl+9",)),
    "figure": Key(later("Insert a figure"), ("Ctrl+Shift+9",)),
    "note": Key(later("Footnote"), ("Ctrl+Alt+F",)),
}
"""The keys of the toolbar's buttons."""


def _do(does: Callable[[], None], _checked: bool = False) -> None:
    does()


class RichTextEditor(TypedEditor):
    """Running text with headings and lists, stored as blocks."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.text = RichInput(session.draft.attachment, self._attach, self)
        self.text.left_behind.connect(self.problem)
        mark_spelling(self.text, session)
        self.note = NoteField(self.text)
        self.alt = AltField(self.text)
        self.input = self.text
        ask = session.history_wanted.emit
        leaving, note_leaving = Leaving(self.text, ask), Leaving(self.note.line, ask)
        leaving.left.connect(self._leave)
        note_leaving.left.connect(self._leave)
        leaving.escaped.connect(self.escape)
        self.text.textChanged.connect(self.note_typing)
        self.text.note_wanted.connect(self.note.line.setFocus)
        self._states: list[tuple[QAction, Callable[[], bool]]] = []
        self._footnote = self._button(_("Footnote"), "note", self.write_note)
        self.text.cursorPositionChanged.connect(self._offer_note)
        self.text.cursorPositionChanged.connect(self._show_states)
        self.text.textChanged.connect(self._offer_note)
        heading, is_heading = self.text.set_heading, self.text.is_heading
        paragraphs = self._bar(
            self._button(_("Paragraph"), "paragraph", partial(heading, 0), partial(is_heading, 0)),
            self._button(_("Heading 1"), "heading_1", partial(heading, 1), partial(is_heading, 1)),
            self._button(_("Heading 2"), "heading_2", partial(heading, 2), partial(is_heading, 2)),
            self._button(_("Heading 3"), "heading_3", partial(heading, 3), partial(is_heading, 3)),
        )
        set_list, in_list = self.text.set_list, self.text.in_list
        set_look, has_look = self.text.set_look, self.text.has_look
        self.text.currentCharFormatChanged.connect(self._show_states)
        others = self._bar(
            self._button(_("Bold"), "bold", partial(set_look, emphasis.BOLD), partial(has_look, emphasis.BOLD)),
            self._button(_("Italic"), "italic", partial(set_look, emphasis.ITALIC), partial(has_look, emphasis.ITALIC)),
            self._button(_("1. Numbered"), "numbered", partial(set_list, True), partial(in_list, True)),
            self._button(_("– Dashes"), "dashes", partial(set_list, False), partial(in_list, False)),
            self._button(_("Table"), "table", self.text.insert_table),
            self._button(_("Figure…"), "figure", self._ask_figure),
            self._footnote,
        )
        layout = bare(QVBoxLayout(self), 2)
        layout.addLayout(paragraphs)
        layout.addLayout(others)
        layout.addWidget(self.text)
        layout.addWidget(self.note)
        layout.addWidget(self.alt)

    def _button(
        self, label: str, name: str, does: Callable[[], None], is_so: Callable[[], bool] | None = None
    ) -> QToolButton:
        """A button of the toolbar with its key; `is_so` tells whether it is pressed where the cursor stands."""
        action = QAction(label, self.text)
        if is_so:
            action.setCheckable(True)
            self._states.append((action, is_so))
        (key,) = KEYS[name].keys
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{label} ({key})")
        action.triggered.connect(partial(_do, does))
        action.triggered.connect(self._show_states)
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
        if QApplication.focusWidget() not in (self.text, self.note.line, self.alt.line):
            self.store()

    def _show_states(self) -> None:
        if self._showing:
            return  # once, when all is there
        for action, is_so in self._states:
            action.setChecked(is_so())

    def _offer_note(self) -> None:
        """Only the button: with its action the key would go too, and Ctrl+Alt+F be typed as a letter."""
        if self._showing:
            return
        self._footnote.setEnabled(self.text.may_have_note())

    def write_note(self) -> None:
        """Begin a footnote at the cursor, or go on with the one there is."""
        if self.text.may_have_note():
            self.text.insert_note()
            self.note.line.setFocus()

    def _ask_figure(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg)")
        path, _filter = QFileDialog.getOpenFileName(
            self.window(), _("Insert figure"), str(draft_folder(self.session.draft)), kinds
        )
        if path:
            self.insert_figure(Path(path))

    def insert_figure(self, path: Path) -> None:
        """Keep a copy of the picture in the draft, put it behind the present paragraph, and wait for its caption."""
        if refused := pictures.file_problem(path):
            self.problem.emit(_("“{name}” was not inserted: {reason}").format(name=path.name, reason=refused))
            return
        name = self._attach(path)
        if name is not None:
            self.text.insert_figure(name)

    def _attach(self, path: Path) -> str | None:
        """Keep a copy of a picture in the draft; None where that failed, which is told."""
        with self.session.trying():
            return self.session.draft.attach(path)
        return None

    def typed(self) -> str:
        if self._held is not None:
            return self._held
        return rich_text.dump(rich_document.blocks_of(self.text.document())) or ""

    def put(self, text: str) -> None:
        """Show stored blocks."""
        if self._held is not None and text == self._held:
            return
        held = self.hold(text, said := too_large.of_rich_text(text))
        for action in self.text.actions():
            action.setEnabled(not held)
        if not held and text == self.typed():
            self.text.document().clearUndoRedoStacks()  # what it holds is stored; the cursor stays, and what is chosen
        else:
            at = self.text.textCursor().position()
            here = self.text.hasFocus() or self.note.line.hasFocus() or self.alt.line.hasFocus()
            self.note.waits = self.alt.waits = True
            self._showing = True
            shown = rich_text.from_plain(said) if held else rich_text.load(text) if text else ()
            rich_document.fill(self.text.document(), shown)
            self._showing = False
            self._show_states()
            self._offer_note()
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, self.text.document().characterCount() - 1) if here else 0)
            self.text.setTextCursor(cursor)
            self.note.waits = self.alt.waits = False
            self.note.follow()
            self.alt.follow()

    def show_record(self, record: Record) -> None:
        value = record.values[self.field]
        self.put(str(value) if value else "")
        self._shown = self.typed()

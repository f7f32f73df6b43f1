"""Editors of what is typed on one line: text, numbers, money, years, dates; and what all have that is typed."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner_desktop.draft import Draft, Record
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.formpack import FieldSpec, RecordSpec
from planner_desktop.ui.fields.base import FieldEditor, Leaving
from planner_desktop.ui.fields.on_screen import ON_SCREEN
from planner_desktop.ui.kit import too_large
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.text_menu import TextInput
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back, take_back_refused


class TypedEditor(FieldEditor):
    """What is typed is stored as a whole when the field is left, and kept in the draft meanwhile."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self._shown = ""
        self._showing = False
        """The program puts a text into the input, not the officer."""
        self._held: str | None = None
        """A text that is too large for the input, which tells so instead."""

    def watch(self, text: TextInput) -> None:
        """Make `text` the input: store when it is left, take back with Escape."""
        self.input = text
        leaving = Leaving(text, self.session.history_wanted.emit)
        leaving.left.connect(self.store)
        leaving.escaped.connect(self.escape)
        text.textChanged.connect(self.note_typing)

    def note_typing(self) -> None:
        """The text changed: where it is the officer who types, it is kept."""
        focused = QApplication.focusWidget()
        if self._showing:
            return
        if self.id is not None and focused is not None and self.isAncestorOf(focused):
            self.session.typing.note(self.place(), lambda: self.typed() if self.is_dirty() else None)

    def discard(self) -> None:
        if self.id is not None:
            self.session.typing.forget(self.place())
        super().discard()

    def escape(self) -> None:
        """What is open over the field goes first; then what is typed in it, as a step that can be done again."""
        if self.session.uncover():
            return
        if self.id is not None and self.is_dirty():
            take_back(self.session, self.place(), self.typed())
        elif self.id is not None:
            take_back_refused(self.session, self.place())
        self.discard()

    def hold(self, text: str, said: str) -> bool:
        """Whether there is something `said` of why the text is not put into the input, which then takes no letter."""
        if bool(said) != (self._held is not None) and self.session.writable():
            self.input.setProperty("readOnly", bool(said))
        self._held = text if said else None
        return bool(said)

    def typed(self) -> str:
        """What is in the input, as `Draft.enter` takes it."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show a text in the input."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        return self.typed() != self._shown

    def show_record(self, record: Record) -> None:
        self._showing = True
        self.put(self.session.draft.shown(record, self.field))
        self._showing = False
        self._shown = self.typed()

    def show_refused(self, refused: Refusal) -> None:
        self._showing = True
        self.put(refused.text)
        self._showing = False
        if self.place() not in self.session.refused.unsaved:  # which is to be tried again when the field is left
            self._shown = self.typed()

    def store(self) -> None:
        if self.id is None or self.session.is_closed:
            return
        if not self.is_dirty():
            self.session.typing.forget(self.place())
            return
        self.session.enter(self.place(), self.typed())
        self.show_stored()


def suggestions(draft: Draft, record: RecordSpec, spec: FieldSpec) -> list[str]:
    """The words offered while typing into a field: its catalogue column, or the words that may stand for an amount."""
    if spec.states:
        return list(record.fields[spec.states].choices.values())
    catalogue, _dot, column = spec.suggest.partition(".")
    return list(dict.fromkeys(row[column] for row in draft.pack.catalogues.get(catalogue, ()) if row.get(column)))


def line_input(draft: Draft, record: RecordSpec, spec: FieldSpec, parent: QWidget | None = None) -> QLineEdit:
    """A line to type a field's text into, with its suggestions."""
    line = QLineEdit(parent)
    words = suggestions(draft, record, spec)
    if words:
        completer = QCompleter(QStringListModel(words, line), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
    return line


class LineEditor(TypedEditor):
    """One line. Numbers are texts here too: Thai digits and commas are read, and no limit of an integer box applies."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.line = line_input(session.draft, session.draft.spec(kind), self.spec, self)
        self.watch(self.line)
        self.line.returnPressed.connect(self.store)
        column = bare(QVBoxLayout(self), 2)
        layout = QHBoxLayout()
        column.addLayout(layout)
        layout.addWidget(self.line, 20)
        width = ON_SCREEN[self.spec.type].width
        if width is not None:
            self.line.setMaximumWidth(width)
            if self.spec.unit:
                layout.addWidget(Text(self.spec.unit))
            layout.addStretch(1)
        if self.spec.field_type.money:
            from planner_desktop.ui.fields.amount_said import AmountSaid

            column.addWidget(AmountSaid(session.draft.spec(kind), self.spec, self.line, self._other_amounts, self))
        if self.spec.quantity:
            from planner_desktop.ui.fields.quantity_said import QuantitySaid

            column.addWidget(QuantitySaid(self.line.text, self.line.textChanged, self))

    def typed(self) -> str:
        return self.line.text() if self._held is None else self._held

    def _other_amounts(self) -> list[int]:
        """What the other records hold in this field."""
        if self.session.is_closed:
            return []
        sql = f"SELECT {self.field} FROM {self.kind} WHERE {self.field} > 0 AND id IS NOT ?"
        return [amount for (amount,) in self.session.draft.database.execute(sql, (self.id,))]

    def put(self, text: str) -> None:
        if self.hold(text, said := too_large.of_text(text, too_large.MOST_OF_LINE)):
            text = " ".join(said.split())
        if self.line.text() != text or self.line.isUndoAvailable():
            at, start, length = self.line.cursorPosition(), self.line.selectionStart(), self.line.selectionLength()
            same = self.line.text() == text
            self.line.setText(text)
            if same and start >= 0:
                backwards = at == start
                self.line.setSelection(start + length if backwards else start, -length if backwards else length)
            else:
                self.line.setCursorPosition(at if self.line.hasFocus() else 0)

"""What every field editor has: it shows one field of one record and stores what was entered when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from planner_desktop.draft import Record
from planner_desktop.draft.records.records import Place
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import later
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.look import mark_refused
from planner_desktop.ui.kit.text_menu import TextInput, can_redo, can_undo
from planner_desktop.ui.session.read_only import lock
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.spelling import has_menu_with_words, menu_with_words

REDO_KEYS = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


KEYS = {"give_up": Key(later("Take back what is being typed into a field"), ("Escape",))}


class FieldEditor(QWidget):
    """An editor for field `field` of records of `kind`. `input` is the part that takes the focus.

    `problem` brings what is wrong with the text entered, and an empty text when all is well again. `done` says that
    the officer finished with the field.
    """

    problem = Signal(str)
    done = Signal()
    input: QWidget

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__()
        self.session, self.kind, self.field = session, kind, field
        self.spec = session.draft.pack.seen(kind).fields[field]
        self.id: int | None = None
        self._is_refused = False
        """Whether a refused text is shown."""

    def load(self, id: int) -> None:
        """Show the field of another record."""
        self.store()
        self.id = id
        if self.session.draft.limits is not None and self.session.writable():
            lock(self, locked=not self.session.may_edit(self.kind, id))
        self.show_stored()

    def refresh(self) -> None:
        """Show what the draft holds now, unless something is being typed."""
        if self.id is not None and not self.is_dirty():
            self.show_record(self.session.draft.record(self.kind, self.id))
            self.follow_refused()

    def discard(self) -> None:
        """Show what the draft holds; what is being typed is not wanted."""
        self.show_stored()

    def show_stored(self) -> None:
        """Show what the draft holds, in red where that is not taken, whatever is being typed."""
        self.tell("")
        if self.id is not None:
            self.show_record(self.session.draft.record(self.kind, self.id))
            self.follow_refused()

    def follow_refused(self) -> None:
        """Show what was typed and not taken, and why; that it is mended if it was shown before."""
        refused = self.refused()
        if refused is not None:
            self.show_refused(refused)
            self.tell(refused.why)
        elif self._is_refused:
            self.tell("")
        self._is_refused = refused is not None

    def place(self) -> Place:
        """Where what is typed here is kept."""
        return self.kind, self.id or 0, self.field

    def focused_place(self) -> Place | None:
        """The record and field that is shown, if one is."""
        return self.place() if self.id is not None else None

    def save_typed(self, _focused: QWidget) -> Place | None:
        """Store what is being typed, while the cursor stays in it."""
        if self.id is not None:
            self.store()
        return self.focused_place()

    def refused(self) -> Refusal | None:
        """What was typed here and not taken."""
        return self.session.refused.at(self.place()) if self.id is not None else None

    def tell(self, message: str) -> None:
        """Say under the field what is wrong with it."""
        mark_refused(self.input, bool(message))
        self.problem.emit(message)

    def tell_error(self, error: PlannerError) -> None:
        """Say why a text was not taken; it stays in the field, and what was stored before stays in the draft."""
        self.tell(str(error))

    # ------------------------------------------------------------ for each type

    def show_record(self, record: Record) -> None:
        """Show the record's value."""
        raise NotImplementedError

    def show_refused(self, refused: Refusal) -> None:
        """Show what was typed and not taken, where the record's value stands."""

    def store(self) -> None:
        """Store what was entered and not stored yet."""

    def give_up(self) -> None:
        """Escape closes what the field stands in: what is typed and cannot be stored comes again with redo."""

    def is_dirty(self) -> bool:
        """Whether something was entered that is not stored."""
        return False


class Leaving(QObject):
    """Tells a text input's editor of the keys and focus changes that concern the draft.

    An input's own undo takes back letters; where it has none left, Ctrl+Z is the draft's.
    """

    left = Signal()
    escaped = Signal()

    def __init__(self, of: TextInput, ask_history: Callable[[], None] | None = None) -> None:
        super().__init__(of)
        self._input = of
        self._ask_history = ask_history
        of.installEventFilter(self)
        if not isinstance(of, QLineEdit):
            has_menu_with_words(of, ask_history)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:  # a list of suggestions or a menu opened
                self.left.emit()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
            palette = event.matches(QKeySequence.StandardKey.DeleteEndOfLine)  # Ctrl+K, on some desktops
            if palette or (undo and not can_undo(self._input)) or (redo and not can_redo(self._input)):
                event.ignore()
                return True
            if redo:
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_redo(event):
            self._input.redo()
            return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and asked(event, KEYS):
            self.escaped.emit()
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            menu_with_words(self._input, None, self._ask_history).popup(event.globalPos())
            return True  # asked for by a key
        return False


def _is_redo(event: QKeyEvent) -> bool:
    """Whether a key is one of the draft's for redo, on every desktop."""
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) in REDO_KEYS

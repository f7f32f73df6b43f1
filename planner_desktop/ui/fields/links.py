"""The editor of links to several records: what is chosen, in order, and a line to search and add."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from planner_desktop.draft import Record
from planner_desktop.entry.candidates import LinkFinder
from planner_desktop.entry.picking import Candidate
from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _, later, set_off
from planner_desktop.ui.fields.base import FieldEditor, Leaving
from planner_desktop.ui.fields.searching import give_up_search, keep_search
from planner_desktop.ui.kit.fitted_list import FittedList
from planner_desktop.ui.kit.item_views import Index, type_into
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import marked, sign_button, tip
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back_refused

ID = Qt.ItemDataRole.UserRole


KEYS = {
    "remove": Key(later("Take a picked entry away"), ("Del", "Backspace")),
    "up": Key(later("Move a picked entry up"), ("Alt+Up",)),
    "down": Key(later("Move a picked entry down"), ("Alt+Down",)),
    "line": Key(later("From the last picked entry to the line to pick another"), ("Down",)),
}


class ChosenList(FittedList):
    """The records chosen, to be put into another order by the mouse. `typed` brings text typed here."""

    typed = Signal(str)
    keys = KEYS

    def __init__(self, take_key: Callable[[str], bool]) -> None:
        super().__init__()
        self._take = take_key
        self.setDragDropMode(FittedList.DragDropMode.InternalMove)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def take_key(self, key: str) -> bool:
        return self._take(key)

    def takes_text(self, index: Index) -> bool:
        return self.isEnabled()

    def begin_with(self, text: str) -> None:
        self.typed.emit(text)


class LinksEditor(FieldEditor):
    """Type to search, Enter adds and stays; in the list Delete removes and Alt+Up or Alt+Down reorders."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.ids: list[int] = []
        self.list = ChosenList(self._take_key)
        self.list.typed.connect(self._search)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.setAccessibleName(self.spec.label)
        self.line = self.input = PickLine(LinkFinder(session.draft, self.spec.to or "", lambda: self.ids), self)
        leaving = Leaving(self.line)  # where it has no letters left to undo, Ctrl+Z is the draft's
        leaving.left.connect(self.store)
        self.line.before_move = self._key
        self.line.picked.connect(self._pick)
        self.line.left_over.connect(self._left_over)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.line, 1)
        self._buttons: list[QWidget] = []
        for sign, says, does in (
            ("▲", _("Move up (Alt+Up)"), lambda: self.move_chosen(-1)),
            ("▼", _("Move down (Alt+Down)"), lambda: self.move_chosen(1)),
            ("✕", _("Remove (Delete)"), self.remove_chosen),
        ):
            button = sign_button(sign, says, does)
            buttons.addWidget(button)
            self._buttons.append(button)
        layout = bare(QVBoxLayout(self), 4)
        layout.addWidget(self.list)
        layout.addLayout(buttons)

    def show_record(self, record: Record) -> None:
        draft, to = self.session.draft, self.spec.to or ""
        entries = [(id, draft.title(to, id)) for id in record.links[self.field]]
        present = [(self.list.item(n).data(ID), self.list.item(n).toolTip()) for n in range(self.list.count())]
        self.ids = [id for id, _title in entries]
        if entries != present:
            chosen = self.list.currentRow()
            self.list.clear()
            for n, (id, title) in enumerate(entries, 1):
                item = QListWidgetItem(marked(f"{n}. {title}"), self.list)
                item.setData(ID, id)
                item.setToolTip(tip(title))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            self.list.setCurrentRow(min(chosen, len(entries) - 1))
        focused = QApplication.focusWidget()
        if not entries and focused is not None and focused is not self.line and self.isAncestorOf(focused):
            self.line.setFocus()  # what has the focus goes with the last entry, and the focus would leave the field
        self.list.fit()
        for button in self._buttons:
            button.setVisible(bool(entries))
        refused = self.refused()
        wanted = refused.text if refused is not None else ""
        if not self.line.isModified() and self.line.text() != wanted:
            self.line.setText(wanted)

    def store(self) -> None:
        """Every addition is stored at once; a refused text that was emptied is not wanted."""
        if self.id is not None and self.line.isModified() and not self.line.text().strip():
            self.line.setModified(False)
            take_back_refused(self.session, self.place())

    def give_up(self) -> None:
        give_up_search(self, self.line)

    def _set(self, ids: list[int]) -> None:
        if self.id is not None:
            with self.session.trying():
                self.session.draft.set(self.kind, self.id, self.field, ids)
                self.discard()

    def _pick(self, candidate: Candidate) -> None:
        try:
            with (
                self.session.trying(),
                self.session.draft.action(_("edit {label}").format(label=set_off(self.spec.label))),
            ):
                self._set([*self.ids, candidate.take()])
            self.line.start_anew()
        except ValueRefused as error:
            self.tell_error(error)

    def _left_over(self, text: str) -> None:
        keep_search(self, self.line)

    def remove_chosen(self) -> None:
        """Take the marked record out of the list; it stays in the draft."""
        at = self.list.currentRow()
        if at >= 0:
            self._set([id for id in self.ids if id != self.ids[at]])

    def move_chosen(self, by: int) -> None:
        """Move the marked record up or down."""
        at, to = self.list.currentRow(), self.list.currentRow() + by
        if at >= 0 and 0 <= to < len(self.ids):
            ids = self.ids[:]
            ids.insert(to, ids.pop(at))
            self.list.setCurrentRow(to)
            self._set(ids)

    def _dragged(self) -> None:
        ids = [self.list.item(n).data(ID) for n in range(self.list.count())]
        if ids != self.ids:
            self._set(ids)

    def _search(self, text: str) -> None:
        """What is typed on the list is searched for."""
        if not self.line.isReadOnly():
            self.line.setFocus()
            type_into(self.line, text)

    def _key(self, event: QKeyEvent) -> bool:
        """Arrow up in the empty search line goes into the list."""
        if event.key() == Qt.Key.Key_Up and not self.line.text() and self.ids:
            self.list.setFocus()
            self.list.setCurrentRow(len(self.ids) - 1)
            return True
        return False

    def _take_key(self, key: str) -> bool:
        if key == "line" and self.list.currentRow() < len(self.ids) - 1:
            return False
        if key in ("up", "down"):
            self.move_chosen(-1 if key == "up" else 1)
        elif key == "remove":
            self.remove_chosen()
        if key == "line" or not self.ids:
            self.line.setFocus()
        return True

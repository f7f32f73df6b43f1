"""An open draft as the window's parts see it: they hear of every change and of every edit that failed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.draft.file.form_packs import FORM_PACK, Ready, ready_to_turn
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.records.in_use import InUse
from planner_desktop.draft.records.records import Place
from planner_desktop.entry import entering
from planner_desktop.errors import PlannerError, StoppedError, ValueRefused
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import links_table, table_names
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress
from planner_desktop.ui.session.in_use_watch import InUseWatch
from planner_desktop.ui.session.refused import RefusedTexts
from planner_desktop.ui.session.to_review import ToReview
from planner_desktop.ui.session.typing import KeptTyping


class Session(QObject):
    """A draft that is open in a window.

    Signals: `changed` after records changed, `tables_changed` just before that with the names of the tables (those of
    links too; `follow` listens to it), `troubled` with an error for the message bar.
    """

    changed = Signal()
    tables_changed = Signal(object)
    columns_changed = Signal(object)
    """At the same moment, with what changed as `Draft.watchers` have it: by columns where no rows came or went."""
    form_pack_changed = Signal()
    """Another form pack was taken up, or the one before again: the window is built anew, and told nothing else."""
    notes_came = Signal()
    """A merge brought notes on sections."""
    in_use_changed = Signal()
    """Other sections or parts of screens are in use than before; told before `changed`, or later if that takes long."""
    troubled = Signal(object)
    said = Signal(str)
    """Something that was done, to be told in passing."""
    history_wanted = Signal()
    """Of the field that has the focus."""
    record_wanted = Signal(str, int, object)
    """Kind and id of a record to go to, and its field or None."""
    printed_wanted = Signal(str, str)
    """A section, and a text in it that the preview shall show."""

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._uses = InUseWatch(draft, self)
        self._uses.changed.connect(self.in_use_changed)
        self._uses.failed.connect(self.troubled)
        self.typing = KeptTyping(draft, self)
        self.typing.failed.connect(self.troubled)
        self.refused = RefusedTexts(draft, lambda: self._tell_changed({"refused"}))
        self.to_review = ToReview(draft)
        self.is_closed = False
        self.covers: list[Callable[[], bool]] = []
        """What is closed by Escape before a field takes back what is typed; each tells whether it was open."""
        self.tell_deleted: Callable[[Draft, str, list[int]], None] | None = None
        """Told of records of a kind that were deleted, with the draft as it was before."""
        self.goes_on: dict[int, int] = {}
        """Actions that redo does together with the next: a record that was added, and what was typed into it."""
        self.to_tell = ""
        """What the last action did, to be told by the window that takes the place of this one."""
        draft.watchers.append(self._heard)

    def _heard(self, changed: set[str]) -> None:
        tables = table_names(changed)
        if FORM_PACK in tables:
            self.form_pack_changed.emit()
            return
        self.refused.heard(tables)
        self.to_review.heard(tables)
        self._tell_changed(changed)  # before a part goes with the cell that is edited in it
        self._uses.heard(tables)
        self.changed.emit()

    def _tell_changed(self, changed: set[str]) -> None:
        self.columns_changed.emit(changed)
        self.tables_changed.emit(table_names(changed))

    @property
    def in_use(self) -> InUse:
        """The sections and parts of screens that are in use."""
        return self._uses.now

    def writable(self) -> bool:
        """Whether the draft may be edited: it is open for writing, and no version of it is with สยป."""
        return not (self.draft.read_only or state(self.draft).sent)

    def may_edit(self, kind: str, id: int | None = None) -> bool:
        """Whether a record may be edited, or one of a kind be added; in a part that was handed out not all may."""
        if self.is_closed:  # a view that goes with its window still asks
            return False
        limits = self.draft.limits
        if limits is None or not self.writable():
            return self.writable()
        return limits.allows_new(kind) if id is None else limits.allows(kind, id)

    def mark(self, kind: str, id: int) -> str:
        """The sign before a record that is to be filled in a part that was handed out; empty in a whole plan."""
        return "✎ " if self.draft.limits is not None and self.may_edit(kind, id) else ""

    def why_not(self) -> str:
        """Why a record of those that `may_edit` tells cannot be edited."""
        limits = self.draft.limits
        return limits.reason if limits is not None and self.writable() else _("The draft is open for reading only")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """An edit whose failure is told in the message bar. ValueRefused and StoppedError are left to who asked."""
        try:
            yield
        except (ValueRefused, StoppedError):
            raise
        except PlannerError as error:
            self.troubled.emit(error)

    def enter(self, place: Place, text: str, start: Mapping[str, Value] | None = None) -> str:
        """Store what was typed at a place; in a row that is not there yet a record is made, with the values of `start`.

        A text that is not taken stands there in red from now on. Why it is not; empty where it was taken.
        """
        try:
            why = entering.enter(self.draft, *place, text, start).why
        except PlannerError as error:  # nothing can be stored: it is kept to be tried again
            self.refused.keep_unsaved(place, text, str(error))
            self.typing.note(place, lambda: text)
            self.typing.keep()
            self.troubled.emit(error)
            return str(error)
        self.typing.forget(place)
        self.refused.forget_unsaved(place)
        return why

    def uncover(self) -> bool:
        """Escape was pressed in a field: close what is open over the fields first; whether there was something."""
        return any(close() for close in self.covers)

    def undo(self) -> None:
        """Take the last action back, that of the field being typed in first."""
        leave_field()
        rows = self.draft.undo_size()
        with self._turning(_("Undoing…"), self.draft.undo_step(), rows, back=True) as (progress, ready):
            self.draft.undo(progress, ready)

    def redo(self) -> None:
        """Do the action again that was last taken back."""
        leave_field()
        rows = self.draft.redo_size()
        with self._turning(_("Doing it again…"), self.draft.redo_step(), rows, back=False) as (progress, ready):
            self.draft.redo(progress, ready)

    @contextmanager
    def _turning(
        self, label: str, action: tuple[int, str] | None, rows: int, *, back: bool
    ) -> Iterator[tuple[Progress | None, Ready | None]]:
        from planner_desktop.ui.session.in_slices import in_slices, in_thread

        with self.trying():
            window = QApplication.activeWindow()
            if window is None:
                yield None, None
            elif action is not None and self.draft.turns_form_pack(action[0]):
                before = self.draft.snapshot()

                def job(_step: Progress | None) -> Ready | None:
                    with before:
                        return ready_to_turn(before.database, action[0], back=back)

                yield None, in_thread(self, window, label, job, long=True)
            else:
                with in_slices(self, window, label, rows) as progress:
                    yield progress, None

    def settle(self) -> None:
        """Store what is being typed."""
        leave_field()
        self.typing.keep()

    def tell_anew(self) -> None:
        """Have every view read the draft again."""
        records = self.draft.pack.records
        links = {links_table(kind, name) for kind, spec in records.items() for name in spec.fields}
        self._tell_changed({"refused", *records, *links})
        self.changed.emit()

    def let_go(self) -> None:
        """Store what is being typed and hear no more of the draft, which stays open."""
        self.settle()
        self.is_closed = True
        self._uses.stop()
        self.draft.watchers.remove(self._heard)

    def close(self) -> None:
        """Store what is being typed and close the file."""
        self.let_go()
        self.draft.close()


def leave_field() -> None:
    """Have the field that is being typed in store its text, without taking the focus to another."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
        if focused.isVisible():  # an editor in a table cell is gone now
            focused.setFocus()

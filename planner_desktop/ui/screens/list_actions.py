"""The actions of every list of records: what each is called, its keys and what it does, once.

A table, a tree, a board, a chart and a matrix say which they have (`ListKind`). Context menus, buttons, the menu bar,
the palette and the sheet of keys are made of these QActions and of what is declared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from shiboken6 import isValid

from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.i18n import _, later
from planner_desktop.stopping import Progress
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.kit.item_views import TypedInto
from planner_desktop.ui.kit.key_table import Key, KeyRow, KeyTable, read, rows
from planner_desktop.ui.kit.look import marked, tip
from planner_desktop.ui.kit.text_menu import offer_history
from planner_desktop.ui.session import deleting
from planner_desktop.ui.session.in_slices import in_slices
from planner_desktop.ui.session.session import Session


@dataclass(frozen=True, slots=True)
class ListAction:
    """What an action is called, its keys as Qt writes them, and what it does, told at the foot of the window.

    What `writes` cannot be done where the draft is open for reading only.
    """

    label: str
    keys: tuple[str, ...] = ()
    help: str = ""
    writes: bool = True
    shows: str = ""
    """A key that the list deals with itself, told in menus."""


ACTIONS = {
    "edit": ListAction(later("Edit"), ("F2",), later("Type into what is chosen")),
    "cut": ListAction(later("Cut"), ("Ctrl+X", "Shift+Del"), later("Copy what is chosen and take it away")),
    "copy": ListAction(later("Copy"), ("Ctrl+C",), later("Put what is chosen on the clipboard"), writes=False),
    "paste": ListAction(later("Paste"), ("Ctrl+V", "Shift+Ins"), later("Put in what is on the clipboard")),
    "clear": ListAction(
        later("Empty the cells"), ("Del", "Backspace"), later("Empty the chosen cells; the records stay")
    ),
    "add": ListAction(later("Add below"), ("Ins",), later("Another record below the chosen one")),
    "above": ListAction(later("Add above"), ("Alt+Ins",), later("Another record above the chosen one")),
    "under": ListAction(
        later("Add under the chosen one…"), ("Ctrl+Ins",), later("A record that stands under the chosen one")
    ),
    "duplicate": ListAction(
        later("Duplicate"), ("Ctrl+Shift+D",), later("Copies below, with all that stands under what is chosen")
    ),
    "delete": ListAction(
        later("Delete"), ("Ctrl+-", "Ctrl+Del"), later("Delete what is chosen with all that stands under it")
    ),
    "up": ListAction(later("Move up"), ("Alt+Up",), later("Put what is chosen before its neighbour")),
    "down": ListAction(later("Move down"), ("Alt+Down",), later("Put what is chosen behind its neighbour")),
}
"""What every list has of it means the same everywhere, under the same keys."""

WHOLE = {"delete": replace(ACTIONS["delete"], keys=("Ctrl+-", "Ctrl+Del", "Del"))}
"""In lists where whole records are chosen Delete is for these: there are no cells to empty."""

ROWS = {
    "edit": replace(ACTIONS["edit"], label=later("Edit the cell")),
    "add": replace(ACTIONS["add"], label=later("Insert a row below")),
    "above": replace(ACTIONS["above"], label=later("Insert a row above")),
    "duplicate": replace(ACTIONS["duplicate"], label=later("Duplicate rows")),
    "delete": replace(ACTIONS["delete"], label=later("Delete rows")),
    "up": replace(ACTIONS["up"], label=later("Move rows up")),
    "down": replace(ACTIONS["down"], label=later("Move rows down")),
}
"""What they are called where the records are rows."""

WHOLE_RECORDS = ("add", "above", "duplicate", "delete", "up", "down")
"""What is done to whole records in every list. So are cutting and copying where there are no cells to empty."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list: its name in the sheet of keys, its actions in the order of its menu, and its other keys."""

    title: str
    menu: tuple[str | tuple[str, tuple[str, ...]], ...]
    """An empty name divides; a title with names behind it is a menu of its own."""
    own: Mapping[str, ListAction] = field(default_factory=dict)
    """The actions that no other list has, and those that are called otherwise here."""
    keys: KeyTable = field(default_factory=dict)

    @property
    def actions(self) -> dict[str, ListAction]:
        """The actions by their names."""
        known = {**ACTIONS, **self.own}
        parts = ((part,) if isinstance(part, str) else part[1] for part in self.menu)
        return {name: known[name] for name in chain.from_iterable(parts) if name}

    def rows(self) -> list[KeyRow]:
        """What can be done with which keys, as the sheet of keys tells it."""
        of_actions = {name: Key(one.label, one.keys) for name, one in self.actions.items() if one.keys}
        return [*rows(of_actions), *rows(self.keys)]


class View(Protocol):
    """What the actions ask of the list whose they are."""

    def records_chosen(self) -> ChosenRecords | None:
        """The list with what is chosen in it; None where it shows no records now."""

    def choose_records(self, kind: str, ids: Sequence[int], *, whole: bool = False) -> None:
        """Choose these records and take the focus; as `whole` records where they were copied as such."""


class ListActions(QObject):
    """The actions of one list. Their keys hold while the list itself has the focus, not while something is typed in it.

    `does` are those that are the list's own; what is done to whole records is done here. `why_not` says why an action
    cannot be done now, empty where it can: it is asked whenever the cursor moves.
    """

    def __init__(
        self,
        view: TypedInto,
        kind: ListKind,
        session: Session,
        does: Mapping[str, Callable[[], object]],
        records: View | None = None,
        why_not: Callable[[str], str] = lambda _name: "",
    ) -> None:
        super().__init__(view)
        self.kind, self.session, self.view = kind, session, view
        view.keys = kind.keys
        self._records, self._why_not = records, why_not
        self._writable = session.writable()
        common = {
            "cut": self._cut, "copy": self._copy, "paste": self.paste, "add": self.add,
            "above": lambda: self.add(above=True), "duplicate": self.duplicate, "delete": self.delete,
            "up": lambda: self.move(-1), "down": lambda: self.move(1),
        }  # fmt: skip
        self._actions = {
            name: self._action(spec, does.get(name) or common[name]) for name, spec in kind.actions.items()
        }
        model, chosen = view.model(), view.selectionModel()
        for signal in (
            chosen.currentChanged, chosen.selectionChanged,
            model.modelReset, model.dataChanged, model.layoutChanged, model.rowsInserted, model.rowsRemoved,
        ):  # fmt: skip
            signal.connect(self.refresh)
        self.refresh()

    def _action(self, spec: ListAction, does: Callable[[], object]) -> QAction:
        action = QAction(f"{_(spec.label)}\t{spec.shows}" if spec.shows else _(spec.label), self)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: does())
        self.view.addAction(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    # ------------------------------------------------------------ what can be done now

    def refresh(self, *_signalled: object) -> None:
        """Have each action be enabled that can be done now; of the others its tip says why not."""
        if not isValid(self.view):  # its model tells that it goes
            return
        of = self._of()
        for name, action in self._actions.items():
            spec = self.kind.actions[name]
            why = _("The draft is open for reading only") if spec.writes and not self._writable else ""
            why = why or self._why_not(name) or (self._why_not_done(name, of) if self._records is not None else "")
            action.setEnabled(not why)
            action.setStatusTip(why or _(spec.help))
            action.setToolTip(tip(marked(why or _(spec.help))))

    def _why_not_done(self, name: str, of: ChosenRecords | None) -> str:
        if name not in WHOLE_RECORDS and ("clear" in self or name not in ("cut", "copy")):
            return ""
        return of.why_not(name) if of is not None else _("Nothing is chosen in the list")

    # ------------------------------------------------------------ menus and buttons

    def menu(self, *, history: bool = True) -> QMenu:
        """The menu of what is chosen; it goes when it is closed."""
        self.refresh()
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        if history:
            offer_history(menu, self.session.history_wanted.emit)
        return menu

    def fill(self, menu: QMenu, without: Sequence[str] = ()) -> None:
        """Put the actions into a menu."""
        menu.setToolTipsVisible(True)
        for part in self.kind.menu:
            if isinstance(part, tuple):
                self._put(menu.addMenu(_(part[0])), part[1])
            elif part not in without:
                self._put(menu, (part,))

    def _put(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def said(self, name: str) -> str:
        """What an action is called, with its key."""
        action = self._actions[name]
        return f"{plain(action.text())} ({read(action.shortcut().toString())})"

    def button(self, label: str, name: str) -> QPushButton:
        """A button for an action, which says its key."""
        button = QPushButton(label)
        button.setToolTip(tip(self.said(name)))
        button.setAccessibleName(label if len(label) > 1 else self.said(name))
        button.clicked.connect(self._actions[name].trigger)
        return button

    # ------------------------------------------------------------ what is done to whole records

    def _of(self) -> ChosenRecords | None:
        return self._records.records_chosen() if self._records is not None else None

    def _choose(self, of: ChosenRecords, ids: Sequence[int], *, whole: bool = True) -> None:
        if self._records is not None and ids:
            self._records.choose_records(of.kind, ids, whole=whole)

    def add(self, *, above: bool = False) -> None:
        """A new record below the chosen ones or above them; at the end where none is chosen."""
        if (of := self._of()) is not None:
            new: list[int] = []
            with self.session.trying():
                new = [of.add(of.chosen[0 if above else -1] if of.chosen else None, above=above)]
            self._choose(of, new, whole=False)

    def duplicate(self) -> None:
        """Copies of the chosen records below them, which are chosen then."""
        if (of := self._of()) is not None and of.chosen:
            copies: list[int] = []
            with self._long(_("Duplicating…"), len(of.chosen)) as progress:
                copies = of.duplicate(progress)
            self._choose(of, copies)

    def delete(self) -> None:
        """Delete the chosen records. Nothing is asked: undo brings them back."""
        if (of := self._of()) is not None and of.chosen:
            with self._long(_("Deleting…"), len(of.chosen)) as progress:
                deleting.delete(self.session, of, progress)
            self.view.setFocus()

    def move(self, by: int) -> None:
        """Move the chosen records by one place."""
        if (of := self._of()) is not None:
            with self.session.trying():
                of.move(by)
            self.view.setFocus()

    def _copy(self) -> None:
        if (of := self._of()) is not None and of.chosen:
            from planner_desktop.entry.copied_records import FORMAT  # seldom wanted

            copied, data = of.copy(), QMimeData()
            data.setText(copied.text)
            data.setData(FORMAT, copied.data.encode())
            QGuiApplication.clipboard().setMimeData(data)

    def _cut(self) -> None:
        self._actions["copy"].trigger()
        self._actions["delete" if "clear" not in self._actions else "clear"].trigger()

    def paste(self) -> bool:
        """Put in the records that were copied, below what is chosen; whether there were such."""
        new: list[int] = []
        if (of := self._of()) is not None and (data := copied_data()):
            with self.session.trying():
                new = of.paste(data, of.chosen[-1] if of.chosen else None)
            self._choose(of, new)
        return bool(new)

    @contextmanager
    def _long(self, label: str, parts: int) -> Iterator[Progress | None]:
        with self.session.trying(), in_slices(self.session, self.view.window(), label, parts) as progress:
            yield progress


def actions_of(view: QWidget | None) -> ListActions | None:
    """The actions of a list; None of what is none."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return view.findChild(ListActions, options=direct) if view is not None else None


def copied_data() -> str:
    """The records on the clipboard; empty where it has none."""
    from planner_desktop.entry.copied_records import FORMAT, MOST  # seldom wanted

    data = QGuiApplication.clipboard().mimeData()
    held = bytes(data.data(FORMAT).data()) if data.hasFormat(FORMAT) else b""
    return held.decode("utf-8", "replace") if len(held) <= 4 * MOST else ""

"""Which record is linked with which, as a table to tick: rows of one kind, columns of the other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from planner_desktop.draft import Record
from planner_desktop.draft.records.read_from import named_from, shown_from
from planner_desktop.entry.picking import folded
from planner_desktop.formpack.screen_parts import MatrixPart
from planner_desktop.formpack.tables import links_table
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.kit.item_views import Index, Role
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.session.session import Session

NOWHERE = QModelIndex()
Pair = tuple[int, int]
"""The ids of a row's record and of a column's."""


@dataclass(frozen=True, slots=True)
class Side:
    """A record as the head of a row or column: its whole title, and its code if it has one."""

    id: int
    title: str
    code: str
    number: int
    """Its place among the records of its kind, from 1 on."""

    @property
    def short(self) -> str:
        """What fits over a narrow column."""
        return self.code or str(self.number)


class MatrixModel(QAbstractTableModel):
    """The links of one field. `rows` and `columns` are those shown, `ticks` all pairs that are linked."""

    def __init__(self, session: Session, part: MatrixPart) -> None:
        super().__init__()
        self.session = session
        self.owner, self.field = part.owner
        self.spec = session.draft.spec(self.owner).fields[self.field]
        self.row_kind = part.matrix
        self.by_rows = part.matrix == self.owner
        """Whether the records of the rows have the links, not those of the columns."""
        self.column_kind = (self.spec.to or "") if self.by_rows else self.owner
        self.where = dict(part.where)
        self.all_rows: list[Side] = []
        self.all_columns: list[Side] = []
        self.rows: list[Side] = []
        self.columns: list[Side] = []
        self.ticks: set[Pair] = set()
        self.pending: dict[Pair, bool] = {}
        """What is being drawn with the mouse and not stored yet."""
        self.of_row: Counter[int] = Counter()
        self.of_column: Counter[int] = Counter()
        self._row_words = self._column_words = ""
        self._only_bare = False
        self.refresh()

    # ------------------------------------------------------------ following the draft

    def tables(self) -> set[str]:
        """The tables that it shows."""
        draft = self.session.draft
        return shown_from(draft, self.owner, [self.field]) | named_from(draft, self.owner)

    def refresh(self) -> None:
        """Show what the draft holds now."""
        draft = self.session.draft
        to = self.spec.to or ""
        table = links_table(self.owner, self.field)
        rows, columns = (self.owner, to) if self.by_rows else (to, self.owner)
        self.ticks = set(draft.database.execute(f"SELECT {rows}, {columns} FROM {table}"))
        self.all_rows = self._sides(self.row_kind, self.where)
        self.all_columns = self._sides(self.column_kind, {})
        self._count()
        self._select()

    def _sides(self, kind: str, where: Mapping[str, Any]) -> list[Side]:
        draft, spec = self.session.draft, self.session.draft.spec(kind)
        coded = spec.key if spec.key in spec.plain_texts and "code" in spec.key else None

        def code(record: Record) -> str:
            return str(record.values[coded] or "") if coded else ""

        records = draft.records(kind, where=where)
        return [Side(record.id, draft.title_of(record), code(record), n) for n, record in enumerate(records, 1)]

    def _count(self) -> None:
        rows, columns = {side.id for side in self.all_rows}, {side.id for side in self.all_columns}
        shown = [pair for pair in self.ticks if pair[0] in rows and pair[1] in columns]
        self.of_row = Counter(row for row, _column in shown)
        self.of_column = Counter(column for _row, column in shown)

    def bare_rows(self) -> int:
        """How many rows have no tick."""
        return sum(not self.of_row[side.id] for side in self.all_rows)

    def bare_columns(self) -> int:
        """How many columns have no tick."""
        return sum(not self.of_column[side.id] for side in self.all_columns)

    # ------------------------------------------------------------ what is shown

    def narrow(self, row_words: str, column_words: str, only_bare: bool) -> None:
        """Show only the rows and columns with these words, and if `only_bare` only rows that have no tick now."""
        self._row_words, self._column_words, self._only_bare = row_words, column_words, only_bare
        self._select()

    def _select(self) -> None:
        rows = list(_with_words(self.all_rows, self._row_words))
        if self._only_bare:
            rows = [side for side in rows if not self.of_row[side.id]]
        columns = list(_with_words(self.all_columns, self._column_words))
        same = [side.id for side in rows] == [side.id for side in self.rows]
        same = same and [side.id for side in columns] == [side.id for side in self.columns]
        if not same:
            self.beginResetModel()
        self.rows, self.columns = rows, columns
        if not same:
            self.endResetModel()
        elif rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def pair(self, row: int, column: int) -> Pair:
        """The records of a cell."""
        return self.rows[row].id, self.columns[column].id

    def may_tick(self, pair: Pair) -> bool:
        """Whether the record of a pair that has the links may be edited."""
        return self.session.may_edit(self.owner, pair[0] if self.by_rows else pair[1])

    def mark(self, id: int, *, across: bool) -> str:
        """The sign in the head of a record whose links are to be filled in a part that was handed out."""
        return self.session.mark(self.owner, id) if across != self.by_rows else ""

    def is_on(self, pair: Pair) -> bool:
        """Whether the two are linked, or will be when the mouse button is let go."""
        return self.pending.get(pair, pair in self.ticks)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            row, column = self.rows[index.row()], self.columns[index.column()]
            on = _("linked") if self.is_on((row.id, column.id)) else _("not linked")
            said = f"{row.title} × {column.title}: {on}"
            return tip(said) if role == Role.ToolTipRole else said
        if role == Role.CheckStateRole:
            on_now = self.is_on(self.pair(index.row(), index.column()))
            return Qt.CheckState.Checked if on_now else Qt.CheckState.Unchecked
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        side = (self.columns if across else self.rows)[section]
        count = (self.of_column if across else self.of_row)[side.id]
        if role == Role.DisplayRole:
            return side.short if across else side.title
        if role == Role.ToolTipRole:
            return tip(side.title)
        if role == Role.AccessibleTextRole:
            return f"{self.mark(side.id, across=across)}{side.title}: {count}"
        return None

    # ------------------------------------------------------------ ticking

    def tick(self, wanted: Mapping[Pair, bool]) -> None:
        """Link these pairs, or take their links away: one step to undo. New links come last, in order."""
        draft = self.session.draft
        changes = {pair: on for pair, on in wanted.items() if (pair in self.ticks) != on and self.may_tick(pair)}
        if not changes:
            return
        by_owner: dict[int, dict[int, bool]] = {}
        for (row, column), on in changes.items():
            owner, other = (row, column) if self.by_rows else (column, row)
            by_owner.setdefault(owner, {})[other] = on
        sides = self.all_columns if self.by_rows else self.all_rows
        with self.session.trying(), draft.action(_("edit {label}").format(label=set_off(self.spec.label))):
            for owner, others in by_owner.items():
                kept = [id for id in draft.links(self.owner, owner, self.field) if others.get(id, True)]
                new = [side.id for side in sides if others.get(side.id) and side.id not in kept]
                draft.set(self.owner, owner, self.field, kept + new)


def _with_words(sides: Iterable[Side], words: str) -> Iterable[Side]:
    wanted = folded(words).split()
    return (side for side in sides if all(word in folded(side.title) for word in wanted))

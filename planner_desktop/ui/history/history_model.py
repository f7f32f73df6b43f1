"""The changes of a draft as the rows of a table, fetched page by page."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QBrush

from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import Change, changes, in_words
from planner_desktop.i18n import _
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, Role
from planner_desktop.ui.kit.look import brief, marked, tip

NOWHERE = QModelIndex()
PAGE = 100


@dataclass(frozen=True, slots=True)
class HistoryScope:
    """Whose history: the whole draft's, a section's, a record's or a field's; `name` as the officer knows it."""

    name: str
    kind: str = ""
    id: int | None = None
    field: str = ""
    section: str = ""


class HistoryModel(QAbstractTableModel):
    """The table of changes, newest first: when, who, what was done, to what."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.scope = HistoryScope("")
        self.rows: list[Change] = []
        self._more = False

    def show_scope(self, scope: HistoryScope) -> None:
        """Begin anew with the newest changes of a scope."""
        self.beginResetModel()
        self.scope, self.rows, self._more = scope, [], True
        self.endResetModel()
        self.fetchMore(NOWHERE)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more

    def fetchMore(self, parent: Index) -> None:
        if not self._more:
            return
        scope, last = self.scope, self.rows[-1].action if self.rows else None
        new = changes(
            self.draft, scope.kind, scope.id, scope.field, scope.section, before=last, limit=PAGE
        )  # fmt: skip
        self._more = len(new) >= PAGE
        if new:
            self.beginInsertRows(NOWHERE, len(self.rows), len(self.rows) + len(new) - 1)
            self.rows += new
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("When"), _("Who"), _("What was done"), _("To what"))[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        change = self.rows[index.row()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            text = brief(in_words(self.draft, change)[index.column()])
            if role == Role.AccessibleTextRole:
                return text
            return tip(marked(text)) if role == Role.ToolTipRole else marked(text)
        if role == Role.ForegroundRole and not change.standing:
            return QBrush(colour("muted"))
        return None

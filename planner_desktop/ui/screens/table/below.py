"""The records under the chosen one as a small table in its form, with their sum beside what it has itself."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner_desktop.entry.new_rows import new_row
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session

MOST_LINES = 16
"""How high the table becomes before it scrolls by itself."""


class BelowModel(RecordTableModel):
    """The records of a kind under one record, which is another from time to time."""

    def __init__(self, session: Session, kind: str, parent: int) -> None:
        spec = session.draft.pack.seen(kind)
        self.above = spec.parent or ""
        told = {field.states for field in spec.fields.values()}  # typed into the field of the amount
        super().__init__(
            session,
            kind,
            [name for name in session.draft.pack.on_screens(kind) if name not in told],
            {self.above: parent},
        )

    def show_under(self, parent: int) -> None:
        """Show the records under another one."""
        self.where[self.above] = parent
        self._new = new_row(self.session.draft.pack, self.kind, self.where)
        self.refresh()


class Below(QWidget):
    """One kind of record under the chosen one."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self.spec = session.draft.spec(kind)
        self.id: int | None = None
        self.table: RecordTable | None = None
        self.head = Text(self.spec.label, "label", self)
        self.sum = Text("", "muted", self)
        self.problem = Text("", "problem", self)
        self.body = bare(QVBoxLayout(self), 4)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sum)
        self.body.addWidget(self.problem)
        follow(self, session, {kind, self.spec.parent or kind}, self._tell)

    def show_record(self, id: int | None) -> None:
        """Show what stands under a record; nothing where none is chosen."""
        self.id = id
        if id is not None and self.table is None:
            self._build(id)
        elif id is not None and self.table is not None:
            self.table.close_panel()
            assert isinstance(self.table.records, BelowModel)
            self.table.records.show_under(id)
            self.table.setCurrentIndex(self.table.records.index(0, 0))
        if self.table is not None:
            self.table.setEnabled(id is not None)
        self._tell()

    def _build(self, id: int) -> None:
        model = BelowModel(self.session, self.kind, id)
        self.table = RecordTable(model)
        self.table.setAccessibleName(self.spec.label)
        self.table.setToolTip(_("Type in the last row to add; Ctrl+- deletes the row"))
        self.body.insertWidget(1, self.table)
        model.refused.connect(self.problem.say)
        model.tell_refused()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit)
        self.table.sizes.fitted.connect(self._fit)
        self._fit()

    def _fit(self, *_rows: object) -> None:
        if self.table is not None:
            high = min(self.table.content_height(), MOST_LINES * self.table.fontMetrics().lineSpacing())
            if high != self.table.height():
                self.table.setFixedHeight(high)

    def _tell(self) -> None:
        """Say the sum of each amount, and what the record above has of it."""
        draft = self.session.draft
        found = draft.some(self.spec.parent or "", [self.id]) if self.id is not None else {}
        if self.id is None or not found:
            self.sum.say("")
            return
        records, above = draft.records(self.kind, parent=self.id), found[self.id].values
        lines = [
            self._sum(name, sum(int(record.values[name] or 0) for record in records), above)
            for name, field in self.spec.fields.items()
            if field.field_type.money
        ]
        count = f"{self.spec.label} ({len(records)})" if records else self.spec.label
        if self.head.said() != count:
            self.head.say(count)
        self.sum.say("\n".join(lines) if records else self.spec.help)

    def _sum(self, name: str, total: int, above: Mapping[str, Value]) -> str:
        whole = above.get(name)
        said = _("Sum of {label}: {total} baht").format(label=self.spec.label, total=format_baht(total))
        if whole is None:
            return said
        said += " " + _("of {whole} baht").format(whole=format_baht(int(whole)))
        rest = int(whole) - total
        if rest > 0:
            said += " · " + _("{rest} baht are left").format(rest=format_baht(rest))
        elif rest < 0:
            said += " · " + _("{rest} baht too much").format(rest=format_baht(-rest))
        return said

    def go_to(self, id: int | None, field: str | None) -> bool:
        """Choose a record's cell; whether it stands here."""
        if self.table is None:
            return False
        model = self.table.records
        if id is not None and id not in model.ids:
            return False
        states: dict[str, str | None] = {spec.states: n for n, spec in self.spec.fields.items() if spec.states}
        name = states.get(field, field) if field is not None else None
        row = model.ids.index(id) if id is not None else len(model.ids)
        self.table.setCurrentIndex(model.index(row, model.fields.index(name) if name in model.fields else 0))
        self.table.setFocus()
        return True

"""Records as a table, with a line to add from the catalogue and, where asked for, the chosen record as a form."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QWidget

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.model import TablePart
from planner_desktop.i18n import _
from planner_desktop.ui.candidates import Candidate, existing, from_catalogue, matching
from planner_desktop.ui.look import Text
from planner_desktop.ui.parts.base import PartScreen
from planner_desktop.ui.parts.detail import Detail
from planner_desktop.ui.pick_line import PickLine
from planner_desktop.ui.session import Session
from planner_desktop.ui.table.model import RecordTableModel
from planner_desktop.ui.table.view import RecordTable

LEAST, MOST, WITH_DETAIL = 110, 520, 440


class AddFinder:
    """What may be added to a table: catalogue rows, and records that lack only the table's preset values."""

    def __init__(self, draft: Draft, kind: str, where: Mapping[str, Value]) -> None:
        self.draft, self.kind, self.where = draft, kind, where
        self._all: list[Candidate] = []

    def refresh(self) -> None:
        """Look again at what there is."""
        here = self.draft.ids(self.kind, where=self.where)
        elsewhere = existing(self.draft, self.kind, here) if self.where else []
        self._all = elsewhere + from_catalogue(self.draft, self.kind)

    def __call__(self, typed: str) -> list[Candidate]:
        """What fits the typed text."""
        return matching(self._all, typed)


class TableScreen(PartScreen):
    """A record table with its buttons."""

    def __init__(self, session: Session, part: TablePart) -> None:
        super().__init__(session, part)
        self.model = RecordTableModel(session, part.table, part.fields, part.where)
        self.spec = self.model.spec
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(part.title or self.spec.label)
        self.detail = Detail(session, part) if part.detail else None
        self.form = self.detail.form if self.detail else None
        self.fills = part.detail
        if self.spec.help and not part.guide:
            self.body.addWidget(Text(self.spec.help, "guide"))
        self.body.addWidget(self._beside(self.detail) if self.detail else self.table, 1)
        self.message = Text("", "problem")
        self.model.refused.connect(self.message.say)
        self.body.addWidget(self.message)
        self.body.addLayout(self._buttons())
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.table.fitted.connect(self._fit)
        self.model.rowsInserted.connect(self._chosen)
        self.model.rowsRemoved.connect(self._chosen)
        self.switch_with_f9(self.table, lambda: self.form)
        self._chosen()
        self._fit()

    def _beside(self, detail: Detail) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(detail)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([620, 430])
        splitter.setChildrenCollapsible(False)
        return splitter

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        where = self.model.where
        if (self.spec.catalogue and self.spec.key) or where:
            self.add_line = PickLine(AddFinder(self.session.draft, self.model.kind, where))
            self.add_line.setPlaceholderText(_("Search the list to add…"))
            self.add_line.setAccessibleName(_("Add {label} from the list").format(label=self.spec.label))
            self.add_line.picked.connect(self._add)
            row.addWidget(self.add_line, 1)
        for label, keys, does in (
            (_("Add row"), "Insert", self.table.insert_row),
            (_("Delete row"), "Ctrl+-", self.table.delete_rows),
            ("▲", _("Move up (Alt+Up)"), lambda: self.table.move_row(-1)),
            ("▼", _("Move down (Alt+Down)"), lambda: self.table.move_row(1)),
        ):
            button = QPushButton(label)
            button.setToolTip(keys)
            button.setAccessibleName(label if label.isascii() or len(label) > 1 else keys)
            button.clicked.connect(does)
            row.addWidget(button)
        if not ((self.spec.catalogue and self.spec.key) or where):
            row.addStretch(1)
        return row

    def _add(self, candidate: Candidate) -> None:
        draft, kind = self.session.draft, self.model.kind
        self.add_line.clear()
        try:
            with self.session.trying(), draft.action(_("add {label}").format(label=self.spec.label)):
                id = candidate.take()
                for field, value in self.model.where.items():
                    draft.set(kind, id, field, value)
        except ValueRefused as error:
            self.message.say(str(error))
            return
        if id in self.model.ids:
            self.table.setCurrentIndex(self.model.index(self.model.ids.index(id), 0))

    def _chosen(self, *_indexes: object) -> None:
        if self.detail is not None:
            self.detail.show_record(self.model.id(self.table.currentIndex().row()))

    def _fit(self) -> None:
        if self.form is not None:
            self.table.setMinimumHeight(WITH_DETAIL)
            return
        content = max(LEAST, self.table.content_height())
        self.table.setFixedHeight(min(MOST, content))

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind != self.model.kind or (id is not None and id not in self.model.ids):
            return False
        row = self.model.ids.index(id) if id is not None else len(self.model.ids)
        here = field in self.model.fields
        if field is not None and not here and self.form is None:
            return False
        index = self.model.index(row, self.model.fields.index(field) if field is not None and here else 0)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        if field is not None and not here and self.form is not None:
            self.form.go_to(field)
        else:
            self.table.setFocus()
        return True

    def start(self) -> None:
        self.table.setFocus()

"""Records as a table, with a line to add from the catalogue and, where asked for, the chosen record as a form."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from planner_desktop.draft import Draft
from planner_desktop.entry.candidates import existing, from_catalogue
from planner_desktop.entry.picking import Candidate, matching
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.screen_parts import TablePart
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.screens.table import rows
from planner_desktop.ui.screens.table.cells import INSET
from planner_desktop.ui.screens.table.detail import Detail
from planner_desktop.ui.screens.table.filter import FilterLine
from planner_desktop.ui.screens.table.foot import Foot
from planner_desktop.ui.screens.table.model import RecordTableModel
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.session.session import Session

MOST_LINES = 6
"""A row beside a form is no higher: its whole texts stand in the form."""
LEAST_ROWS = 4
"""So many lines of text are always to be seen; where there is less room the screen is scrolled."""


class AddFinder:
    """What may be added to a table: catalogue rows, and records that lack only the table's preset values.

    Where a row is but a link to another record (`about`), that is looked for: the row is made with it.
    """

    def __init__(self, draft: Draft, kind: str, where: Mapping[str, Value], about: str | None = None) -> None:
        self.draft, self.kind, self.where, self.about = draft, kind, where, about
        self._all: list[Candidate] = []

    def refresh(self) -> None:
        """Look again at what there is."""
        here = self.draft.ids(self.kind, where=self.where)
        elsewhere = existing(self.draft, self.kind, here) if self.where else []
        own, offered = self._linked()
        self._all = own + elsewhere + from_catalogue(self.draft, self.kind) + offered

    def _linked(self) -> tuple[list[Candidate], list[Candidate]]:
        """What a new row may be about: records of the draft, and of their catalogue, that no row is about yet."""
        about = self.about
        to = self.draft.spec(self.kind).fields[about].to if about else None
        if about is None or to is None:
            return [], []
        taken = {int(record.values[about] or 0) for record in self.draft.records(self.kind)}
        found = existing(self.draft, to, taken), from_catalogue(self.draft, to)

        def row_about(candidate: Candidate) -> int:
            return self.draft.add(self.kind, {**self.where, about: candidate.take()})

        own, offered = ([replace(each, take=partial(row_about, each)) for each in part] for part in found)
        return own, offered

    def __call__(self, typed: str) -> list[Candidate]:
        """What fits the typed text."""
        return matching(self._all, typed)


class Beside(QSplitter):
    """A table with a form beside it, as high as there is room: neither is to make the screen scroll."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


class TableScreen(PartScreen):
    """A record table with its buttons."""

    def __init__(self, session: Session, part: TablePart, parent: QWidget | None = None) -> None:
        super().__init__(session, part, parent)
        self.model = RecordTableModel(session, part.table, part.field_names, part.where, part.sort)
        self.spec = self.model.spec
        self.table = RecordTable(self.model, place_name(session, part))
        self.table.setAccessibleName(part.title or self.spec.label)
        beside = Beside(Qt.Orientation.Horizontal, self) if part.detail else None
        self.detail = Detail(session, part, beside) if part.detail else None
        self.form = self.detail.form if self.detail else None
        self.table.sizes.most_lines = MOST_LINES if self.detail else 0
        self.filter_line: FilterLine | None = None
        if self.spec.help and not part.guide:
            self.body.addWidget(Guide(self.spec.help))
        self.foot = Foot(self.table, part.totals)
        self.above = self.body.count()
        """Where the line to filter by is put."""
        self.body.addWidget(self._share_out(beside) if beside else self.table, 1)
        self.body.addWidget(self.foot)
        self.message = Text("", "problem")
        self.model.refused.connect(self.message.say)
        self.body.addWidget(self.message)
        self.model.tell_refused()
        self.body.addLayout(self._buttons())
        self.body.addStretch(0)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.table.sizes.fitted.connect(self._fit)
        self.table.filter_wanted.connect(self.ask_filter)
        self.model.refreshed.connect(self._chosen)
        self.model.refreshed.connect(self._tell_filter)
        self.switch_with_f9(self.table, lambda: self.form)
        self._chosen()
        self._fit()

    def _share_out(self, splitter: Beside) -> QWidget:
        """The table and its form side by side; the form is there."""
        splitter.insertWidget(0, self.table)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([620, 430])
        splitter.setChildrenCollapsible(False)
        return splitter

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        where = self.model.where
        first = self.model.field(0)
        about = self.model.fields[0] if len(self.model.fields) == 1 and first.field_type.to_one else None
        if (self.spec.catalogue and self.spec.key) or where:
            self.add_line = PickLine(AddFinder(self.session.draft, self.model.kind, where, about))
            self.add_line.setPlaceholderText(_("Search the list to add…"))
            self.add_line.nothing = _("Nothing fits in the list, or it is in the table already.")
            self.add_line.setAccessibleName(_("Add {label} from the list").format(label=set_off(self.spec.label)))
            self.add_line.picked.connect(self._add)
            Leaving(self.add_line)
            row.addWidget(self.add_line, 1)
        for label, name in ((_("Add row"), "add"), (_("Delete row"), "delete"), ("▲", "up"), ("▼", "down")):
            button = self.table.list_actions.button(label, name)
            if self.model.order_by and len(label) == 1:  # rows that are sorted are not moved
                button.hide()
            row.addWidget(button)
        row.addWidget(self.table.list_actions.button(_("Filter"), "filter"))
        if not ((self.spec.catalogue and self.spec.key) or where):
            row.addStretch(1)
        return row

    def _add(self, candidate: Candidate) -> None:
        draft, kind = self.session.draft, self.model.kind
        self.add_line.start_anew()
        try:
            with self.session.trying(), draft.action(_("add {label}").format(label=set_off(self.spec.label))):
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
        content, line = self.table.content_height(), self.table.fontMetrics().lineSpacing()
        least = LEAST_ROWS * (line + 2 * INSET) + self.table.horizontalHeader().height()
        if self.form is not None:
            self.table.setMinimumHeight(least)
            return
        self.table.setMinimumHeight(min(content, least))
        self.table.setMaximumHeight(max(content, self.table.minimumHeight()))

    # ------------------------------------------------------------ the filter

    def ask_filter(self) -> None:
        """Go to the line to filter by; it is made when it is first asked for."""
        if self.filter_line is None:
            self.filter_line = FilterLine()
            self.body.insertWidget(self.above, self.filter_line)
            self.filter_line.wanted.connect(self._filter)
            self.filter_line.left.connect(self.table.setFocus)
            self.filter_line.cleared.connect(self._show_all)
        self.filter_line.show()
        self.filter_line.line.setFocus()
        self.filter_line.line.selectAll()
        self._tell_filter()

    def _filter(self, words: str) -> None:
        rows.keep_current(self.table, lambda: self.model.set_filter(words, self.model.filter.only))

    def _show_all(self) -> None:
        self.table.setFocus()
        rows.show_all(self.table)
        self._tell_filter()

    def _tell_filter(self) -> None:
        filter = self.model.filter
        if self.filter_line is None:
            if not filter:
                return
            self.ask_filter()
            self.table.setFocus()
            return
        labels = [self.spec.fields[field].label for field in filter.only]
        self.filter_line.show_state(filter, len(self.model.ids), len(self.model.all_ids), labels)
        self.filter_line.setVisible(bool(filter) or self.filter_line.line.hasFocus())

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if self.detail is not None and kind in self.detail.below:
            return self._go_to_below(self.detail, kind, id, field)
        if kind != self.model.kind or (id is not None and id not in self.model.all_ids):
            return False
        if id is not None and self.model.row(id) is None:
            rows.show_all(self.table)
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

    def _go_to_below(self, detail: Detail, kind: str, id: int | None, field: str | None) -> bool:
        above = self.session.draft.record(kind, id).parent if id is not None else self.model.id(0)
        if above is None or not self.go_to(self.model.kind, above, None):
            return False
        return detail.go_to_below(kind, id, field)

    def start(self) -> None:
        self.table.setFocus()


def place_name(session: Session, part: TablePart) -> str:
    """What a table's habits are kept under: the edition, the section and which of its parts; empty for none of them."""
    pack = session.draft.pack
    for section in pack.sections:
        for number, one in enumerate(section.screen):
            if one is part:
                return f"widths {pack.edition.id} {section.id} {number}"
    return ""


SCREEN = TableScreen
"""What `build` shows."""

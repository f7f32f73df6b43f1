"""Steps as a Gantt chart: a list with weights on the left, months with bars on the right, one record's at a time."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner_desktop.draft.records.read_from import named_from
from planner_desktop.formpack.screen_parts import GanttPart
from planner_desktop.i18n import _, later, set_off
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, look_as, marked, sign_button, tip
from planner_desktop.ui.screens import part as parts
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.gantt.chart import LEAST_ROWS, GanttChart
from planner_desktop.ui.screens.gantt.picker import Picker
from planner_desktop.ui.screens.gantt.steps import WHOLE, Sum
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session

KEYS = {**parts.KEYS, "details": Key(later("The other fields of what is chosen"), ("Alt+Return",))}


class GanttScreen(PartScreen):
    """The choice of the record above, the chart, and what is missing below."""

    def __init__(self, session: Session, part: GanttPart, parent: QWidget | None = None) -> None:
        super().__init__(session, part, parent)
        self.part, self.pack = part, session.draft.pack
        self.above = self.pack.above(part.gantt)
        self.are_records = part.steps is None
        """What bears the bars are the records of the part themselves; then none is chosen above."""
        self.chart = GanttChart(session, part)
        self.model, self.list, self.grid = self.chart.model, self.chart.list, self.chart.grid
        self.menu: QMenu | None = None
        self.body.addLayout(self._head())
        self.body.addWidget(self.chart, 1)
        self.details, self.forms = self._details()
        self.body.addWidget(self.details, 1)
        self.details.hide()
        self.body.addLayout(self._foot())
        self.refused = Text("", "problem")
        self.beyond = Text("", "problem")
        self.body.addWidget(self.refused)
        self.body.addWidget(self.beyond)
        self.model.refused.connect(self.refused.say)
        self.chart.began.connect(lambda: self.details_button.setChecked(False))
        self.grid.said.connect(lambda text: self._tell(text or None))
        have_keys(self, KEYS, {"switch": self.switch, "details": self.details_button.toggle})
        names = (named_from(session.draft, kind) for kind in (part.gantt, *self.above))
        follow(self, session, set(self.model.steps.kinds).union({"refused"}, *names), self.refresh)
        self.refresh()

    # ------------------------------------------------------------ building

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        label = self.session.draft.spec(self.part.gantt).label
        self.picker = Picker()
        self.picker.setAccessibleName(label)
        self.picker.currentIndexChanged.connect(lambda: self.refresh())
        row.addWidget(self.picker, 1)
        if self.are_records:
            self.picker.hide()
            row.addStretch(1)
        elif any(self.part.gantt in section.records for section in self.pack.sections):
            self.add_button = QPushButton(_("Add…"))
            self.add_button.setToolTip(_("Add a record to plan steps for"))
            self.add_button.clicked.connect(self.offer)
            row.addWidget(self.add_button)
        self.details_button = QPushButton(_("Details"))
        self.details_button.setCheckable(True)
        self.details_button.setToolTip(_("The fields of what is chosen above (Alt+Enter)"))
        self.details_button.toggled.connect(self.show_details)
        row.addWidget(self.details_button)
        self.year_buttons = QButtonGroup(self)
        for years in (1, 2) if self.part.years else ():
            button = QPushButton(_("{count} months").format(count=12 * years))
            button.setCheckable(True)
            button.clicked.connect(partial(self.set_years, years))
            self.year_buttons.addButton(button, years)
            row.addWidget(button)
        return row

    def _details(self) -> tuple[QWidget, dict[str, RecordForm]]:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside, forms = QWidget(), {}
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 10, 10)
        for kind in (*self.above, self.part.gantt):
            layout.addWidget(Text(self.session.draft.spec(kind).label, "heading"))
            forms[kind] = RecordForm(self.session, kind, self.part.fields if kind == self.part.gantt else ())
            layout.addWidget(forms[kind])
        layout.addStretch(1)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(LEAST_ROWS * self.fontMetrics().lineSpacing())
        return scroll, forms

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.tools = QWidget()
        tools = bare(QHBoxLayout(self.tools))
        label = self.session.draft.spec(self.part.step).label
        actions = self.chart.list.list_actions
        tools.addWidget(actions.button(_("Add {label}").format(label=set_off(label)), "add"))
        if self.part.sub_steps:
            tools.addWidget(actions.button(actions["under"].text(), "under"))
        delete = _("Delete {label} ({keys})").format(label=set_off(label), keys="Ctrl+-")
        for sign, name, says in (("▲", "up", ""), ("▼", "down", ""), ("✕", "delete", delete)):
            tools.addWidget(sign_button(sign, says or actions.said(name), actions[name].trigger))
        row.addWidget(self.tools)
        self.told = Text("", "label")
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.told, 1)
        return row

    # ------------------------------------------------------------ following the draft

    @property
    def chosen(self) -> int | None:
        """The record whose steps are shown; 0 where these are the records themselves."""
        if self.are_records:
            return 0
        id = self.picker.currentData()
        return None if id is None else int(id)

    def refresh(self) -> None:
        """Show what the draft holds now; what is chosen stays so."""
        sums = self.model.steps.sums()
        draft = self.session.draft
        ids = [] if self.are_records else draft.ids(self.part.gantt, where=self.part.where)
        self.picker.show_records([(id, self._said(n, id, sums.get(id))) for n, id in enumerate(ids, 1)])
        self.picker.setEnabled(bool(ids))
        self.picker.setToolTip(tip(marked(self.picker.currentText())) + "\nF9")
        id = self.chosen
        if button := self.year_buttons.button(self.years()):
            button.setChecked(True)
        for button in self.year_buttons.buttons():
            button.setEnabled(id is not None and self.session.may_edit(self.part.gantt, id))
        self.tools.setEnabled(id is not None and self.model.steps.may_add(id))
        self.chart.show_steps_of(id, self.years())
        self._load_forms()
        self._tell()

    def _said(self, n: int, id: int, sum: Sum | None) -> str:
        chain = [self.session.draft.title(*node) for node in self.chain(id)]
        mark = self.session.mark(self.part.gantt, id)
        return f"{mark}{n}. ({(sum or Sum(0, None)).short()}) {' › '.join(chain)}"

    def chain(self, id: int | None) -> list[tuple[str, int]]:
        """A record that steps stand under, with all that it stands under itself, the uppermost first."""
        nodes: list[tuple[str, int]] = []
        for kind in (self.part.gantt, *reversed(self.above)):
            if id is not None:
                nodes.insert(0, (kind, id))
                id = self.session.draft.record(kind, id).parent
        return nodes

    def _load_forms(self) -> None:
        if self.details.isHidden():
            return
        record = self._record()
        for kind, id in self.chain(record):
            if self.forms[kind].id != id:
                self.forms[kind].load(id)
        if record is None:
            for form in self.forms.values():
                form.forget()

    def _record(self) -> int | None:
        """The record whose fields the details are: the chosen one, or that of the row."""
        line = self.chart.line
        if not self.are_records or line is None:
            return None if self.are_records else self.chosen
        return line.id if line.kind == self.part.gantt else self.session.draft.record(line.kind, line.id).parent

    def _tell(self, dragged: str | None = None) -> None:
        """Say what the weights come to, or the months of the bar that is dragged; and what is not shown."""
        if self.chosen is None:
            add = _("Add a record above to plan its steps.")
            self.told.say(add if hasattr(self, "add_button") else _("There is nothing yet to plan steps for."))
            return
        sum = self.model.steps.sums().get(self.chosen) or Sum(0, None)
        unsaid = self.are_records and self.part.weight is None
        closed = self.session.writable() and not self.model.steps.may_add(self.chosen)
        told = ("" if unsaid else sum.said(), self.session.why_not() if closed else "")
        self.told.say(dragged or " · ".join(filter(None, told)))
        fits = sum.weights in (None, WHOLE)
        role = "label" if fits or dragged else "problem"
        if self.told.property("role") != role:
            look_as(self.told, "role", role)
        lines = []
        if outside := self.model.outside():
            said = _("Months beyond those shown, kept as they are: {steps}")
            lines.append(said.format(steps=", ".join(line.number for line in outside)))
        if twice := self.model.has_own_and_below():
            said = _("Weights of the step and of its sub-steps both count: {steps}. Clear the step's own.")
            lines.append(said.format(steps=", ".join(line.number for line in twice)))
        self.beyond.say("\n".join(lines))
        self.model.tell_refused()

    # ------------------------------------------------------------ years and details

    def years(self) -> int:
        """Over how many years the chosen record's steps reach."""
        if self.part.years is None or self.chosen is None:
            return 1
        word = self.session.draft.record(self.part.gantt, self.chosen).values[self.part.years]
        return 2 if str(word) == self.part.two_years else 1

    def set_years(self, years: int) -> None:
        """Show one or two fiscal years, in the chart and on paper. No month is lost."""
        if self.part.years is None or self.chosen is None or years == self.years():
            return
        words = self.session.draft.spec(self.part.gantt).fields[self.part.years].choices
        one = next(word for word in words if word != self.part.two_years)
        with self.session.trying():
            self.session.draft.set(
                self.part.gantt, self.chosen, self.part.years, self.part.two_years if years == 2 else one
            )

    def show_details(self, shown: bool) -> None:
        """Show the fields of the chosen record in place of its steps, or the steps again."""
        self.chart.setHidden(shown)
        self.details.setVisible(shown)
        self._load_forms()
        if shown and self.chosen is not None:
            self.forms[self.part.gantt].go_to(None)
        elif not shown:
            self.list.setFocus()

    def switch(self) -> None:
        """Go from the steps to the choice of the record, or back; where none is chosen, to the row's fields."""
        if self.are_records:
            self.details_button.toggle()
        else:
            (self.start if self.picker.hasFocus() else self.picker.setFocus)()

    # ------------------------------------------------------------ editing

    def offer(self) -> None:
        """Let the officer choose what to add above the steps."""
        kinds = [kind for n, kind in enumerate((*self.above, self.part.gantt)) if not n or self.chosen is not None]
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in kinds:
            menu.addAction(self.session.draft.spec(kind).label, partial(self.add_above, kind))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def add_above(self, kind: str) -> None:
        """A new record to plan steps for, with all between it and the steps; its fields are shown."""
        kinds = [*self.above, self.part.gantt]
        chain = dict(self.chain(self.chosen))
        draft, id = self.session.draft, None
        parent = self.session.draft.spec(kind).parent
        under = chain.get(parent) if parent else None
        with self.session.trying(), draft.action(_("add {label}").format(label=set_off(draft.spec(kind).label))):
            for new in kinds[kinds.index(kind) :]:
                under = id = draft.add(new, self.part.where if new == self.part.gantt else None, parent=under)
        if id is not None:
            self.choose(id)
            self.details_button.setChecked(True)
            self._load_forms()
            self.forms[kind].go_to(None)

    # ------------------------------------------------------------ going about

    def choose(self, id: int) -> bool:
        """Show the steps of a record; whether it is there."""
        at = self.picker.findData(id)
        if at >= 0:
            self.picker.setCurrentIndex(at)
        return at >= 0 or self.are_records

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind in self.model.steps.kinds:
            return self._go_to_step(kind, id, field)
        if kind not in self.forms or id is None:
            return False
        found = next((other for other in self._all() if (kind, id) in self.chain(other)), None)
        if found is None or not self.choose(found) or (field is not None and field not in self.forms[kind].rows):
            return False
        self.details_button.setChecked(field is not None)
        if field is None:
            self.list.setFocus()
        else:
            self.forms[kind].go_to(field)
        return True

    def _all(self) -> list[int]:
        return [int(self.picker.itemData(n)) for n in range(self.picker.count())]

    def _go_to_step(self, kind: str, id: int | None, field: str | None) -> bool:
        if id is None:
            self.start()
            return True
        if not self.session.draft.ids(kind, where={"id": id}):
            return False
        parent = self.model.steps.parent_of(kind, id)
        if parent is None or not self.choose(parent):
            return False
        self.details_button.setChecked(False)
        self.chart.go_to(kind, id, field)
        charted = (self.part.text, self.part.months, self.part.weight, self.part.bar)
        if self.are_records and kind == self.part.gantt and field not in (None, *charted):
            self.details_button.setChecked(True)
            self.forms[kind].go_to(field)
        return True

    def start(self) -> None:
        if not self.details.isHidden() and self.chosen is not None:
            self.forms[self.part.gantt].go_to(None)
        elif self.chosen is None and hasattr(self, "add_button"):
            self.add_button.setFocus()
        else:
            self.list.setFocus()


SCREEN = GanttScreen
"""What `build` shows."""

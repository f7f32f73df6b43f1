"""Editors of what is chosen: one of a few words, yes or no."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from planner_desktop.draft import Record
from planner_desktop.formpack import FieldSpec
from planner_desktop.formpack.fields import Value
from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.session.session import Session


class ChoiceBox(DropDown):
    """The words of a choice field, an empty one first."""

    began_with = ""
    """What was chosen when it was opened."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.addItem("", None)
        for word, label in spec.choices.items():
            self.addItem(label, spec.stored(word))

    def choose(self, value: Value) -> None:
        """Show a stored word."""
        self.setCurrentIndex(max(0, self.findData(value)))


class ChoiceEditor(FieldEditor):
    """One of a few words, or none."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.box = self.input = ChoiceBox(self.spec, self)
        self.box.activated.connect(self._chosen)
        layout = bare(QHBoxLayout(self))
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_record(self, record: Record) -> None:
        self.box.choose(record.values[self.field])

    def _chosen(self) -> None:
        if self.id is not None:
            with self.session.trying():
                self.session.draft.set(self.kind, self.id, self.field, self.box.currentData())


class YesNoEditor(FieldEditor):
    """A box to tick; it carries the field's label itself."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.box = self.input = QCheckBox(self.spec.label, self)
        self.box.clicked.connect(self._clicked)
        layout = bare(QHBoxLayout(self))
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_record(self, record: Record) -> None:
        self.box.setChecked(bool(record.values[self.field]))

    def _clicked(self, checked: bool) -> None:
        if self.id is not None:
            with self.session.trying():
                self.session.draft.set(self.kind, self.id, self.field, int(checked))

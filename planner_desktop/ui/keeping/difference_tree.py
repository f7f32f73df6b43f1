"""Differences by section and record, each with a box to tick."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planner_desktop.draft.comparison import Difference
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.unseen import harmless
from planner_desktop.ui.item_views import TreeWidget
from planner_desktop.ui.look import tip

DIFFERENCE = Qt.ItemDataRole.UserRole
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
Key = tuple[str, str, int | None, int | None, str]


def what_name(what: str) -> str:
    """What happened to a record or field, in a word."""
    return {"added": _("added"), "deleted": _("deleted"), "moved": _("moved"), "changed": _("changed")}[what]


def key(difference: Difference) -> Key:
    """What tells a difference from another, also after the draft went on."""
    return difference.what, difference.kind, difference.old, difference.new, difference.field


class DifferenceTree(TreeWidget):
    """Section, record, field. To tick one is to tick all below it. `chosen` brings the one to be shown, `ticks` how
    many are ticked."""

    chosen = Signal(object)
    ticks = Signal(int)

    def __init__(self, pack: FormPack, parent: QObject | None = None) -> None:
        super().__init__()
        self.pack = pack
        self.differences: list[Difference] = []
        self.setColumnCount(2)
        self.setHeaderLabels([_("Section, record, field"), _("What happened")])
        self.setAccessibleName(_("Differences"))
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(1, 7 * self.fontMetrics().lineSpacing())
        self.currentItemChanged.connect(lambda item, _old: self.chosen.emit(item and item.data(0, DIFFERENCE)))
        self.itemChanged.connect(lambda _item, _column: self.ticks.emit(len(self.ticked())))

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """List them; what was ticked stays ticked."""
        ticked = {key(difference) for difference in self.ticked()}
        self.differences = list(differences)
        self.blockSignals(True)
        self.clear()
        titles = {section.id: section.title for section in self.pack.sections}
        sections: dict[str, QTreeWidgetItem] = {}
        records: dict[tuple[str, int | None, int | None], QTreeWidgetItem] = {}
        for difference in self.differences:
            section = sections.get(difference.section)
            if section is None:
                section = self._item(self, titles.get(difference.section, _("Elsewhere")))
                sections[difference.section] = section
            place = difference.kind, difference.old, difference.new
            record = records.get(place)
            spec = self.pack.records[difference.kind]
            if record is None:
                title = spec.label if spec.single else f"{spec.label}: {difference.title}"
                record = records[place] = self._item(section, title)
            item = record
            if difference.what == "changed":
                item = self._item(record, spec.fields[difference.field].label)
            elif difference.what == "moved":
                item = self._item(record, _("its place"))
            item.setText(1, what_name(difference.what))
            item.setData(0, DIFFERENCE, difference)
            if key(difference) in ticked:
                item.setCheckState(0, TICKED)
        for item in sections.values():
            item.setText(1, str(sum(1 for each in _below(item) if each.data(0, DIFFERENCE))))
        self.expandAll()
        self.blockSignals(False)
        self.setCurrentItem(next(self.items(), None) or self.invisibleRootItem())
        self.ticks.emit(len(self.ticked()))

    @staticmethod
    def _item(above: "QTreeWidget | QTreeWidgetItem", text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [harmless(text), ""])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        item.setCheckState(0, NOT_TICKED)
        item.setToolTip(0, tip(text))
        return item

    def items(self) -> Iterator[QTreeWidgetItem]:
        """Every item that shows a difference."""
        for n in range(self.topLevelItemCount()):
            top = self.topLevelItem(n)
            assert top is not None
            yield from (item for item in _below(top) if item.data(0, DIFFERENCE))

    def ticked(self) -> list[Difference]:
        """The differences that are ticked."""
        return [item.data(0, DIFFERENCE) for item in self.items() if item.checkState(0) == TICKED]


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for n in range(item.childCount()):
        child = item.child(n)
        assert child is not None
        yield child
        yield from _below(child)

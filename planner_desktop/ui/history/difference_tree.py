"""Differences by section and record, each with a box to tick."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planner_desktop.draft.history.changes import what_name
from planner_desktop.draft.history.comparison import Difference
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import brief, tip
from planner_desktop.ui.kit.timers import single_shot

DIFFERENCE = Qt.ItemDataRole.UserRole
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
DifferenceKey = tuple[str, str, int | None, int | None, str]
AT_ONCE = 1_000
"""So many differences are listed before the window may live again."""


def key(difference: Difference) -> DifferenceKey:
    """What tells a difference from another, also after the draft went on."""
    return difference.what, difference.kind, difference.old, difference.new, difference.field


class DifferenceTree(TreeWidget):
    """Section, record, field. To tick one is to tick all below it. `chosen` brings the one to be shown, `ticks` how
    many are ticked. Of many differences some are listed at a time; nothing can be ticked until `filled`."""

    chosen = Signal(object)
    ticks = Signal(int)
    filled = Signal()

    def __init__(self, pack: FormPack, parent: QObject | None = None, *, ticking: bool = True) -> None:
        """With `ticking` each has a box; else they are only looked at."""
        super().__init__()
        self.pack, self._ticking = pack, ticking
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
        self._count = single_shot(self, lambda: self.ticks.emit(len(self.ticked())))
        self.itemChanged.connect(lambda _item, _column: self._count.start())  # comes for each of a whole section
        self._filling: Iterator[None] = iter(())
        self._list_on = single_shot(self, self._list_some)
        self._stay_ticked: set[DifferenceKey] = set()

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """List them; what was ticked stays ticked."""
        if not self._list_on.isActive():
            self._stay_ticked = {key(difference) for difference in self.ticked()}
        self.differences = list(differences)
        self._filling = self._fill()
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._list_some()

    def _list_some(self) -> None:
        self.blockSignals(True)
        listed = sum(1 for _each in islice(self._filling, AT_ONCE))
        self.blockSignals(False)
        self.setEnabled(listed < AT_ONCE)
        if listed == AT_ONCE:
            self._list_on.start()
            return
        self.setCurrentItem(next(self.items(), None) or self.invisibleRootItem())
        self.ticks.emit(len(self.ticked()))
        self.filled.emit()

    def _fill(self) -> Iterator[None]:
        """List all differences, and stop after each."""
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
            ticked = key(difference) in self._stay_ticked
            if record is None:
                title = spec.label if spec.single else f"{spec.label}: {difference.title}"
                record = records[place] = self._item(section, title, ticked)
            item = record
            if difference.what == "changed":
                item = self._item(record, spec.fields[difference.field].label, ticked)
            elif difference.what == "moved":
                item = self._item(record, _("its place"), ticked)
            item.setText(1, what_name(difference.what))
            item.setData(0, DIFFERENCE, difference)
            yield
        for item in sections.values():
            item.setText(1, str(sum(1 for each in _below(item) if each.data(0, DIFFERENCE))))
        self.expandAll()

    def _item(self, above: "QTreeWidget | QTreeWidgetItem", text: str, ticked: bool = False) -> QTreeWidgetItem:
        item = QTreeWidgetItem([harmless(brief(text)), ""])
        if self._ticking:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            item.setCheckState(0, TICKED if ticked else NOT_TICKED)  # in its place Qt would look at all beside it
        item.setToolTip(0, tip(text))
        if isinstance(above, QTreeWidget):
            above.addTopLevelItem(item)
        else:
            above.addChild(item)
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

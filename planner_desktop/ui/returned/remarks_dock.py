"""The remarks on a plan below its form: the list, and the place of each by Enter or by a key for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QDockWidget, QHeaderView, QSplitter, QTreeWidgetItem

from planner_desktop.draft import Draft
from planner_desktop.draft.history import returning
from planner_desktop.draft.history.returning import Remark
from planner_desktop.i18n import _, later, ngettext
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.look import brief, tip
from planner_desktop.ui.kit.side_by_side import TwoTexts

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

NUMBER = Qt.ItemDataRole.UserRole
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked

BAD: ColourName = "bad"
GOOD: ColourName = "good"
MUTED: ColourName = "muted"


class RemarkList(TreeWidget):
    """The remarks. Enter leads to the place of one (`wanted`), Space ticks it off."""

    keys = {  # noqa: RUF012
        "go": Key(later("Go to what the remark is about"), ("Return",)),
        "tick": Key(later("The remark is done, or not"), ("Space",)),
        "withdraw": Key(later("Take the remark back, where it was made"), ("Del",)),
    }
    wanted = Signal()
    ticked = Signal()
    withdrawn = Signal()

    def take_key(self, key: str) -> bool:
        {"go": self.wanted, "tick": self.ticked, "withdraw": self.withdrawn}[key].emit()
        return True


def where(draft: Draft, remark: Remark) -> str:
    """What a remark is about, as an officer calls it."""
    spec = draft.pack.records.get(remark.kind)
    if spec is None:
        return _("the whole plan")
    fields = draft.pack.seen(remark.kind).fields
    label = fields[remark.field].label if remark.field in fields else spec.label
    return label if spec.single else f"{label}: {remark.title}"


class RemarksDock(QDockWidget):
    """The remarks on the plan of a window, with what stood and stands where the marked one points.

    Where they can be `marked` as done, that is called with the number of one, counted from 1, and whether it is.
    """

    def __init__(self, shell: Shell, title: str, marked: Callable[[int, bool], object] | None = None) -> None:
        super().__init__(title, shell.frame)
        self.setObjectName("remarks")
        self.shell, self.draft, self._marked, self._title = shell, shell.session.draft, marked, title
        self.remarks: tuple[Remark, ...] = ()
        manual_at.tells(self, "returned" if marked else "collecting")
        self.list = RemarkList()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.list.setAccessibleName(title)
        self.list.setHeaderLabels([_("Remark"), _("Where"), _("Since then")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().horizontalAdvance("0")
        header.resizeSection(1, 30 * letter)
        header.resizeSection(2, 14 * letter)
        self.texts = TwoTexts(_("When the remark was made"), _("Now in the draft"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.texts)
        split.setStretchFactor(0, 1)
        split.setSizes([860, 500])
        split.setChildrenCollapsible(False)
        self.setWidget(split)
        if marked is None:  # a plan that is only read does not change
            self.texts.hide()
            self.list.setColumnHidden(2, True)
        self.list.wanted.connect(self.go)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.go())
        self.list.ticked.connect(self._turn)
        self.list.itemChanged.connect(self._ticked)
        self.list.currentItemChanged.connect(lambda _item, _old: self._show())
        shell.frame.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark], done: set[int]) -> None:
        """List the remarks as they are now; the cursor stays at its remark."""
        at = self.number() or 1
        self.remarks = tuple(remarks)
        self.list.blockSignals(True)
        self.list.clear()
        for number, remark in enumerate(remarks, 1):
            row = QTreeWidgetItem([harmless(brief(remark.text)), harmless(brief(where(self.draft, remark))), ""])
            row.setToolTip(0, tip(remark.text))
            row.setToolTip(1, tip(row.text(1)))
            row.setData(0, NUMBER, number)
            if self._marked is not None:
                row.setCheckState(0, TICKED if number in done else NOT_TICKED)
                self._say_changed(row, remark)
            self.list.addTopLevelItem(row)
        self.list.blockSignals(False)
        self._name(done)
        if (item := self.list.topLevelItem(min(at, len(remarks)) - 1)) is not None:
            self.list.setCurrentItem(item)
        self._show()

    def _say_changed(self, row: QTreeWidgetItem, remark: Remark) -> None:
        if not remark.record:
            return
        if returning.place_of(self.draft, remark) is None:
            said, ink = _("not in the draft"), BAD
        elif returning.is_changed(self.draft, remark):
            said, ink = _("changed"), GOOD
        else:
            said, ink = _("as it was"), MUTED
        row.setText(2, said)
        row.setForeground(2, QBrush(colour(ink)))

    def _name(self, done: set[int]) -> None:
        left = len(self.remarks) - len(done)
        said = ngettext("{count} left to do", "{count} left to do", left).format(count=left)
        self.setWindowTitle(f"{self._title} – {said}" if self._marked is not None else self._title)

    def number(self) -> int:
        """The number of the remark with the cursor, counted from 1; 0 where there is none."""
        item = self.list.currentItem()
        return int(item.data(0, NUMBER)) if item is not None else 0

    def _show(self) -> None:
        number = self.number()
        remark = self.remarks[number - 1] if number else None
        place = returning.place_of(self.draft, remark) if remark else None
        now = returning.said(self.draft, *place) if place else ""
        self.texts.show_texts(remark.was if remark else "", now)
        if remark is not None:
            self.texts.setToolTip(tip(remark.text))

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        frame = self.shell.frame
        if visible:  # the form keeps most of the height
            frame.resizeDocks([self], [min(240, frame.height() * 3 // 10)], Qt.Orientation.Vertical)

    # ------------------------------------------------------------ walking

    def step(self, by: int) -> None:
        """Go to the place of the next remark that is not done, or the one before."""
        count, at = len(self.remarks), self.number()
        begun = self.isVisible()
        self.show()
        if not begun and by > 0:
            at -= 1  # the first step is to the remark with the cursor itself
        for number in ((at - 1 + by * far) % count + 1 for far in range(1, count + 1)) if count else ():
            item = self.list.topLevelItem(number - 1)
            if item is not None and item.checkState(0) != TICKED:
                self.list.setCurrentItem(item)
                self.go()
                return
        self.shell.say(_("No remark is left to do"))

    def go(self) -> None:
        """Show the place of the remark with the cursor."""
        if not (number := self.number()):
            return
        remark = self.remarks[number - 1]
        if (place := returning.place_of(self.draft, remark)) is not None:
            self.shell.show_record(*place)
        self.shell.say(remark.text)

    # ------------------------------------------------------------ what is done

    def _turn(self) -> None:
        item = self.list.currentItem()
        if item is not None and self._marked is not None:
            item.setCheckState(0, NOT_TICKED if item.checkState(0) == TICKED else TICKED)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0 and self._marked is not None:
            self._marked(int(item.data(0, NUMBER)), item.checkState(0) == TICKED)

"""What was found, section by section: each match with its record and field, and the text around it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeWidgetItem,
)

from planner_desktop.draft.records.replacing import clean
from planner_desktop.draft.records.search import Match
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.item_views import Index, TreeWidget
from planner_desktop.ui.kit.look import tip

MATCH = Qt.ItemDataRole.UserRole
MOST = 2000
"""As many matches are listed; who has more types more."""
AROUND = 300
"""Letters before and after a match that a tooltip shows."""
ResultKey = tuple[object, ...]


def key_of(match: Match) -> ResultKey:
    """What tells a match from others, also in a later search."""
    place = match.place
    return place.kind, place.id, place.field, place.way, match.start


class MatchDelegate(QStyledItemDelegate):
    """Draws a match on two lines: where it is, and what stands there; what would be replaced with what."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        lines = 2 if isinstance(index.data(MATCH), Match) else 1
        return QSize(size.width(), lines * option.fontMetrics.lineSpacing() + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        match = index.data(MATCH)
        if not isinstance(match, Match):
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, option.widget)
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, option.widget).adjusted(2, 2, -4, -2)
        painter.save()
        self._draw(painter, room, match, index, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        match = index.data(MATCH)
        if isinstance(match, Match) and event.type() == QEvent.Type.ToolTip:  # made when it is wanted: it takes time
            text = "".join(match.around(AROUND))
            QToolTip.showText(event.globalPos(), tip(with_break_marks(f"{match.where}\n{text}")), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _draw(self, painter: QPainter, room: QRect, match: Match, index: Index, selected: bool) -> None:
        line = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        metrics = painter.fontMetrics()
        painter.setPen(colour("muted"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, side, metrics.elidedText(match.where, Qt.TextElideMode.ElideMiddle, room.width()))
        line.translate(0, room.height() // 2)
        before, found, after = match.around(AROUND)
        tree = self.parent()
        assert isinstance(tree, Results)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        new = (
            clean(match.meant or tree.by)
            if ticked is not None and Qt.CheckState(ticked) == Qt.CheckState.Checked
            else None
        )
        marked: list[tuple[str, ColourName, bool, bool]] = [
            (found, "ink", False, True)
        ]  # text, colour, struck, on a ground
        if new is not None:
            marked = [(found, "bad", True, False), (new, "good", False, True)]
        bold = QFont(painter.font())
        bold.setBold(True)
        wide = QFontMetrics(bold)
        needed = sum(wide.horizontalAdvance(text) for text, *_how in marked)
        left = max(room.width() // 6, min(room.width() // 3, (room.width() - needed) // 2))
        share = (room.width() - left) // len(marked) if left + needed > room.width() else room.width()
        x = self._say(painter, line, line.left(), metrics.elidedText(before, Qt.TextElideMode.ElideLeft, left), "ink")
        for text, name, struck, on_ground in marked:
            plain = painter.font()
            font = QFont(bold)
            font.setStrikeOut(struck)
            painter.setFont(font)
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, share)
            if on_ground:
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.fillRect(QRect(x, line.top(), width, line.height()), colour("paper" if selected else "chosen"))
            x = self._say(painter, line, x, text, name)
            painter.setFont(plain)
        self._say(painter, line, x, metrics.elidedText(after, Qt.TextElideMode.ElideRight, line.right() - x), "ink")

    @staticmethod
    def _say(painter: QPainter, line: QRect, x: int, text: str, name: ColourName) -> int:
        painter.setPen(colour(name))
        painter.drawText(QRect(x, line.top(), line.right() - x, line.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return x + painter.fontMetrics().horizontalAdvance(text)


class Results(TreeWidget):
    """The tree of matches. Signals: `wanted` with the match to show, `ticked` when other matches are to be replaced."""

    wanted = Signal(object)
    ticked = Signal()

    def __init__(self, titles: dict[str, str]) -> None:
        super().__init__()
        self.titles = titles
        self.by = ""
        """What the matches that are ticked are to be replaced with."""
        self.replacing = False
        self._matches: list[Match] = []
        self._items: list[QTreeWidgetItem] = []
        self._left_out: set[ResultKey] = set()
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setAccessibleName(_("What was found"))
        self.setItemDelegate(MatchDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(TreeWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)
        self.itemChanged.connect(self._changed)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """List other matches; the chosen one stays so if it is among them, else the one that follows it."""
        chosen = self.chosen()
        at = self._matches.index(chosen) if chosen in self._matches else 0
        self._matches = list(matches[:MOST])
        self._fill()
        keys = [key_of(match) for match in self._matches]
        if chosen is not None and key_of(chosen) in keys:
            at = keys.index(key_of(chosen))
        if self._items:
            self.setCurrentItem(self._items[min(at, len(self._items) - 1)])

    def _fill(self) -> None:
        shut = {head.data(0, MATCH) for head in self._heads() if not head.isExpanded()}
        self.blockSignals(True)
        self.clear()
        self._items = []
        heads: dict[str, QTreeWidgetItem] = {}
        for match in self._matches:
            section = match.place.section
            if section not in heads:
                heads[section] = head = QTreeWidgetItem(self)
                head.setData(0, MATCH, section)
                head.setExpanded(section not in shut)
                if self.replacing:
                    head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            item = QTreeWidgetItem(heads[section])
            self._items.append(item)
            item.setData(0, MATCH, match)
            before, found, after = match.around(AROUND)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{match.where}: {before}{found}{after}")
            if self.replacing and match.replaceable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = not self._is_left_out(match)
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        for section, head in heads.items():
            head.setText(0, f"{self.titles[section]} ({head.childCount()})")
        self.blockSignals(False)
        self.ticked.emit()

    def _is_left_out(self, match: Match) -> bool:
        """Numbers are replaced only where that is said: who changes a year hardly means the amounts too."""
        return (key_of(match) in self._left_out) != match.place.number

    def _heads(self) -> Iterator[QTreeWidgetItem]:
        for n in range(self.topLevelItemCount()):
            item = self.topLevelItem(n)
            assert item is not None
            yield item

    def set_replacing(self, replacing: bool) -> None:
        """Offer to tick what is to be replaced, or only list what was found."""
        if replacing != self.replacing:
            self.replacing = replacing
            self.show_matches(self._matches)

    def replace_with(self, by: str) -> None:
        """Show what would stand there with another text."""
        self.by = by
        self.viewport().update()

    def forget_ticks(self) -> None:
        """Something else is looked for: nothing was left out of that yet."""
        self._left_out.clear()

    def to_replace(self) -> list[Match]:
        """The matches that are ticked."""
        return [
            match
            for match, item in zip(self._matches, self._items, strict=True)
            if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None and item.checkState(0) == Qt.CheckState.Checked
        ]

    # ------------------------------------------------------------ going about

    def chosen(self) -> Match | None:
        """The match that is chosen."""
        item = self.currentItem()
        match = item.data(0, MATCH) if item is not None else None
        return match if isinstance(match, Match) else None

    def step(self, by: int) -> Match | None:
        """Choose the next match, or the one before; from the last on to the first."""
        if not self._items:
            return None
        chosen = self.chosen()
        at = self._matches.index(chosen) + by if chosen in self._matches else 0
        self.setCurrentItem(self._items[at % len(self._items)])
        return self.chosen()

    def _activated(self, item: QTreeWidgetItem) -> None:
        match = item.data(0, MATCH)
        if isinstance(match, Match):
            self.wanted.emit(match)

    def _changed(self, item: QTreeWidgetItem) -> None:
        match = item.data(0, MATCH)
        if isinstance(match, Match):
            left_out = item.checkState(0) != Qt.CheckState.Checked
            (self._left_out.add if left_out != match.place.number else self._left_out.discard)(key_of(match))
        self.ticked.emit()

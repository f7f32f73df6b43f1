"""How high a table's rows and how wide its columns are: rows as high as their text, columns as the officer set them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView

from planner_desktop.thai.amounts import format_baht
from planner_desktop.thai.words import ZERO_WIDTH_SPACE
from planner_desktop.ui.fields.on_screen import ON_SCREEN
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.screens.table.cells import INSET

if TYPE_CHECKING:
    from planner_desktop.ui.kit.item_views import TableView
    from planner_desktop.ui.screens.table.model import RecordTableModel

KEPT_MS = 300
"""From the last change of a column's width to its being kept."""
MARGIN = 12
"""Rows measured above and below those to be seen, so that scrolling finds them ready."""
GRID, STYLE = 1, 6
"""The line between cells is taken off their size; the style leaves three pixels on either side of a text."""

CODE = 1.3
"""A code's share."""


@lru_cache(maxsize=16)
def _metrics(font: str) -> QFontMetrics:
    described = QFont()
    described.fromString(font)
    return QFontMetrics(described)


@lru_cache(maxsize=16384)
def text_height(font: str, text: str, width: int) -> int:
    """The height of a cell with this text; kept, for measuring is most of the work of showing a table."""
    room = QRect(0, 0, width - GRID - 2 * INSET - STYLE, 10_000)
    return _metrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text or "ก").height() + 2 * INSET + GRID


def spread(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """The columns' widths: by their shares, but none less than its least."""
    widths, free, room = list(least), set(range(len(shares))), float(width)
    while free:
        part = room / sum(shares[n] for n in free)
        tight = {n for n in free if part * shares[n] < least[n]}
        if not tight:
            for n in free:
                widths[n] = int(part * shares[n])
            break
        free -= tight
        room -= sum(least[n] for n in tight)
    return widths


class Sizes(QObject):
    """Keeps a table's rows and columns in size; only rows to be seen are measured. `fitted` says that it did.

    `name` is what the widths are kept under, in heights of a letter; empty where they are not kept.
    """

    fitted = Signal()

    def __init__(self, table: TableView, records: RecordTableModel, name: str) -> None:
        super().__init__(table)
        self._table, self._records, self._name = table, records, name
        self.most_lines = 0
        """Where a form beside the table shows whole texts, its rows are no higher than so many lines."""
        self._width = 0
        self._amounts: dict[int, int] = {}
        """The width that each column of amounts needs, as measured since the last change."""
        self._ours = False  # whether it is the program that sets widths now
        self._estimated = False
        kept = habits.habit(name) if name else None
        self.kept: dict[str, float] = kept if isinstance(kept, dict) else {}
        """The widths that the officer gave to columns, by field."""
        self._keeping = single_shot(self, self._keep, KEPT_MS)  # not at each step of the mouse
        self._later = single_shot(self, self._fit_if_seen)
        records.dataChanged.connect(lambda: self._amounts.clear())
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.verticalScrollBar().valueChanged.connect(self.fit_later)

    def fit_later(self) -> None:
        """Measure before the window is drawn next."""
        self._later.start()

    def _fit_if_seen(self) -> None:
        if self._table.isVisible():  # what is not is measured when it is shown; the draft may be closed meanwhile
            self.fit()

    # ------------------------------------------------------------ rows

    def fit(self) -> None:
        """Make the rows to be seen as high as their texts, and the head as its words need."""
        self._later.stop()
        table, model = self._table, self._records
        if model.session.is_closed:
            return  # what was typed last was stored as the window closed
        if any(table.columnWidth(n) < self._amount_width(n) for n in range(model.columnCount())):
            self.share_out(anew=True)
            return
        font = table.font().toString()
        widths = [table.columnWidth(n) for n in range(model.columnCount())]
        # Qt lets the words of a head wrap, but does not make it higher for them.
        header, high = table.horizontalHeader(), max(map(self._head_height, range(len(widths))))
        if header.height() != high:
            header.setFixedHeight(high)
        if not self._estimated:
            self._estimate(font, widths)
        current = table.currentIndex()
        in_sight = table.viewport().rect().intersects(table.visualRect(current))
        measured: set[int] = set()
        for _again in range(4):  # lower rows than thought let more come into sight
            rows = [row for row in self._near() if row not in measured]
            if not rows:
                break
            above = self._resize_rows(rows, font, widths)
            measured.update(rows)
            if above:
                bar = table.verticalScrollBar()
                table.updateGeometries()
                bar.setValue(bar.value() + above)
        if in_sight and not table.viewport().rect().contains(table.visualRect(current).center()):
            table.scrollTo(current)
        self._later.stop()
        self.fitted.emit()

    def _near(self) -> range:
        """The rows to be seen, and some above and below."""
        table, count = self._table, self._records.rowCount()
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        return range(max(0, first - MARGIN), min(count, (last if last >= 0 else count) + MARGIN + 1))

    def _resize_rows(self, rows: Sequence[int], font: str, widths: Sequence[int]) -> int:
        """Fit these rows; by how much those above the ones to be seen have grown."""
        heads, top, grown = self._table.verticalHeader(), self._table.rowAt(0), 0
        for row in rows:
            high, before = self._row_height(row, font, widths), heads.sectionSize(row)
            if high != before:
                heads.resizeSection(row, high)
                grown += high - before if row < top else 0
        return grown

    def _row_height(self, row: int, font: str, widths: Sequence[int]) -> int:
        model = self._records
        high = max(text_height(font, str(model.index(row, n).data() or ""), width) for n, width in enumerate(widths))
        return min(high, text_height(font, "\n".join("ก" * self.most_lines), 10_000)) if self.most_lines else high

    def _estimate(self, font: str, widths: Sequence[int]) -> None:
        """Take all rows to be as high as the first ones are in the mean, until they come into sight."""
        self._estimated = True
        first = range(min(MARGIN, self._records.rowCount()))
        if first:
            mean = sum(self._row_height(row, font, widths) for row in first) // len(first)
            self._table.verticalHeader().setDefaultSectionSize(mean)

    # ------------------------------------------------------------ columns

    def _unit(self) -> int:
        return self._table.fontMetrics().height()

    def _resized(self, column: int, _before: int, now: int) -> None:
        if not self._ours:
            self.kept[self._records.fields[column]] = round(now / self._unit(), 2)
            self._keeping.start()
        self._estimated = False
        self.fit_later()

    def _keep(self) -> None:
        self._keeping.stop()
        if self._name:
            habits.keep(self._name, dict(self.kept))

    def keep_now(self) -> None:
        """Keep the widths that were set just now (the table goes)."""
        if self._keeping.isActive():
            self._keep()

    def share_out(self, *, anew: bool = False) -> None:
        """Give the columns the table's width, if it is another than before."""
        width = self._table.viewport().width()
        if width == self._width and not anew:
            return
        self._width = width
        model = self._records
        columns = range(model.columnCount())
        least = [self._least_width(n) for n in columns]
        shares = [CODE if model.is_code(n) else ON_SCREEN[model.field(n).held_as.name].share for n in columns]
        widths = spread(width, shares, least)
        if self.kept:
            widths = [
                max(round(self.kept[name] * self._unit()), self._amount_width(n)) if name in self.kept else widths[n]
                for n, name in enumerate(model.fields)
            ]
            if sum(widths) < width:  # a wider window than they were set in
                widths = spread(width, widths, widths)
        self._set(dict(enumerate(widths)))
        self.fit()

    def _set(self, widths: dict[int, int]) -> None:
        header = self._table.horizontalHeader()
        self._ours = True
        for column, width in widths.items():
            header.resizeSection(column, width)
        self._ours = False
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def fit_column(self, column: int) -> None:
        """Make a column as wide as the longest line of what is to be seen in it, at most half the table."""
        table, metrics = self._table, self._table.fontMetrics()
        texts = (str(self._records.index(row, column).data() or "") for row in self._near())
        widest = max((metrics.horizontalAdvance(line) for text in texts for line in text.split("\n")), default=0)
        wanted = max(self._head_width(column), widest + 2 * INSET + STYLE + 4)
        table.horizontalHeader().resizeSection(column, min(wanted, table.viewport().width() // 2))

    def reset(self) -> None:
        """Forget the widths that were set: the columns share the table's width again."""
        self.kept.clear()
        self._keep()
        self.share_out(anew=True)

    def _bold(self) -> QFontMetrics:
        bold = QFont(self._table.font())
        bold.setBold(True)
        return QFontMetrics(bold)

    def _head(self, column: int) -> str:
        return str(self._records.headerData(column, Qt.Orientation.Horizontal))

    def _head_width(self, column: int) -> int:
        """The width of the longest word of a column's head."""
        words, metrics = re.split(f"[ {ZERO_WIDTH_SPACE}]", self._head(column)), self._bold()
        return 20 + max(map(metrics.horizontalAdvance, words))

    def _least_width(self, column: int) -> int:
        """The width of the longest word of a column's head, and of some letters of what it holds; codes are whole."""
        model, metrics = self._records, self._table.fontMetrics()
        room = metrics.horizontalAdvance("ก" * ON_SCREEN[model.field(column).held_as.name].letters)
        if model.is_code(column):
            codes = (model.text(row, column) for row in range(min(MARGIN, len(model.ids))))
            room = min(room, max(map(metrics.horizontalAdvance, codes), default=0))
        return max(self._head_width(column), room + 20, self._amount_width(column))

    def _amount_width(self, column: int) -> int:
        """The width at which no amount of the column is cut off, however narrow the window or the officer made it."""
        model = self._records
        if not model.field(column).held_as.money:
            return 0
        if column not in self._amounts:
            amounts = map(format_baht, map(int, model.reader.column(model.fields[column]).values()))  # type: ignore[arg-type]
            longest = re.sub(r"\d", "0", max(amounts, key=len, default=""))
            room = self._table.fontMetrics().horizontalAdvance(longest) + 2 * INSET + STYLE + GRID + 2
            self._amounts[column] = room if longest else 0
        return self._amounts[column]

    def _head_height(self, column: int) -> int:
        room = QRect(0, 0, self._table.horizontalHeader().sectionSize(column) - 16, 1000)
        return self._bold().boundingRect(room, Qt.TextFlag.TextWordWrap, self._head(column)).height() + 10

"""The head of a Gantt chart: months under their Buddhist years."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from planner_desktop.thai.dates import SHORT_MONTHS, buddhist_year
from planner_desktop.thai.months import month_of
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens.gantt.model import MONTHS, GanttModel


class MonthHead(QHeaderView):
    """Months under their Buddhist years."""

    def __init__(self, model: GanttModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.gantt = model

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + 8)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        month, half = self.gantt.month(column), rect.height() // 2
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colour("head"))
        painter.setPen(colour("ink"))
        lower = rect.adjusted(0, half, 0, 0)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, SHORT_MONTHS[month_of(month)[1] - 1])
        first, last = self._year(column)
        left, right = self.sectionViewportPosition(first), self.sectionViewportPosition(last) + self.sectionSize(last)
        band = QRect(max(0, left), rect.top(), min(right, self.viewport().width()) - max(0, left), half)
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, str(buddhist_year(month_of(month)[0])))
        painter.setPen(colour("line"))
        painter.drawLine(rect.left(), rect.top() + half, rect.right(), rect.top() + half)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(colour("edge" if ends_quarter(column) else "line"), 1))
        painter.drawLine(rect.right(), rect.top() + (0 if column == last else half), rect.right(), rect.bottom())
        painter.restore()

    def _year(self, column: int) -> tuple[int, int]:
        """The columns of the months in the same year."""
        year = month_of(self.gantt.month(column))[0]
        same = [c for c in range(MONTHS, MONTHS + self.gantt.count) if month_of(self.gantt.month(c))[0] == year]
        return same[0], same[-1]


def ends_quarter(column: int) -> bool:
    """Whether a month is the last of its quarter."""
    return (column - MONTHS) % 3 == 2

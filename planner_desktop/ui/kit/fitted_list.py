"""A list as high as its lines, which wrap at words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from planner_desktop.ui.kit.item_views import ListWidget
from planner_desktop.ui.kit.lines import wrapped_height

BESIDE, BETWEEN, AROUND = 14, 2, 8
"""What the frame and the style leave free beside a text, between lines, and above and below all of them."""


class FittedList(ListWidget):
    """A list as high as its lines: hidden while it is empty, scrolled above `most_lines` lines of text."""

    most_lines = 10

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setResizeMode(ListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(ListWidget.ScrollMode.ScrollPerPixel)

    def fit(self) -> None:
        """Take the height of the lines."""
        width = self.width() - BESIDE
        texts = (self.item(n).text() for n in range(self.count()))
        lines = sum(wrapped_height(text, self.font(), width) + BETWEEN for text in texts)
        self.setFixedHeight(min(lines + AROUND, self.most_lines * self.fontMetrics().lineSpacing()))
        if self.parent() is not None:  # one without a parent would be a window for a moment
            self.setVisible(self.count() > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit()

"""Pages one under another, scrolled and zoomed. Only those in sight are drawn; a picture is kept until it is stale."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from planner_desktop.document.style import PAPER
from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.preview.pages import PageRequest

if TYPE_CHECKING:
    from planner_desktop.document.live import PagePosition
    from planner_desktop.document.typesetter import Typeset

GAP = 12  # pixels around pages
FULL = 96 / 72  # pixels a point takes at 100 percent
LEAST, MOST, STEP = 0.25 * FULL, 4 * FULL, 1.2
KEPT = 24  # pictures; about 3 MB each
LOOK_AHEAD = 1  # pages drawn before and after those in sight
CONTEXT = 60  # pixels shown above a place that is gone to


KEYS = {
    "before": Key(later("Page before"), ("PgUp",)),
    "next": Key(later("Next page"), ("PgDown",)),
    "first": Key(later("First page"), ("Home",)),
    "last": Key(later("Last page"), ("End",)),
    "larger": Key(later("Larger"), ("Ctrl++", "Ctrl+=")),
    "smaller": Key(later("Smaller"), ("Ctrl+-",)),
    "fit": Key(later("As wide as the preview"), ("Ctrl+0",)),
    "go": Key(later("Go to the field of what is in the middle"), ("Return",)),
    "leave": Key(later("Back to the form"), ("Escape",)),
}


class Spot(NamedTuple):
    """A spot on a page: points from the paper's top left corner."""

    page: int
    x: float
    y: float


class PageView(QAbstractScrollArea):
    """The pages one under another.

    Signals: `wanted` with the pages to be drawn, `clicked` with a spot, `turned` with the page that is looked at,
    `left` when the officer goes back to the form.
    """

    wanted = Signal(object)
    clicked = Signal(object)
    turned = Signal(int)
    zoomed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.typeset: Typeset | None = None
        self.scale: float | None = None
        """Pixels a point takes; None if pages are as wide as the view."""
        self._pictures: dict[int, tuple[float, QImage]] = {}  # the scale is 0 for a picture that is stale
        self._tops: list[int] = []
        self._heights: list[int] = []
        self._page = -1
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fit to width would swing
        self.viewport().setMouseTracking(True)
        self.viewport().setToolTip(_("Click: to the field of this text"))
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    # ------------------------------------------------------------ what is shown

    def show_pages(self, typeset: Typeset, same: set[int]) -> None:
        """Show these pages in place of those before, `same` of which look as they did."""
        self._pictures = {
            n: picture if n in same else (0.0, picture[1])
            for n, picture in self._pictures.items()
            if n < len(typeset.pages)
        }
        self.typeset = typeset
        self._lay()

    def show_picture(self, wish: PageRequest, picture: QImage) -> None:
        """Show a page that was drawn."""
        self._pictures.pop(wish.page, None)
        self._pictures[wish.page] = (wish.scale, picture)
        seen = self.in_sight()
        for n in [n for n in self._pictures if n not in seen][: max(0, len(self._pictures) - KEPT)]:
            del self._pictures[n]
        self.viewport().update()

    def is_drawn(self, page: int) -> bool:
        """Whether the page's present picture is there, in the present size."""
        return self._pictures.get(page, (0.0,))[0] == self._sharp(page)

    def picture(self, page: int) -> QImage | None:
        """The picture of a page, if there is one."""
        return self._pictures[page][1] if page in self._pictures else None

    # ------------------------------------------------------------ where everything is

    def page_size(self, page: int) -> tuple[float, float]:
        """A page's width and height, in points."""
        assert self.typeset is not None
        return PAPER[self.typeset.pages[page].orientation]

    def scale_of(self, page: int) -> float:
        """How many pixels a point of a page takes."""
        fit = max(LEAST, (self.viewport().width() - 2 * GAP) / self.page_size(page)[0])
        return fit if self.scale is None else self.scale

    def _sharp(self, page: int) -> float:
        """The scale of its picture: the screen's own pixels."""
        return self.scale_of(page) * self.devicePixelRatioF()

    def rect_of(self, page: int) -> QRectF:
        """Where a page is in the viewport."""
        width, height = (length * self.scale_of(page) for length in self.page_size(page))
        room = self.viewport().width()
        left = (room - width) / 2 if width <= room - 2 * GAP else GAP - self.horizontalScrollBar().value()
        return QRectF(round(left), self._tops[page] - self.verticalScrollBar().value(), width, height)

    def in_sight(self) -> range:
        """The pages of which something is in the viewport."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return range(self._page_at(top), bisect_left(self._tops, bottom))

    def _page_at(self, y: int) -> int:
        """The page `y` pixels below the top of all."""
        return max(0, bisect_right(self._tops, y) - 1)

    def spot_at(self, at: QPointF) -> Spot | None:
        """The spot of a page at a point of the viewport; None beside the pages."""
        spot = self.spot_near(at)
        return spot if spot is not None and self.rect_of(spot.page).contains(at) else None

    def spot_near(self, at: QPointF) -> Spot | None:
        """The spot of a page at a point of the viewport, also outside the paper; None if there are no pages."""
        if self.typeset is None:
            return None
        n = self._page_at(self.verticalScrollBar().value() + int(at.y()))
        rect, scale = self.rect_of(n), self.scale_of(n)
        return Spot(n, (at.x() - rect.x()) / scale, (at.y() - rect.y()) / scale)

    def _lay(self) -> None:
        """Find the pages' places anew, with the scroll bars' range; the view stays where it is."""
        if self.typeset is None:
            return
        self._tops, self._heights, at, widest = [], [], GAP, 0
        for n in range(len(self.typeset.pages)):
            width, height = (round(length * self.scale_of(n)) for length in self.page_size(n))
            self._tops.append(at)
            self._heights.append(height)
            at += height + GAP
            widest = max(widest, width)
        room = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, at - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, widest + 2 * GAP - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        if self.typeset is None:
            return
        seen = self.in_sight()
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum() > 0
        page = len(self._tops) - 1 if at_end else self._page_at(bar.value() + self.viewport().height() // 3)
        if page != self._page:
            self._page = page
            self.turned.emit(page)
        around = [*range(seen.stop, seen.stop + LOOK_AHEAD), *range(seen.start - LOOK_AHEAD, seen.start)]
        order = [*sorted(seen, key=lambda n: n != page), *(n for n in around if 0 <= n < len(self._tops))]
        self.wanted.emit([PageRequest(n, self._sharp(n)) for n in order if not self.is_drawn(n)])

    # ------------------------------------------------------------ going about

    @property
    def page(self) -> int:
        """The page that is looked at, counted from 0."""
        return max(0, self._page)

    def go_to(self, place: PagePosition) -> None:
        """Bring a place to the upper part of the view."""
        at = self._tops[place.page] + round(place.top * self.scale_of(place.page))
        self.verticalScrollBar().setValue(at - CONTEXT if place.top > 90 else self._tops[place.page] - GAP)

    def go_to_spot(self, spot: Spot) -> None:
        """Bring a spot into the middle of the view."""
        self._bring(spot, QPointF(self.viewport().rect().center()))

    def shows(self, place: PagePosition) -> bool:
        """Whether a place is in sight, with a line or two below it."""
        y = self.rect_of(place.page).y() + place.top * self.scale_of(place.page)
        return 0 <= y <= self.viewport().height() - 40

    def turn(self, by: int) -> None:
        """Go to the next page or to one before; first to the top of this one if it is in mid-page."""
        if self.typeset is None:
            return
        top = self.verticalScrollBar().value() + GAP
        here = self._page_at(top)
        inside = top > self._tops[here] + GAP
        to = here if by < 0 and inside else here + by
        self.verticalScrollBar().setValue(self._tops[max(0, min(to, len(self._tops) - 1))] - GAP)

    def zoom(self, by: float, at: QPointF | None = None) -> None:
        """Make pages larger or smaller; what is `at` a point of the viewport, else in its middle, stays there."""
        if self.typeset is not None:
            self._zoom(max(LEAST, min(MOST, self.scale_of(self.page) * by)), at)

    def larger(self) -> None:
        """Make pages a step larger."""
        self.zoom(STEP)

    def smaller(self) -> None:
        """Make pages a step smaller."""
        self.zoom(1 / STEP)

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self._zoom(None)

    def _zoom(self, scale: float | None, at: QPointF | None = None) -> None:
        at = at or QPointF(self.viewport().rect().center())
        spot = self.spot_near(at)
        self.scale = scale
        self._lay()
        if spot is not None:
            self._bring(spot, at)
        self.zoomed.emit()

    def _bring(self, spot: Spot, at: QPointF) -> None:
        """Scroll so that a spot is at a point of the viewport."""
        rect, scale = self.rect_of(spot.page), self.scale_of(spot.page)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(rect.x() + spot.x * scale - at.x()))
        down.setValue(down.value() + round(rect.y() + spot.y * scale - at.y()))

    # ------------------------------------------------------------ events

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("behind_pages"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.typeset is None:
            return
        for n in self.in_sight():
            rect = self.rect_of(n)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if n in self._pictures:
                painter.drawImage(rect, self._pictures[n][1])
            painter.setPen(colour("line"))
            painter.drawRect(rect)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        if self.typeset is None:
            return
        top = self.verticalScrollBar().value() + GAP
        n = self._page_at(top)
        share = (top - self._tops[n]) / self._heights[n]
        self._lay()
        self.verticalScrollBar().setValue(self._tops[n] + round(share * self._heights[n]) - GAP)
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        does: dict[str, Callable[[], object]] = {
            "before": lambda: self.turn(-1), "next": lambda: self.turn(1),
            "first": lambda: bar.setValue(bar.minimum()), "last": lambda: bar.setValue(bar.maximum()),
            "larger": self.larger, "smaller": self.smaller, "fit": self.fit_width,
            "go": lambda: self._click(QPointF(self.viewport().rect().center())), "leave": self.left.emit,
        }  # fmt: skip
        if key := asked(event, KEYS):
            does[key]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        moved = event.position() - pressed if pressed is not None else None
        if moved is not None and moved.manhattanLength() < QApplication.startDragDistance():
            self._click(event.position())

    def _click(self, at: QPointF) -> None:
        spot = self.spot_at(at)
        if spot is not None:
            self.clicked.emit(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        says = spot is not None and self.typeset is not None and self.typeset.pages[spot.page].said(spot.x, spot.y)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if says else Qt.CursorShape.ArrowCursor)

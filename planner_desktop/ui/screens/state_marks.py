"""A section's state as a mark that differs in form as well as in colour, and in words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from planner_desktop.checks import SectionState, Standing
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.colours import ColourName, colour

DRAWN = 22  # the size in which the marks are thought out
COLOURS: dict[SectionState, ColourName] = {
    "computed": "muted", "empty": "edge", "begun": "begun", "complete": "good", "problems": "bad",
}  # fmt: skip


def state_name(state: SectionState) -> str:
    """The state in words, for tooltips and screen readers."""
    return {
        "computed": _("made by the program"), "empty": _("not begun"), "begun": _("begun"),
        "complete": _("complete"), "problems": _("has problems"),
    }[state]  # fmt: skip


def left_in_words(standing: Standing, *, optional: bool) -> str:
    """How much is left to do in a section; empty where there is nothing."""
    if standing.state == "empty":
        return _("if wanted") if optional else _("not begun")
    words = []
    if standing.left:
        words.append(ngettext("{count} field left", "{count} fields left", standing.left).format(count=standing.left))
    if standing.wrong:
        words.append(ngettext("{count} problem", "{count} problems", standing.wrong).format(count=standing.wrong))
    if standing.bare:
        words.append(ngettext("{count} empty table", "{count} empty tables", standing.bare).format(count=standing.bare))
    if standing.reviews:
        words.append(_("{count} to review").format(count=standing.reviews))
    return " · ".join(words)


def state_colour(state: SectionState, *, grave: bool) -> ColourName:
    """The state's colour; what is only warned of is no error."""
    return "begun" if state == "problems" and not grave else COLOURS[state]


def state_mark(state: SectionState, name: ColourName, size: int) -> QPixmap:
    """The state as a mark of `size` logical pixels in that colour."""
    scale = 3
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size * scale / DRAWN, size * scale / DRAWN)
    ink = colour(name)
    white = QPen(colour("paper"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    circle = QRectF(3, 3, DRAWN - 6, DRAWN - 6)
    painter.setPen(QPen(ink, 2))
    if state == "computed":
        for y in (7, 11, 15):
            painter.drawLine(QPointF(5, y), QPointF(17, y))
    elif state == "empty":
        painter.drawEllipse(circle)
    elif state == "begun":
        painter.drawEllipse(circle)
        half = QPainterPath(circle.center())
        half.arcTo(circle, 90, -180)
        painter.fillPath(half, ink)
    elif state == "complete":
        painter.setBrush(ink)
        painter.drawEllipse(circle)
        painter.setPen(white)
        painter.drawPolyline(QPolygonF([QPointF(7, 11.5), QPointF(10, 14.5), QPointF(15.5, 8)]))
    else:
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(11, 2.5), QPointF(20, 19), QPointF(2, 19)]))
        painter.setPen(white)
        painter.drawLine(QPointF(11, 8.5), QPointF(11, 12.5))
        painter.drawPoint(QPointF(11, 16))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap

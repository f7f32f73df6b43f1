"""The wizard's steps: every section of the template with a mark of how far it has come, and the plan's progress."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from planner_desktop.checks import SectionState
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.colours import Name, colour
from planner_desktop.ui.look import Text

SIZE = 22
COLOURS: dict[SectionState, Name] = {
    "computed": "muted", "empty": "edge", "begun": "begun", "complete": "good", "problems": "bad",
}  # fmt: skip


def state_name(state: SectionState) -> str:
    """The state in words, for tooltips and screen readers."""
    return {
        "computed": _("made by the program"), "empty": _("not begun"), "begun": _("begun"),
        "complete": _("complete"), "problems": _("has problems"),
    }[state]  # fmt: skip


def state_icon(state: SectionState) -> QIcon:
    """The state as a mark that differs in form as well as in colour."""
    scale = 3
    pixmap = QPixmap(SIZE * scale, SIZE * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = colour(COLOURS[state])
    white = QPen(colour("paper"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    circle = QRectF(3, 3, SIZE - 6, SIZE - 6)
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
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


class Steps(QWidget):
    """The list of sections. `chosen` brings the id of the one to go to."""

    chosen = Signal(str)

    def __init__(self, pack: FormPack) -> None:
        super().__init__()
        self.ids = [section.id for section in pack.sections]
        self.titles = [section.title for section in pack.sections]
        self.optional = {section.id for section in pack.sections if section.optional}
        self._icons: dict[SectionState, QIcon] = {state: state_icon(state) for state in COLOURS}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sections of the plan"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(SIZE, SIZE))
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([with_break_marks(title) for title in self.titles])
        self.list.currentRowChanged.connect(self._went)
        self.total = QProgressBar()
        self.total.setTextVisible(False)
        self.total_label = Text("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.total_label)
        layout.addWidget(self.total)
        self.setFixedWidth(272)

    def _went(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.ids[row])

    def mark(self, section: str) -> None:
        """Show which section the officer is in."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self.ids.index(section))
        self.list.blockSignals(False)

    def show_states(self, states: Mapping[str, SectionState], problems: Mapping[str, int]) -> None:
        """Mark every section's state; `problems` counts those of each."""
        for row, section in enumerate(self.ids):
            item: QListWidgetItem = self.list.item(row)
            state, count = states[section], problems.get(section, 0)
            said = state_name(state) + (", " + _("{count} to look at").format(count=count) if count else "")
            item.setIcon(self._icons[state])
            item.setToolTip(f"{self.titles[row]}: {said}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self.titles[row]}: {said}")
        to_enter = [  # an optional section that stays empty lacks nothing
            state
            for id, state in states.items()
            if state != "computed" and not (state == "empty" and id in self.optional)
        ]
        complete = sum(state == "complete" for state in to_enter)
        self.total.setRange(0, max(1, len(to_enter)))
        self.total.setValue(complete)
        text = _("{done} of {all} sections complete").format(done=complete, all=len(to_enter))
        self.total_label.say(text)
        self.total.setAccessibleName(text)

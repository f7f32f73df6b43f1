"""Links between two kinds of record as a table to tick, with what stands at each row's end and column's foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from planner_desktop.formpack.screen_parts import MatrixPart
from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.lines import in_lines
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.matrix.model import MatrixModel
from planner_desktop.ui.screens.matrix.view import Counts, MatrixView
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session

LOOKED_LINES, LOW = 3, 26
"""Two for the name of the column looked at, one for that of the row, which its head shows in full. In a window with
fewer lines than `LOW` one for each."""

LEAST_LINES = 5
KEYS = {"narrow": Key(later("Search the rows of a table of links"), ("Ctrl+Shift+L",))}


class MatrixScreen(PartScreen):
    """The matrix with lines to narrow it, and the whole names of the row and column looked at."""

    def __init__(self, session: Session, part: MatrixPart, parent: QWidget | None = None) -> None:
        super().__init__(session, part.with_values(title=""), parent)  # its tab says it, and every line counts
        self.matrix = MatrixModel(session, part)
        self.view = MatrixView(self.matrix)
        self.row_label = session.draft.spec(self.matrix.row_kind).label
        self.column_label = session.draft.spec(self.matrix.column_kind).label
        self.view.setAccessibleName(part.title or f"{self.row_label} × {self.column_label}")
        self.view.setAccessibleDescription(_("Space ticks, the arrows move, Shift with the arrows chooses several"))
        self._lines = LOOKED_LINES
        self.body.addLayout(self._filters())
        self.looking = QLabel(
            textFormat=Qt.TextFormat.PlainText
        )  # always as high, so that nothing moves under the mouse
        self.looking.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.looking.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.looking)
        self.grid = QWidget()
        grid = bare(QGridLayout(self.grid), 0)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(Counts(Qt.Orientation.Vertical, self.view), 0, 1)
        self.foot = Counts(Qt.Orientation.Horizontal, self.view)
        self.foot.setAccessibleName(_("number of ticks"))
        grid.addWidget(self.foot, 1, 0)
        self.body.addWidget(self.grid, 1)
        self.message = Text("", "muted")
        self.body.addWidget(self.message)
        self.body.addStretch(0)
        self.view.setMinimumHeight(self.view.head_height() + LEAST_LINES * self.view.fontMetrics().lineSpacing())
        self.view.looked.connect(self._look)
        self.view.opened.connect(self._open)
        self.matrix.modelReset.connect(self._tell)
        self.matrix.dataChanged.connect(self._tell)
        follow(self, session, self.matrix.tables(), self.matrix.refresh)
        self._tell()
        self._look(0, 0)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.row_filter, self.column_filter = (
            self._filter(_("Rows: search {label}").format(label=self.row_label)),
            self._filter(_("Columns: search {label}").format(label=self.column_label)),
        )
        self.only_bare = QCheckBox()
        self.only_bare.toggled.connect(self._narrow)
        row.addWidget(self.row_filter, 1)
        row.addWidget(self.column_filter, 1)
        row.addWidget(self.only_bare)
        have_keys(self, KEYS, {"narrow": self.row_filter.setFocus})
        self.row_filter.setToolTip(KEYS["narrow"].keys[0])
        return row

    def _filter(self, says: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(says)
        line.setAccessibleName(says)
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._narrow)
        line.returnPressed.connect(lambda: self.view.setFocus())
        return line

    def _narrow(self) -> None:
        self.matrix.narrow(self.row_filter.text(), self.column_filter.text(), self.only_bare.isChecked())

    # ------------------------------------------------------------ what is looked at

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.looking.fontMetrics()
        self._lines = LOOKED_LINES - int(self.window().height() < LOW * metrics.lineSpacing())
        self.looking.setFixedHeight(metrics.size(0, "\n".join("ก" * self._lines)).height())
        self._look(self.view.currentIndex().row(), self.view.currentIndex().column())

    def _tell(self, *_args: object) -> None:
        matrix = self.matrix
        self.only_bare.setText(_("Only rows with no tick ({count})").format(count=matrix.bare_rows()))
        able = bool(matrix.all_rows and matrix.all_columns)
        for part in (self.grid, self.looking, self.row_filter, self.column_filter, self.only_bare):
            part.setVisible(able)
        if not able:
            missing = self.column_label if matrix.all_rows else self.row_label
            self.message.say(_("Nothing can be ticked yet: there is no {label}.").format(label=missing))
            return
        bare = _("{rows} without a tick: {bare_rows}; {columns} without a tick: {bare_columns}").format(
            rows=self.row_label,
            bare_rows=matrix.bare_rows(),
            columns=self.column_label,
            bare_columns=matrix.bare_columns(),
        )
        typed = self.row_filter.text().strip() or self.column_filter.text().strip()
        if typed and not (matrix.rows and matrix.columns):
            self.message.say(_("Nothing fits what is typed."))
            return
        keys = _("Space or a click ticks, Enter opens the row’s record")
        self.message.say(f"{bare}  ·  {keys}")

    def _look(self, row: int, column: int) -> None:
        """Tell the whole names of what is looked at."""
        matrix = self.matrix
        if 0 <= row < len(matrix.rows) and 0 <= column < len(matrix.columns):
            side, top = matrix.rows[row], matrix.columns[column]
            names = (f"{self.column_label}: {top.title}", f"{self.row_label}: {side.number}. {side.title}")
            font, width = self.looking.font().toString(), self.looking.width()
            lines = [*in_lines(names[0], font, width, self._lines - 1), *in_lines(names[1], font, width, 1)]
            self.looking.setText("\n".join(lines))
            self.looking.setAccessibleName("\n".join(names))
        else:
            self.looking.setText("")

    def _open(self, kind: str, id: int) -> None:
        self.session.record_wanted.emit(kind, id, None)

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        return False

    def start(self) -> None:
        (self.view if self.view.isVisibleTo(self) else self).setFocus()


SCREEN = MatrixScreen
"""What `build` shows."""

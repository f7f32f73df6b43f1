"""Where the desk begins: the collections that were opened last, another one, or a new one for the plans of a year.

It is shown to who asks for it: no agency needs it, and the start page of the program leads here only from the plan of
the office that receives all plans, or where a collection was opened before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop import file_names
from planner_desktop.i18n import _, later
from planner_desktop.plans import recent_collections
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, card, tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.session.folders import documents

if TYPE_CHECKING:
    from planner_desktop.formpack.model import EditionFile

SUFFIX = ".bmacollect"
KEYS = {
    "other": Key(later("Open another…"), ("Ctrl+O",)),
    "new": Key(later("New collection"), ("Ctrl+N",)),
    "close": Key(later("Close"), ("Escape",)),
}
_PATH = Qt.ItemDataRole.UserRole


class KnownList(TreeWidget):
    """The collections opened last. Enter opens one (`wanted`), Delete takes it out of the list (`removed`)."""

    keys = {  # noqa: RUF012
        "open": Key(later("Open"), ("Return",)),
        "remove": Key(later("Remove from the list (the file stays)"), ("Del",)),
    }
    wanted = Signal()
    removed = Signal()

    def take_key(self, key: str) -> bool:
        {"open": self.wanted, "remove": self.removed}[key].emit()
        return True


class DeskStart(QWidget):
    """The page. `wanted` brings the file of the collection that is to be shown."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Plans of all agencies"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.bar, self.progress = MessageBar(), ProgressRow()
        self._worker = Worker(self)
        self.list = KnownList()
        self.list.setAccessibleName(_("Collections opened last"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([_("Collection"), _("Edition of the template"), _("Folder")])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.open_button = QPushButton(_("Open"))
        self.other_button = QPushButton(_("Open another…"))
        self.edition = DropDown()
        self.edition.setAccessibleName(_("Edition of the template"))
        self.new_button = QPushButton(_("Make a collection…"))
        self.new_button.setEnabled(False)
        self._build()
        self.list.wanted.connect(self._open_marked)
        self.list.removed.connect(self._remove)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self._open_marked())
        self.open_button.clicked.connect(self._open_marked)
        self.other_button.clicked.connect(self.ask_open)
        self.new_button.clicked.connect(self.ask_new)
        have_keys(self, KEYS, {"other": self.ask_open, "new": self.edition.setFocus, "close": self.close})
        manual_at.tells(self, "collecting")
        manual_at.offer(self)
        self._fill()
        self._worker.start(lambda _p, _c: _editions(), self._offer, self.bar.show_error)

    def _build(self) -> None:
        layout = bare(QVBoxLayout(self), 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 12, 20, 16)
        inside.setSpacing(10)
        inside.addWidget(Text(_("Plans of all agencies"), "title"))
        said = _(
            "For the office that receives the plans: a collection takes in the bundles of all agencies of a year. "
            "Nothing is sent or fetched."
        )
        inside.addWidget(Text(said, "muted"))
        frame, known = _card(_("Go on with"), self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.other_button)
        row.addStretch(1)
        self.other_button.setToolTip("Ctrl+O")
        known.addLayout(row)
        inside.addWidget(frame, 1)
        frame, new = _card(_("New collection"), self.edition)
        row = QHBoxLayout()
        row.addWidget(self.new_button)
        row.addStretch(1)
        new.addLayout(row)
        inside.addWidget(frame)
        layout.addLayout(inside, 1)
        letter = self.fontMetrics().horizontalAdvance("0")
        self.resize(QSize(110 * letter, 60 * letter).boundedTo(self.screen().availableSize() - QSize(40, 80)))

    # ------------------------------------------------------------ what is known

    def _fill(self) -> None:
        self.list.clear()
        for each in recent_collections.known():
            row = QTreeWidgetItem([harmless(text) for text in (each.path.stem, each.title, str(each.path.parent))])
            row.setData(0, _PATH, each.path)
            row.setToolTip(0, tip(str(each.path)))
            self.list.addTopLevelItem(row)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.open_button.setEnabled(self.list.topLevelItemCount() > 0)
        (self.list if self.list.topLevelItemCount() else self.edition).setFocus()

    def _offer(self, editions: list[EditionFile]) -> None:
        for edition in editions:
            self.edition.addItem(edition.title, edition)
        self.new_button.setEnabled(bool(editions))

    def _marked(self) -> Path | None:
        row = self.list.currentItem()
        return row.data(0, _PATH) if row is not None else None

    def _remove(self) -> None:
        if (path := self._marked()) is not None:
            recent_collections.forget(path)
            self._fill()

    # ------------------------------------------------------------ opening and making

    def _open_marked(self) -> None:
        if (path := self._marked()) is not None:
            self.wanted.emit(path)

    def ask_open(self) -> None:
        """Ask for the file of a collection, and show it."""
        near = self._marked()
        folder = near.parent if near is not None else documents()
        kinds = _("Collection of plans (*{suffix})").format(suffix=SUFFIX)
        path, _filter = QFileDialog.getOpenFileName(self, _("Open another…"), str(folder), kinds)
        if path:
            self.wanted.emit(Path(path))

    def ask_new(self) -> None:
        """Ask where the new collection shall be, and make it."""
        edition: EditionFile = self.edition.currentData()
        near = self._marked()
        proposed = file_names.safe(_("Plans {year}").format(year=edition.year) + SUFFIX)
        place = (near.parent if near is not None else documents()) / proposed
        kinds = _("Collection of plans (*{suffix})").format(suffix=SUFFIX)
        path, _filter = QFileDialog.getSaveFileName(self, _("Make a collection…"), str(place), kinds)
        if path:
            self.make(Path(path), edition.id)

    def make(self, path: Path, edition: str) -> None:
        """Make a collection of an edition's plans, and show it."""
        whole = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

        def job(_progress: Progress, _cancelled: Cancelled) -> Path:
            from planner_desktop.collect.opening import make

            make(whole, edition).close()
            return whole

        self.progress.run(_("Making the collection…"), job, self.wanted.emit, self.bar.show_error)

    # ------------------------------------------------------------ events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.wanted.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.leave()
        self.progress.leave()
        super().closeEvent(event)


def _card(title: str, content: QWidget, stretch: int = 0) -> tuple[QFrame, QVBoxLayout]:
    """A card with a heading, and its column, in which more may follow."""
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 14)
    column.addWidget(Text(title, "heading"))
    column.addWidget(content, stretch)
    return frame, column


def _editions() -> list[EditionFile]:
    from planner_desktop.formpack.editions import editions

    return editions()


def _dropped(event: QDropEvent) -> Path | None:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == SUFFIX), None)

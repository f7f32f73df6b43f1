"""The window of a collection made whole: it is opened, takes in what is dropped on it, and is closed with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from planner_desktop.collect import batch
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import open_to_read
from planner_desktop.i18n import _
from planner_desktop.plans import recent_collections
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.collecting.board_window import BoardWindow
from planner_desktop.ui.collecting.following import Following
from planner_desktop.ui.collecting.menus import Menus
from planner_desktop.ui.collecting.receiving import dropped
from planner_desktop.ui.kit import manual_at


class CollectWindow(BoardWindow):
    """One collection. It is opened in a thread (`opened` when it is there), and closed with the window."""

    opened = Signal()
    closed = Signal()

    def __init__(self, path: Path, collection: Collection | None = None) -> None:
        """`collection` is that of the window whose place it takes."""
        super().__init__()
        self.path = path.absolute()
        self.following: Following | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Plans of all agencies"))
        manual_at.tells(self, "collecting")
        self.resize(1280, 720)
        if collection is not None:
            self._show(collection)
        else:
            QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        def job(progress: Progress, _cancelled: Cancelled) -> Collection:
            return open_to_read(self.path, progress)

        said = _("Opening {name}…").format(name=self.path.name)
        self.progress.run(said, job, self._show, self.bar.show_error, Collection.close)

    def _show(self, collection: Collection) -> None:
        """The collection is there: show its board."""
        self._fill(collection)
        self.menus = Menus(self)
        if collection.only_reads:
            said = _("Only for reading: {reason}. What is received and decided there is shown here.")
            self.notice.say(said.format(reason=collection.only_reads))
        else:
            self.setAcceptDrops(True)
            self.receiving.offer_waiting(batch.waiting(collection))
            self._follow(collection)
        recent_collections.remember(self.path, collection.pack.edition.title)
        self.look()
        self.board.table.setFocus()
        self.opened.emit()

    def _follow(self, collection: Collection) -> None:
        """See what others decide, if it is kept on a server."""
        if collection.server:
            self.following = Following(self.at_hand)
            self._layout.insertWidget(0, self.following.notice)
            self.following.followed.connect(lambda: self.bar.show_done(_("The server can be reached again.")))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receiving.receive(dropped(event))

    # ------------------------------------------------------------ ending

    def hand_over(self) -> Collection | None:
        """Let go of the collection, which another window goes on with, and go."""
        self._stop()
        if self.desk is None:
            return None
        self.desk.closing.emit()
        self.desk.worker.stop()
        collection, self.desk = self.desk.collection, None
        return collection

    def _stop(self) -> None:
        """Do nothing more in the background."""
        if self.desk is not None:
            self.receiving.stop()
        if self.following is not None:
            self.following.stop()
        self.progress.worker.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        if self.desk is not None:
            self.desk.close()
        self.closed.emit()
        super().closeEvent(event)

"""How bundles come in at a window: chosen, dropped, from a folder that is watched, or still waiting from before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.wording import is_bad
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.collecting.arrivals_sheet import show_arrivals
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.collecting.watching import Watching
from planner_desktop.ui.history.notice import Notice
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.session.folders import documents

FOLDER = "folder of bundles"
"""The name of the habit: from where bundles were received last."""


class Receiving(QObject):
    """Receives in front of a window, whose bars tell of it. `watches` when a folder is watched, or no longer."""

    watches = Signal(bool)

    def __init__(self, desk: Desk, frame: QWidget, notice: Notice, bar: MessageBar, progress: ProgressRow) -> None:
        super().__init__(frame)
        self.watching: Watching | None = None
        self._desk, self._frame = desk, frame
        self._notice, self._bar, self._progress = notice, bar, progress

    @property
    def may(self) -> bool:
        """Whether the collection takes anything in."""
        return not self._desk.collection.only_reads

    def set_print_again(self, wanted: bool) -> None:
        """Whether what comes is printed again, and what its PDF draws held against that."""
        self._desk.print_again = wanted

    # ------------------------------------------------------------ what is chosen or dropped

    def ask_bundles(self) -> None:
        """Ask which bundles were sent, and receive them."""
        kinds = _("Bundles (*.zip)")
        paths, _filter = QFileDialog.getOpenFileNames(self._frame, _("Receive bundles"), _folder(), kinds)
        if paths:
            habits.keep(FOLDER, str(Path(paths[0]).parent))
            self.receive([Path(path) for path in paths])

    def ask_folder(self) -> None:
        """Ask in which folder bundles lie, and receive all of them."""
        path = QFileDialog.getExistingDirectory(self._frame, _("Receive all in a folder"), _folder())
        if path:
            habits.keep(FOLDER, path)
            self.receive([Path(path)])

    def receive(self, paths: list[Path]) -> None:
        """Receive bundles, or all in folders; their receipts are shown."""
        self._desk.receive(paths, self._progress, self._received)

    def _received(self, arrivals: list[Arrival]) -> None:
        if arrivals:
            show_arrivals(self._frame, self._desk, arrivals)
        else:
            self._bar.show_done(_("No bundle was received"))

    def offer_waiting(self, paths: list[Path]) -> None:
        """Offer to go on with what was still to be received when the program was cut off, if there is any."""
        if paths:
            said = ngettext(
                "{count} bundle was still waiting when the program was cut off.",
                "{count} bundles were still waiting when the program was cut off.",
                len(paths),
            )
            self._bar.show_done(said.format(count=len(paths)), _("Go on with them"), partial(self._go_on, paths))

    def _go_on(self, paths: list[Path]) -> None:
        self._bar.hide()
        self.receive(paths)

    # ------------------------------------------------------------ watching a folder

    def ask_watch(self) -> None:
        """Ask which folder to watch; where one is watched, no longer do."""
        if self.watching is not None:
            self.stop()
            self.watching = None
            self._notice.say("")
        elif path := QFileDialog.getExistingDirectory(self._frame, _("Watch a folder"), _folder()):
            habits.keep(FOLDER, path)
            self.watch(Path(path))
        self.watches.emit(self.watching is not None)

    def watch(self, folder: Path) -> None:
        """Receive whatever comes into a folder from now on."""
        self.watching = Watching(folder, self._desk, self._progress)
        self.watching.received.connect(self._came)
        self.watching.said.connect(self._say_watching)
        self.watches.emit(True)
        self._say_watching("")

    def stop(self) -> None:
        """Watch no more: the window goes."""
        if self.watching is not None:
            self.watching.stop()

    def _say_watching(self, trouble: str) -> None:
        if self.watching is not None:
            said = _("What comes into {folder} is received.").format(folder=self.watching.folder)
            self._notice.say(trouble or said, [(_("No longer watch"), self.ask_watch)])

    def _came(self, arrivals: list[Arrival]) -> None:
        """Tell of what came by itself, without a sheet in the way."""
        if arrivals:
            bad = sum(map(is_bad, arrivals))
            said = ngettext("{count} bundle was received", "{count} bundles were received", len(arrivals))
            told = _("{count} of them with errors").format(count=bad) if bad else ""
            self._bar.show_done(
                ", ".join(filter(None, (said.format(count=len(arrivals)), told))),
                _("Show the receipts"),
                partial(show_arrivals, self._frame, self._desk, arrivals),
            )


def _folder() -> str:
    """Where bundles lay the last time."""
    kept = habits.habit(FOLDER)
    return kept if isinstance(kept, str) else str(documents())


def dropped(event: QDropEvent) -> list[Path]:
    """The bundles and folders among what is dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".zip" or path.is_dir()]

"""The window of a collection: the board of all agencies, and beside it what is known of one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from planner_desktop.collect import batch
from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.collection import Collection, open_to_read
from planner_desktop.collect.received_plan import plan_of
from planner_desktop.collect.seen import PlanSeen, receipts, seen
from planner_desktop.collect.wording import is_bad
from planner_desktop.draft import Draft
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.collecting.arrivals_sheet import show_arrivals, show_receipts
from planner_desktop.ui.collecting.board_view import BoardView
from planner_desktop.ui.collecting.deciding import Deciding
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.collecting.plan_panel import PlanPanel
from planner_desktop.ui.collecting.watching import Watching
from planner_desktop.ui.history.notice import Notice
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.window import settings

if TYPE_CHECKING:
    from planner_desktop.ui.collecting.across_sheet import AcrossSheet


class CollectWindow(QMainWindow):
    """One collection. It is opened in a thread (`opened` when it is there), and closed with the window."""

    opened = Signal()
    closed = Signal()
    settings_changed = Signal()
    plan_wanted = Signal(object, object, object)
    """A plan that is to be read, in memory; what is known of it; the place that is to be shown, or None."""

    def __init__(self, path: Path, collection: Collection | None = None) -> None:
        """`collection` is that of the window whose place it takes."""
        super().__init__()
        self.path = path.absolute()
        self.desk: Desk | None = None
        self.buttons: dict[QAction, QPushButton] = {}
        self.watching: Watching | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Plans of all agencies"))
        self.notice = Notice()
        self.bar = MessageBar()
        self.progress = ProgressRow()
        whole = QWidget()
        self._layout = bare(QVBoxLayout(whole), 0)
        for widget in (self.notice, self.bar, self.progress):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self.setCentralWidget(whole)
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
        self.desk = desk = Desk(collection, self)
        self.board = BoardView()
        self.panel = PlanPanel(collection.pack)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.board)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([900, 380])
        split.setChildrenCollapsible(False)
        split.setContentsMargins(10, 8, 10, 8)
        self._layout.takeAt(self._layout.count() - 1)
        self._layout.addWidget(split, 1)
        self.deciding = Deciding(desk, self, self.bar)
        self._menus()
        self.board.opened.connect(self.read)
        self.panel.place_wanted.connect(self.read)
        self.panel.version_wanted.connect(self.read_version)
        desk.changed.connect(self.look)
        desk.troubled.connect(self.bar.show_error)
        self.board.marked.connect(self._marked)
        if collection.only_reads:
            said = _("Only for reading: {reason}. What is received and decided there is shown here.")
            self.notice.say(said.format(reason=collection.only_reads))
        else:
            self.setAcceptDrops(True)
            self._offer_waiting(batch.waiting(collection))
        self.look()
        self.board.table.setFocus()
        self.opened.emit()

    # ------------------------------------------------------------ menus

    def _menus(self) -> None:
        bar = self.menuBar()
        file = bar.addMenu(_("&File"))
        self.receive_action = self._add(file, _("&Receive bundles…"), "Ctrl+O", self.ask_receive)
        self.folder_action = self._add(file, _("Receive all in a &folder…"), "Ctrl+Shift+O", self.ask_folder)
        self.watch_action = self._add(file, _("&Watch a folder…"), None, self.ask_watch)
        self.watch_action.setCheckable(True)
        self._add(file, _("All receipts…"), None, self.show_receipts)
        file.addSeparator()
        self._add(file, _("&Close"), QKeySequence.StandardKey.Close, self.close)
        self._plan_menu(bar.addMenu(_("&Plan")))
        city = bar.addMenu(_("&City"))
        self._add(city, _("&Across all agencies…"), "Ctrl+T", self.show_across)
        view = bar.addMenu(_("&View"))
        self._add(view, _("&Find…"), QKeySequence.StandardKey.Find, self._find)
        show = view.addMenu(_("Show only"))
        for standing, chip in self.board.chips.items():
            action = show.addAction("", partial(self.board.show_only, standing))
            show.aboutToShow.connect(lambda action=action, chip=chip: action.setText(chip.text()))
        self.board.fill_sort_menu(view.addMenu(_("Sort by")))
        view.addSeparator()
        settings.fill(view, self.settings_changed.emit)
        help_menu = bar.addMenu(_("&Help"))
        self._add(help_menu, _("&Manual"), manual_at.KEY, partial(manual_at.show, self))
        for action in (self.receive_action, self.folder_action, self.watch_action):
            action.setEnabled(not self._desk.collection.only_reads)

    def _plan_menu(self, menu: QMenu) -> None:
        """What can be done with the plan of the marked agency; the board's own menu and the panel offer it, too."""
        deciding = self.deciding
        self.read_action = self._add(menu, _("Read the plan"), None, self.read)
        self.read_action.setText(self.read_action.text() + "\tEnter")
        self.plan_actions = [
            self._add(menu, label, keys, partial(self._with_plan, does))
            for label, keys, does in (
                (_("Remark on the whole plan…"), "Ctrl+Shift+M", self._remark_whole),
                (_("Remark on this problem…"), "Ctrl+M", self._remark_problem),
                (_("Who looks at it…"), "Ctrl+L", deciding.look),
                (_("Return to the agency…"), "Ctrl+R", deciding.give_back),
                (_("Accept the plan"), "Ctrl+Shift+Y", deciding.accept),
            )
        ]
        self.board.table.menu.addActions([self.read_action, *self.plan_actions])
        for action in (self.read_action, self.plan_actions[3], self.plan_actions[4]):
            button = QPushButton(plain(action.text().partition("\t")[0]))
            button.clicked.connect(action.trigger)
            self.panel.add_button(button)
            self.buttons[action] = button
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done with the plan that is shown."""
        plan = self.panel.plan
        may = plan is not None and bool(plan.bundle["latest"]) and not self._desk.collection.only_reads
        self.read_action.setEnabled(plan is not None)
        for action in self.plan_actions:
            action.setEnabled(may)
        self.plan_actions[4].setEnabled(
            may and plan is not None and plan.bundle["verdict"] not in ("wrong", "accepted")
        )
        for action, button in self.buttons.items():
            button.setEnabled(action.isEnabled())
            button.setVisible(plan is not None)

    def _with_plan(self, does: Callable[[PlanSeen], object]) -> None:
        if self.panel.plan is not None:
            does(self.panel.plan)

    def _remark_whole(self, plan: PlanSeen) -> None:
        self.deciding.remark(plan, ("", "", ""), _("the whole plan"))

    def _remark_problem(self, plan: PlanSeen) -> None:
        place, said = self.panel.problem()
        about = self.panel.where(place[0], place[2]) if place[0] else _("the whole plan")
        self.deciding.remark(plan, place, about, said)

    def _add(
        self, menu: QMenu, label: str, key: QKeySequence.StandardKey | str | None, does: Callable[[], object]
    ) -> QAction:
        action = QAction(label, self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: does())
        menu.addAction(action)
        return action

    @property
    def _desk(self) -> Desk:
        assert self.desk is not None
        return self.desk

    def _find(self) -> None:
        self.board.search.setFocus()
        self.board.search.selectAll()

    # ------------------------------------------------------------ the board

    def look(self) -> None:
        """Read the board anew, in a thread."""
        self._desk.ask(Collection.board, self._show_board)

    def _show_board(self, rows: list[OnBoard]) -> None:
        said = ngettext("Plans of {count} agency", "Plans of {count} agencies", len(rows)).format(count=len(rows))
        only_shows = _("only for reading") if self._desk.collection.only_reads else ""
        title = self._desk.collection.pack.edition.title
        self.setWindowTitle(" – ".join(filter(None, (said, title, self.path.name, only_shows))))
        self.board.show_rows(rows)

    def _marked(self, agency: OnBoard | None) -> None:
        self.panel.show_agency(agency)
        if agency is not None and agency.receipt:
            self.show_receipt(agency.receipt)
        self._offer()

    def show_receipt(self, receipt: str) -> None:
        """Show what is known of a receipt beside the board."""
        self._desk.ask(lambda collection: seen(collection, receipt), self._show_plan)

    def _show_plan(self, plan: PlanSeen) -> None:
        agency = self.board.agency()
        if agency is not None and agency.receipt in [each["receipt"] for each in plan.versions]:
            self.panel.show_plan(plan)
            self._offer()

    # ------------------------------------------------------------ reading a plan

    def read(self, place: tuple[str, str, str] | None = None) -> None:
        """Open the plan of the marked agency in a window, at a place if one is given (kind, uid, field)."""
        if self.panel.plan is not None:
            self.read_version(self.panel.plan.bundle["receipt"], place)

    def read_version(self, receipt: str, place: tuple[str, str, str] | None = None) -> None:
        """Open the plan of a receipt in a window."""

        def query(collection: Collection) -> tuple[Draft, PlanSeen]:
            return plan_of(collection, receipt), seen(collection, receipt)

        self._desk.ask(query, lambda found: self.plan_wanted.emit(*found, place))

    def show_across(self) -> AcrossSheet:
        """Show what is seen across the plans of all agencies."""
        from planner_desktop.ui.collecting.across_sheet import AcrossSheet  # with it come the rooms that print

        sheet = AcrossSheet(self, self._desk)
        sheet.wanted.connect(self.read_version)
        sheet.show()
        return sheet

    def show_receipts(self) -> None:
        """List every receipt."""
        self._desk.ask(receipts, partial(show_receipts, self))

    # ------------------------------------------------------------ receiving

    def ask_receive(self) -> None:
        """Ask which bundles were sent, and receive them."""
        kinds = _("Bundles (*.zip)")
        paths, _filter = QFileDialog.getOpenFileNames(self, _("Receive bundles"), str(documents()), kinds)
        if paths:
            self.receive([Path(path) for path in paths])

    def ask_folder(self) -> None:
        """Ask in which folder bundles lie, and receive all of them."""
        path = QFileDialog.getExistingDirectory(self, _("Receive all in a folder"), str(documents()))
        if path:
            self.receive([Path(path)])

    def receive(self, paths: list[Path]) -> None:
        """Receive bundles, or all in folders; their receipts are shown."""
        self._desk.receive(paths, self.progress, self._received)

    def _received(self, arrivals: list[Arrival]) -> None:
        if arrivals:
            show_arrivals(self, arrivals)
        else:
            self.bar.show_done(_("No bundle was received"))

    # ------------------------------------------------------------ watching a folder

    def ask_watch(self) -> None:
        """Ask which folder to watch; where one is watched, no longer do."""
        if self.watching is not None:
            self.watching.stop()
            self.watching = None
            self.notice.say("")
        elif path := QFileDialog.getExistingDirectory(self, _("Watch a folder"), str(documents())):
            self.watch(Path(path))
        self.watch_action.setChecked(self.watching is not None)

    def watch(self, folder: Path) -> None:
        """Receive whatever comes into a folder from now on."""
        self.watching = Watching(folder, self._desk, self.progress)
        self.watching.received.connect(self._came)
        self.watching.said.connect(self._say_watching)
        self.watch_action.setChecked(True)
        self._say_watching("")

    def _say_watching(self, trouble: str) -> None:
        if self.watching is not None:
            said = _("What comes into {folder} is received.").format(folder=self.watching.folder)
            self.notice.say(trouble or said, [(_("No longer watch"), self.ask_watch)])

    def _came(self, arrivals: list[Arrival]) -> None:
        """Tell of what came by itself, without a sheet in the way."""
        if arrivals:
            bad = sum(map(is_bad, arrivals))
            said = ngettext("{count} bundle was received", "{count} bundles were received", len(arrivals))
            told = _("{count} of them with errors").format(count=bad) if bad else ""
            self.bar.show_done(
                ", ".join(filter(None, (said.format(count=len(arrivals)), told))),
                _("Show the receipts"),
                partial(show_arrivals, self, arrivals),
            )

    def _offer_waiting(self, paths: list[Path]) -> None:
        if paths:
            said = ngettext(
                "{count} bundle was still waiting when the program was cut off.",
                "{count} bundles were still waiting when the program was cut off.",
                len(paths),
            )
            self.bar.show_done(said.format(count=len(paths)), _("Go on with them"), partial(self._go_on, paths))

    def _go_on(self, paths: list[Path]) -> None:
        self.bar.hide()
        self.receive(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.receive_action.isEnabled() and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.receive(_dropped(event))

    # ------------------------------------------------------------ ending

    def hand_over(self) -> Collection | None:
        """Let go of the collection, which another window goes on with, and go."""
        self._stop_watching()
        self.progress.worker.stop()
        if self.desk is None:
            return None
        self.desk.closing.emit()
        self.desk.worker.stop()
        collection, self.desk = self.desk.collection, None
        return collection

    def _stop_watching(self) -> None:
        if self.watching is not None:
            self.watching.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop_watching()
        self.progress.worker.stop()
        if self.desk is not None:
            self.desk.close()
        self.closed.emit()
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """The bundles and folders among what is dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".zip" or path.is_dir()]

"""The window of an open collection, as far as it shows it: the board of all agencies, and beside it one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.received_plan import plan_of
from planner_desktop.collect.seen import PlanSeen, receipts, seen
from planner_desktop.draft import Draft
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.collecting.arrivals_sheet import ask_report, show_receipts
from planner_desktop.ui.collecting.board_view import BoardView
from planner_desktop.ui.collecting.deciding import Deciding
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.collecting.plan_panel import PlanPanel
from planner_desktop.ui.collecting.receiving import Receiving
from planner_desktop.ui.history.notice import Notice
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow

if TYPE_CHECKING:
    from planner_desktop.ui.collecting.across_sheet import AcrossSheet


class BoardWindow(QMainWindow):
    """The bars, and below them what `show_collection` fills in once there is a collection. `told` when what can be done
    with the plan beside the board may be something else.
    """

    settings_changed = Signal()
    desk_wanted = Signal()
    """Another collection is wanted, or a new one."""
    told = Signal()
    plan_wanted = Signal(object, object, object)
    """A plan that is to be read, in memory; what is known of it; the place that is to be shown, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.notice = Notice()
        self.bar = MessageBar()
        self.progress = ProgressRow()
        whole = QWidget()
        self._layout = bare(QVBoxLayout(whole), 0)
        for widget in (self.notice, self.bar, self.progress):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self.setCentralWidget(whole)

    def _fill(self, collection: Collection) -> None:
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
        self.receiving = Receiving(desk, self, self.notice, self.bar, self.progress)
        self.board.opened.connect(self.read)
        self.panel.place_wanted.connect(self.read)
        self.panel.version_wanted.connect(self.read_version)
        desk.changed.connect(self.look)
        desk.troubled.connect(self.bar.show_error)
        self.board.marked.connect(self._marked)

    @property
    def at_hand(self) -> Desk:
        """The desk, once the collection is open."""
        assert self.desk is not None
        return self.desk

    # ------------------------------------------------------------ the board

    def look(self) -> None:
        """Read the board anew, in a thread."""
        self.at_hand.ask(Collection.board, self._show_board)

    def _show_board(self, rows: list[OnBoard]) -> None:
        collection = self.at_hand.collection
        said = ngettext("Plans of {count} agency", "Plans of {count} agencies", len(rows)).format(count=len(rows))
        only_shows = _("only for reading") if collection.only_reads else ""
        told = (said, collection.pack.edition.title, collection.path.name, collection.server, only_shows)
        self.setWindowTitle(" – ".join(filter(None, told)))
        self.board.show_rows(rows)

    def enter_search(self) -> None:
        """Go to the line in which the board is searched."""
        self.board.search.setFocus()
        self.board.search.selectAll()

    def _marked(self, agency: OnBoard | None) -> None:
        self.panel.show_agency(agency)
        if agency is not None and agency.receipt:
            self.show_receipt(agency.receipt)
        self.told.emit()

    def show_receipt(self, receipt: str) -> None:
        """Show what is known of a receipt beside the board."""
        self.at_hand.ask(lambda collection: seen(collection, receipt), self._show_plan)

    def _show_plan(self, plan: PlanSeen) -> None:
        agency = self.board.agency()
        if agency is not None and agency.receipt in [each["receipt"] for each in plan.versions]:
            self.panel.show_plan(plan)
            self.told.emit()

    # ------------------------------------------------------------ what opens beside it

    def read(self, place: tuple[str, str, str] | None = None) -> None:
        """Open the plan of the marked agency in a window, at a place if one is given (kind, uid, field)."""
        if self.panel.plan is not None:
            self.read_version(self.panel.plan.bundle["receipt"], place)

    def read_version(self, receipt: str, place: tuple[str, str, str] | None = None) -> None:
        """Open the plan of a receipt in a window."""

        def query(collection: Collection) -> tuple[Draft, PlanSeen]:
            return plan_of(collection, receipt), seen(collection, receipt)

        self.at_hand.ask(query, lambda found: self.plan_wanted.emit(*found, place))

    def show_across(self) -> AcrossSheet:
        """Show what is seen across the plans of all agencies."""
        from planner_desktop.ui.collecting.across_sheet import AcrossSheet  # with it come the rooms that print

        sheet = AcrossSheet(self, self.at_hand)
        sheet.wanted.connect(self.read_version)
        sheet.show()
        return sheet

    def ask_report(self, plan: PlanSeen) -> None:
        """Ask where to write what was found in a bundle, with its receipt."""
        ask_report(self, self.at_hand, plan.bundle["receipt"], self.progress, self.bar)

    def show_receipts(self) -> None:
        """List every receipt."""
        self.at_hand.ask(receipts, partial(show_receipts, self, self.at_hand))

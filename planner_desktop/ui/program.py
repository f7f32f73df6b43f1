"""The windows that are open, and what is asked of the program as a whole."""

from __future__ import annotations

import logging
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.plans import recent
from planner_desktop.ui.kit import colours, look, manual_at
from planner_desktop.ui.window import settings

if TYPE_CHECKING:
    from planner_desktop.collect.collection import Collection
    from planner_desktop.collect.seen import PlanSeen
    from planner_desktop.draft import Draft
    from planner_desktop.draft.history.returning import Returned
    from planner_desktop.plans.beginning import Begun
    from planner_desktop.ui.collecting.desk_start import DeskStart
    from planner_desktop.ui.collecting.window import CollectWindow
    from planner_desktop.ui.session.session import Session
    from planner_desktop.ui.start import StartPage
    from planner_desktop.ui.start.word_plan import FromWord
    from planner_desktop.ui.window.main_window import MainWindow

log = logging.getLogger("planner_desktop")

AFTER_SHOWN_MS = 50
SHARED, GIVEN = ".bmashare", (".bmashare", ".bmacatalogue", ".bmakeys")
"""The suffixes of results that another agency shares, and of all that is given an agency to be shown on its plan."""
COLLECTION, RETURN = ".bmacollect", ".bmareturn"
"""The suffixes of a collection and of what is returned: a start that shows a plan imports nothing of these. A file of
no more name than the first stands for the desk, on no collection yet.
"""


class Program(QObject):
    """The windows that are open: a start page, and one window for each draft."""

    def __init__(self) -> None:
        super().__init__()
        self.start: StartPage | None = None
        self.desk_start: DeskStart | None = None
        self.windows: list[MainWindow] = []
        self.collections: list[CollectWindow] = []
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._scheme_changed)

    def show_start(self) -> StartPage:
        """Show the start page."""
        from planner_desktop.ui.start import StartPage

        if self.start is None:
            places = [window.session.draft.place for window in self.windows]
            self.start = StartPage(self.show_window, [place for place in places if place is not None])
            self.start.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.start.destroyed.connect(self._start_gone)
            self.start.opened.connect(self.show_draft)
            self.start.begun.connect(self.show_begun)
            self.start.from_word.connect(self.show_from_word)
            self.start.taking.connect(self.show_taking)
            self.start.desk_wanted.connect(self.show_desk)
            self.start.collection_wanted.connect(self.show_collection)
        to_front(self.start)
        return self.start

    def show_desk(self) -> DeskStart:
        """Show where the strategy office's desk begins: the collections opened last, or a new one."""
        from planner_desktop.ui.collecting.desk_start import DeskStart

        if self.desk_start is None:
            self.desk_start = DeskStart()
            self.desk_start.destroyed.connect(self._desk_start_gone)
            self.desk_start.wanted.connect(self.show_collection)
        to_front(self.desk_start)
        return self.desk_start

    def _desk_start_gone(self) -> None:
        self.desk_start = None

    def _start_gone(self) -> None:
        self.start = None

    def _scheme_changed(self) -> None:
        if settings.scheme() != colours.scheme():
            self.look_anew()

    def look_anew(self) -> None:
        """Build every window anew in the language, text size and colours that are set now, where it was."""
        settings.take_up(look.qt_application())
        active = QApplication.activeWindow()
        for desk in list(self.collections):  # the windows that read its plans close
            shown = desk.desk is not None
            new = self.show_collection(desk.path, desk.hand_over())
            if shown:
                new.board.go_on_as(desk.board)
            new.restoreGeometry(desk.saveGeometry())
            desk.close()
        for old in list(self.windows):
            self._build_anew(old, active=old is active)
        if self.start is not None:
            self.start.destroyed.disconnect(self._start_gone)  # it goes when the new one is there
            self.start.close()
            self.start = None
            self.show_start()
        if self.desk_start is not None:
            self.desk_start.destroyed.disconnect(self._desk_start_gone)
            self.desk_start.close()
            self.desk_start = None
            self.show_desk()
        manual_at.build_anew()

    def _build_anew(self, old: MainWindow, *, active: bool) -> None:
        new = self._window(old.hand_over(), old.session)
        self.windows.remove(old)
        new.restoreGeometry(old.saveGeometry())
        if said := old.statusBar().currentMessage():
            QTimer.singleShot(0, new, lambda: new.say(said))  # once it knows how much room there is
        new.show()
        if active:
            new.activateWindow()

    def _window(self, draft: Draft, before: Session | None = None) -> MainWindow:
        from planner_desktop.ui.window.main_window import MainWindow

        window = MainWindow(draft, before)
        self.windows.append(window)
        window.settings_changed.connect(self.look_anew, Qt.ConnectionType.QueuedConnection)
        queued = Qt.ConnectionType.QueuedConnection
        window.session.form_pack_changed.connect(lambda: self._build_anew(window, active=True), queued)
        window.start_wanted.connect(self.show_start)
        window.open_wanted.connect(self.open)
        window.closed.connect(lambda: self.windows.remove(window))
        window.not_written_back.connect(self.tell)
        from planner_desktop.ui.window.recents_update import RecentsUpdate  # not before there is a draft

        RecentsUpdate(window)
        return window

    def show_draft(self, draft: Draft) -> MainWindow:
        """Show a draft in a window; the start page has done its work then."""
        window = self._window(draft)
        window.showMaximized()
        if draft.place is not None:  # nobody waits until the disk has it
            QTimer.singleShot(AFTER_SHOWN_MS, window, partial(recent.remember, draft.place))
        if self.start is not None:
            self.start.close()
        return window

    def show_collection(self, path: Path, collection: Collection | None = None) -> CollectWindow:
        """Show a collection of plans in its window; the one it has, if it has one and `collection` is not given."""
        from planner_desktop.ui.collecting.window import CollectWindow

        shown = next((each for each in self.collections if each.path == path.absolute()), None)
        if shown is not None and collection is None:
            to_front(shown)
            return shown
        window = CollectWindow(path, collection)
        self.collections.append(window)
        window.closed.connect(lambda: self.collections.remove(window))
        window.plan_wanted.connect(partial(self.show_received, window))
        window.desk_wanted.connect(self.show_desk)
        window.settings_changed.connect(self.look_anew, Qt.ConnectionType.QueuedConnection)
        window.showMaximized()
        for start in (self.start, self.desk_start):
            if start is not None:
                start.close()
        return window

    def show_received(
        self, desk: CollectWindow, plan: Draft, known: PlanSeen, place: tuple[str, str, str] | None
    ) -> None:
        """Show a plan that a desk received, to be read there, at a place (kind, uid, field) if one is given."""
        from planner_desktop.ui.collecting.reviewing import Reviewing

        if desk.desk is None:
            plan.close()
            return
        shown = (each.findChild(Reviewing) for each in self.windows)
        before = next((each for each in shown if each is not None and each.receipt == known.bundle["receipt"]), None)
        if before is not None:
            plan.close()
            to_front(before.window)
        else:
            before = Reviewing(self.show_draft(plan), desk.desk, known)
        if place is not None:
            before.go(place)

    def show_begun(self, begun: Begun) -> MainWindow:
        """Show a new plan, and what came along into it."""
        from planner_desktop.ui.start.new_plan_report import report

        window = self.show_draft(begun.draft)
        report(begun, window)
        return window

    def show_from_word(self, made: FromWord) -> MainWindow:
        """Show a plan that was made of a Word file, and what became of that."""
        from planner_desktop.ui.start.word_plan import report

        window = self.show_draft(made.draft)
        report(made, window)
        return window

    def show_taking(self, draft: Draft, workbook: Path) -> MainWindow:
        """Show a draft, and what a workbook would change in it."""
        from planner_desktop.ui.taking.sheet import show_workbook

        window = self.show_draft(draft)
        show_workbook(window, workbook)
        return window

    def show_window(self, path: Path) -> MainWindow | None:
        """Bring the window of a draft to the front, if it has one."""
        if self.windows and not is_on_network(path):  # a drive that is away is not asked in vain
            path = path.resolve()
        for window in self.windows:
            if window.session.draft.place == path.absolute():
                to_front(window)
                return window
        return None

    def open(self, path: Path) -> MainWindow | None:
        """Open a draft file; where that fails, say so on the window at hand."""
        from planner_desktop.draft import Draft

        if path.suffix.lower() == RETURN:
            return self.show_returned(path)
        if path.suffix.lower() in GIVEN:
            return self.show_given(path)
        if is_on_network(path) and not self.show_window(path):
            self.show_start().open(path)  # which waits for the drive aside, as long as the officer wishes
            return None
        try:
            return self.show_window(path) or self.show_draft(Draft.open(path.resolve()))
        except PlannerError as error:
            self.tell(error)
            return None

    def show_given(self, path: Path) -> MainWindow | None:
        """Show what others gave on the plan at hand; without one, on the start page, catalogues for new plans."""
        window = self._at_hand()
        if window is not None:
            from planner_desktop.ui.window.given_files import show_given

            to_front(window)
            show_given(window, path)
        elif path.suffix.lower() == SHARED:
            self.show_start()
            said = _("{name} is to be compared with a plan, and none is open").format(name=path.name)
            self.tell(PlannerError(said, _("Open the draft, then open this file again, or drop it on the window.")))
        else:
            self.show_start().show_published(path)
        return window

    def _at_hand(self) -> MainWindow | None:
        active = QApplication.activeWindow()
        return next((window for window in self.windows if window is active), self.windows[-1] if self.windows else None)

    def show_returned(self, path: Path) -> MainWindow | None:
        """Show what สยป. returned in the window of its plan; of the drafts opened last the one it is of is opened."""
        from planner_desktop.draft.history import returning

        try:
            returned = returning.read(path)
            shown = (each for each in self.windows if returning.is_for(each.session.draft, returned))
            window = next((each for each in shown if not each.session.draft.read_only), None)
            window = window or self._opened_for(returned)
            if window is None:
                self._ask_for_draft(returned)
            else:
                to_front(window)
                window.returned.take(returned)
        except PlannerError as error:
            self.tell(error)
            return None
        return window

    def _opened_for(self, returned: Returned) -> MainWindow | None:
        """A window of the draft that what was returned is of, if one of those opened last is it."""
        from planner_desktop.plans.returned_to import known_draft

        draft = known_draft(returned)
        return self.show_draft(draft) if draft is not None else None

    def _ask_for_draft(self, returned: Returned) -> None:
        """Say of which plan it is that was returned, whose draft is not known here."""
        said = _("The plan of {agency} was returned, and its draft is not among those opened last.").format(
            agency=returned.agency
        )
        self.show_start()
        self.tell(PlannerError(said, _("Open the draft, then take the file there: menu Go, or drop it on the window.")))

    def take(self, path: Path | None) -> None:
        """A later start of the program wants this file, or the start page; it comes to the front."""
        if path is not None and path.name == COLLECTION:
            self.show_desk()
            return
        if path is not None and path.suffix.lower() == COLLECTION:
            self.show_collection(path)
            return
        window = self.open(path) if path is not None else self.show_start()
        shown = window or self.start or (self.windows[-1] if self.windows else None)
        if shown is not None:
            to_front(shown)

    def tell(self, error: BaseException) -> None:
        """Show an error on the window at hand, or on the start page."""
        window = self._at_hand()
        (window.bar if window is not None else self.show_start().bar).show_error(error)

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log and show an exception that nothing else dealt with. Every edit before it is in the file."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        # Where it happened, not with which values: the log must hold nothing of a plan.
        places = "".join(traceback.format_tb(trace))
        log.error("unexpected %s\n%s", kind.__name__, places)
        self.tell(error)


def to_front(window: QWidget) -> None:
    """Show a window before all others, also one that is put away as an icon."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def is_on_network(path: Path) -> bool:
    """Whether a file lies on a drive that may be away, and is not asked in vain."""
    from planner_desktop.draft.file import drive

    return drive.is_on_network(path)

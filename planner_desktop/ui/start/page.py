"""The start page: the drafts to go on with beside a new plan, and the ways to any other draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.plans import available, beginning, recent, recent_collections
from planner_desktop.plans.available import Available
from planner_desktop.plans.beginning import Begun, NewPlanRefused, PlanWish
from planner_desktop.plans.recent import DraftCard
from planner_desktop.policy import Setup
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.history.dropped import dropped_published
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.start.background_checks import BackgroundChecks
from planner_desktop.ui.start.content import StartContent
from planner_desktop.ui.start.draft_rows import DraftRow
from planner_desktop.ui.start.dropped import COLLECTION, PLANS, TAKEN, WORD, dropped
from planner_desktop.ui.start.new_plan import PART_SUFFIX, SUFFIX

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.history.backups import Backup
    from planner_desktop.plans.opened import FoundPlan

AFTER_SHOWN_MS = 30
_DRAFTS = (SUFFIX, PART_SUFFIX)


class StartPage(QWidget):
    """The start page. Signals: `opened` with a draft to show, `begun` with a new one and what came along, `from_word`
    with one made of a Word file and what became of that, `taking` with a draft and the workbook to be taken into it,
    `desk_wanted` for the desk of the office that receives all plans, `collection_wanted` with a collection of them.

    `showing` brings the window of a draft to the front and tells whether there is one; `open_now` are those drafts.
    """

    opened = Signal(object)
    begun = Signal(object)
    from_word = Signal(object)
    taking = Signal(object, object)
    desk_wanted = Signal()
    collection_wanted = Signal(object)

    def __init__(self, showing: Callable[[Path], object] = lambda _path: None, open_now: Collection[Path] = ()) -> None:
        super().__init__()
        self.setWindowTitle(_("Annual action plan"))
        self.setAcceptDrops(True)
        self.showing = showing
        self.bar = MessageBar()
        self.finding_out = BackgroundChecks(self)
        self.progress = ProgressRow(escape=True, may_hang=True)
        self.content = StartContent()
        self.recents, self.new = self.content.recents, self.content.new
        self.backups: list[Backup] = []
        layout = bare(QVBoxLayout(self), 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        layout.addWidget(self.content, 1)
        self._connect()
        cards = recent.cards()
        self.recents.show_cards(cards)
        for path in open_now:
            self.recents.change(path, open=True)
        self.new.begin.offer_plans(cards)
        self.content.arrange()
        letter = self.fontMetrics().horizontalAdvance("0")
        frame = QSize(2 * letter, 5 * letter)  # round the window, on the screen too
        self.resize(QSize(150 * letter, 90 * letter).boundedTo(self.screen().availableSize() - frame))
        self.content.start()

    def _connect(self) -> None:
        self.finding_out.seen.connect(self._seen)
        self.finding_out.waiting.connect(lambda path: self.recents.change(path, waiting=True))
        self.finding_out.known.connect(self._known)
        self.finding_out.backups.connect(self._backups)
        self.finding_out.newer.connect(self._newer)
        self.finding_out.failed.connect(self.bar.show_error)
        self.recents.wanted.connect(self.go_on)
        self.recents.removed.connect(self.remove)
        self.recents.backups_wanted.connect(lambda row: self.show_backups(self._backups_of(row.card.path)))
        self.recents.plan_wanted.connect(self._begin_with)
        self.recents.next_year_wanted.connect(self.begin_next_year)
        self.recents.folder_wanted.connect(lambda row: self.bar.open_outside(row.card.path.parent))
        self.content.open_button.clicked.connect(self._ask_open)
        self.content.backups_button.clicked.connect(lambda: self.show_backups(self.backups))
        self.content.word_button.clicked.connect(self._ask_file)
        self.content.sample_wanted.connect(self.open_sample)
        self.new.wanted.connect(self.make)
        self.new.begin.file_wanted.connect(self._ask_plan)
        self.new.name_wanted.connect(self._look_for_name)
        manual_at.tells(self, "start")
        manual_at.offer(self)
        self.content.desk_button.clicked.connect(self.desk_wanted)
        self.new.agency_line.chosen.connect(self._offer_desk)
        self.new.edition.currentIndexChanged.connect(self._offer_desk)
        self.content.manual_button.clicked.connect(lambda: manual_at.show(self))
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new.agency_line.setFocus)

    def settled(self) -> bool:
        """Whether all is there that the page finds out by itself."""
        return self.new.known is not None and not (self.finding_out.worker.is_busy or self.progress.is_busy)

    # ------------------------------------------------------------ what is found out aside

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(AFTER_SHOWN_MS, self, self._find_out)  # once it is painted

    def _find_out(self) -> None:
        if self.isVisible() and not self.finding_out.begun:
            self.finding_out.begin([row.card for row in self.recents.rows()])

    def _seen(self, path: Path, card: DraftCard | None) -> None:
        row = self.recents.row_of(path)
        if row is None:
            return  # removed meanwhile
        if card is None:
            self.recents.change(path, gone=True, waiting=False)
        else:
            self.recents.change(path, card=card, waiting=False)
            if card != row.card:
                recent.renew(card)
                self.new.begin.offer_plans([each.card for each in self.recents.rows()])
        self.content.arrange()

    def _known(self, found: Available) -> None:
        self.new.offer(found)
        self.content.offer_samples(found.samples)
        self._offer_desk()

    def _offer_desk(self) -> None:
        """Offer the desk to the office that receives the plans, and to who opened a collection here before."""
        if self.new.known is not None:
            agency, edition = self.new.agency_line.agency, self.new.edition.currentData()
            receives = agency is not None and self.new.known.receives(edition, agency.name)
            self.content.desk_button.setVisible(receives or bool(recent_collections.known()))

    def _backups(self, found: list[Backup]) -> None:
        self.backups = found
        self.content.backups_button.setVisible(bool(found))
        for path, at in available.newest(found).items():
            self.recents.change(path, backup=at)
        self.content.arrange()

    def _newer(self, setup: Setup | None) -> None:
        """Tell of a newer version; it is never started from here."""
        if setup is not None and self.bar.isHidden():
            said = _("Version {version} of the program is ready to be installed: {path}")
            said = said.format(version=setup.version, path=setup.path)
            self.bar.show_written(said, setup.path.parent, _("Open folder"))

    def _backups_of(self, path: Path) -> list[Backup]:
        return [backup for backup in self.backups if backup.source == path]

    # ------------------------------------------------------------ going on

    def go_on(self, row: DraftRow) -> None:
        """Open a draft of the list; of one whose file is gone, the backups."""
        if row.gone and (found := self._backups_of(row.card.path)):
            self.show_backups(found)
        else:
            self.open(row.card.path)

    def open(self, path: Path, then: Callable[[Draft], object] | None = None) -> None:
        """Open a draft file; where it is gone or cannot be read, its backups are listed. `then` shows it otherwise."""
        if then is None and self.showing(path):
            self.close()
            return

        def job(_progress: object, _cancelled: object) -> Draft:
            from planner_desktop.draft import Draft

            return Draft.open(path.resolve())

        def failed(error: Exception) -> None:
            self.bar.show_error(error)
            if isinstance(error, PlannerError) and (found := self._backups_of(path)):
                self.show_backups(found)

        said = _("Opening {name}…").format(name=path.name)
        self.progress.run(said, job, then or self.opened.emit, failed, lambda draft: draft.close())

    def _ask_open(self) -> None:
        kind = _("Draft (*{suffix})").format(suffix=f"{SUFFIX} *{PART_SUFFIX}")
        path, _filter = QFileDialog.getOpenFileName(self, _("Open a draft"), str(documents()), kind)
        if path:
            self.open(Path(path))

    def remove(self, row: DraftRow) -> None:
        """Take a draft out of the list; its file stays."""
        take_back = self.recents.take_out(row)
        self.content.arrange()

        def put_back() -> None:
            take_back()
            self.content.arrange()
            self.bar.hide()

        said = _("“{name}” is no longer in the list. The file stays where it is.").format(name=row.card.path.name)
        self.bar.show_done(said, _("Put it back"), put_back)

    def show_backups(self, found: Sequence[Backup]) -> None:
        """List backups; one that is restored is opened."""
        from planner_desktop.ui.history.backups import BackupsSheet

        BackupsSheet(self, found, self.open).show()

    # ------------------------------------------------------------ beginning

    def make(self, wish: PlanWish) -> None:
        """Make a new plan and open it."""
        said = _("Making the new plan…")
        self.progress.run(said, lambda _p, _c: beginning.make(wish), self.begun.emit, self._not_made, Begun.put_away)

    def open_sample(self, name: str) -> None:
        """Open a copy of a sample, in the chosen folder under a name that is free."""
        path = Path(self.new.folder.text().strip(), name + SUFFIX)

        def job(_progress: object, _cancelled: object) -> Draft:
            from planner_desktop.draft.plan.new_plan import new_from_sample

            return new_from_sample(name, beginning.free_path(path))

        said = _("Opening {name}…").format(name=path.name)
        self.progress.run(said, job, self.opened.emit, self.bar.show_error, beginning.put_away)

    def _ask_file(self) -> None:
        kinds = _("Word file ({endings})").format(endings=" ".join(f"*{ending}" for ending in WORD))
        others = _("Plan in another form ({endings})").format(endings=" ".join(f"*{ending}" for ending in PLANS[3:]))
        path, _filter = QFileDialog.getOpenFileName(
            self, _("Begin with a Word file"), str(documents()), f"{kinds};;{others}"
        )
        if path:
            self.ask_what_of(Path(path))

    def ask_what_of(self, path: Path) -> None:
        """Ask what is wanted of a file that is no draft."""
        from planner_desktop.ui.start.file_choice import ask_what_of

        ask_what_of(path, self, self, self.recents.rows())

    def take(self, row: DraftRow, workbook: Path) -> None:
        """Open a draft of the list, and show what a workbook would change in it."""
        self.open(row.card.path, lambda draft: self.taking.emit(draft, workbook))

    def begin_with_data(self, path: Path) -> None:
        """Make a draft of a plan in JSON, in the chosen folder under its name or one that is free."""
        out = Path(self.new.folder.text().strip(), path.stem + SUFFIX)

        def job(_progress: Progress, _cancelled: Cancelled) -> Draft:
            from planner_desktop.draft.plan.plan_json import read_plan

            return read_plan(path, beginning.free_path(out))

        said = _("Reading {name}…").format(name=path.name)
        self.progress.run(said, job, self.opened.emit, self.bar.show_error, beginning.put_away)

    def begin_with_word(self, word: Path) -> None:
        """Make a new plan of a Word file, in the chosen folder under its name or one that is free."""
        from planner_desktop.ui.start.word_plan import FromWord, from_word

        path = Path(self.new.folder.text().strip(), word.stem + SUFFIX)

        def job(progress: Progress, cancelled: Cancelled) -> FromWord:
            return from_word(word, beginning.free_path(path), progress, cancelled)

        said = _("Reading {name}…").format(name=word.name)
        self.progress.run(said, job, self.from_word.emit, self.bar.show_error, FromWord.put_away)

    def begin_next_year(self, row: DraftRow) -> None:
        """Show what becomes of a plan in the year after it, and make that plan."""
        from planner_desktop.ui.start.next_year import NextYearSheet

        NextYearSheet(self, row.card, row.card.path.parent, self.make).show()

    def begin_next_year_with(self, path: Path) -> None:
        """As `begin_next_year`, with the plan in a file of any kind; the new one goes into the chosen folder."""

        def show(found: FoundPlan) -> None:
            from planner_desktop.ui.start.next_year import show_next_year

            show_next_year(self, found, Path(self.new.folder.text().strip()), self.make)

        self._look_into(path, show, self.bar.show_error)

    def _look_into(
        self, path: Path, then: Callable[[FoundPlan], object], failed: Callable[[Exception], object]
    ) -> None:
        """Find out, in a thread, whose plan a file holds."""

        def job(_progress: Progress, _cancelled: Cancelled) -> FoundPlan:
            from planner_desktop.plans.opened import found_in

            return found_in(path)

        self.progress.run(_("Reading {name}…").format(name=path.name), job, then, failed)

    def _begin_with(self, row: DraftRow) -> None:
        self.new.begin_with(row.card)
        self.new.agency_line.setFocus()

    def _ask_plan(self) -> None:
        kinds = _("Plan ({endings})").format(endings=" ".join(f"*{ending}" for ending in (SUFFIX, *PLANS)))
        path, _filter = QFileDialog.getOpenFileName(self, _("Begin with the plan in a file"), str(documents()), kinds)
        if path:
            self.begin_with_file(Path(path))

    def begin_with_file(self, path: Path) -> None:
        """Have the new plan begin with the one in a file."""
        self._look_into(path, lambda found: self.new.begin_with(found.card), self._no_plan)

    def _no_plan(self, error: Exception) -> None:
        self._not_made(NewPlanRefused("begin", error) if isinstance(error, PlannerError) else error)

    def _not_made(self, error: Exception) -> None:
        self.new.refuse(error) if isinstance(error, NewPlanRefused) else self.bar.show_error(error)

    def _look_for_name(self, path: Path) -> None:
        self.finding_out.worker.start(
            lambda _p, _c: beginning.free_path(path).name, self.new.propose, self.bar.show_error
        )

    # ------------------------------------------------------------ events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, (*_DRAFTS, COLLECTION, *TAKEN)) or dropped_published(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if path := dropped(event, _DRAFTS):
            self.open(path)
        elif path := dropped(event, (COLLECTION,)):
            self.collection_wanted.emit(path)
        elif published := dropped_published(event):
            self.show_published(published)
        elif path := dropped(event, TAKEN):
            self.ask_what_of(path)

    def show_published(self, path: Path) -> None:
        """Show what is other in catalogues that the city published, to be taken for new plans."""
        from planner_desktop.ui.history.published import PublishedSheet

        said = _("It was taken. New plans go by it; a plan that there is offers what is other when it is opened.")
        PublishedSheet(self, path, lambda: self.bar.show_done(said)).show()

    def verify(self, path: Path) -> None:
        """Show the verdict on a bundle."""
        from planner_desktop.ui.auditing.verdict_sheet import show_bundle

        show_bundle(self, path)

    def audit(self, path: Path) -> None:
        """Show what is wrong in a plan made elsewhere."""
        from planner_desktop.ui.auditing.sheet import AuditSheet

        AuditSheet(self, path).show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finding_out.worker.leave()
        self.progress.leave()
        super().closeEvent(event)

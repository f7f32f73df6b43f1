"""A corrected form of the draft's edition: what is other in it, what becomes of the plan, and taking it up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner_desktop.draft.history.versions import refuse_if_sent
from planner_desktop.draft.plan import updating
from planner_desktop.draft.plan.retaking import Retaken
from planner_desktop.draft.plan.updating import Update
from planner_desktop.errors import DraftError
from planner_desktop.formpack.differing import told
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.offered import Offered, offered
from planner_desktop.ui.history.moving import PlanTree
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class UpdateTree(PlanTree):
    """What is other in the edition, and what becomes of the plan."""

    def show_update(self, ready: Update) -> None:
        """Show what taking it up does."""
        self.show_plan(ready.plan, ready.pack)
        texts = [" → ".join(filter(None, (change.before, change.after))) for change in ready.changes]
        rows = [(change.where, told(change), text) for change, text in zip(ready.changes, texts, strict=True)]
        self.add_changes(_("Other in the edition ({count})"), rows)
        again = [each for each in ready.taken if not (each.kept or each.gone)]
        stays = [each for each in ready.taken if each.kept or each.gone]
        for head, of in (
            (_("Stays as you wrote it; the catalogue says otherwise ({count})"), stays),
            (_("Says what the catalogue says now ({count})"), again),
        ):
            if of:
                self.add_changes(head, [_retaken_row(each) for each in of])

    def left_head(self) -> str:
        return _("Has no place in the edition; it is listed, and undo brings it back ({count})")


def _retaken_row(each: Retaken) -> tuple[str, str, str]:
    after = _("gone from the catalogue; the record stays") if each.gone else f"{each.before} → {each.after}"
    return f"{each.record} {each.key}", each.field or each.title, after


class UpdateSheet(Sheet):
    """See what a corrected form of the edition changes, and take it up in this draft."""

    manual = "states"

    def __init__(self, shell: Shell) -> None:
        self.how = _("It is taken up in this draft, as one step that undo takes back. History and sent versions stay.")
        super().__init__(shell.frame, _("Take up the corrected edition"), self.how)
        self.session = shell.session
        self.ready: Update | None = None
        self.tree = UpdateTree()
        self.body.addWidget(self.tree, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.take_button = self.add_button(_("Take it up"), self.take_up, first=True)
        self.take_room(52, 32)
        self.look()

    def look(self) -> None:
        """Find out what taking it up does, in a thread."""
        self.take_button.setEnabled(False)
        snapshot = self.session.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> tuple[Offered, Update | None]:
            with snapshot:
                offer = offered(snapshot)
                return offer, updating.prepared(snapshot, offer.pack) if offer.pack else None

        said = _("Looking at what is other in it…")
        self.progress.run(said, job, self._looked, lambda error: self.guide.say(str(error)))

    def _looked(self, found: tuple[Offered, Update | None]) -> None:
        offer, ready = found
        if offer.doubt is not None:
            self.guide.say(f"{offer.doubt}. {self.how}")
        elif ready is None:
            self.guide.say(_("This draft has the newest form of its edition that this program knows."))
        if ready is None:
            return
        self.ready = ready
        self.tree.show_update(ready)
        try:
            refuse_if_sent(self.session.draft.database)
            self.take_button.setEnabled(not self.session.draft.read_only)
            self.take_button.setFocus()
        except DraftError as error:
            self.guide.say(str(error))

    def take_up(self) -> None:
        """Take it up; the window is built anew with it."""
        if self.ready is None:
            return
        leave_field()
        with self.session.trying():
            updating.update(self.session.draft, self.ready)
            said = _("Version {version} of the edition was taken up").format(
                version=updating.version_in_words(self.ready.pack.edition)
            )
            if left := len(self.ready.plan.left):
                where = ngettext(
                    "{count} thing has no place in it: History › What had no place in this edition…",
                    "{count} things have no place in it: History › What had no place in this edition…",
                    left,
                )
                said = f"{said}. {where.format(count=left)}"
            self.session.to_tell = said
        self.close()

    def finish(self) -> None:
        self.progress.worker.stop()

"""Beginning the next year's plan with one of before: what comes along is seen first, years are taken one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from planner_desktop import file_names
from planner_desktop.i18n import _
from planner_desktop.plans import beginning
from planner_desktop.plans.beginning import PlanSource, PlanWish
from planner_desktop.plans.opened import FoundPlan
from planner_desktop.plans.recent import DraftCard
from planner_desktop.ui.history.moving import PlanTree
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.draft.plan.moving import MovePlan
    from planner_desktop.formpack import FormPack

SUFFIX = ".bmaplan"


def show_next_year(parent: QWidget, found: FoundPlan, folder: Path, make: Callable[[PlanWish], object]) -> None:
    """Show what becomes of a plan in a file, and what of a Word file is doubtful or left over."""
    remark = ""
    if found.doubts or found.left:
        remark = _(
            "Of this Word file {doubts} things are doubtful and {left} are left over. To decide them, make a "
            "draft of it first, and begin the next year's plan with that."
        ).format(doubts=found.doubts, left=found.left)
    NextYearSheet(parent, found.card, folder, make, remark).show()


class NextYearSheet(Sheet):
    """The year and the file of the new plan, and what becomes of all that the old one holds. The old one stays.

    `make` is given what is wanted; `folder` is where the new file goes; `remark` tells of the file of the old one.
    """

    manual = "next-year"

    def __init__(
        self, parent: QWidget, card: DraftCard, folder: Path, make: Callable[[PlanWish], object], remark: str = ""
    ) -> None:
        super().__init__(
            parent,
            _("The next year's plan, from this one"),
            _(
                "A new draft begins with “{name}”, which stays as it is. What is of its year alone begins anew, and "
                "what must be looked at is marked. Tick the years that shall change."
            ).format(name=card.path.name),
        )
        self.card, self.folder, self.make = card, folder, make
        self.pack: FormPack | None = None
        self.source = PlanSource("plan", card.path, card.edition, card.title, card.agency, card.year)
        self.edition = DropDown()
        self.name = QLineEdit()
        self.name.textEdited.connect(self._typed)
        self.proposed = True
        self.tree = PlanTree()
        self.progress = ProgressRow()
        if remark:
            self.body.addWidget(Text(remark, "warning"))
        self.add_field(_("Year"), self.edition)
        self.add_field(_("File name, in {folder}").format(folder=folder), self.name)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.progress)
        self.begin_button: QPushButton = self.add_button(_("Begin the new plan"), self.begin, first=True)
        self._offer()
        self.edition.currentIndexChanged.connect(self.look)
        self.take_room(56, 36)
        self.look()
        self.begin_button.setFocus()

    def _offer(self) -> None:
        """Offer the years that follow; that of no template yet with the one that it is made of."""
        from planner_desktop.formpack import ahead
        from planner_desktop.formpack.editions import editions

        later = sorted((each for each in editions() if each.year > self.card.year), key=lambda each: each.year)
        for each in later:
            self.edition.addItem(each.title, (each.id, each.year))
        for name, of in ahead.offered().items():
            made = next(each for each in editions() if each.id == of)
            if made.year + 1 > self.card.year:
                text = _("Year {year}, on the template of {before} until its own is there")
                self.edition.addItem(text.format(year=made.year + 1, before=made.year), (name, made.year + 1))

    # ------------------------------------------------------------ what comes

    def look(self) -> None:
        """Find out what becomes of the plan in the chosen year, in a thread."""
        self.begin_button.setEnabled(False)
        chosen = self.edition.currentData()
        if chosen is None:
            self.guide.say(_("There is no template of a later year."))
            return
        id, year = chosen
        self._propose(year)
        path = self.card.path

        def job(_progress: object, _cancelled: object) -> "tuple[FormPack, MovePlan]":
            from planner_desktop.draft.plan.moving import plan_move
            from planner_desktop.formpack.ahead import pack_of
            from planner_desktop.plans.opened import plan_in

            pack = pack_of(id)
            with plan_in(path) as old:
                return pack, plan_move(old, pack)

        self.progress.leave()  # it looks at a year that was chosen before
        said = _("Looking at what comes along…")
        self.progress.run(said, job, self._planned, lambda error: self.guide.say(str(error)))

    def _planned(self, found: "tuple[FormPack, MovePlan]") -> None:
        self.pack, plan = found
        self.tree.show_plan(plan, self.pack)
        self.begin_button.setEnabled(True)
        self.begin_button.setFocus()

    def _typed(self) -> None:
        self.proposed = False

    def _propose(self, year: int) -> None:
        if self.proposed:
            path = self.folder / file_names.safe(f"{self.card.agency or self.card.path.stem} {year}{SUFFIX}")
            self.name.setText(beginning.free_path(path).name)

    # ------------------------------------------------------------ making it

    def begin(self) -> None:
        """Have the plan made."""
        name = self.name.text().strip()
        if unfit := file_names.why_not(name) if name else _("Give the new file a name."):
            self.guide.say(unfit)
            self.name.setFocus()
            return
        from planner_desktop.draft.plan.new_plan import Agency

        path = self.folder / (name if name.lower().endswith(SUFFIX) else name + SUFFIX)
        years = tuple(self.tree.wanted())
        edition = self.edition.currentData()[0]
        self.make(PlanWish(edition, Agency(self.card.agency), self.source, path, self.proposed, years))
        self.close()

    def finish(self) -> None:
        self.progress.worker.stop()

"""The choice of what a new plan begins with, and what it says of what comes along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from planner_desktop.i18n import _
from planner_desktop.plans.beginning import PlanSource
from planner_desktop.plans.recent import DraftCard
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.look import tip

FILE = "file"


class BeginChoice(DropDown):
    """An empty template, a plan of before, another file, or a sample. `file_wanted` asks for a file."""

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plans: list[PlanSource] = []
        self.samples: list[PlanSource] = []
        self.edition = ""
        self.activated.connect(self.take)
        self._list()

    def source(self) -> PlanSource:
        """What is chosen."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, PlanSource) else PlanSource()

    def take(self) -> bool:
        """Whether something is chosen; where that is another file, ask for it."""
        if self.currentData() != FILE:
            return True
        self.setCurrentIndex(0)
        self.file_wanted.emit()
        return False

    def offer_plans(self, cards: Sequence[DraftCard]) -> None:
        """Offer the plans of before; one that was chosen from a file stays."""
        kept = [plan for plan in self.plans if plan.path not in {card.path for card in cards}]
        self.plans = [_source(card) for card in cards if card.read] + kept
        self._list()

    def offer_samples(self, samples: Sequence[PlanSource], edition: str) -> None:
        """Offer the samples of the edition that is chosen."""
        self.samples, self.edition = [sample for sample in samples if sample.edition == edition], edition
        self._list()

    def choose(self, card: DraftCard) -> None:
        """Choose a plan of before."""
        self.plans = [_source(card), *(plan for plan in self.plans if plan.path != card.path)]
        self._list()
        self.setCurrentIndex(1)

    def _list(self) -> None:
        chosen = self.source()
        self.blockSignals(True)
        self.clear()
        self.addItem(_("An empty template"), PlanSource())
        for plan in self.plans:
            text = _("Plan of {year}: {agency} ({file})")
            self.addItem(harmless(text.format(year=plan.year, agency=plan.agency, file=plan.path.name)), plan)
        self.addItem(_("Another file with a plan…"), FILE)
        for sample in self.samples:
            self.addItem(_("Sample: {title}").format(title=sample.title), sample)
        for n in range(self.count()):
            self.setItemData(n, tip(self.itemText(n)), Qt.ItemDataRole.ToolTipRole)
            if self.itemData(n) == chosen:
                self.setCurrentIndex(n)
        self.blockSignals(False)
        self.currentIndexChanged.emit(self.currentIndex())

    def what_comes(self, edition: str) -> str:
        """What comes along into a plan of the edition of that title, and what does not."""
        source = self.source()
        if source.kind == "template":
            return _("Begins with what the template prescribes. Everything else is empty.")
        if source.kind == "sample":
            return _("Begins with all that the sample holds, to be replaced by your own.")
        if source.edition == self.edition:
            return _(
                "All records, texts and attached files come along. The history and the versions that were sent do not. "
                "The plan of before stays as it is."
            )
        return _(
            "What both editions have comes along, with the attached files. What has no place in “{edition}” is "
            "listed in the new plan; the history and the versions that were sent do not come along. The plan of "
            "before stays as it is."
        ).format(edition=edition)


def _source(card: DraftCard) -> PlanSource:
    return PlanSource("plan", card.path, card.edition, card.title, card.agency, card.year)

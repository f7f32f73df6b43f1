"""The plan in a file of any kind that a new one may begin with: a draft, a bundle, its data as JSON, a Word file.

Nothing of the file is changed, and nothing in it is believed that was not looked at: a bundle is verified first, and
JSON and Word files are read into a draft of their own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner_desktop import leftovers
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.plans.recent import DraftCard

SUFFIXES = (".bmaplan", ".zip", ".json", ".docx")
"""The kinds of file that are taken, by how their names end."""


class FoundPlan(Frozen):
    """The plan in a file, as far as a card tells it, and what of a Word file is doubtful and left over."""

    card: DraftCard
    doubts: int = 0
    left: int = 0


def found_in(path: Path) -> FoundPlan:
    """Whose plan a file holds, of which edition and year. Raises PlannerError where it holds none."""
    if path.suffix.lower() == ".bmaplan":
        from planner_desktop.plans import draft_cards

        return FoundPlan(draft_cards.read(path))
    from planner_desktop.draft.history.sending import value_at
    from planner_desktop.importing.kept_reports import kept

    with plan_in(path) as draft:
        edition, report = draft.pack.edition, kept(draft)
        agency = value_at(draft, edition.agency)
        card = DraftCard(path, agency, edition=edition.id, title=edition.title, year=edition.year)
        return FoundPlan(card, len(report.undecided), len(report.left)) if report else FoundPlan(card)


@contextmanager
def plan_in(path: Path, told: Callable[[str], object] = lambda _line: None) -> Iterator[Draft]:
    """The plan of a file, open for reading until the end. Raises PlannerError.

    `told` is called with each line of what was doubtful or left over in a Word file.
    """
    kind = path.suffix.lower()
    if kind == ".zip":
        from planner_desktop.bundle.verify import opened

        with opened(path) as draft:
            yield draft
    elif kind in (".json", ".docx"):
        with leftovers.temporary_folder() as folder:
            out = folder / "plan.bmaplan"
            with _from_json(path, out) if kind == ".json" else _from_word(path, out, told) as draft:
                yield draft
    else:
        with Draft.open(path, read_only=True) as draft:
            if draft.opened.damage:
                raise DraftError(
                    _("{path} is damaged").format(path=path), _("Open it and repair it into a new file first.")
                )
            yield draft


def _from_json(path: Path, out: Path) -> Draft:
    from planner_desktop.draft.plan.plan_json import read_plan

    return read_plan(path, out)


def _from_word(path: Path, out: Path, told: Callable[[str], object]) -> Draft:
    from planner_desktop.exchange.word.document import read_document
    from planner_desktop.importing.run import import_written

    draft, report = import_written(read_document(path), out, "")
    for line in report.lines():
        told(line)
    return draft

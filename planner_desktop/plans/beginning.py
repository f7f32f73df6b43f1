"""Making a new plan as the officer wants it, aside from the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planner_desktop import file_names, whole_file
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.plan.new_plan import Agency
    from planner_desktop.draft.plan.old_years import YearKey

SourceKind = Literal["template", "plan", "sample"]
NewPlanField = Literal["edition", "agency", "begin", "name", "folder"]


class PlanSource(Frozen):
    """What a new plan begins with: the template alone, a plan in a file, or a sample, by its name."""

    kind: SourceKind = "template"
    path: Path = Path()
    edition: str = ""
    title: str = ""
    agency: str = ""
    year: int = 0
    sample: str = ""


class PlanWish(Frozen):
    """A plan to be made. Where `free`, a file name that exists already is numbered. `years` are the texts of the plan
    it begins with that shall name the new year.
    """

    edition: str
    agency: Agency
    source: PlanSource
    path: Path
    free: bool = False
    years: tuple[YearKey, ...] = ()


class Begun(Frozen):
    """A plan that was made, open, and from what."""

    draft: Draft
    wish: PlanWish

    def put_away(self) -> None:
        """Take away the draft that was just made, for the officer wants it no more."""
        put_away(self.draft)


def put_away(draft: Draft) -> None:
    """Take away a draft just made that is wanted no more."""
    path = draft.path
    draft.close()
    if path is not None:
        whole_file.remove(path)


class NewPlanRefused(Exception):
    """A plan could not be made, and at which field that is to be mended."""

    def __init__(self, field: NewPlanField, error: PlannerError) -> None:
        super().__init__(str(error))
        self.field: NewPlanField = field
        self.error = error


@contextmanager
def _at(field: NewPlanField) -> Iterator[None]:
    try:
        yield
    except PlannerError as error:
        raise NewPlanRefused(field, error) from error


def free_path(path: Path) -> Path:
    """The path, or the first numbered one that nothing has yet."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = file_names.with_word(path, str(number), path.suffix)
    return free


def make(wish: PlanWish) -> Begun:
    """Make the plan. Raises Refused; then nothing was written."""
    from planner_desktop.draft.file.file import refuse_existing
    from planner_desktop.draft.plan.new_plan import new_from_plan, new_from_sample, new_plan
    from planner_desktop.formpack.ahead import pack_of
    from planner_desktop.plans.opened import plan_in

    path, source = free_path(wish.path) if wish.free else wish.path, wish.source
    with _at("folder"):
        if not path.parent.is_dir():
            raise DraftError(_("There is no folder {path}").format(path=path.parent), _("Choose one that is there."))
    with _at("name"):
        refuse_existing(path)
    if source.kind == "sample":
        with _at("begin"):
            return Begun(new_from_sample(source.sample, path, wish.agency), wish)
    with _at("edition"):
        pack = pack_of(wish.edition)
    if source.kind == "template":
        with _at("folder"):
            return Begun(new_plan(pack, wish.agency, path), wish)
    with _at("begin"), plan_in(source.path) as old, _at("folder"):
        return Begun(new_from_plan(old, pack, wish.agency, path, wish.years), wish)

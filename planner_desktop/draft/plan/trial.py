"""A plan in an edition that is being written, in memory: a sample, a draft moved to it, or made-up data."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from planner_desktop import leftovers
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.plan import made_up, new_plan
from planner_desktop.draft.plan.carrying import Carrying, Left
from planner_desktop.formpack import FormPack


@contextmanager
def tried(pack: FormPack, sample: str = "", path: Path | None = None) -> Iterator[tuple[Draft, Sequence[Left]]]:
    """The plan while it is looked at, and what of it had no place in the edition. Raises DraftError, PlanJsonError."""
    if path is not None:
        with Draft.open(path, read_only=True) as old, _carried(old, pack) as carried:
            yield carried
    elif sample:
        with (
            leftovers.temporary_folder() as folder,
            new_plan.new_from_sample(sample, folder / "sample.bmaplan") as old,
            _carried(old, pack) as carried,
        ):
            yield carried
    else:
        with Draft.new_in_memory(pack) as draft:
            new_plan.name_agency(draft, new_plan.agencies(pack)[0])
            made_up.fill(draft)
            yield draft, ()


@contextmanager
def _carried(old: Draft, pack: FormPack) -> Iterator[tuple[Draft, Sequence[Left]]]:
    with Draft.new_in_memory(pack) as draft:
        carrying = Carrying(old, draft)
        carrying.run()
        yield draft, carrying.left

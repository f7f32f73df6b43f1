"""What is read once where many bundles are verified: the edition, and what the checks of any plan need.

The words of Thai and the patterns of quantities take as long to load as a bundle to verify, and 80 MB. A process that
divides itself for each bundle (`separate_process`) has them before, so that its halves share them.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from planner_desktop.bundle.taken import take
from planner_desktop.checks import find_problems
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.draft.plan.plan_json import plan_in_memory
from planner_desktop.errors import PlannerError
from planner_desktop.formpack import FormPack

_held: list[FormPack] = []


def pack() -> FormPack | None:
    """The edition that is held ready, if one is."""
    return _held[-1] if _held else None


@contextmanager
def for_many(edition: FormPack) -> Iterator[None]:
    """While it lasts, bundles of an installed edition are verified without reading it for each."""
    own = next((sample for sample in samples() if sample.edition == edition.edition.id), None)
    if own is not None:
        with suppress(PlannerError), plan_in_memory(own.path, pack=edition, plain=True) as plan:
            take(plan, find_problems(plan))  # what fails here fails for each bundle, and is told of that
    _held.append(edition)
    try:
        yield
    finally:
        _held.pop()

"""A plan of which divisions have copies: each is a draft of its own, made of the plan as it was handed out."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.apply import Merged, merge, prepared
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import State, read
from planner_desktop.draft.plan import plan_json

Division = Callable[[str], Draft]


class Handed:
    """The plan, and the copies that were handed out of it."""

    def __init__(self, draft: Draft, folder: Path, stack: ExitStack) -> None:
        self.draft, self.folder, self.stack = draft, folder, stack
        self.base: State = read(draft)
        self.copies: dict[str, Draft] = {}

    def copy(self, name: str) -> Draft:
        """A division's copy, made of the plan as it was handed out."""
        path = self.folder / f"{name}.bmaplan"
        self.draft.save_as(path)
        self.copies[name] = self.stack.enter_context(Draft.open(path))
        self.copies[name].author = name
        return self.copies[name]

    def merge(self, name: str, at: str = "2025-01-01T00:00:00+00:00") -> Merged:
        """Merge what a division changed."""
        theirs = self.copies[name]
        source = Source(name, f"ส่วนของ {name}", name, at)
        return merge(self.draft, prepared(self.draft, self.base, read(theirs), source), theirs.attachment)


@pytest.fixture
def handed(sample: Draft, tmp_path: Path) -> Iterator[Handed]:
    with ExitStack() as stack:
        yield Handed(sample, tmp_path, stack)


def plan(draft: Draft) -> object:
    """All that a plan says, with its uids."""
    return plan_json.to_plan(draft)

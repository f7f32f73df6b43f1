"""What a merge would do to a plan, looked at before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.comparison import Difference, compare
from planner_desktop.draft.merging import apply
from planner_desktop.draft.merging.apply import Merged, Prepared
from planner_desktop.frozen import Frozen
from planner_desktop.stopping import Progress


class Tried(Frozen):
    """A merge that is worked out and not yet written: what it changes in the plan, by having done it in a copy.

    `files` are the contents of attached files that the plan has not.
    """

    prepared: Prepared
    differences: tuple[Difference, ...]
    files: Mapping[str, bytes]

    @property
    def told(self) -> Merged:
        """How many records come, change and go, and how many conflicts there are."""
        return apply.told(self.prepared.result)

    def merge(
        self, draft: Draft, progress: Progress | None = None, also: Callable[[], object] = lambda: None
    ) -> Merged:
        """Write it into the draft, as one action in which `also` is done. Raises DraftError; then it is as it was."""
        return apply.merge(draft, self.prepared, self.files.__getitem__, progress, also)


def tried(draft: Draft, ready: Prepared, theirs: Draft) -> Tried:
    """What a merge changes in the plan. A snapshot will do, in a thread; `theirs` gives the files."""
    known = set(ready.result.mine.files)
    there = {attached.name for attached in theirs.attachments()}
    files = {
        name: theirs.attachment(name)
        for sha256, name in ready.result.theirs.files.items()
        if sha256 not in known and name in there
    }
    with draft.snapshot() as before, draft.snapshot() as after:
        after.read_only = False
        apply.merge(after, ready, files.__getitem__)
        return Tried(ready, tuple(compare(before, after)), files)

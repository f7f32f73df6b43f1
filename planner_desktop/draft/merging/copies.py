"""Two copies of one draft that drifted apart: the base of their merge is the plan as it was when they parted.

Both histories tell it, and both must tell the same; no time and no name of a file does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history import changes
from planner_desktop.draft.history.related import parted, related
from planner_desktop.draft.merging.apply import Merged, Prepared, merge, prepared
from planner_desktop.draft.merging.same_form import in_form_of
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import State, read
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


@contextmanager
def prepared_copy(draft: Draft, other: Draft, name: str) -> Iterator[tuple[Prepared, Draft]]:
    """What merging another copy of a draft does, and that copy in the form of the draft, for its files.

    Raises DraftError where no common base is found.
    """
    with ExitStack() as stack:
        base, source = _base(draft, other, name, stack)
        theirs = stack.enter_context(in_form_of(other, draft.pack))
        yield prepared(draft, base, read(theirs), source), theirs


def merge_copy(draft: Draft, other: Draft, name: str) -> Merged:
    """Merge another copy of the draft into it, as one action. Raises DraftError."""
    with prepared_copy(draft, other, name) as (ready, theirs):
        return merge(draft, ready, theirs.attachment)


def _base(draft: Draft, other: Draft, name: str, stack: ExitStack) -> tuple[State, Source]:
    if not related(draft, other):
        raise DraftError(
            _("{name} is no copy of this draft: the two have no common beginning").format(name=name),
            _("Compare the two instead, and bring over what you want."),
        )
    moment = parted(draft, other)
    before = [
        stack.enter_context(in_form_of(stack.enter_context(changes.state_at(each, moment)), draft.pack))
        for each in (draft, other)
    ]
    base, other_base = map(read, before)
    if (base.records, base.order) != (other_base.records, other_base.order):
        raise DraftError(
            _("Nothing tells what this draft and {name} were when they parted: a history is not whole").format(
                name=name
            ),
            _("Compare the two instead, and bring over what you want."),
        )
    sql = "SELECT id, at, author FROM action WHERE id > ? AND undone = 0 ORDER BY id LIMIT 1"
    first = other.database.execute(sql, [moment]).fetchone()
    last = other.database.execute("SELECT author, at FROM action WHERE undone = 0 ORDER BY id DESC LIMIT 1").fetchone()
    who, at = (last[0] or "", last[1]) if first and last else ("", "")
    base = replace(base, notes={})  # of notes no history tells what they were
    return base, Source(f"copy {hashlib.sha256(repr((moment, first)).encode()).hexdigest()[:16]}", name, who, at)

"""A plan on its way to สยป.: how it stands before it goes, and its version kept as sent together with its bundle."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.frozen import Frozen
from planner_desktop.plans.exports import Writing, export_named
from planner_desktop.stopping import Cancelled, Progress

if TYPE_CHECKING:
    from planner_desktop.checks import Problem
    from planner_desktop.draft import Draft


class Standing(Frozen):
    """What is seen of a plan before it goes: its problems, its pages and what is to be known of them, who signs."""

    problems: list[Problem]
    pages: int
    remarks: list[str]
    signers: list[str]


class Submitted(Frozen):
    """A bundle that was written. `digest` is that of the plan in it that counts as sent from `at` on, or empty."""

    path: Path
    remarks: list[str]
    digest: str
    at: datetime


@dataclass
class Wanted:
    """What the officer wants of a bundle: where it is written, what goes along, and whether it is kept as sent."""

    path: Path
    as_sent: bool = False
    note: str = ""
    word: bool = False
    signed: Path | None = None
    scans: tuple[Path, ...] = ()
    with_history: bool = False


def look(draft: Draft) -> Callable[[Progress, Cancelled], Standing]:
    """The work that looks how a draft stands."""
    snapshot = draft.snapshot()

    def run(progress: Progress, cancelled: Cancelled) -> Standing:
        from planner_desktop.checks import find_problems
        from planner_desktop.document.export import left_out
        from planner_desktop.document.fill import fill
        from planner_desktop.document.outline import Signatures, plain
        from planner_desktop.document.pdf import make_pdf

        with snapshot:
            document = fill(snapshot)
            made = make_pdf(document, progress=progress, cancelled=cancelled)
            signers = [
                " ".join(filter(None, map(plain, (signer.after, *signer.below))))
                for section in document.sections
                for block in section.blocks
                if isinstance(block, Signatures)
                for signer in block.signers
            ]
            return Standing(find_problems(snapshot), made.pages, left_out(made, snapshot.pack), signers)

    return run


def make(draft: Draft, wanted: Wanted) -> Callable[[Progress, Cancelled], Submitted]:
    """The work that writes the bundle of a draft as it is now.

    That a version is sent is true only once its bundle is there: until then it stands in the bundle alone, and
    `sending.submit` keeps it in the draft with the same moment.
    """
    snapshot, author, now = draft.snapshot(), draft.author, datetime.now(UTC).replace(microsecond=0)

    def run(progress: Progress, cancelled: Cancelled) -> Submitted:
        from planner_desktop.checks.accepting import leaving
        from planner_desktop.draft.history import sending

        with ExitStack() as held:
            plan = held.enter_context(leaving(held.enter_context(snapshot)))
            if wanted.as_sent:
                plan = held.enter_context(sending.as_sent(plan, wanted.note, author, now))
            writing = Writing(plan, progress, cancelled, wanted.with_history)
            writing.word, writing.signed, writing.scans = wanted.word, wanted.signed, wanted.scans
            remarks = export_named("bundle").write(writing, wanted.path)
            digest = sending.digest(plan) if wanted.as_sent else ""
        return Submitted(wanted.path, remarks, digest, now)

    return run

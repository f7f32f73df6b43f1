"""What came from last year's plan and nobody has looked at yet: a note for each mark, ticked off by one or by table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.problem import REVIEW, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.i18n import _


def to_review(asking: Asking) -> Iterator[Problem]:
    """What is to be looked at, in the section that shows it."""
    draft, use = asking.draft, asking.use
    asking.reads |= {reviews.TABLE} | asking.use_reads
    for kind, marks in groupby(reviews.marks(draft), key=lambda mark: mark.kind):
        asking.reads |= asking.names_read(kind)
        spec = draft.spec(kind)
        records = {record.id: record for record in asking.records(kind)}
        for mark in marks:
            shown = use.sections_showing(kind, mark.field) or asking.homes(kind)
            if not shown or not use.has_field(kind, mark.field) or mark.id not in records:
                continue
            what = spec.label if spec.single else f"{spec.label} “{draft.title_of(records[mark.id])}”"
            if mark.field:
                message = _("To review: {what}: “{label}” comes from last year's plan")
                message = message.format(what=what, label=spec.fields[mark.field].label)
            else:
                message = _("To review: {what} comes from last year's plan").format(what=what)
            fix = _("Change it or keep it, then tick it off as reviewed.")
            why = _("What held last year may hold no more. The mark is neither printed nor sent.")
            yield Problem(REVIEW, "note", shown[0].id, message, fix, kind, mark.id, mark.field or None, why)


def mark_of(problem: Problem) -> Mark | None:
    """The mark that a problem tells of; None for any other problem."""
    if problem.check != REVIEW or problem.id is None:
        return None
    return Mark(problem.kind, problem.id, problem.field or "")


def reviewed(draft: Draft, problem: Problem, *, whole: bool = False) -> int:
    """What a problem tells of was looked at, or the `whole` table of its records, as one action; how many marks."""
    mark = mark_of(problem)
    if mark is None:
        return 0
    return reviews.reviewed(
        draft, [each for each in reviews.marks(draft) if each == mark or (whole and each.kind == mark.kind)]
    )


def counted(draft: Draft, problems: Sequence[Problem]) -> list[tuple[str, int]]:
    """How much is to be reviewed in each section that has such, by its title."""
    here = [problem.section for problem in problems if problem.check == REVIEW]
    return [(section.title, here.count(section.id)) for section in draft.pack.sections if section.id in here]

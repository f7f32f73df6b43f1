"""What merges asked and nobody decided yet: a warning for each, so that no plan is sent with one unnoticed."""

from collections.abc import Iterator

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.problem import CONFLICT, Problem
from planner_desktop.draft.merging import conflicts
from planner_desktop.draft.merging.resolving import record_of
from planner_desktop.i18n import _


def undecided(asking: Asking) -> Iterator[Problem]:
    """The conflicts of merges that are open, each in the section that shows its record."""
    draft, use = asking.draft, asking.use
    asking.reads |= {conflicts.TABLE} | asking.use_reads
    for each in conflicts.open_conflicts(draft):
        if each.kind not in draft.pack.records:
            continue
        asking.reads |= {each.kind} | asking.names_read(each.kind)
        spec, id = draft.spec(each.kind), record_of(draft, each)
        field = each.field if each.field in spec.fields else None
        shown = use.sections_showing(each.kind, field or "") or asking.homes(each.kind) or draft.pack.sections
        title = draft.title(each.kind, id) if id is not None else each.title
        what = spec.label if spec.single or not title else f"{spec.label} “{title}”"
        label = spec.fields[field].label if field else conflicts.about(each)
        message = _("Conflict of a merge: {what}: “{label}” differs in {name}").format(
            what=what, label=label, name=each.name
        )
        fix = _("Choose what one of the sides has, or enter something else, then close the conflict.")
        why = _("Both sides changed it. The plan has what was here before the merge until somebody decides.")
        yield Problem(CONFLICT, "warning", shown[0].id, message, fix, each.kind, id, field, why)

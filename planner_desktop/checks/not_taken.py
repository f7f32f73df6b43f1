"""What was typed and is not in the plan: texts that fields refused, and those that stand in fields nobody left."""

from collections.abc import Iterator

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.problem import NOT_TAKEN, Problem
from planner_desktop.draft import Draft
from planner_desktop.i18n import _, ngettext

_SHOWN = 60
"""So many letters of such a text are told."""


def not_taken(asking: Asking) -> Iterator[Problem]:
    """What was typed and refused by its field, and is not in the plan."""
    draft, use = asking.draft, asking.use
    asking.reads |= {"refused"} | asking.use_reads
    for each in draft.refusals():
        asking.reads |= asking.names_read(each.kind)
        spec, shown = draft.spec(each.kind), use.sections_showing(each.kind, each.field) or asking.homes(each.kind)
        if not shown or not use.has_field(each.kind, each.field):
            continue
        label = spec.fields[each.field].label
        what = spec.label if spec.single else f"{spec.label} “{draft.title(each.kind, each.id)}”"
        message = _("{what}: “{text}” in “{label}” is not in the plan: {why}").format(
            what=what, text=_short(each.text), label=label, why=" ".join(each.why.split())
        )
        fix = _("Type “{label}” anew.").format(label=label)
        if spec.fields[each.field].help:
            fix += f" ({spec.fields[each.field].help})"
        why = _("What is printed and sent lacks it.")
        yield Problem(NOT_TAKEN, "error", shown[0].id, message, fix, each.kind, each.id, each.field, why)


def not_in_plan(draft: Draft) -> list[str]:
    """What is told before the plan goes out: that texts were refused and are not in it, and which; often nothing."""
    problems = list(not_taken(Asking(draft, None)))
    if not problems:
        return []
    said = ngettext(
        "{count} text that was typed is not in the plan, for its field does not take it:",
        "{count} texts that were typed are not in the plan, for their fields do not take them:",
        len(problems),
    )
    return [said.format(count=len(problems)), *(f"• {problem.message}" for problem in problems)]


def still_typed(draft: Draft) -> list[str]:
    """That texts stand in fields that nobody left: in a window that has the draft open, or one that was killed."""
    found = draft.recovered.typing
    if not found:
        return []
    said = ngettext(
        "{count} text was being typed and is not in the plan yet. Open the draft in the window to have it stored:",
        "{count} texts were being typed and are not in the plan yet. Open the draft in the window to have them stored:",
        len(found),
    )
    return [said.format(count=len(found)), *(f"• “{_short(typed.text)}”" for typed in found)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"

"""The commands that merge another copy of a draft, and decide what that asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.merging.apply import Merged
    from planner_desktop.draft.merging.conflicts import OpenConflict
    from planner_desktop.draft.merging.showing import Taken

_SIDES = ("base", "mine", "theirs")


@click.command(
    "merge",
    short_help=_("Merge another copy of a draft into it."),
    help=_("Merge another copy of a draft into it; what only you can decide is kept as conflicts."),
)
@draft_argument
@click.argument("other", metavar="OTHER.bmaplan", type=file)
@click.option("--try", "tried", is_flag=True, help=_("Only tell what it does; nothing is written."))
@as_json
@click.pass_context
def merge(context: click.Context, draft: Path, other: Path, tried: bool, as_json: bool) -> None:
    """As `merge --help` says."""
    from planner_desktop.draft.merging import apply, showing
    from planner_desktop.draft.merging.conflicts import open_conflicts
    from planner_desktop.draft.merging.copies import prepared_copy

    with (reading if tried else writing)(draft) as plan, reading(other) as copy:
        with prepared_copy(plan, copy, other.name) as (ready, theirs):
            taken = list(showing.taken(ready.result))
            if tried:
                done, asked = apply.told(ready.result), showing.asked(plan, ready.result, other.name)
            else:
                done = apply.merge(plan, ready, theirs.attachment)
                asked = [each for each in open_conflicts(plan) if each.source == ready.source.key]
        if as_json:
            say_json(
                {"written": not tried, **asdict(done), "records": [asdict(each) for each in taken],
                 "conflicts": _listed(plan, asked)}
            )  # fmt: skip
        else:
            _say_merged(plan, done, taken, asked, tried=tried)
    context.exit(PROBLEMS if done.conflicts else 0)


def _say_merged(
    draft: Draft, done: Merged, taken: Sequence[Taken], asked: Sequence[OpenConflict], *, tried: bool
) -> None:
    signs = {"added": "+", "deleted": "-", "changed": "*"}
    for each in taken:
        spec = draft.spec(each.kind)
        labels = ", ".join(spec.fields[name].label for name in each.fields if name in spec.fields)
        title = one_line(f"{spec.label} “{each.title}”" if each.title else spec.label)
        say(f"  {signs[each.what]} {title}" + (f": {labels}" if labels else ""))
    if asked:
        _say_conflicts(draft, asked)
    told = _("{added} added, {changed} changed, {deleted} deleted, {conflicts} conflicts")
    say(told.format(added=done.added, changed=done.changed, deleted=done.deleted, conflicts=done.conflicts))
    if tried:
        say(_("This was only tried; nothing was written."))
    elif asked:
        say(_("Decide them with `resolve`, by their numbers in `conflicts`."))


@click.command("conflicts", help=_("List what merges asked and nobody decided yet."))
@draft_argument
@as_json
@click.pass_context
def conflicts(context: click.Context, draft: Path, as_json: bool) -> None:
    """As `conflicts --help` says."""
    from planner_desktop.draft.merging.conflicts import open_conflicts

    with reading(draft) as plan:
        found = open_conflicts(plan)
        if as_json:
            say_json(_listed(plan, found))
        elif found:
            _say_conflicts(plan, found)
        else:
            say(_("No conflicts."))
    context.exit(PROBLEMS if found else 0)


def _listed(draft: Draft, found: Sequence[OpenConflict]) -> list[dict[str, Any]]:
    from planner_desktop.draft.merging.showing import value

    return [
        {"number": n} | asdict(each) | {side: each.value(side) for side in _SIDES}
        | {"shown": {side: value(draft, each, side) for side in _SIDES}}
        for n, each in enumerate(found, 1)
    ]  # fmt: skip


def _say_conflicts(draft: Draft, found: Sequence[OpenConflict]) -> None:
    from planner_desktop.draft.merging.conflicts import about
    from planner_desktop.draft.merging.showing import value

    words = {"base": _("at first"), "mine": _("in this plan"), "theirs": _("on the other side")}
    for number, each in enumerate(found, 1):
        spec = draft.spec(each.kind)
        label = spec.fields[each.field].label if each.field in spec.fields else about(each)
        title = f"{spec.label} “{each.title}”" if each.title else spec.label
        say(f"{number:3} {one_line(title)}: {label} ({each.name})")
        for side in _SIDES:
            if side != "base" or each.what == "field":
                who = " ".join(filter(None, (getattr(each, f"{side}_by", ""), getattr(each, f"{side}_at", "")[:16])))
                said = one_line(value(draft, each, side)) or "–"
                say(f"      {words[side]}: {said}" + (f" ({who})" if who else ""))


@click.command("resolve", help=_("Decide a conflict by what one of the sides has, or by a text."))
@draft_argument
@click.argument("number", type=int)
@click.argument("choice", type=click.Choice(["mine", "theirs", "base", "both"]), required=False)
@click.option("--text", help=_("Enter this into the field instead, as if it were typed."))
@click.option("--close", is_flag=True, help=_("Leave the plan as it is, and ask no more."))
def resolve(draft: Path, number: int, choice: Any, text: str | None, close: bool) -> None:
    """As `resolve --help` says."""
    from planner_desktop.draft.merging import resolving
    from planner_desktop.draft.merging.conflicts import open_conflicts

    if sum((choice is not None, text is not None, close)) != 1:
        raise click.UsageError(_("Say one of these: mine, theirs, base, both, --text or --close."))
    with writing(draft) as plan:
        found = open_conflicts(plan)
        if not 1 <= number <= len(found):
            raise DraftError(
                _("There is no conflict {number}").format(number=number),
                _("`conflicts` lists them with their numbers."),
            )
        conflict = found[number - 1]
        if text is not None:
            resolving.resolve_with(plan, conflict, text)
        elif close:
            resolving.close(plan, [conflict])
        else:
            resolving.resolve(plan, conflict, choice)
        left = len(open_conflicts(plan))
    say(_("Decided."))
    if left:
        say(ngettext("{count} conflict is open.", "{count} conflicts are open.", left).format(count=left))

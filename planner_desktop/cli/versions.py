"""The commands on the versions of a plan: which were sent, and the steps to the strategy office and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import as_json, draft_argument, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from planner_desktop.draft.history.versions import VersionState


@click.command("versions", help=_("List the versions that were sent, and where the plan stands."))
@draft_argument
@as_json
def versions(draft: Path, as_json: bool) -> None:
    """As `versions --help` says."""
    from planner_desktop.draft.history.versions import state, versions
    from planner_desktop.thai.dates import format_moment

    with reading(draft) as plan:
        now, sent = state(plan), versions(plan)
    if as_json:
        ends = ("sent_at", "ended_at")
        listed = [asdict(each) | {name: _iso(getattr(each, name)) for name in ends} for each in sent]
        say_json({"state": asdict(now) | {"at": _iso(now.at)}, "versions": listed})
        return
    for each in sent:
        when = _("Version {number}, sent {when}").format(number=each.number, when=format_moment(each.sent_at))
        say("\t".join(filter(None, (when, each.sent_by, one_line(each.note)))))
        if each.outcome and each.ended_at:
            ended = _("returned") if each.outcome == "returned" else _("gone on from")
            told = (f"  {ended}", format_moment(each.ended_at), each.ended_by, one_line(each.reason))
            say("\t".join(filter(None, told)))
    _say_state(now)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _say_state(now: VersionState) -> None:
    from planner_desktop.draft.history.versions import state_name

    say(_("State of the plan: {state}").format(state=state_name(now)))


@click.command(
    "send",
    help=_(
        "Keep the plan as the version that is sent now.\n\n"
        "It cannot be edited until it is returned or the next is begun. "
        "The program sends nothing itself: write the bundle with `export --bundle`."
    ),
)
@draft_argument
@click.option("--note", metavar=_("TEXT"), default="", help=_("Such as the number of the letter that goes with it"))
def send(draft: Path, note: str) -> None:
    """As `send --help` says."""
    from planner_desktop.checks import find_problems, to_mend
    from planner_desktop.checks.not_taken import not_in_plan
    from planner_desktop.document.export import still_a_draft
    from planner_desktop.draft.history import sending

    with writing(draft) as plan:
        said = not_in_plan(plan) + still_a_draft(plan)
        errors = sum(problem.severity == "error" for problem in to_mend(find_problems(plan)))
        version = sending.submit(plan, note.strip())
    say(_("Version {number} is kept in the draft as it is sent now.").format(number=version.number))
    if errors:
        said.append(
            ngettext(
                "{count} error is left in the plan. สยป. will likely return it.",
                "{count} errors are left in the plan. สยป. will likely return it.",
                errors,
            ).format(count=errors)
        )
    for line in said:
        say(line, err=True)


@click.command("returned", help=_("Note that the sent version came back, and begin the next."))
@draft_argument
@click.option("--reason", metavar=_("TEXT"), default="", help=_("What is to be mended"))
@click.option("--by", metavar=_("NAME"), default="", help=_("Returned by"))
def returned(draft: Path, reason: str, by: str) -> None:
    """As `returned --help` says."""
    from planner_desktop.draft.history import sending

    with writing(draft) as plan:
        _say_state(sending.returned(plan, reason.strip(), by.strip()))


@click.command("next", help=_("Begin the next version without waiting for an answer."))
@draft_argument
@click.option("--reason", metavar=_("TEXT"), default="", help=_("Why it is begun"))
def following(draft: Path, reason: str) -> None:
    """As `next --help` says."""
    from planner_desktop.draft.history import sending

    with writing(draft) as plan:
        _say_state(sending.reopen(plan, reason.strip()))


@click.command("withdraw", help=_("The version was not sent after all; its number is free again."))
@draft_argument
def withdraw(draft: Path) -> None:
    """As `withdraw --help` says."""
    from planner_desktop.draft.history import sending

    with writing(draft) as plan:
        _say_state(sending.withdraw(plan))

"""The commands on the versions of a plan: which were sent, and the steps to the strategy office and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import as_json, draft_argument, file, reading, writing
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
        "It cannot be edited until it is returned or the next is begun; while errors stand it is not kept, unless it "
        "is marked incomplete. The program sends nothing itself: write the bundle with `export --bundle`."
    ),
)
@draft_argument
@click.option("--note", metavar=_("TEXT"), default="", help=_("Such as the number of the letter that goes with it"))
@click.option("--incomplete", metavar=_("TEXT"), help=_("Why it is sent though errors stand; kept in the draft."))
def send(draft: Path, note: str, incomplete: str | None) -> None:
    """As `send --help` says."""
    from planner_desktop.checks.not_taken import not_in_plan
    from planner_desktop.checks.ready import refuse_errors
    from planner_desktop.document.export import still_a_draft
    from planner_desktop.draft.history import sending
    from planner_desktop.draft.history.incomplete import mark

    with writing(draft) as plan:
        said = not_in_plan(plan) + still_a_draft(plan)
        if incomplete is not None:
            mark(plan, incomplete)
        refuse_errors(plan)
        version = sending.submit(plan, note.strip())
    say(_("Version {number} is kept in the draft as it is sent now.").format(number=version.number))
    for line in said:
        say(line, err=True)


def mark_incomplete(draft: Path, reason: str) -> None:
    """Keep in a draft why its version is given out though errors stand. Raises PlannerError."""
    from planner_desktop.draft.history.incomplete import mark

    with writing(draft) as plan:
        mark(plan, reason)


@click.command(
    "returned",
    short_help=_("Note that the sent version came back, and begin the next."),
    help=_(
        "Note that the sent version came back, and begin the next. With the file that สยป. sent the draft keeps its "
        "remarks; `remarks` lists them."
    ),
)
@draft_argument
@click.argument("returned_file", metavar="[FILE.bmareturn]", type=file, required=False)
@click.option("--reason", metavar=_("TEXT"), default="", help=_("What is to be mended"))
@click.option("--by", metavar=_("NAME"), default="", help=_("Returned by"))
def returned(draft: Path, returned_file: Path | None, reason: str, by: str) -> None:
    """As `returned --help` says."""
    from planner_desktop.draft.history import returning, sending
    from planner_desktop.draft.history.versions import state

    with writing(draft) as plan:
        if returned_file is None:
            _say_state(sending.returned(plan, reason.strip(), by.strip()))
            return
        for line in returning.take(plan, returning.read(returned_file)):
            say(line)
        _say_state(state(plan))


@click.command(
    "remarks",
    short_help=_("List the remarks on a plan that was returned."),
    help=_("List the remarks on the plan that was returned, or note what is done."),
)
@draft_argument
@click.option("--done", type=int, metavar=_("NUMBER"), multiple=True, help=_("This remark is done."))
@click.option("--not-done", type=int, metavar=_("NUMBER"), multiple=True, help=_("This remark is not done."))
@as_json
def remarks(draft: Path, done: tuple[int, ...], not_done: tuple[int, ...], as_json: bool) -> None:
    """As `remarks --help` says."""
    from planner_desktop.draft.history import returning

    with (writing if done or not_done else reading)(draft) as plan:
        for number in (*done, *not_done):
            returning.mark(plan, number, number in done)
        returned, is_done = returning.kept(plan), returning.done(plan)
        found = returned.remarks if returned else ()
        listed = [
            {"number": number, **vars(each), "done": number in is_done, "changed": returning.is_changed(plan, each)}
            for number, each in enumerate(found, 1)
        ]
        labels = {
            (kind, name): field.label for kind, spec in plan.pack.records.items() for name, field in spec.fields.items()
        }
    if as_json:
        about = {name: value for name, value in vars(returned).items() if name != "remarks"} if returned else {}
        say_json(about | {"remarks": listed})
        return
    if returned is not None:
        say("  ".join(one_line(each) for each in (returned.receipt, returned.returned_by, returned.reason) if each))
    for each in listed:
        told = (_("done") if each["done"] else "", _("changed since") if each["changed"] else "")
        where = [labels[place]] if (place := (each["kind"], each["field"])) in labels else []
        said = (f"{each['number']}", one_line(str(each["title"])), *where, one_line(str(each["text"])), *told)
        say("\t".join(filter(None, said)))
    left = sum(not each["done"] for each in listed)
    say(ngettext("{count} left to do", "{count} left to do", left).format(count=left))


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

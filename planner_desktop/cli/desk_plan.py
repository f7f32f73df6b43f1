"""The commands of the desk on one plan that was received: it is shown, compared, and decided on."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import as_json, file
from planner_desktop.cli.collect_server import reading
from planner_desktop.cli.desk import by_option, collection_argument, decider, receipt_argument, say_standing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.collect.wording import place_name, standing_name
from planner_desktop.i18n import _, ngettext


@click.command("show", help=_("Show a plan that was received: its problems and remarks."))
@collection_argument
@receipt_argument
@as_json
def show(collection: Path, receipt: str, as_json: bool) -> None:
    """As `collect show --help` says."""
    from planner_desktop.bundle.verdict import about_lines
    from planner_desktop.cli.verifying import say_groups
    from planner_desktop.collect import receipt_report
    from planner_desktop.collect.seen import seen

    with reading(collection) as desk:
        plan = seen(desk, receipt)
        pack = desk.pack
        verdict, facts = receipt_report.verdict_on(desk, receipt), receipt_report.facts(desk, receipt)
    remarks = [vars(each) for each in plan.remarks]
    if as_json:
        say_json(plan.bundle | {"problems": plan.problems, "remarks": remarks})
        return
    say(_("Receipt {number}: {verdict}").format(number=receipt, verdict=standing_name(plan.bundle["verdict"])))
    looks = plan.bundle["looked_at_by"]
    for label, value in ((_("File"), verdict.name), *about_lines(verdict.about), *facts, (_("Looked at by"), looks)):
        if value:
            say(f"  {label}: {one_line(value)}")
    for line in filter(None, (verdict.against_told, verdict.signature, *verdict.remarks)):
        say(f"  {one_line(line)}")
    say_groups(verdict.groups)
    for number, each in enumerate(remarks, 1):
        place = place_name(pack, each["kind"], each["field"])
        say(f"  {number}. {one_line(each['text'])}{f' ({place})' if place else ''}")


@click.command(
    "compare", help=_("List what differs from the version before, from last year's plan, or from another receipt.")
)
@collection_argument
@receipt_argument
@click.argument("other", metavar="[OTHER_RECEIPT]", default="")
@click.option("--last-year", is_flag=True, help=_("From the agency's plan of the year before."))
@as_json
def compare(collection: Path, receipt: str, other: str, last_year: bool, as_json: bool) -> None:
    """As `collect compare --help` says."""
    from planner_desktop.cli.compare import say_differences
    from planner_desktop.collect.received_plan import plan_of, to_compare
    from planner_desktop.collect.seen import seen
    from planner_desktop.draft.history.comparison import compare
    from planner_desktop.errors import CollectionError

    with reading(collection) as desk, plan_of(desk, receipt) as plan:
        known = seen(desk, receipt)
        other = other or (known.last_year if last_year else known.before)
        if not other:
            raise CollectionError(
                _("There is nothing to compare {receipt} with").format(receipt=receipt),
                _("Name another receipt; `collect receipts` lists them."),
            )
        with to_compare(desk, other).open(plan) as old:
            say_differences(compare(old, plan), plan.pack, as_json=as_json)


@click.command("look", help=_("Note who looks at a plan."))
@collection_argument
@receipt_argument
@click.argument("who", metavar="NAME")
@by_option
def look(collection: Path, receipt: str, who: str, by: str) -> None:
    """As `collect look --help` says."""
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.look(desk, receipt, who, decider(by))
        say_standing(desk, receipt)


@click.command("remark", help=_("Make a remark on a plan, a record of it, or a field."))
@collection_argument
@receipt_argument
@click.argument("text", metavar="TEXT")
@click.option("--kind", default="", metavar="KIND", help=_("Its kind, as `collect show --json` names it."))
@click.option("--record", default="", metavar="UID", help=_("The record."))
@click.option("--field", default="", metavar="FIELD", help=_("The field."))
@by_option
def remark(collection: Path, receipt: str, text: str, kind: str, record: str, field: str, by: str) -> None:
    """As `collect remark --help` says."""
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection
    from planner_desktop.draft.history.returning import Remark

    with open_collection(collection) as desk:
        deciding.remark(desk, receipt, Remark(text, kind, record, field), decider(by))
        count = len(deciding.remarks_on(desk, receipt))
    say(_("Remark {number}; all of them: collect show").format(number=count))


@click.command("withdraw", help=_("Take back a remark on a plan, by its number."))
@collection_argument
@receipt_argument
@click.argument("number", metavar="NUMBER", type=int)
@by_option
def withdraw(collection: Path, receipt: str, number: int, by: str) -> None:
    """As `collect withdraw --help` says."""
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.withdraw(desk, receipt, number, decider(by))
        count = len(deciding.remarks_on(desk, receipt))
    say(ngettext("{count} remark is left", "{count} remarks are left", count).format(count=count))


@click.command("return", help=_("Return a plan to its agency, with the reason and all remarks."))
@collection_argument
@receipt_argument
@click.option("--reason", default="", metavar="TEXT", help=_("Why it is returned."))
@click.option("--to", "out", metavar="OUT.bmareturn", type=file, required=True, help=_("The file for the agency."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@by_option
def give_back(collection: Path, receipt: str, reason: str, out: Path, overwrite: bool, by: str) -> None:
    """As `collect return --help` says."""
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    refuse(collection, [out], overwrite)
    with open_collection(collection) as desk:
        deciding.give_back(desk, receipt, reason, decider(by), out)
    wrote(out)


@click.command("accept", help=_("Accept a plan."))
@collection_argument
@receipt_argument
@by_option
def accept(collection: Path, receipt: str, by: str) -> None:
    """As `collect accept --help` says."""
    from planner_desktop.collect import deciding
    from planner_desktop.collect.opening import open_collection

    with open_collection(collection) as desk:
        deciding.accept(desk, receipt, decider(by))
        say_standing(desk, receipt)

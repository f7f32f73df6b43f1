"""What the commands of the strategy office's desk have in common: their arguments, and how a plan stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import file
from planner_desktop.cli.output import one_line, say
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.collect.collection import Collection

collection_argument = click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
receipt_argument = click.argument("receipt", metavar="RECEIPT")
by_option = click.option("--by", default="", metavar="NAME", help=_("Who does it, if not the one whom this PC knows."))


def decider(by: str) -> str:
    """Who does it: as is told, or as this PC knows."""
    from planner_desktop.draft.file.author import author_name

    return by or author_name()


def say_standing(desk: Collection, receipt: str) -> None:
    """How the plan of a receipt stands now."""
    from planner_desktop.collect.seen import seen
    from planner_desktop.collect.wording import standing_name

    plan = seen(desk, receipt).bundle
    looks = plan["looked_at_by"] and _("{who} looks at it").format(who=one_line(plan["looked_at_by"]))
    say("  ".join(filter(None, (receipt, standing_name(plan["verdict"]), one_line(plan["agency"] or ""), looks))))

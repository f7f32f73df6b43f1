"""What the commands of the strategy office's desk have in common: their arguments, and problems told by kind."""

from __future__ import annotations

from typing import Any

import click

from planner_desktop.cli.arguments import file
from planner_desktop.cli.output import one_line, say
from planner_desktop.i18n import _

collection_argument = click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
receipt_argument = click.argument("receipt", metavar="RECEIPT")
by_option = click.option("--by", default="", metavar="NAME", help=_("Who does it, if not the one whom this PC knows."))
SHOWN = 10
"""So many problems of a kind are shown; the count says how many there are."""


def decider(by: str) -> str:
    """Who does it: as is told, or as this PC knows."""
    from planner_desktop.draft.file.author import author_name

    return by or author_name()


def say_grouped(problems: list[dict[str, Any]]) -> None:
    """Problems by kind, each with its count and the first places."""
    from planner_desktop.checks.listing import severity_name

    groups: dict[str, list[dict[str, Any]]] = {}
    for problem in problems:
        groups.setdefault(problem["check"], []).append(problem)
    for check, of_kind in groups.items():
        say(f"{severity_name(of_kind[0]['severity'])}: {check} ({len(of_kind)})")
        for problem in of_kind[:SHOWN]:
            say(f"    {one_line(problem['message'])}")

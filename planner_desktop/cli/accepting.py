"""The commands that accept a problem which `check` lists, with the reason, and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import draft_argument, writing
from planner_desktop.cli.output import one_line, say
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.checks import Problem

_LETTERS = 8
_finding = click.argument("finding", metavar=_("NAME"))


def name_of(problem: Problem) -> str:
    """By which the command line names a problem that may be accepted; empty for one that can only be mended."""
    return problem.basis[:_LETTERS]


@click.command("accept", help=_("Accept a problem that is none, with the reason."))
@draft_argument
@_finding
@click.argument("reason", metavar=_("REASON"))
def accept(draft: Path, finding: str, reason: str) -> None:
    """As `accept --help` says."""
    from planner_desktop.checks import find_problems, to_mend
    from planner_desktop.checks.accepting import accept as accept_problem

    with writing(draft) as plan:
        problem = _named(to_mend(find_problems(plan)), finding)
        accept_problem(plan, problem, reason)
    say(_("Accepted: {message}").format(message=one_line(problem.message)))


@click.command("unaccept", help=_("Take back that a problem was accepted; `check` lists it again."))
@draft_argument
@_finding
def unaccept(draft: Path, finding: str) -> None:
    """As `unaccept --help` says."""
    from planner_desktop.checks import find_problems
    from planner_desktop.checks.accepting import take_back

    with writing(draft) as plan:
        problem = _named([each for each in find_problems(plan) if each.accepted], finding)
        take_back(plan, problem)
    say(_("No longer accepted: {message}").format(message=one_line(problem.message)))


def _named(problems: Sequence[Problem], name: str) -> Problem:
    """The problem of this name, or of one that begins so. Raises DraftError where that is none, or are several."""
    wanted = name.strip("[] ").lower()
    found = {each.basis: each for each in problems if wanted and each.basis.startswith(wanted)}
    if len(found) != 1:
        several = _("Several problems are called {name}") if found else _("There is no such problem now: {name}")
        raise DraftError(several.format(name=one_line(name)), _("`check` tells their names in brackets."))
    return next(iter(found.values()))

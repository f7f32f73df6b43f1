"""The command that tells what holds for every user of this PC."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.output import say
from planner_desktop.i18n import _

PROBLEM = 1


@click.command("policy", help=_("Show what is set for all users of this PC."))
@click.argument("policy_file", metavar="[policy.ini]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def policy(context: click.Context, policy_file: Path | None) -> None:
    """Tell of a policy file, this PC's if none is named: as it will be taken, before it is given to every PC."""
    from planner_desktop import policy
    from planner_desktop.errors import PolicyError

    file = policy_file or policy.policy_file()
    found = policy.read(file)
    unset = _("not set")
    say(_("Policy: {file}").format(file=file if file.is_file() else _("{file} (there is none)").format(file=file)))
    say(_("Folder of drafts: {folder}").format(folder=found.drafts or unset))
    say(_("Folder of updates: {folder}").format(folder=found.updates or unset))
    if found.updates is None:
        return
    try:
        setup = policy.newer_setup(found.updates)
    except PolicyError as error:
        say(str(error), err=True)
        context.exit(PROBLEM)
    if setup is None:
        say(_("No newer version is there."))
    else:
        say(_("Version {version} is ready: {path}").format(version=setup.version, path=setup.path))

"""What the menu Help tells: whom to ask about the plan, and which program this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner_desktop import __version__
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


def show_contact(shell: Shell) -> None:
    """Tell whom to ask about the plan and its template."""
    from planner_desktop.formpack.editions import contact

    edition = shell.session.draft.pack.edition
    asked = contact(edition) or _("The edition does not say whom to ask. Ask those who gave you the template.")
    shell.bar.show_done("\n".join((edition.title, asked)))


def show_about(shell: Shell) -> None:
    """Tell which program this is."""
    title = shell.session.draft.pack.edition.title
    said = _("planner_desktop {version}. Template: {edition}. Nothing is sent anywhere.")
    shell.bar.show_done(said.format(version=__version__, edition=title))

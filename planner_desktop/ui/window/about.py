"""What the menu Help tells: whom to ask about the plan, and which program this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner_desktop import __version__
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.ui.window.main_window import MainWindow


def show_contact(window: MainWindow) -> None:
    """Tell whom to ask about the plan and its template."""
    from planner_desktop.draft.new_plan import contact

    edition = window.session.draft.pack.edition
    asked = contact(edition) or _("The edition does not say whom to ask. Ask those who gave you the template.")
    window.bar.show_done("\n".join((edition.title, asked)))


def show_about(window: MainWindow) -> None:
    """Tell which program this is."""
    title = window.session.draft.pack.edition.title
    said = _("planner_desktop {version}. Template: {edition}. Nothing is sent anywhere.")
    window.bar.show_done(said.format(version=__version__, edition=title))

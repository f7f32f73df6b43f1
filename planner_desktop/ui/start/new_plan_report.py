"""Telling in the window of a new plan what came along into it."""

from typing import TYPE_CHECKING

from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.draft.records import reviews
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.beginning import Begun
from planner_desktop.ui.history.moving import LeftSheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


def report(begun: Begun, shell: "Shell") -> None:
    """Say in the new plan's window what came along, and lead to what did not."""
    source = begun.wish.source
    if source.kind == "template":
        return
    said = _("The plan begins with “{source}”, which stays as it is.").format(
        source=source.title if source.kind == "sample" else source.path.name
    )
    marks = len(reviews.marks(begun.draft))
    if marks:
        more = _("{count} things are marked to be reviewed; F8 lists them.").format(count=marks)
        said = f"{said} {more}"
    everything = left_behind(begun.draft)
    left = [each for each in everything if not each.cleared]
    if not left and marks:
        shell.bar.show_done(said, _("What began anew…"), lambda: LeftSheet(shell.frame, everything).show())
        return
    if not left:
        shell.bar.show_done(" ".join((said, _("All of it came along; look through it section by section."))))
        return
    count = ngettext(
        "{count} text or record has no place in this edition and is listed.",
        "{count} texts and records have no place in this edition and are listed.",
        len(left),
    ).format(count=len(left))
    shell.bar.show_done(f"{said} {count}", _("What had no place…"), lambda: LeftSheet(shell.frame, everything).show())

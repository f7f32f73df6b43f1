"""What the officer is told of how a draft was opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner_desktop.draft.file.opening import local_time
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

MOST_LINES = 4


def of_opening(draft: Draft, put_back: list[str], waiting: int = 0) -> Iterator[str]:
    """A line for each thing to know: what was recovered, waits to be mended, was migrated, is worked on as a copy."""
    opened, recovered = draft.opened, draft.recovered
    if recovered.unclosed and not draft.read_only:
        since = local_time(recovered.unclosed.since)
        yield _(
            "The program ended without closing this draft, opened {since}. What was stored is there. What was typed in "
            "the very last second may be missing."
        ).format(since=since)
        if not put_back and not waiting:
            yield _("No text had to be put back.")
    if put_back:
        yield _("Put back into its fields is what was being typed (Ctrl+Z takes it out again):")
        yield from (f"• {line}" for line in put_back[:MOST_LINES])
        if more := len(put_back[MOST_LINES:]):
            yield ngettext("• and {count} more", "• and {count} more", more).format(count=more)
    if waiting:
        yield ngettext(
            "{count} text that its field refuses waits there in red to be mended.",
            "{count} texts that their fields refuse wait there in red to be mended.",
            waiting,
        ).format(count=waiting)
    titles = {section.id: section.title for section in draft.pack.sections}
    if (recovered.unclosed or put_back) and recovered.section in titles and not draft.read_only:
        yield _("You were in section “{section}”.").format(section=titles[recovered.section])
    if opened.older:
        yield _("The draft was brought to the program's present format. As it was it is kept here: {path}").format(
            path=opened.older
        )
    if opened.share:
        yield _(
            "The draft is on a network drive: you work on a copy on this PC, which is written back every few seconds."
        )
    yield from opened.said

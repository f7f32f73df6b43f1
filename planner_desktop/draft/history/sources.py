"""Other states of a draft to compare with and to bring back from. Each is opened in a thread, from a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner_desktop.draft import Draft
from planner_desktop.draft.history import backups, changes, sending
from planner_desktop.draft.history.backups import Backup
from planner_desktop.draft.history.changes import Change
from planner_desktop.draft.history.history import standing
from planner_desktop.i18n import _, set_off
from planner_desktop.thai.dates import format_moment


@dataclass(frozen=True, slots=True)
class Source:
    """A state: what the officer calls it, and how it is opened from a snapshot of the draft."""

    name: str
    open: Callable[[Draft], Draft]


def after(change: Change) -> Source:
    """The draft right after a change of its history."""
    name = _("the draft on {when}, after: {label}").format(when=format_moment(change.at), label=set_off(change.label))
    return Source(name, lambda draft: changes.state_at(draft, change.action))


def before(change: Change) -> Source:
    """The draft right before a change of its history."""

    def open(draft: Draft) -> Draft:
        earlier = [action for action in standing(draft.database, change.action) if action != change.action]
        return changes.state_at(draft, max(earlier, default=0))

    return Source(
        _("the draft on {when}, before: {label}").format(when=format_moment(change.at), label=set_off(change.label)),
        open,
    )


def at(when: datetime) -> Source:
    """The draft as it was at a moment, which is aware of its time zone."""
    name = _("the draft on {when}").format(when=format_moment(when))
    return Source(name, lambda draft: changes.state_at(draft, changes.moment_at(draft, when)))


def version(number: int) -> Source:
    """The draft to compare with is the plan of a version, as it was sent."""
    return Source(_("version {number}").format(number=number), lambda draft: sending.open_version(draft, number))


def backup(of: Backup) -> Source:
    """The draft to compare with is a backup."""
    return Source(_("the backup of {when}").format(when=format_moment(of.at)), lambda _draft: backups.open_backup(of))


def file(path: Path) -> Source:
    """The draft to compare with is another file, opened for reading only."""
    return Source(path.name, lambda _draft: Draft.open(path, read_only=True))

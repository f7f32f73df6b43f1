"""What is told of a part that was handed out: to whom, when, what of the plan, and whether it came back."""

from datetime import date

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.parts.handing import counts
from planner_desktop.draft.records.handed_parts import Given, HandedPart
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.dates import format_date, format_moment


def handed_in_words(part: HandedPart) -> str:
    """When a part was handed out, by whom, to whom, and until when it is wanted."""
    said = [_("handed out {when}").format(when=format_moment(part.at))]
    if part.handed_by:
        said.append(_("by {who}").format(who=part.handed_by))
    if part.person:
        said.append(_("to {who}").format(who=part.person))
    if part.deadline:
        said.append(_("wanted by {day}").format(day=due(part)))
    return " ".join(said)


def due(part: HandedPart) -> str:
    """The day until which a part is wanted; empty where none was said."""
    try:
        return format_date(date.fromisoformat(part.deadline), short=True) if part.deadline else ""
    except ValueError:  # in a file from anyone
        return part.deadline


def is_late(part: HandedPart, today: date) -> bool:
    """Whether a part is not back that was wanted before today."""
    return bool(part.deadline) and not part.came_at and part.deadline < today.isoformat()


def came_in_words(part: HandedPart) -> str:
    """Whether a part came back, when, and filled by whom."""
    if part.came is None:
        return _("not back yet")
    if not part.came_by:
        return _("came back {when}").format(when=format_moment(part.came))
    return _("came back {when} from {who}").format(when=format_moment(part.came), who=part.came_by)


def given_in_words(draft: Draft, given: Given) -> str:
    """What of the plan may be filled, in a line: sections, and how many records of each kind."""
    said = [section.title for section in draft.pack.sections if section.id in given.sections]
    only = Given((), given.records, ())
    for kind, count in counts(draft, only).items():
        label = draft.spec(kind).label
        many = ngettext("{label} {count} record", "{label} {count} records", count)
        said.append(many.format(label=label, count=count))
    return ", ".join(said)

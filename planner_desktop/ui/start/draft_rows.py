"""A recent draft as the start page lists it, and what is said of it."""

from datetime import UTC, date, datetime, timedelta

from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.recent import DraftCard
from planner_desktop.thai.dates import format_moment, read_moment
from planner_desktop.ui.kit.colours import ColourName

MOST_LETTERS = 160


class DraftRow(Frozen):
    """A card as the list shows it, with what was found out about its file since the page is there."""

    card: DraftCard
    gone: bool = False
    waiting: bool = False
    """Its drive does not answer."""
    open: bool = False
    """In a window of this program."""
    backup: datetime | None = None
    """When the newest backup of the file was made."""

    @property
    def name(self) -> str:
        """Whose plan it is, or the file where that is not known."""
        return self.card.agency or self.card.path.stem


def moment(text: str, today: date | None = None) -> str:
    """A moment (ISO 8601) as people say it: "today 9:05", "yesterday 16:20", "20 พ.ย. 2567 16:20"."""
    at = read_moment(text)
    if at is None:
        return ""
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    days = ((today or date.today()) - at.date()) / timedelta(days=1)
    if days in (0, 1):
        return (_("yesterday {time}") if days else _("today {time}")).format(time=f"{at:%H:%M}")
    return format_moment(at)


def state(row: DraftRow) -> tuple[str, ColourName]:
    """Where the draft stands, in a word or two, and its colour."""
    card = row.card
    if row.gone:
        return _("File not found"), "bad"
    said: dict[str, tuple[str, ColourName]] = {
        "": ("", "muted"),
        "draft": (_("Draft"), "begun"),
        "sent": (_("Sent (version {number})"), "good"),
        "returned": (_("Returned, version {number} is being written"), "bad"),
        "reopened": (_("Version {number} is being written"), "begun"),
    }
    if card.part:
        return _("Part of {division}").format(division=card.part), "other"
    text, colour = said.get(card.state, said[""])
    return text.format(number=card.version), colour


def about(row: DraftRow) -> str:
    """Of which edition the plan is, and when it was edited last."""
    if not row.card.read:
        return ""
    edited = moment(row.card.edited)
    return "  ·  ".join((row.card.title, _("edited {when}").format(when=edited) if edited else _("not edited yet")))


def progress(row: DraftRow) -> str:
    """How far the plan has come."""
    card = row.card
    if not card.sections:
        return ""
    done = _("{done} of {all} sections complete").format(done=card.done, all=card.sections)
    left = ngettext("{count} problem", "{count} problems", card.problems).format(count=card.problems)
    return f"{done}  ·  {left}" if card.problems else done


def place(row: DraftRow) -> str:
    """The file and its folder."""
    return f"{row.card.path.name}  –  {row.card.path.parent}"


def told(row: DraftRow) -> list[str]:
    """What happened last time, the most pressing first; a line for each thing."""
    card = row.card
    lines = list(_of_file(row))
    if row.open:
        lines.append(_("It is open in another window."))
    elif card.unclosed:
        since = moment(card.unclosed)
        lines.append(
            _(
                "The program ended without closing it, opened {since}. What was stored is there. What was typed in the "
                "very last second may be missing."
            ).format(since=since)
            if card.ended
            else _("It has been open since {since}, here or on another PC.").format(since=since)
        )
    if card.state in ("sent", "returned") and card.stepped:
        said = _("Sent on {when}.") if card.state == "sent" else _("Returned on {when}: {reason}")
        reason = " ".join(card.reason.split()) or "–"
        lines.append(said.format(when=moment(card.stepped), reason=_short(reason)))
    if card.did:
        last = _("Last: {action} in the section “{section}”") if card.section else _("Last: {action}")
        lines.append(last.format(action=_short(card.did), section=card.section))
    if row.backup and not row.gone:
        lines.append(_("Last backup: {when}").format(when=moment(row.backup.isoformat())))
    return lines


def _of_file(row: DraftRow) -> list[str]:
    if row.gone and row.backup:
        said = _("The file is not there any more. The last backup is of {when}; Enter restores it into a new file.")
        return [said.format(when=moment(row.backup.isoformat()))]
    if row.gone:
        return [_("The file is not there any more, or its drive is not connected.")]
    if row.waiting:
        return [_("Its drive does not answer. What is shown is how the draft was last time.")]
    return [_short(row.card.trouble)] if row.card.trouble else []


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"

"""Where a draft stands with สยป., version by version: ร่าง → ส่งแล้ว → ตีกลับ → ฉบับที่ 2. `sending` takes the steps.

A version is frozen inside the file when it is sent, as compressed plan JSON with its SHA-256, some 20 KB; the form pack
and the attachments it names stay in the file anyway. While it is with สยป. the draft cannot be edited, so that what is
on the screen is what was sent.
"""

from datetime import datetime
from typing import Literal

from planner_desktop.draft.file.database import Database
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import DraftError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

Outcome = Literal["returned", "reopened"]
StateName = Literal["draft", "sent"] | Outcome


class VersionState(Frozen):
    """Where a draft stands. `number` is the version that is being worked on, or was sent.

    `word` is "draft" for a first version not yet sent, "sent", and "returned" or "reopened" for a later one not yet
    sent. `at` (UTC), `by` and `reason` tell of the last step; they are empty before the first. A draft whose state is
    not `sent` is printed with the watermark.
    """

    word: StateName
    number: int
    at: datetime | None = None
    by: str = ""
    reason: str = ""

    @property
    def sent(self) -> bool:
        """Whether the plan is with สยป. and cannot be edited."""
        return self.word == "sent"


class Version(Frozen):
    """A version as it was sent (`sent_at` in UTC), and how it ended, if it did. `sha256` is that of its plan."""

    number: int
    sent_at: datetime
    sent_by: str
    note: str
    sha256: str
    outcome: Outcome | None
    ended_at: datetime | None
    ended_by: str
    reason: str


def versions(draft: Records) -> list[Version]:
    """The versions that were sent, in their order."""
    rows = draft.database.execute(
        "SELECT id, sent_at, sent_by, note, sha256, outcome, ended_at, ended_by, reason FROM version ORDER BY id"
    )
    return [_version(*row) for row in rows]


def _version(
    number: int, sent_at: str, sent_by: str, note: str, sha256: str, outcome: Outcome | None, *end: str | None
) -> Version:
    ended_at, ended_by, reason = end
    when = datetime.fromisoformat(ended_at) if ended_at else None
    sent = datetime.fromisoformat(sent_at)
    return Version(number, sent, sent_by, note, sha256, outcome, when, ended_by or "", reason or "")


def state(draft: Records) -> VersionState:
    """Where the draft stands with สยป.: a draft, sent, returned or opened again, and which version."""
    sent = versions(draft)
    if not sent:
        return VersionState("draft", 1)
    last = sent[-1]
    if last.outcome is None:
        return VersionState("sent", last.number, last.sent_at, last.sent_by, last.note)
    return VersionState(last.outcome, last.number + 1, last.ended_at, last.ended_by, last.reason)


def state_name(now: VersionState) -> str:
    """Where a draft stands, in a few words."""
    return {
        "draft": _("Draft"),
        "sent": _("Version {number} sent"),
        "returned": _("Returned: version {number} is a draft"),
        "reopened": _("Version {number} is a draft"),
    }[now.word].format(number=now.number)


def refuse_if_sent(database: Database) -> None:
    """Raises DraftError while a version is with สยป.: what was sent is not edited."""
    for (number,) in database.execute("SELECT id FROM version WHERE outcome IS NULL"):
        raise DraftError(
            _("Version {number} was sent and cannot be edited").format(number=number),
            _("Note that it was returned, or begin the next version; what was sent is kept."),
        )

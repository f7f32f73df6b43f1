"""Files kept inside a draft, so that one file holds all that is submitted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.bare_pictures import bare
from planner_desktop.draft.file.database import Database
from planner_desktop.errors import DraftError
from planner_desktop.file_names import on_any_drive
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.repair import repair

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

MAX_BYTES = 100_000_000


class Attachment(Frozen):
    """A kept file: its name, and what tells it from another of that name."""

    name: str
    media_type: str
    sha256: str
    size: int


def attach(draft: Draft, path: Path) -> str:
    """Keep a copy of a file in the draft; the name it is kept under. The same file is kept once. Raises DraftError.

    Of a picture no place where it was taken is kept, nor anything else that does not draw it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DraftError(
                _("{path} is too large to attach").format(path=path), _("Put it on the web and give its link instead.")
            )
        content = path.read_bytes()
    except OSError as error:
        raise DraftError(_("{path} cannot be read: {problem}").format(path=path, problem=error)) from error
    return attach_content(draft, path.name, content)


def attach_content(draft: Draft, name: str, content: bytes) -> str:
    """As `attach`, of what is in memory."""
    with draft.saving():
        return keep(draft.database, repair(name), bare(content))


def keep(database: Database, name: str, content: bytes, *, as_named: bool = False) -> str:
    """Keep `content` under `name`, or under a numbered one where another file has it; the name it is kept under.

    `as_named`: a name that differs in case or spelling from all others is kept, for the plan that comes along says it.
    """
    digest = hashlib.sha256(content).hexdigest()
    stem, suffix = Path(name).stem, Path(name).suffix
    present = {attachment.name: attachment.sha256 for attachment in listing(database)}
    same: Callable[[str], str] = str if as_named else on_any_drive
    alike = {same(other) for other in present}
    number = 1
    while present.get(name) != digest and same(name) in alike:  # as files, one would take the other's place
        number += 1
        name = f"{stem} ({number}){suffix}"
    if name not in present:
        import mimetypes  # a start needs none

        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        row = {"name": name, "media_type": media_type, "sha256": digest, "content": content}
        database.table("attachment").insert(row)
    return name


def is_plain(name: str) -> bool:
    """Whether a name is that of a file alone, on any system, and leads nowhere else."""
    return name not in ("", ".", "..") and not set(name) & set("/\\:\0")


def listing(database: Database) -> list[Attachment]:
    """The files kept in the draft, sorted by name, without their contents."""
    rows = database.execute("SELECT name, media_type, sha256, length(content) FROM attachment ORDER BY name")
    return [Attachment(*row) for row in rows]


def content(database: Database, name: str) -> bytes:
    """What a kept file holds. Raises KeyError, and DraftError where that is not what was kept."""
    row = database.execute("SELECT content, sha256 FROM attachment WHERE name = ?", [name]).fetchone()
    if row is None:
        raise KeyError(name)
    if hashlib.sha256(row[0]).hexdigest() != row[1]:
        raise DraftError(_("The attached file {name} is damaged").format(name=name), _("Attach it anew."))
    return bytes(row[0])

"""What leaves the PC: a copy of a draft that holds the plan and nothing of how it came about.

Left behind are the history (what was typed and undone stands in it), files that were taken out of the plan again, what
is being typed, was refused or is to be reviewed, why something was amended, the officer's notes, what was said of
sendings and who said it, which parts were handed out to whom, and where the officer was. Of versions that were sent
their numbers, dates and checksums go along, of the last one also the plan, which is the draft's own.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner_desktop import stopping
from planner_desktop.bare_pictures import bare
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import file, identity
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.opening import PROGRAM
from planner_desktop.draft.records import handed_parts
from planner_desktop.draft.records.attachments import Attachment
from planner_desktop.errors import DraftError

_SETTINGS = (identity.SETTING, PROGRAM, handed_parts.SETTING)


def write(
    draft: Draft, path: Path, *, with_history: bool = False, also: Callable[[Database], None] | None = None
) -> None:
    """Write a copy to give away to a new file; `with_history`, all of the draft but what is being typed.

    What `also` does is done in the copy alone. Raises DraftError.
    """
    with cleaned(draft) as plain:
        if with_history:
            plain.save_as(path)
            return
        names = [attached.name for attached in submitted(plain)]
        is_part = handed_parts.own_part(plain) is not None

        def change(copy: Database) -> None:
            _forget(copy, names, keep_parts=is_part)
            if also is not None:
                with copy.atomic():
                    also(copy)

        file.write_copy(plain.database, path, change)


@contextmanager
def cleaned(draft: Draft) -> Iterator[Draft]:
    """The draft as it leaves the PC: its pictures without the places where they were taken and all that draws nothing.

    It is the draft itself where its pictures are so already, as those are that were attached since they are made so.
    """
    changed = dict(_cleaned_pictures(draft))
    if not changed:
        yield draft
        return
    with draft.snapshot() as plain:
        for name, content in changed.items():
            digest = hashlib.sha256(content).hexdigest()
            plain.database.execute(
                "UPDATE attachment SET content = ?, sha256 = ? WHERE name = ?", [content, digest, name]
            )
        yield plain


def _cleaned_pictures(draft: Draft) -> Iterator[tuple[str, bytes]]:
    for attached in draft.attachments():
        stopping.look()
        with suppress(DraftError):  # one that is damaged is told of where it is used
            content = draft.attachment(attached.name)
            if (plain := bare(content)) != content:
                yield attached.name, plain


def submitted(draft: Draft) -> list[Attachment]:
    """The kept files that belong to the plan: all but those that it named once and names no more."""
    kept = draft.attachments()
    used = _used(draft) if kept else set()
    return [attached for attached in kept if attached.name in used or not _was_used(draft, attached.name)]


def _used(draft: Draft) -> set[str]:
    used: set[str] = set()
    for kind, spec in draft.pack.records.items():
        types = {name: field.field_type for name, field in spec.fields.items()}
        naming = [name for name, type in types.items() if type.attached or type.formatted]
        for record in draft.records(kind) if naming else ():
            for name in naming:
                used.update(types[name].files(record.values[name]))
    return used


def _was_used(draft: Draft, name: str) -> bool:
    """Whether the history names a file; one whose name the history writes in another way counts as named."""
    if '"' in name or not name.isprintable():
        return draft.database.execute("SELECT 1 FROM change LIMIT 1").fetchone() is not None
    coded = json.dumps(name)[1:-1].replace("\\", "\\\\")  # where a text is kept with codes for its letters
    sql = "SELECT 1 FROM change WHERE instr(coalesce(before, '') || coalesce(after, ''), ?) LIMIT 1"
    return any(draft.database.execute(sql, [form]).fetchone() for form in (name, coded))


def _forget(copy: Database, attachments: list[str], *, keep_parts: bool) -> None:
    with copy.atomic():
        copy.execute("DELETE FROM change")
        copy.execute("DELETE FROM action")
        copy.execute("DELETE FROM refused")
        copy.execute("DELETE FROM to_review")
        copy.execute("DELETE FROM change_reason")
        copy.execute("DELETE FROM merge_conflict")
        copy.execute("DELETE FROM merge_source")
        copy.execute("UPDATE recording SET action = NULL")
        copy.execute(f"DELETE FROM setting WHERE name NOT IN ({', '.join('?' * len(_SETTINGS))})", _SETTINGS)
        for (name,) in copy.execute("SELECT name FROM attachment").fetchall():
            if name not in attachments:
                copy.execute("DELETE FROM attachment WHERE name = ?", [name])
        if not keep_parts:  # whom they went to is not for everybody; a part stays what it is
            copy.execute("DELETE FROM handed_part")
            copy.execute("DELETE FROM handed_state")
        copy.execute("UPDATE version SET sent_by = '', note = '', ended_by = NULL, reason = NULL")
        copy.execute("UPDATE version SET plan = x'' WHERE outcome IS NOT NULL")

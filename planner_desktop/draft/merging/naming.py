"""What a state calls by uid and checksum, as a draft calls it: by its own ids, and by its names of files."""

from __future__ import annotations

from collections.abc import Callable

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.merging.state import State
from planner_desktop.draft.records import attachments
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID

Files = Callable[[str], bytes]
"""What a file of theirs holds, by its name there. Raises KeyError where there is none."""


class Naming:
    """The ids and file names of a draft while a merge is written into it, inside its action."""

    def __init__(self, draft: Draft, base: State, mine: State, theirs: State, files: Files | None) -> None:
        self.draft = draft
        self._names: dict[str, str] = dict(mine.files)
        self._theirs, self._base, self._files = theirs.files, base.files, files
        self.ids: dict[str, dict[str, int]] = {
            kind: dict(draft.database.execute(f"SELECT {UID}, id FROM {kind}").fetchall()) for kind in mine.kinds
        }
        self._next: dict[str, int] = {}

    def new_id(self, kind: str, uid: str) -> int:
        """An id for a record that comes: one that none of its kind has or had."""
        if kind not in self._next:
            self._next[kind] = self.draft.next_id(kind)
        self.ids[kind][uid] = id = self._next[kind]
        self._next[kind] += 1
        return id

    def stored(self, kind: str, field: str, value: Value) -> Value:
        """A value of a state as the draft stores it."""
        spec = self.draft.spec(kind).fields[field]
        if spec.field_type.to_one:
            return None if value is None else self.ids[spec.to or ""].get(str(value))
        return self.with_names(kind, field, value)

    def with_names(self, kind: str, field: str, value: Value) -> Value:
        """A value in which files are called as the draft calls them; those that it has not are kept in it now."""
        spec = self.draft.spec(kind).fields.get(field)
        if spec is None or not (spec.field_type.attached or spec.field_type.formatted):
            return value
        return spec.field_type.with_files(value, self._kept)

    def _kept(self, sha256: str) -> str:
        if sha256 not in self._names:
            name = self._theirs.get(sha256)
            if name is None:
                return self._base.get(sha256, sha256)
            try:
                content = self._files(name) if self._files else None
            except KeyError:  # it was missing there too; the checks tell
                content = None
            if content is None:
                return name
            self._names[sha256] = attachments.keep(self.draft.database, name, content)
        return self._names[sha256]

"""What is taken of a bundle that was verified when it was received: read anew, or where nothing changed, read again.

Who received it saw that zip, lists, plan, report and draft belong together, and what the edition's checks find. The
receipt holds the SHA-256 of the whole zip, which vouches for every byte of every file in it: the lists of checksums
inside can say no more. It also holds a mark of what read the plan: form pack, program and language. Where all of these
are the same, so is what they come to. Then the problems are those of `report.json`, and the plan's records are put as
they are into tables that are made once for many plans, with no trigger, seal or history, and asked what is collected.

That this comes to the same is not left to belief: a bundle that is received is read in both ways, and its receipt gets
the mark only where all rows are equal.
"""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from planner_desktop import __version__, i18n, leftovers
from planner_desktop.bundle import layout, report, taken
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.unpacking import unpack
from planner_desktop.closing import closed_on_error
from planner_desktop.collect import loading
from planner_desktop.draft.file import file
from planner_desktop.draft.plan import plain_rows
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import BundleError, CollectionError, FormPackError, PlanJsonError, QueryError
from planner_desktop.formpack import FormPack, read
from planner_desktop.formpack.cache import digest
from planner_desktop.formpack.editions import edition_folder
from planner_desktop.i18n import _

MOST_BYTES = 4_000_000
"""Of plan and report, which have 100 KB: what is longer is read as when it was received, which takes little memory."""
_UNREADABLE = (
    BundleError, PlanJsonError, zipfile.BadZipFile, LookupError, TypeError, ValueError, RecursionError,
)  # fmt: skip
_Row = Mapping[str, Any]


class Verified:
    """Reads the bundles that a collection keeps; the desk's edition is `pack`. Use from one thread at a time."""

    def __init__(self, pack: FormPack) -> None:
        self._pack = pack
        self._plain: dict[str, _PlainTables] = {}

    def close(self) -> None:
        """Let go of the tables."""
        for each in self._plain.values():
            each.close()
        self._plain.clear()

    def mark(self, path: Path, edition: str, known: Taken) -> str:
        """The mark of a bundle that was just verified without a remark, so that its report is what we find; empty where
        it must be read anew each time. `known` is what was taken of it.
        """
        try:
            with path.open("rb") as content:
                again = self._again(content, edition)
        except (OSError, QueryError, sqlite3.Error, zipfile.BadZipFile, LookupError):  # of an older program
            return ""
        return self._mark(edition) if again == known else ""

    def take(self, path: Path, says: Mapping[str, Any]) -> Taken:
        """What is taken of a bundle whose receipt says this. Raises CollectionError where the file is not that one."""
        try:
            with path.open("rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() == says["sha256"]:
                    return self._taken(path, content, says)
        except FileNotFoundError:
            pass
        except _UNREADABLE as error:  # whoever received it elsewhere did not look
            raise CollectionError(
                _("The bundle of receipt {receipt} cannot be read: {problem}").format(
                    receipt=says["receipt"], problem=getattr(error, "message", "") or type(error).__name__
                ),
                _("It should have got no receipt. What was decided after it is not followed until that is mended."),
            ) from error
        raise CollectionError(
            _("{path} is missing or was changed: the bundle of receipt {receipt}").format(
                path=path, receipt=says["receipt"]
            ),
            _("Put it back from a backup, or ask {agency} for it.").format(agency=says["agency"]),
        )

    def _taken(self, path: Path, content: IO[bytes], says: Mapping[str, Any]) -> Taken:
        edition = says.get("edition", "")
        if says.get("mark") and says["mark"] == self._mark(edition):
            with suppress(QueryError):  # a PC that is slow today
                if again := self._again(content, edition):
                    return again
        with leftovers.temporary_folder() as folder:
            return loading.take(unpack(path, folder) / "data", self._pack)

    def _mark(self, edition: str) -> str:
        try:
            return f"{self._tables(edition).form_pack}-{__version__}-{i18n.language()}"
        except FormPackError:
            return ""  # it is not installed any more

    def _tables(self, edition: str) -> "_PlainTables":
        if edition not in self._plain:
            same = edition == self._pack.edition.id
            self._plain[edition] = _PlainTables(self._pack if same else read(edition_folder(edition)))
        return self._plain[edition]

    def _again(self, content: IO[bytes], edition: str) -> Taken | None:
        with zipfile.ZipFile(content) as archive:
            top = archive.namelist()[0].partition("/")[0]
            names = [f"{top}/data/{name}" for name in (layout.PLAN, layout.REPORT)]
            if any(archive.getinfo(name).file_size > MOST_BYTES for name in names):
                return None
            plan, told = (json.loads(archive.read(name)) for name in names)
        return self._tables(edition).take(plan["records"], told)


class _PlainTables:
    """The tables of an edition in memory, which hold one plan after another."""

    def __init__(self, pack: FormPack) -> None:
        self.form_pack = digest(pack.files, b"")
        with closed_on_error(file.in_memory(pack, plain=True)) as database:
            self._plan = Records(database, pack)
        self._kinds = plain_rows.kinds(pack)
        self._formatted = {
            kind: {name: field.field_type for name, field in spec.columns.items() if field.field_type.formatted}
            for kind, spec in pack.records.items()
        }

    def close(self) -> None:
        """Let go of the tables."""
        self._plan.database.close()

    def take(self, records: Mapping[str, Sequence[_Row]], told: Mapping[str, Any]) -> Taken:
        """What is taken of a plan with these records, whose report tells this. Raises QueryError."""
        connection = self._plan.database.conn
        connection.renew_patience()
        with self._plan.database.atomic():
            for kind in self._kinds:
                rows = records.get(kind.name, ())
                kind.put(connection, rows, [self._stored(kind.name, row) for row in rows])
        return taken.of_records(self._plan, list(report.rows(told)), told["counts"])

    def _stored(self, kind: str, row: _Row) -> _Row:
        """A record as it is stored, where JSON has it otherwise."""
        stored = {name: field.from_json(row.get(name)) for name, field in self._formatted[kind].items()}
        return {**row, **stored} if stored else row

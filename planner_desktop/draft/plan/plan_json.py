"""A plan as JSON: all of a draft's records, in a form that is the same whenever the plan is the same.

    {"format": "bmaplan", "format_version": 2, "edition": {"id", "version"}, "records": {kind: [record, …]},
     "attachments": [{"name", "sha256", "size"}]}

A record is {"id", "uid", its parent's kind: id, field: value, …}; empty fields are left out, links are lists of ids.
Money is satang, dates are ISO 8601. A file also tells what its targets ask for: see `readings`. Attachments
lie as files beside the JSON: see `plan_files`.

An `id` is the record's in this plan, by it others refer to it; its `uid` is its own in all plans. In format 1 there
were none; a record that comes without one gets one. What was accepted makes it format 3: see `accepted_json`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from planner_desktop import file_names, whole_file
from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import uids
from planner_desktop.draft.file.own_tables import LEFT_BEHIND
from planner_desktop.draft.plan import accepted_json, clean_copy, plain_rows, plan_files
from planner_desktop.draft.plan.accepted_json import ACCEPTED, with_accepted
from planner_desktop.draft.plan.older_json import Fitted, fitted, is_older
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.draft.plan.target_quantities import with_readings, without_readings
from planner_desktop.draft.records import acceptances, attachments
from planner_desktop.draft.records.attachments import Attachment
from planner_desktop.errors import PlanJsonError, ValueRefused
from planner_desktop.formpack import FormPack, fields, installed, read
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, parents_first
from planner_desktop.i18n import _, ngettext

FORMAT = "bmaplan"
FORMAT_VERSION = 2
READABLE = (1, 2, 3)
NAMED = 60
"""So many letters of a record's name are told."""
TOLD, LONGEST = 500, 400
"""So many places that do not fit are told, each in so many letters: a file from anyone may be wrong in millions."""


def to_plan(draft: Draft) -> dict[str, Any]:
    """The draft's plan as JSON data."""
    edition = draft.pack.edition
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": {"id": edition.id, "version": edition.version},
        "records": {kind: list(_records(draft, kind)) for kind in draft.pack.records},
        "attachments": listed(clean_copy.submitted(draft)),
    }


def listed(files: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Attached files as a plan names them."""
    return [{"name": each.name, "sha256": each.sha256, "size": each.size} for each in files]


def _records(draft: Draft, kind: str) -> Iterator[dict[str, Any]]:
    spec = draft.spec(kind)
    for record in draft.records(kind):
        data: dict[str, Any] = {"id": record.id, UID: record.uid}
        if spec.parent:
            data[spec.parent] = record.parent
        for name, field in spec.fields.items():
            if name in record.links:
                value: Any = list(record.links[name])
            else:
                value = field.field_type.to_json(record.values[name])
            if value not in (None, []):
                data[name] = value
        yield data


def write_plan(draft: Draft, path: Path, *, bare: bool = False) -> None:
    """Write the plan to `path`, and its attachments beside it; where `bare`, as in a bundle, without a folder for each.

    At every moment there is the plan that was there or this one, with its attachments. Raises PlanJsonError.
    """
    with clean_copy.cleaned(draft) as plain:
        _write_plan(plain, path, bare=bare)


def _write_plan(draft: Draft, path: Path, *, bare: bool) -> None:
    data = with_accepted(with_readings(to_plan(draft), draft.pack), draft)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    submitted = clean_copy.submitted(draft)
    files = file_names.apart(attached.name for attached in submitted)
    try:
        before = [] if bare else plan_files.listed(path)
        kept = [
            (plan_files.bare(path, files[a.name]) if bare else plan_files.place(path, a.name, a.sha256), a.name)
            for a in submitted
        ]
        for file, name in kept:
            plan_files.put(path, file, draft.attachment(name))
        whole_file.write(path, text.encode())
        plan_files.take_away(path, [plan_files.place(path, *other) for other in before], [file for file, _n in kept])
    except OSError as error:
        raise PlanJsonError(*whole_file.cannot_be_written(path, error)) from error


def read_plan(source: Path, out: Path) -> Draft:
    """A new draft at `out` with the plan of a JSON file.

    Of a plan that an older version of its edition wrote, `moving.left_behind` tells what has no place in the draft.
    Raises PlanJsonError, naming every place in the file that does not fit, or DraftError; then nothing was written.
    """
    with plan_in_memory(source) as draft:  # a plan that does not read leaves no file behind
        draft.save_as(out)
    return Draft.open(out)


def plan_in_memory(source: Path, data: Any = None, pack: FormPack | None = None, *, plain: bool = False) -> Draft:
    """A draft in memory with the plan of a JSON file, as `read_plan` makes it; `data` is in it, if it was read.

    `pack` is an installed form pack: where many plans of it are read, it is not read for each. A `plain` draft is only
    to be read.
    """
    data = _known(source, read_json(source) if data is None else data)
    same = pack is not None and data.get("edition") == {"id": pack.edition.id, "version": pack.edition.version}
    reading = _PlanReading(source, without_readings(data), pack if pack and same else _pack(source, data))
    with closed_on_error(Draft.in_memory(reading.pack, plain=plain)) as draft:
        reading.fill(draft, plain=plain)
        if reading.fitted is not None:
            reading.fitted.link_named(draft)
            draft.forget_history()
            if left := [asdict(each) for each in reading.fitted.left]:
                draft.remember(LEFT_BEHIND, json.dumps(left, ensure_ascii=False))
    return draft


def from_plan(data: dict[str, Any], pack: FormPack, name: str) -> Draft:
    """A draft in memory with a plan that was frozen inside a draft, word for word, without its attachments.

    Raises PlanJsonError, naming `name`.
    """
    with closed_on_error(Draft.in_memory(pack)) as draft:
        _PlanReading(Path(name), data | {"attachments": []}, pack, as_it_was=True).fill(draft)
    return draft


def _known(source: Path, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PlanJsonError(
            _("{path} is JSON, but not a plan of this program").format(path=source),
            _("Choose a file that `export --json` wrote."),
        )
    if data.get("format_version") not in READABLE:
        raise PlanJsonError(
            _("{path} was written by another version of the program (format {version})").format(
                path=source, version=data.get("format_version")
            ),
            _("Install the version that can read it."),
        )
    return data


def _pack(source: Path, data: dict[str, Any]) -> FormPack:
    from planner_desktop.formpack import ahead  # a window is shown without what reads form packs

    edition = data.get("edition")
    name = edition.get("id") if isinstance(edition, dict) else None
    folders = installed()
    if not isinstance(name, str) or (name not in folders and not ahead.source_of(name)):
        raise PlanJsonError(
            _("{path}: edition “{name}” is not installed").format(path=source, name=name),
            _("Installed are: {names}").format(names=", ".join(folders)),
        )
    return read(folders[name]) if name in folders else ahead.made_ahead(name)


_Values = dict[str, list[dict[str, Any]]]
"""What the records of each kind hold, by field; those of a kind after those that they stand under."""
JsonPlace = str
"""Where something stands in the JSON: "records.project[1].budget"."""


class _PlanReading:
    """One plan on its way from JSON into an empty draft: looked through as a whole, and only then written.

    `as_it_was`: a value that its field would not take today stays what it was.
    """

    def __init__(self, source: Path, data: dict[str, Any], pack: FormPack, *, as_it_was: bool = False) -> None:
        self.source = source
        self.data = data
        self.pack = pack
        self.as_it_was = as_it_was
        self.ids: dict[str, set[int]] = {}
        self.uids: dict[str, JsonPlace] = {}
        """Of each uid, the place of its record."""
        self.rows: dict[str, list[tuple[JsonPlace, dict[str, Any]]]] = {}
        self.refused: list[tuple[str, str]] = []
        self.fitted: Fitted | None = None
        """What was made to fit of a plan that an older version of the edition wrote."""

    def refuse(self, place: JsonPlace, problem: str, fix: str = "") -> None:
        """Note something that cannot stand so, and how to mend it."""
        self.refused.append((f"{place}: {problem}", fix))

    def refuse_value(self, kind: str, row: dict[str, Any], place: JsonPlace, problem: str, fix: str = "") -> None:
        """Note a value that its field does not take, with the name of its record."""
        spec = self.pack.records[kind]
        texts = (row.get(name) for name in spec.plain_texts)
        name = next((" ".join(text.split()) for text in texts if isinstance(text, str) and text.strip()), "")
        short = name if len(name) <= NAMED else name[:NAMED] + "…"
        self.refuse(place, f"{problem} ({spec.label}{f' “{short}”' if short else ''})", fix)

    def say(self) -> None:
        """Raises PlanJsonError with all that was refused."""
        if not self.refused:
            return
        if len(self.refused) == 1:
            problem, fix = self.refused[0]
            raise PlanJsonError(f"{self.source}: {_short(problem)}", _short(fix))
        head = ngettext(
            "{path}: {n} place does not fit, nothing was taken over",
            "{path}: {n} places do not fit, nothing was taken over",
            len(self.refused),
        ).format(path=self.source, n=len(self.refused))
        lines = [
            f"  {_short(problem)} – {' '.join(_short(fix).split())}" if fix else f"  {_short(problem)}"
            for problem, fix in self.refused[:TOLD]
        ]
        if (more := len(self.refused) - TOLD) > 0:
            lines.append(ngettext("  and {n} more", "  and {n} more", more).format(n=more))
        raise PlanJsonError("\n".join((head, *lines)), _("Mend these places in the file, or export the plan again."))

    def fill(self, draft: Draft, *, plain: bool = False) -> None:
        for unknown in sorted(
            set(self.data) - {"format", "format_version", "edition", "records", "attachments", ACCEPTED}
        ):
            self.refuse(unknown, _("a plan has no such part"), _("Remove it."))
        records = self.data.get("records")
        if not isinstance(records, dict):
            self.refuse("records", _("a list of records for each kind is expected"))
            records = {}
        if not self.as_it_was and is_older(self.data, self.pack):
            self.fitted = fitted(records, self.pack)
            records = self.fitted.records
        for kind, rows in records.items():
            self.look(kind, rows)
        attached = list(self.attached())
        accepted = accepted_json.read(self.data.get(ACCEPTED, []), self.refuse)
        order = parents_first(self.pack.records)
        values = {kind: [self.values(kind, row, place) for place, row in self.rows.get(kind, ())] for kind in order}
        links = {kind: [self.links(kind, row, place) for place, row in self.rows.get(kind, ())] for kind in order}
        self.say()
        for name, content in attached:
            attachments.keep(draft.database, name, content, as_named=True)
        put = self.put_plainly if plain else self.put_as_typed
        put(draft, values, links)
        draft.forget_history()
        with draft.saving():
            for each in accepted:
                acceptances.insert(draft.database, each)

    def put_as_typed(self, draft: Draft, values: _Values, links: _Values) -> None:
        """Have the draft hold the records, each as if it were typed."""
        with draft.action("import"):
            for kind in values:
                for (_place, row), given in zip(self.rows.get(kind, ()), values[kind], strict=True):
                    self.put(draft, kind, row, given)
            for kind in self.pack.records:
                for (_place, row), leads in zip(self.rows.get(kind, ()), links[kind], strict=True):
                    for name, others in leads.items():
                        draft.set(kind, row["id"], name, others)

    def put_plainly(self, draft: Draft, values: _Values, links: _Values) -> None:
        """Have a plain draft hold the records."""
        with draft.saving():
            for kind in plain_rows.kinds(self.pack):
                rows = [row for _place, row in self.rows.get(kind.name, ())]
                said = [given | leads for given, leads in zip(values[kind.name], links[kind.name], strict=True)]
                if rows or not self.pack.records[kind.name].single:  # what is single is there without being told
                    kind.put(draft.database.conn, rows, said)

    def look(self, kind: str, rows: Any) -> None:
        """Check what kinds, ids and fields there are, before anything refers to them."""
        spec = self.pack.records.get(kind)
        if spec is None:
            self.refuse(f"records.{kind}", _("the edition has no such kind of record"), _("Remove it."))
            return
        if not isinstance(rows, list) or (spec.single and len(rows) > 1):
            self.refuse(f"records.{kind}", _("a list of records is expected; of a single one, one"))
            return
        self.ids[kind] = set()
        sound = self.rows[kind] = []
        known = {"id", UID, spec.parent, *spec.fields}
        for n, row in enumerate(rows):
            place = f"records.{kind}[{n}]"
            id = row.get("id") if isinstance(row, dict) else None
            if not isinstance(id, int) or isinstance(id, bool) or not 0 < id < 2**62:
                self.refuse(place, _("a record with a positive whole number as `id` is expected"))
                continue
            if id in self.ids[kind] or (spec.single and id != 1):
                self.refuse(f"{place}.id", _("the id {id} cannot stand here").format(id=id))
                continue
            self.ids[kind].add(id)
            sound.append((place, row))
            self.look_at_uid(row.get(UID), place)
            for name in row:
                if name not in known:
                    self.refuse_value(kind, row, f"{place}.{name}", _("the record has no such field"), _("Remove it."))

    def look_at_uid(self, uid: Any, place: JsonPlace) -> None:
        """Check that a record's uid, if it has one, is one and nobody else's."""
        if uid is None:
            return
        if not isinstance(uid, str) or not re.fullmatch(uids.PATTERN, uid):
            fix = _("Remove it: the record gets a new one.")
            self.refuse(f"{place}.{UID}", _("a uid is 16 hexadecimal digits"), fix)
        elif uid in self.uids:
            self.refuse(
                f"{place}.{UID}",
                _("{other} has the uid {uid} already").format(other=self.uids[uid], uid=uid),
                _("If these are two records, remove one of the two uids: the record gets a new one."),
            )
        else:
            self.uids[uid] = place

    def values(self, kind: str, row: dict[str, Any], place: JsonPlace) -> dict[str, Value]:
        """The record's values as they are stored, without its links."""
        values: dict[str, Value] = {}
        for name, field in self.pack.records[kind].fields.items():
            if field.to is not None:
                continue
            given = field.field_type.from_json(row.get(name))
            if self.as_it_was and isinstance(given, str | int):
                values[name] = given
                continue
            try:
                values[name] = fields.accept(given, field)
            except ValueRefused as error:
                self.refuse_value(kind, row, f"{place}.{name}", error.message, error.fix)
        return values

    def links(self, kind: str, row: dict[str, Any], place: JsonPlace) -> dict[str, Value | Sequence[int]]:
        """What the record's links lead to; its parent is looked for too."""
        spec = self.pack.records[kind]
        if spec.parent:
            self.known(kind, row, spec.parent, row.get(spec.parent), f"{place}.{spec.parent}")
        leads: dict[str, Value | Sequence[int]] = {}
        for name, field in spec.fields.items():
            given, to = row.get(name), field.to
            if given is None or to is None:
                continue
            if field.field_type.to_one:
                self.known(kind, row, to, given, f"{place}.{name}")
            elif not isinstance(given, list) or len(set(map(str, given))) != len(given):
                self.refuse_value(kind, row, f"{place}.{name}", _("a list of ids, each once, is expected"))
                continue
            else:
                for n, other in enumerate(given):
                    self.known(kind, row, to, other, f"{place}.{name}[{n}]")
            leads[name] = given
        return leads

    def known(self, kind: str, row: dict[str, Any], to: str, id: Any, place: JsonPlace) -> None:
        """Look whether there is such a record."""
        if not isinstance(id, int) or isinstance(id, bool) or id not in self.ids.get(to, set()):
            self.refuse_value(kind, row, place, _("there is no {kind} with the id {id}").format(kind=to, id=id))

    def put(self, draft: Draft, kind: str, row: dict[str, Any], values: dict[str, Value]) -> None:
        """Make the record, without its links."""
        spec = self.pack.records[kind]
        if spec.single:
            for name, value in values.items():
                draft.set(kind, 1, name, value)
            draft.identify(kind, 1, row.get(UID) or draft.uid(kind, 1))
        else:
            above = row[spec.parent] if spec.parent else None
            draft.add(kind, values, parent=above, id=row["id"], uid=row.get(UID) or "")

    def attached(self) -> Iterator[tuple[str, bytes]]:
        """The attached files with their names, read from beside the JSON."""
        listed = self.data.get("attachments", [])
        if not isinstance(listed, list):
            self.refuse("attachments", _("a list is expected"))
            return
        names = [entry.get("name") if isinstance(entry, dict) else None for entry in listed]
        files = file_names.apart(name for name in names if isinstance(name, str) and attachments.is_plain(name))
        for n, (entry, name) in enumerate(zip(listed, names, strict=True)):
            place = f"attachments[{n}]"
            if not isinstance(name, str) or name not in files:
                self.refuse(place, _("the plain name of a file is expected"))
                continue
            try:
                content = plan_files.get(self.source, name, str(entry.get("sha256")), files[name])
            except PlanJsonError as error:
                self.refuse(place, error.message, error.fix)
                continue
            yield name, content


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"

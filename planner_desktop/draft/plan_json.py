"""A plan as JSON: all of a draft's records, in a form that is the same whenever the plan is the same.

    {"format": "bmaplan", "format_version": 1, "edition": {"id", "version"}, "records": {kind: [record, …]},
     "attachments": [{"name", "sha256", "size"}]}

A record is {"id", its parent's kind: id, field: value, …}; empty fields are left out, links are lists of ids. Money
is satang, dates are ISO 8601. Attachments lie as files beside the JSON: see `plan_files`.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.draft import attachments, plan_files
from planner_desktop.draft.draft import Draft
from planner_desktop.errors import PlanJsonError, ValueRefused
from planner_desktop.formpack import FormPack, fields, installed, read
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _

FORMAT = "bmaplan"
FORMAT_VERSION = 1
MAX_BYTES = 200_000_000


def to_plan(draft: Draft) -> dict[str, Any]:
    """The draft's plan as JSON data."""
    edition = draft.pack.edition
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": {"id": edition.id, "version": edition.version},
        "records": {kind: list(_records(draft, kind)) for kind in draft.pack.records},
        "attachments": [{"name": a.name, "sha256": a.sha256, "size": a.size} for a in draft.attachments()],
    }


def _records(draft: Draft, kind: str) -> Iterator[dict[str, Any]]:
    spec = draft.spec(kind)
    for record in draft.records(kind):
        data: dict[str, Any] = {"id": record.id}
        if spec.parent:
            data[spec.parent] = record.parent
        for name, field in spec.fields.items():
            value = list(record.links[name]) if field.type == "links" else record.values[name]
            if value not in (None, []):
                data[name] = json.loads(str(value)) if field.type == "rich_text" else value
        yield data


def write_plan(draft: Draft, path: Path, *, bare: bool = False) -> None:
    """Write the plan to `path`, and its attachments beside it; where `bare`, as in a bundle, without a folder for each.

    At every moment there is the plan that was there or this one, with its attachments. Raises PlanJsonError.
    """
    text = json.dumps(to_plan(draft), ensure_ascii=False, indent=1) + "\n"
    place = plan_files.bare if bare else plan_files.place
    try:
        before = [] if bare else plan_files.listed(path)
        kept = [(place(path, attached.name, attached.sha256), attached.name) for attached in draft.attachments()]
        for file, name in kept:
            plan_files.put(path, file, draft.attachment(name))
        whole_file.write(path, text.encode())
        plan_files.take_away(path, [place(path, *other) for other in before], [file for file, _name in kept])
    except OSError as error:
        raise PlanJsonError(
            _("{path} cannot be written: {problem}").format(path=path, problem=error.strerror or error),
            _("Choose another folder."),
        ) from error


def read_plan(source: Path, out: Path) -> Draft:
    """A new draft at `out` with the plan of a JSON file.

    Raises PlanJsonError, naming the place in the file, or DraftError; then nothing was written.
    """
    data = _load(source)
    reading = _Reading(source, data, _pack(source, data))
    # Filled in memory first: a plan that does not read leaves no file behind.
    with Draft.in_memory(reading.pack) as draft:
        reading.fill(draft)
        draft.save_as(out)
    return Draft.open(out)


def from_plan(data: dict[str, Any], pack: FormPack, name: str) -> Draft:
    """A draft in memory with the plan of JSON data, without its attachments. Raises PlanJsonError, naming `name`."""
    draft = Draft.in_memory(pack)
    try:
        _Reading(Path(name), data | {"attachments": []}, pack).fill(draft)
    except BaseException:
        draft.close()
        raise
    return draft


def _load(source: Path) -> dict[str, Any]:
    try:
        if source.stat().st_size > MAX_BYTES:
            raise PlanJsonError(_("{path} is too large for a plan").format(path=source))
        data = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PlanJsonError(_("{path} cannot be read: {problem}").format(path=source, problem=error)) from error
    except UnicodeDecodeError as error:
        raise PlanJsonError(_("{path} is not UTF-8").format(path=source), _("Save it as UTF-8.")) from error
    except json.JSONDecodeError as error:
        raise PlanJsonError(
            _("{path}:{line}:{column}: not well-formed JSON: {problem}").format(
                path=source, line=error.lineno, column=error.colno, problem=error.msg
            ),
            _("Export the plan again, or mend this place."),
        ) from error
    except RecursionError as error:
        raise PlanJsonError(_("{path} is nested too deeply for a plan").format(path=source)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PlanJsonError(
            _("{path} is JSON, but not a plan of this program").format(path=source),
            _("Choose a file that `export --json` wrote."),
        )
    if data.get("format_version") != FORMAT_VERSION:
        raise PlanJsonError(
            _("{path} was written by another version of the program (format {version})").format(
                path=source, version=data.get("format_version")
            ),
            _("Install the version that can read it."),
        )
    return data


def _pack(source: Path, data: dict[str, Any]) -> FormPack:
    edition = data.get("edition")
    name = edition.get("id") if isinstance(edition, dict) else None
    folders = installed()
    if name not in folders:
        raise PlanJsonError(
            _("{path}: edition “{name}” is not installed").format(path=source, name=name),
            _("Installed are: {names}").format(names=", ".join(folders)),
        )
    return read(folders[name])


class _Reading:
    """One plan on its way from JSON into an empty draft."""

    def __init__(self, source: Path, data: dict[str, Any], pack: FormPack) -> None:
        self.source = source
        self.data = data
        self.pack = pack
        self.ids: dict[str, set[int]] = {}

    def refuse(self, place: str, problem: str, fix: str = "") -> PlanJsonError:
        return PlanJsonError(f"{self.source}: {place}: {problem}", fix)

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        try:
            yield
        except ValueRefused as error:
            raise self.refuse(place, error.message, error.fix) from error

    def fill(self, draft: Draft) -> None:
        unknown = set(self.data) - {"format", "format_version", "edition", "records", "attachments"}
        if unknown:
            raise self.refuse(min(unknown), _("a plan has no such part"), _("Remove it."))
        records = self.data.get("records")
        if not isinstance(records, dict):
            raise self.refuse("records", _("a list of records for each kind is expected"))
        for kind, rows in records.items():
            self.look(kind, rows)
        self.attach(draft)
        with draft.action("import"):
            for kind in parents_first(self.pack):
                for n, row in enumerate(records.get(kind, ())):
                    self.put(draft, kind, row, f"records.{kind}[{n}]")
            for kind in self.pack.records:
                for n, row in enumerate(records.get(kind, ())):
                    self.link(draft, kind, row, f"records.{kind}[{n}]")
        draft.forget_history()

    def look(self, kind: str, rows: Any) -> None:
        """Check what kinds, ids and fields there are, before anything refers to them."""
        spec = self.pack.records.get(kind)
        if spec is None:
            raise self.refuse(f"records.{kind}", _("the edition has no such kind of record"), _("Remove it."))
        if not isinstance(rows, list) or (spec.single and len(rows) > 1):
            raise self.refuse(f"records.{kind}", _("a list of records is expected; of a single one, one"))
        self.ids[kind] = set()
        known = {"id", spec.parent, *spec.fields}
        for n, row in enumerate(rows):
            place = f"records.{kind}[{n}]"
            id = row.get("id") if isinstance(row, dict) else None
            if not isinstance(id, int) or isinstance(id, bool) or not 0 < id < 2**62:
                raise self.refuse(place, _("a record with a positive whole number as `id` is expected"))
            if id in self.ids[kind] or (spec.single and id != 1):
                raise self.refuse(f"{place}.id", _("the id {id} cannot stand here").format(id=id))
            self.ids[kind].add(id)
            for name in row:
                if name not in known:
                    raise self.refuse(f"{place}.{name}", _("the record has no such field"), _("Remove it."))

    def put(self, draft: Draft, kind: str, row: dict[str, Any], place: str) -> None:
        """Make the record, without its links."""
        spec = self.pack.records[kind]
        values: dict[str, Value] = {}
        for name, field in spec.fields.items():
            if field.type not in ("link", "links"):
                given = row.get(name)
                if field.type == "rich_text" and given is not None:
                    given = json.dumps(given, ensure_ascii=False)
                with self.at(f"{place}.{name}"):
                    values[name] = fields.accept(given, field)
        parent = None
        if spec.parent:
            parent = self.known(spec.parent, row.get(spec.parent), f"{place}.{spec.parent}")
        if spec.single:
            for name, value in values.items():
                draft.set(kind, 1, name, value)
        else:
            draft.add(kind, values, parent=parent, id=row["id"])

    def link(self, draft: Draft, kind: str, row: dict[str, Any], place: str) -> None:
        """Lead the record's links to the others, which are all there now."""
        for name, field in self.pack.records[kind].fields.items():
            given, to = row.get(name), field.to or ""
            if given is None:
                continue
            if field.type == "link":
                draft.set(kind, row["id"], name, self.known(to, given, f"{place}.{name}"))
            elif field.type == "links":
                if not isinstance(given, list) or len(set(map(str, given))) != len(given):
                    raise self.refuse(f"{place}.{name}", _("a list of ids, each once, is expected"))
                others: Sequence[int] = [self.known(to, other, f"{place}.{name}[{n}]") for n, other in enumerate(given)]
                draft.set(kind, row["id"], name, others)

    def known(self, kind: str, id: Any, place: str) -> int:
        if not isinstance(id, int) or isinstance(id, bool) or id not in self.ids.get(kind, set()):
            raise self.refuse(place, _("there is no {kind} with the id {id}").format(kind=kind, id=id))
        return id

    def attach(self, draft: Draft) -> None:
        listed = self.data.get("attachments", [])
        if not isinstance(listed, list):
            raise self.refuse("attachments", _("a list is expected"))
        for n, entry in enumerate(listed):
            place = f"attachments[{n}]"
            name = entry.get("name") if isinstance(entry, dict) else None
            if not isinstance(name, str) or not attachments.is_plain(name):
                raise self.refuse(place, _("the plain name of a file is expected"))
            try:
                content = plan_files.get(self.source, name, str(entry.get("sha256")))
            except PlanJsonError as error:
                raise self.refuse(place, error.message, error.fix) from error
            attachments.keep(draft.database, name, content)


def parents_first(pack: FormPack) -> list[str]:
    """The kinds of record, each after the one that it stands under."""
    ordered: list[str] = []

    def place(kind: str) -> None:
        parent = pack.records[kind].parent
        if parent and parent not in ordered:
            place(parent)
        if kind not in ordered:
            ordered.append(kind)

    for kind in pack.records:
        place(kind)
    return ordered

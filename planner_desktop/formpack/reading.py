"""From a form pack's files to a `FormPack`: read, parsed and each part checked against the model."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import cache, computed_rows, expanding, more_fields, published, tables
from planner_desktop.formpack.blocks import DocumentBlock
from planner_desktop.formpack.collecting import CollectedTable
from planner_desktop.formpack.finding import Finding, merged
from planner_desktop.formpack.folder import (
    EDITION,
    FROM_EDITION,
    SECTION_FILE,
    gather,
    is_base,
    parents,
)
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.model import CheckSpec, EditionFile, RecordsFile, Section, SectionFile
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.formpack.source import PackSource
from planner_desktop.formpack.strict import FixedValues
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_log = logging.getLogger(__name__)
SHARED_FILE = regex(r"^records(/[a-z0-9][a-z0-9-]*)?\.yaml$")
LINTED = "linted"
MAX_RECORDS, MAX_FIELDS, MAX_ROWS = 300, 50, 20_000  # of a form pack, of a record, of a catalogue


def read(folder: Path) -> FormPack:
    """Read and check the form pack in a folder, with what it inherits. Raises FormPackError with every finding."""
    files = published.files(folder)
    pack = cache.recall(files, LINTED)
    if pack is None:
        pack, findings = look(folder)
        raise_for(str(folder), findings)
        if pack is None:
            raise FormPackError(
                _("{folder} is only there to be inherited from").format(folder=folder),
                _("Write `from: {name}` in the edition.yaml of another folder.").format(name=folder.resolve().name),
            )
        if pack.files != files:
            return _with_published(folder, files) or pack
        cache.keep(pack, LINTED)
    return pack


def _with_published(folder: Path, files: dict[str, bytes]) -> FormPack | None:
    """An edition with published catalogues; None where they do not fit a version that came after them."""
    try:
        return checked(str(folder), files)
    except FormPackError as error:
        _log.warning("published catalogues are left out: %s", error)
        return None


def checked(name: str, files: Mapping[str, bytes]) -> FormPack:
    """A form pack of flat files, whose `name` is told in errors. Raises FormPackError with every finding."""
    from planner_desktop.formpack.lint import lint

    pack = cache.recall(files, LINTED)
    if pack is None:
        source = PackSource(name, dict(files))
        pack = load(source)
        raise_for(name, source.findings or (lint(pack, source.located) if pack else []))
        assert pack is not None
        cache.keep(pack, LINTED)
    return pack


def look(folder: Path) -> tuple[FormPack | None, list[Finding]]:
    """The form pack in a folder, and all that is wrong in it, at the files where that really stands.

    None where it cannot be put together, and of a base, which lacks what the editions from it have: only its words are
    looked at. Raises FormPackError where it is no form pack.
    """
    from planner_desktop.formpack import lint_previous
    from planner_desktop.formpack.lint import lint

    gathered = gather(folder)
    if gathered.findings:
        return None, gathered.findings
    source = PackSource(str(folder), gathered.files)
    if gathered.base:
        _shared(source)
        list(_sections(source))
        return None, list(map(gathered.true, source.findings))
    pack = load(source)
    found = source.findings or lint(pack, source.located)
    previous = _previous(folder) if pack and not found else None
    if pack and previous:
        found = lint_previous.look(pack, previous, source.located)
    return pack, merged([*_other_files(folder), *map(gathered.true, found)])


def _previous(folder: Path) -> FormPack | None:
    """The edition that the one in a folder is from; None where there is none, or but a base. Raises FormPackError."""
    said = FROM_EDITION.search((folder / EDITION).read_bytes())
    above = parents(folder).get(said[1].decode()) if said else None
    return None if above is None or is_base(above) else read(above)


def _other_files(folder: Path) -> Iterator[Finding]:
    """The files of a form pack's folder that would be passed over though their maker means them to be read."""
    for file in sorted(folder.rglob("*.yml")):
        yield Finding(file.relative_to(folder).as_posix(), 1, _("the file is not read: its name must end in .yaml"))


def raise_for(name: str, findings: list[Finding]) -> None:
    """Refuse a form pack that has findings. Raises FormPackError."""
    if findings:
        lines = "\n".join(str(finding) for finding in findings)
        raise FormPackError(_("The form pack {name} cannot be used:\n{findings}").format(name=name, findings=lines))


def _look_at_places(source: PackSource, edition: EditionFile, records: Mapping[str, RecordSpec]) -> None:
    """Find what `edition.yaml` names as a field and is none: every draft is opened, called and printed by these."""
    pages = edition.document
    named = (
        (("agency",), edition.agency),
        (("abbreviation",), edition.abbreviation),
        (("document", "digits"), pages.digits),
        (("document", "final"), pages.final),
    )
    for path, place in named:
        kind, _dot, field = (place or "").partition(".")
        spec = records.get(kind)
        if place and (spec is None or not spec.single or field not in spec.fields.keys() - _computed(spec).keys()):
            source.finding("edition.yaml", path, _("“{name}” is no field of a single record").format(name=place))


def _look_at_fields(
    source: PackSource, records: Mapping[str, RecordSpec], names: set[str], homes: Mapping[str, str]
) -> None:
    """Find names that a record's own columns or its view have, and records that are too large."""
    for name, spec in records.items():
        for field_name in spec.fields.keys() & (tables.OWN_COLUMNS | {spec.parent}):
            problem = _("“{name}” is a column that every such record has").format(name=field_name)
            source.finding(*more_fields.place(name, field_name, homes), problem, _("Give it another name."))
        row = computed_rows.name(name)
        if _computed(spec) and ("row" in spec.fields or row in names):
            problem = _("“{name}” is the view of the record “{record}” with its computed fields")
            said = problem.format(name=row, record=name)
            source.finding(homes[name], ("records", name), said, _("Give it another name."))
        if len(spec.fields) > MAX_FIELDS:
            problem = _("too many fields (over {count})").format(count=MAX_FIELDS)
            source.finding(homes[name], ("records", name, "fields"), problem, _("Divide it into several records."))


def load(source: PackSource) -> FormPack | None:
    """Put a form pack together from its files; None, with `source.findings`, where a file does not fit the model."""
    edition = source.part(EDITION, EditionFile)
    shared = _shared(source)
    sections = list(_sections(source))
    if edition is None or source.findings:
        return None
    records: dict[str, RecordSpec] = {}
    views: dict[str, str] = {}
    homes: dict[str, str] = {}
    files: list[tuple[str, RecordsFile | Section]] = [*shared.items(), *((s.file, s) for s in sections)]
    for file, part in files:
        for word, names in (("records", part.records), ("views", part.views)):
            for name in names:
                if tables.is_own(name):
                    problem = _("“{name}” is a table that the draft has already").format(name=name)
                    source.finding(file, (word, name), problem, _("Give it another name."))
                if name in records or name in views:
                    problem = _("“{name}” is defined twice, also in {file}").format(name=name, file=homes[name])
                    fix = _(
                        "Give it another name; an inherited record gets more fields by `more_fields`, and to change "
                        "it its file is copied here by `forms take`."
                    )
                    source.finding(file, (word, name), problem, fix)
        records |= part.records
        views |= part.views
        homes |= dict.fromkeys((*part.records, *part.views), file)
    if len(records) + len(views) > MAX_RECORDS:
        problem = _("too many records and views (over {count})").format(count=MAX_RECORDS)
        source.finding("records.yaml", (), problem)
    homes |= more_fields.put(source, records, files)
    _look_at_fields(source, records, {*records, *views}, homes)
    _look_at_places(source, edition, records)
    of_files = [(EDITION, edition.values), *((file, part.values) for file, part in files)]
    values = _values(source, of_files, {*records, *views})
    homes |= {name: file for file, names in of_files for name in names}
    catalogues: dict[str, tuple[dict[str, str], ...]] = {}
    parts: dict[str, tuple[DocumentBlock, ...]] = {}
    part_homes: dict[str, str] = {}
    checks: dict[str, tuple[CheckSpec, ...]] = {}
    collected: dict[str, CollectedTable] = {}
    collected_homes: dict[str, str] = {}
    for file, each in shared.items():
        twice = [("catalogues", name) for name in each.catalogues.keys() & catalogues]
        for path in sorted([*twice, *(("parts", name) for name in each.parts.keys() & parts)]):
            problem = _("“{name}” is defined twice").format(name=path[1])
            source.finding(file, path, problem, _("Give it another name."))
        catalogues |= {n: tuple(_catalogue(source, file, n, spec.file)) for n, spec in each.catalogues.items()}
        parts |= each.parts
        checks[file] = each.checks
        for name in each.collected.keys() & collected.keys():
            problem = _("“{name}” is defined twice").format(name=name)
            source.finding(file, ("collected", name), problem, _("Give it another name."))
        collected |= each.collected
        collected_homes |= dict.fromkeys(each.collected, file)
        part_homes |= dict.fromkeys(each.parts, file)
    if source.findings:
        return None
    computed = {name: _computed(spec) for name, spec in records.items() if _computed(spec)}
    for name in computed:
        records[name] = records[name].with_values(
            fields={n: field for n, field in records[name].fields.items() if n not in computed[name]}
        )
    pack = FormPack(
        edition=edition,
        sections=tuple(sections),
        records=records,
        computed=computed,
        views=views,
        parts=parts,
        checks=checks,
        collected=collected,
        collected_homes=collected_homes,
        overview={file: each.overview for file, each in shared.items() if each.overview},
        across={file: each.across for file, each in shared.items() if each.across.says},
        catalogues=catalogues,
        homes=homes,
        part_homes=part_homes,
        files=source.files,
    )
    return expanding.expanded(pack, values)


def _computed(spec: RecordSpec) -> dict[str, FieldSpec]:
    return {name: field for name, field in spec.fields.items() if field.field_type.computed}


def _values(source: PackSource, of_files: Iterable[tuple[str, FixedValues]], others: set[str]) -> FixedValues:
    """The values of all files, whose names are not those of `others`."""
    found: FixedValues = {}
    for file, values in of_files:
        for name in values:
            if name in found or name in others or name in ("fiscal_year", "previous_year"):
                problem = _("“{name}” is defined twice").format(name=name)
                source.finding(file, ("values", name), problem, _("Give it another name."))
        found |= values
    return found


def edition_of(folder: Path) -> EditionFile:
    """Which edition a folder holds, without reading the rest of it. Raises FormPackError."""
    return _head(PackSource(str(folder), published.files(folder)))


def agencies_of(folder: Path) -> list[dict[str, str]]:
    """The catalogue of agencies of the edition in a folder, without reading all of it. Raises FormPackError."""
    source = PackSource(str(folder), published.files(folder))
    name = _head(source).agencies
    for file, shared in _shared(source).items():
        if name in shared.catalogues:
            rows = list(_catalogue(source, file, name, shared.catalogues[name].file))
            raise_for(source.name, source.findings)
            return rows
    raise_for(source.name, source.findings)
    raise FormPackError(_("there is no catalogue “{name}”").format(name=name))


def _head(source: PackSource) -> EditionFile:
    edition = source.part(EDITION, EditionFile)
    raise_for(source.name, source.findings)
    assert edition is not None
    return expanding.titled(edition)


def _shared(source: PackSource) -> dict[str, RecordsFile]:
    """What several sections share, by file: the folder `records`, then `records.yaml`, which builds on it."""
    found_files = (file for file in source.files if SHARED_FILE.match(file))
    files = sorted(found_files, key=lambda file: ("/" not in file, file)) or ["records.yaml"]
    found = {file: source.part(file, RecordsFile) for file in files}
    return {file: part for file, part in found.items() if part is not None}


def _sections(source: PackSource) -> Iterator[Section]:
    for file in sorted(source.files):
        name = SECTION_FILE.match(file)
        if name:
            part = source.part(file, SectionFile)
            if part is not None:
                yield Section(**{k: getattr(part, k) for k in SectionFile.names()}, id=name[1], file=file)
        elif file.endswith(".yaml") and file != EDITION and not SHARED_FILE.match(file):
            source.finding(file, (), _("not a section: its name must be like 40-part-one.yaml"), _("Rename the file."))


def _catalogue(source: PackSource, home: str, name: str, file: str) -> Iterator[dict[str, str]]:
    file = file or f"catalogues/{name}.csv"
    path = ("catalogues", name, "file")
    if file not in source.files:
        source.finding(
            home,
            path,
            _("the catalogue {file} is missing").format(file=file),
            _("Add the file or mend its name."),
        )
        return
    try:
        rows = csv.DictReader(io.StringIO(source.files[file].decode("utf-8-sig")), strict=True)
        for row in rows:
            if None in row or None in row.values():
                source.findings.append(Finding(file, rows.line_num, _("the row has not as many cells as the head"), ""))
                return
            if rows.line_num > MAX_ROWS:
                problem = _("too many rows (over {count})").format(count=MAX_ROWS)
                source.findings.append(Finding(file, rows.line_num, problem, ""))
                return
            yield row
    except (UnicodeDecodeError, csv.Error) as error:
        source.finding(home, path, f"{file}: {whole_file.told(error)}", _("Save it as CSV in UTF-8."))

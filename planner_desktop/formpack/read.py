"""From a form pack's files to a `FormPack`: read, parsed and each part checked against the model."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import cache, expanding, tables
from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.model import (
    EditionFile,
    FormPack,
    RecordsFile,
    RecordSpec,
    Section,
    SectionFile,
    Values,
)
from planner_desktop.formpack.strict import Strict, checker
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack import located_yaml

M = TypeVar("M", bound=Strict)

SECTION_FILE = re.compile(r"^\d\d-([a-z][a-z0-9-]*)\.yaml$")
LINTED, STORED = "linted", "stored"
MAX_FILES, MAX_BYTES = 200, 20_000_000
MAX_RECORDS, MAX_FIELDS, MAX_ROWS = 300, 50, 20_000  # of a form pack, of a record, of a catalogue
MAX_GUESSES = 20  # at what an unknown key was meant to be
MAX_FINDINGS = 100  # of one file; who has so many mends the first ones first


@dataclass
class Source:
    """A form pack's files, the YAML among them with line numbers, and what was found wrong while reading."""

    name: str
    files: dict[str, bytes]
    located: dict[str, located_yaml.Located] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def finding(self, file: str, path: located_yaml.Path, message: str, fix: str = "") -> None:
        """Note something wrong at a path of a file."""
        line = self.located[file].line(path) if file in self.located else 1
        self.findings.append(Finding(file, line, message, fix))

    def part(self, file: str, model: type[M]) -> M | None:
        """The file's YAML as the model; None, with findings, where it does not fit."""
        from pydantic import ValidationError

        from planner_desktop.formpack import located_yaml

        if file not in self.files:
            self.finding(file, (), _("the file is missing"), _("Every form pack has edition.yaml and records.yaml."))
            return None
        try:
            text = self.files[file].decode("utf-8")
            self.located[file] = located_yaml.read(text, file)
            part: M = checker(model).validate_python(self.located[file].data or {})
            return part
        except UnicodeDecodeError:
            self.finding(file, (), _("the file is not UTF-8"), _("Save it as UTF-8."))
        except FormPackError as error:
            self.findings.append(Finding.parsed(error, file))
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_context=False)[:MAX_FINDINGS]:
                self._refuse(file, model, problem)
        return None

    def _refuse(self, file: str, model: type[Strict], problem: Mapping[str, Any]) -> None:
        data: Any = self.located[file].data
        path: list[str | int] = []
        steps = problem["loc"]
        for n, step in enumerate(steps):  # pydantic also names the kinds of a union on the way: those are no keys here
            present = isinstance(data, dict) and step in data
            if present or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
                below = data[step]
                if isinstance(below, dict | list) or n == len(steps) - 1:
                    path.append(step)
                    data = below
        last = str(problem["loc"][-1]) if problem["loc"] else ""
        if problem["type"] == "unexpected_keyword_argument" and len(self.findings) > MAX_GUESSES:
            self.finding(file, tuple(path), _("unknown key “{key}”").format(key=last), _("Remove it."))
        elif problem["type"] == "unexpected_keyword_argument":
            around = [m for m in _models(cast(Any, model)) if last not in m.names()]
            words = sorted({word for m in around for word in m.names()})
            near = difflib.get_close_matches(last, words)
            near.sort(key=lambda word: word[:1] != last[:1])  # a slip of the hand seldom changes the first letter
            fix = _("Did you mean “{word}”?").format(word=near[0]) if near else _("Remove it.")
            self.finding(file, tuple(path), _("unknown key “{key}”").format(key=last), fix)
        elif problem["type"] == "missing":
            self.finding(file, tuple(path), _("the key “{key}” is missing").format(key=last), _("Add it."))
        else:
            where = ".".join(str(step) for step in path) or file
            self.finding(file, tuple(path), f"{where}: {problem['msg'].removeprefix('Value error, ')}")


@lru_cache
def _models(model: Any) -> set[type[Strict]]:
    """The model and every model inside it."""
    found: set[type[Strict]] = set()
    todo: list[Any] = [model]
    while todo:
        part = todo.pop()
        if isinstance(part, type) and issubclass(part, Strict):
            if part not in found:
                found.add(part)
                todo.extend(get_type_hints(part).values())
        else:
            todo.extend(getattr(part, "__args__", ()))
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    """Every YAML and CSV file of a form pack's folder. Raises FormPackError."""
    if not (folder / "edition.yaml").is_file():
        raise FormPackError(
            _("{folder} is not a form pack: it has no edition.yaml").format(folder=folder),
            _("Give a folder such as those in forms/."),
        )
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".csv") and p.is_file())
    if len(paths) > MAX_FILES or sum(p.stat().st_size for p in paths) > MAX_BYTES:
        raise FormPackError(_("{folder}: too large for a form pack").format(folder=folder))
    outside = [p for p in paths if not p.resolve().is_relative_to(folder.resolve())]
    if outside:
        raise FormPackError(_("{file} leads out of the form pack's folder").format(file=outside[0]))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def read(folder: Path) -> FormPack:
    """Read and check the form pack in a folder. Raises FormPackError with every finding."""
    files = files_of(folder)
    pack = cache.recall(files, LINTED)
    if pack is None:
        from planner_desktop.formpack.lint import lint

        source = Source(str(folder), files)
        pack = load(source)
        raise_for(source.name, source.findings or lint(pack, source.located))
        assert pack is not None
        cache.keep(pack, LINTED)
    return pack


def read_stored(name: str, files: dict[str, bytes]) -> FormPack:
    """The form pack of a draft, which was checked as a whole when the draft was made. Raises FormPackError."""
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise FormPackError(_("{folder}: too large for a form pack").format(folder=name))
    pack = cache.recall(files, STORED)
    if pack is None:
        source = Source(name, files)
        pack = load(source)
        raise_for(source.name, source.findings)
        assert pack is not None
        cache.keep(pack, STORED)
    return pack


def raise_for(name: str, findings: list[Finding]) -> None:
    """Refuse a form pack that has findings. Raises FormPackError."""
    if findings:
        lines = "\n".join(str(finding) for finding in findings)
        raise FormPackError(_("The form pack {name} cannot be used:\n{findings}").format(name=name, findings=lines))


def _look_at_places(source: Source, edition: EditionFile, records: Mapping[str, RecordSpec]) -> None:
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
        if place and (kind not in records or not records[kind].single or field not in records[kind].fields):
            source.finding("edition.yaml", path, _("“{name}” is no field of a single record").format(name=place))


def load(source: Source) -> FormPack | None:
    """Put a form pack together from its files; None, with `source.findings`, where a file does not fit the model."""
    edition = source.part("edition.yaml", EditionFile)
    shared = source.part("records.yaml", RecordsFile)
    sections = list(_sections(source))
    if edition is None or shared is None or source.findings:
        return None
    records: dict[str, RecordSpec] = {}
    views: dict[str, str] = {}
    parts: list[tuple[str, RecordsFile | Section]] = [("records.yaml", shared), *((s.file, s) for s in sections)]
    for file, part in parts:
        for word, names in (("records", part.records), ("views", part.views)):
            for name in names:
                if tables.is_own(name):
                    problem = _("“{name}” is a table that the draft has already").format(name=name)
                    source.finding(file, (word, name), problem, _("Give it another name."))
                if name in records or name in views:
                    problem = _("“{name}” is defined twice").format(name=name)
                    source.finding(file, (word, name), problem, _("Give it another name."))
        for name, spec in part.records.items():
            for field_name in spec.fields.keys() & (tables.OWN_COLUMNS | {spec.parent}):
                problem = _("“{name}” is a column that every such record has").format(name=field_name)
                source.finding(file, ("records", name, "fields", field_name), problem, _("Give it another name."))
            if len(spec.fields) > MAX_FIELDS:
                problem = _("too many fields (over {count})").format(count=MAX_FIELDS)
                source.finding(file, ("records", name, "fields"), problem, _("Divide it into several records."))
        records |= part.records
        views |= part.views
    if len(records) + len(views) > MAX_RECORDS:
        problem = _("too many records and views (over {count})").format(count=MAX_RECORDS)
        source.finding("records.yaml", (), problem)
    _look_at_places(source, edition, records)
    of_files = [("edition.yaml", edition.values), *((file, part.values) for file, part in parts)]
    values = _values(source, of_files, {*records, *views})
    catalogues = {name: tuple(_catalogue(source, name, spec.file)) for name, spec in shared.catalogues.items()}
    if source.findings:
        return None
    pack = FormPack(
        edition=edition,
        sections=tuple(sections),
        records=records,
        views=views,
        parts=shared.parts,
        catalogues=catalogues,
        files=source.files,
    )
    return expanding.expanded(pack, values)


def _values(source: Source, of_files: Iterable[tuple[str, Values]], others: set[str]) -> Values:
    """The values of all files, whose names are not those of `others`."""
    found: Values = {}
    for file, values in of_files:
        for name in values:
            if name in found or name in others or name in ("fiscal_year", "previous_year"):
                problem = _("“{name}” is defined twice").format(name=name)
                source.finding(file, ("values", name), problem, _("Give it another name."))
        found |= values
    return found


def _sections(source: Source) -> Iterator[Section]:
    for file in sorted(source.files):
        name = SECTION_FILE.match(file)
        if name:
            part = source.part(file, SectionFile)
            if part is not None:
                yield Section(**{k: getattr(part, k) for k in SectionFile.names()}, id=name[1], file=file)
        elif file.endswith(".yaml") and file not in ("edition.yaml", "records.yaml"):
            source.finding(file, (), _("not a section: its name must be like 40-part-one.yaml"), _("Rename the file."))


def _catalogue(source: Source, name: str, file: str) -> Iterator[dict[str, str]]:
    path = ("catalogues", name, "file")
    if file not in source.files:
        source.finding(
            "records.yaml",
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
        source.finding("records.yaml", path, f"{file}: {error}", _("Save it as CSV in UTF-8."))

"""The editions that are installed: those that came with the program, and those a user added from a file or folder."""

import errno
import json
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner_desktop import leftovers, whole_file
from planner_desktop.app_paths import FORMS, user_data
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import copies
from planner_desktop.formpack.folder import EDITION, files_of, is_base, schema
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.reading import edition_of, read
from planner_desktop.formpack.stored import MAX_BYTES, MAX_FILES
from planner_desktop.i18n import _
from planner_desktop.regex import regex

SCHEMAS = "schema"
"""The folder beside editions that holds the JSON Schemas of their YAML."""

_ID = regex(r"[a-z0-9][a-z0-9-]{0,39}")
_VERSION = regex(rb"^version:\s*(\d{1,9})\b", re.MULTILINE)
_SCHEMA_LINE = f"# yaml-language-server: $schema=../{SCHEMAS}/edition.json"


def added_folder() -> Path:
    """Where added editions are kept: the user's own folder, for the program's may not be written to."""
    return user_data() / "forms"


def installed() -> dict[str, Path]:
    """The folders of the installed editions, by edition id: of one that came with the program and was added, too, the
    higher version, and where they are alike the program's.

    Bases, which are only there to be inherited from, are none.
    """
    added = sorted(added_folder().glob("*/edition.yaml"))
    found = {f.parent.name: f.parent for f in added if _ID.fullmatch(f.parent.name)}  # not one that is half there
    for file in sorted(FORMS.glob("*/edition.yaml")):
        here = file.parent
        if here.name not in found or version_of(found[here.name]) <= version_of(here):
            found[here.name] = here
    return {name: folder for name, folder in found.items() if not is_base(folder)}


def version_of(folder: Path) -> int:
    """The version of the edition in a folder, without reading the rest of its edition.yaml."""
    said = _VERSION.search((folder / EDITION).read_bytes())
    return int(said[1]) if said else 1


def add(source: Path) -> FormPack:
    """Install the edition in a folder or zip file for this user, once it is found to be sound. Raises FormPackError.

    It takes the place of a lower version.
    """
    with leftovers.temporary_folder() as temporary:
        folder = source if source.is_dir() else _unpacked(source, temporary)
        pack = read(folder)
        edition = pack.edition
        present = installed().get(edition.id)
        if present is not None and version_of(present) >= edition.version:
            raise FormPackError(
                _("The edition “{name}” is installed already, in version {version}").format(
                    name=edition.id, version=version_of(present)
                ),
                _("Give a corrected one a higher version in its edition.yaml, and another edition another id."),
            )
        if present is not None and (known := edition_of(present).publisher) and known != edition.publisher:
            raise FormPackError(
                _("This edition “{name}” names other keys than the installed one").format(name=edition.id),
                _("Do not use the file; ask {name} whether it is theirs.").format(name=known.name),
            )
        target = added_folder() / edition.id
        if target.exists():
            remove(edition.id)
        _write(pack.files, target)
    return pack


def _unpacked(file: Path, folder: Path) -> Path:
    """The folder with edition.yaml in it, out of a zip; only plain YAML and CSV files inside it are taken."""
    try:
        if not file.is_file():
            raise OSError(errno.EINVAL, _("it is no file"))  # a pipe or device has no end
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise FormPackError(_("{folder}: too large for a form pack").format(folder=file))
            for entry in entries:
                target = (folder / entry.filename).resolve()
                if not target.is_relative_to(folder.resolve()):
                    raise FormPackError(_("{file} leads out of the form pack's folder").format(file=entry.filename))
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(entry))
    except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise FormPackError(
            _("{path} cannot be read: {problem}").format(path=file, problem=whole_file.told(error)),
            _("Give a form pack's folder, or a zip of one."),
        ) from error
    return next((f.parent for f in sorted(folder.rglob("edition.yaml"))), folder)


def remove(edition: str) -> None:
    """Take an added edition away. Drafts made with it keep their own copy. Raises FormPackError."""
    folder = added_folder() / edition
    if not _ID.fullmatch(edition) or not (folder / "edition.yaml").is_file():
        raise FormPackError(
            _("The edition “{name}” was not added by you").format(name=edition),
            _("Editions that came with the program stay."),
        )
    try:
        whole_file.remove_folder(folder)
    except OSError as error:
        raise FormPackError(
            _("{path} cannot be removed: {problem}").format(path=folder, problem=whole_file.told(error)),
            _("Close what has a file in it open, and try again."),
        ) from error


def new(source: Path, folder: Path) -> FormPack:
    """Next year's edition: a new folder, whose name becomes its id, that is from another. Raises FormPackError.

    Beside it the JSON Schemas are written that the first lines of its files point to, where they are not there yet.
    """
    year = read(source).edition.year + 1
    if folder.exists():
        raise FormPackError(_("{path} exists already").format(path=folder), _("Give the name of a new folder."))
    if not _ID.fullmatch(folder.name):
        raise FormPackError(
            _("“{name}” cannot be an edition's id").format(name=folder.name),
            _("Use small Latin letters, digits and hyphens, such as in the names of the installed editions."),
        )
    lines = (_SCHEMA_LINE, f"from: {source.resolve().name}", f"id: {folder.name}", f"year: {year}", "version: 1", "")
    _write({EDITION: "\n".join(lines).encode()}, folder)
    _write_schemas(folder.resolve().parent / SCHEMAS)
    return read(folder)


def take(folder: Path, names: Sequence[str]) -> list[Path]:
    """Copy inherited files into an edition's folder, to be changed there; where they are now. Raises FormPackError."""
    own, files = {p.relative_to(folder).as_posix() for p in folder.rglob("*")}, files_of(folder)
    for name in names:
        if name not in files:
            offered = ", ".join(sorted(files.keys() - own))
            raise FormPackError(
                _("“{name}” inherits no file “{file}”").format(name=folder.resolve().name, file=name),
                _("Write one of: {words}").format(words=offered or "–"),
            )
        if name in own:
            raise FormPackError(_("{path} exists already").format(path=folder / name), _("Change it there."))
    for name in names:
        try:
            (folder / name).parent.mkdir(exist_ok=True)
            whole_file.write(folder / name, copies.marked(name, files[name], copies.parent(folder)))
        except OSError as error:
            raise FormPackError(*whole_file.cannot_be_written(folder / name, error)) from error
    return [folder / name for name in names]


def _write_schemas(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
        for kind, schema in schemas().items():
            file = folder / f"{kind}.json"
            if not file.exists():
                whole_file.write(file, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
    except OSError as error:
        raise FormPackError(*whole_file.cannot_be_written(folder, error)) from error


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each kind of a form pack's YAML files."""
    from planner_desktop.formpack.model import EditionFile, RecordsFile, SectionFile
    from planner_desktop.formpack.strict import checker

    return {
        "edition": schema(checker(EditionFile).json_schema()),
        "records": checker(RecordsFile).json_schema(),
        "section": checker(SectionFile).json_schema(),
    }


def _write(files: dict[str, bytes], folder: Path) -> None:
    try:
        if folder.parent == added_folder():
            whole_file.own_folder(folder.parent)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_file.making_folder(folder) as part:
            for name, content in files.items():
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                (part / name).write_bytes(content)
    except OSError as error:
        raise FormPackError(*whole_file.cannot_be_written(folder, error)) from error

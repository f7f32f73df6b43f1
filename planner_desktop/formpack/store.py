"""The editions that are installed: those that came with the program, and those a user added from a file or folder."""

import errno
import re
import zipfile
import zlib
from pathlib import Path

from planner_desktop import leftovers, whole_file
from planner_desktop.errors import FormPackError
from planner_desktop.formpack.model import FormPack
from planner_desktop.formpack.read import MAX_BYTES, MAX_FILES, read
from planner_desktop.i18n import _
from planner_desktop.places import FORMS, user_data

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def added_folder() -> Path:
    """Where added editions are kept: the user's own folder, for the program's may not be written to."""
    return user_data() / "forms"


def installed() -> dict[str, Path]:
    """The folders of the installed editions, by edition id. One that came with the program is never replaced."""
    added = sorted(added_folder().glob("*/edition.yaml"))
    found = {f.parent.name: f.parent for f in added if _ID.fullmatch(f.parent.name)}  # not one that is half there
    return found | {f.parent.name: f.parent for f in sorted(FORMS.glob("*/edition.yaml"))}


def add(source: Path) -> FormPack:
    """Install the edition in a folder or zip file for this user, once it is found to be sound. Raises FormPackError."""
    with leftovers.temporary_folder() as temporary:
        folder = source if source.is_dir() else _unpacked(source, temporary)
        pack = read(folder)
        target = added_folder() / pack.edition.id
        if (FORMS / pack.edition.id).exists() or target.exists():
            raise FormPackError(
                _("The edition “{name}” is installed already").format(name=pack.edition.id),
                _("Remove it first, or give the new one another id."),
            )
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
            _("{path} cannot be removed: {problem}").format(path=folder, problem=error.strerror or error),
            _("Close what has a file in it open, and try again."),
        ) from error


def new(source: Path, folder: Path) -> FormPack:
    """A copy of an edition as the next year's, in a new folder whose name becomes its id. Raises FormPackError.

    Where the YAML says “พ.ศ.” and the fiscal year, it says the next one; everything else is for its maker to mend.
    """
    pack = read(source)
    if folder.exists():
        raise FormPackError(_("{path} exists already").format(path=folder), _("Give the name of a new folder."))
    if not _ID.fullmatch(folder.name):
        raise FormPackError(
            _("“{name}” cannot be an edition's id").format(name=folder.name),
            _("Use small Latin letters, digits and hyphens, such as in the names of the installed editions."),
        )
    year = pack.edition.year
    files = {
        name: content.replace(f"พ.ศ. {year}".encode(), f"พ.ศ. {year + 1}".encode())
        if name.endswith(".yaml")
        else content
        for name, content in pack.files.items()
    }
    edition = files["edition.yaml"].decode("utf-8")
    for key, value in (("id", folder.name), ("year", str(year + 1)), ("version", "1")):
        edition = re.sub(rf"^{key}:.*$", f"{key}: {value}", edition, flags=re.MULTILINE)
    _write(files | {"edition.yaml": edition.encode("utf-8")}, folder)
    return read(folder)


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

"""The zip of a bundle from anyone, taken apart only where it is built as every common program builds one.

A zip names its files twice and says where each begins; one that lies about it shows one program these files and
another program those, or holds the same bytes a thousand times over. Such a one is refused before a byte is unpacked.
"""

import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from planner_desktop import file_names
from planner_desktop.bundle.refusal import RefusedError, is_no_bundle
from planner_desktop.file_names import DEVICES, MARKS, on_any_drive
from planner_desktop.i18n import _
from planner_desktop.zip_bounds import holds_too_much

MAX_FILES = 2_000
MAX_BYTES = 2_000_000_000
"""Far above any plan with its attachments; a bundle that would unpack to more is not unpacked."""
_LONGEST_NAME, _LONGEST_PART = 400, 255  # bytes; no drive takes more in one folder
_LABEL, MAX_LABEL = "bag-info.txt", 64_000
_TELLING = 0x1 | 0x8 | 0x800  # encrypted, sizes behind, name in UTF-8: the other flags tell how well it was packed
_NAME_FIELD = 0x7075
_END, _ENTRY = b"PK\x05\x06", b"PK\x03\x04"


_SHOWN = 80  # letters of a name from anyone


def _twice(entries: Sequence[zipfile.ZipInfo]) -> str:
    """The first name that is there twice on some drive, or of a file and a folder."""
    names = [on_any_drive(each.filename).rstrip("/") for each in entries]
    within = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    of_files = (name for name, each in zip(names, entries, strict=True) if not each.is_dir())
    return next(
        (name for name, count in Counter(names).items() if count > 1), next(filter(within.__contains__, of_files), "")
    )


def _outside(entries: Sequence[zipfile.ZipInfo]) -> str:
    """The first file that stands in no folder, or in another than the first."""
    first, *others = (each.filename for each in entries)
    top = PurePosixPath(first).parts[0]
    return next((name for name in (first, *others) if "/" not in name or not name.startswith(f"{top}/")), first)


def unpack(path: Path, folder: Path) -> Path:
    """Unpack a bundle into an empty folder; the one folder inside. Raises BundleError, zipfile.BadZipFile, OSError."""
    _look_at_end(path)
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        _look_at_sizes(path, entries)
        for entry in entries:
            _look_at(path, entry)
        files = [entry for entry in entries if not entry.is_dir()]
        tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
        names = {on_any_drive(entry.filename).rstrip("/") for entry in entries}
        within = {parent for name in names for parent in PurePosixPath(name).parents}
        as_folder = any(PurePosixPath(on_any_drive(each.filename)) in within for each in files)
        alone = any(len(PurePosixPath(entry.filename).parts) < 2 for entry in files)
        if not entries:
            raise is_no_bundle(path, _("there is nothing in it"))
        if len(names) != len(entries) or as_folder:
            told = _("it holds two files, or a file and a folder, of the name “{name}”")
            raise is_no_bundle(path, told.format(name=_twice(entries)[:_SHOWN]))
        if len(tops) != 1 or alone:
            told = _("all files must stand in one folder; this one does not: “{name}”")
            raise is_no_bundle(path, told.format(name=_outside(entries)[:_SHOWN]))
        _look_at_places(path, entries, archive.start_dir)
        folder = file_names.for_long(folder, max((len(entry.filename) for entry in files), default=0))
        for entry in files:
            archive.extract(entry, folder)
    return folder / tops.pop()


def label_of(path: Path) -> dict[str, str]:
    """What the label of a bundle says, which is not verified; its first lines. Raises BundleError."""
    try:
        _look_at_end(path)
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if each.filename.endswith(f"/{_LABEL}")]
            if len(entries) != 1:
                raise is_no_bundle(path, _("{name} is missing").format(name=_LABEL))
            _look_at(path, entries[0])
            with archive.open(entries[0]) as content:
                text = content.read(MAX_LABEL).decode("utf-8")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise is_no_bundle(path, str(error)) from error
    lines = (line.partition(": ") for line in text.splitlines())
    return {name: value for name, sep, value in lines if sep}


def _odd(path: Path) -> RefusedError:
    return is_no_bundle(path, _("the zip is put together in a way that hides what is in it"))


def _look_at_end(path: Path) -> None:
    """The list of files must stand at the very end, and be no longer than so many files need."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 22))
        end = file.read(22)
    if len(end) < 22 or not end.startswith(_END):
        raise is_no_bundle(path, _("it is no zip, was cut short, or something is appended to it"))
    disk, first, here, count, length, start, comment = struct.unpack("<HHHHIIH", end[4:])
    if count > MAX_FILES or length > MAX_FILES * (_LONGEST_NAME + 200):
        raise is_no_bundle(path, _("it would unpack to too much"))
    if disk or first or here != count or comment or start + length != size - 22:
        raise _odd(path)


def _look_at_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if holds_too_much(entries, MAX_FILES, MAX_BYTES):
        raise is_no_bundle(path, _("it would unpack to too much"))


def _look_at(path: Path, entry: zipfile.ZipInfo) -> None:
    name = PurePosixPath(entry.filename)
    stems = {part.partition(".")[0].rstrip().lower() for part in name.parts}
    marks = any(mark in entry.filename for mark in MARKS) or entry.orig_filename != entry.filename
    odd = any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in entry.filename)
    plain = entry.filename.rstrip("/") == str(name)  # neither `a//b` nor `a/./b`
    cut = any(part.endswith((".", " ")) for part in name.parts)  # `..`, and `a.` or `a `, which Windows takes for `a`
    if not name.parts or name.is_absolute() or marks or odd or cut or not plain or stems & DEVICES:
        raise is_no_bundle(path, _("it holds a file with the unsafe name “{name}”").format(name=entry.filename))
    if len(entry.filename.encode()) > _LONGEST_NAME or any(len(part.encode()) > _LONGEST_PART for part in name.parts):
        raise is_no_bundle(
            path, _("it holds a file with the unsafe name “{name}”").format(name=entry.filename[:50] + "…")
        )
    kind = entry.external_attr >> 28
    if kind == 0xA:
        raise is_no_bundle(path, _("it holds a link, “{name}”").format(name=entry.filename))
    if kind not in (0, 0x4, 0x8) or (entry.is_dir() and entry.file_size):
        raise _odd(path)
    if entry.flag_bits & 0x2041:
        raise is_no_bundle(path, _("it is encrypted"))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _odd(path)


def _look_at_places(path: Path, entries: list[zipfile.ZipInfo], end: int) -> None:
    """One file must stand behind the other, from the first byte on, with nothing between them or over another."""
    at = 0
    with path.open("rb") as file:
        for entry in sorted(entries, key=lambda each: each.header_offset):
            if entry.header_offset != at:
                raise _odd(path)
            file.seek(at)
            head = file.read(30)
            if len(head) < 30 or not head.startswith(_ENTRY):
                raise _odd(path)
            name, extra = struct.unpack("<HH", head[26:30])
            file.seek(at + 30 + name)
            if not _says_the_same(head, file.read(extra), entry):
                raise _odd(path)
            at += 30 + name + extra + entry.compress_size
            if entry.flag_bits & 0x8:
                file.seek(at)
                at += _length_of_descriptor(file.read(24), entry)
        if at != end:
            raise _odd(path)


def _says_the_same(head: bytes, extra: bytes, entry: zipfile.ZipInfo) -> bool:
    """Whether what stands before a file says of it what the list at the end says; other programs go by the first.

    Sizes that a program wrote behind the file are 0 before it, and those of a large one stand in its extra fields.
    """
    flags, method, _time, _date, crc, packed, size = struct.unpack("<HHHHIII", head[6:26])
    if (flags ^ entry.flag_bits) & _TELLING or method != entry.compress_type:
        return False
    if any(_names_another(field, entry) for field in (extra, entry.extra)) or entry.comment:
        return False
    if flags & 0x8 and not (crc or packed or size):
        return True
    if 0xFFFFFFFF in (packed, size):
        large = struct.pack("<HHQQ", 1, 16, entry.file_size, entry.compress_size)
        if large not in extra and not (flags & 0x8 and struct.pack("<HHQQ", 1, 16, 0, 0) in extra):
            return False
        packed, size = entry.compress_size, entry.file_size
    told = (entry.CRC, entry.compress_size, entry.file_size)
    return (crc, packed, size) == told or bool(flags & 0x8 and (crc, packed, size) == (0, *told[1:]))


def _names_another(extra: bytes, entry: zipfile.ZipInfo) -> bool:
    """Whether extra fields hold another name, by which some programs go (Info-ZIP's Unicode path).

    That of the one folder may be: who packs a bundle again with an older program has it there in letters that are ours.
    """
    at, own = 0, entry.filename.partition("/")[2].encode()
    while at + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[at : at + 4])
        if kind == _NAME_FIELD and extra[at + 9 : at + 4 + length].partition(b"/")[2] != own:
            return True
        at += 4 + length
    return False


def _length_of_descriptor(after: bytes, entry: zipfile.ZipInfo) -> int:
    """How long the sizes are that a program wrote behind a file, when it could not go back to write them before."""
    return next((len(form) for form in _descriptors(entry) if after.startswith(form)), -1)


def _descriptors(entry: zipfile.ZipInfo) -> Iterator[bytes]:
    for mark in (b"PK\x07\x08", b""):
        for form in ("<III", "<IQQ"):
            yield mark + struct.pack(form, entry.CRC, entry.compress_size, entry.file_size)

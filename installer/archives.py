"""Packs a laid program to be carried on a stick, as zip for Windows and tar for Linux: the same bytes each time."""

import io
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from installer.commit import moment

PORTABLE = "portable"
"""The file by which the program knows that its settings belong beside it (`planner_desktop.app_paths`)."""
_NOTE = "โปรแกรมเก็บค่าที่ตั้งและข้อมูลสำรองไว้ในโฟลเดอร์ user ข้างไฟล์นี้ หากลบไฟล์นี้ จะเก็บไว้ในเครื่องตามปกติ\n"


def pack_zip(folder: Path, out: Path) -> Path:
    """Write a portable zip of a folder; where it is."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content, mode in _entries(folder):
            entry = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
            entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16  # of Unix, the only one with modes
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return out


def pack_tar(folder: Path, out: Path) -> Path:
    """Write a portable .tar.xz of a folder; where it is."""
    with tarfile.open(out, "w:xz") as packed:
        for name, content, mode in _entries(folder):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(content), moment(), mode
            packed.addfile(entry, io.BytesIO(content))
    return out


def _entries(folder: Path) -> Iterator[tuple[str, bytes, int]]:
    """Name, content and mode of what is packed, in order; first what makes it portable."""
    yield f"{folder.name}/{PORTABLE}", _NOTE.encode(), 0o644
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield file.relative_to(folder.parent).as_posix(), file.read_bytes(), file.stat().st_mode & 0o777

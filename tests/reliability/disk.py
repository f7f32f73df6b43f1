"""A disk that may lose its power: what was synced is there afterwards, of all else perhaps some, perhaps none.

It follows what `recorder.c` wrote down. The rules are POSIX's, taken strictly: bytes written since the file's last fsync
may be missing, and a name made, moved or removed since its folder's last fsync may be as it was.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

Mode = Literal["all", "some", "torn"]
MODES: tuple[Mode, ...] = ("all", "some", "torn")
"""Of what was not synced all is lost; writes and the last names are; sectors are too."""
SECTOR = 512
_HEAD = struct.Struct("<4q")


class Call(NamedTuple):
    """A call that changed something, as it was written down; kind `!` is a mark."""

    kind: str
    file: int
    one: int
    two: int
    content: bytes


def calls(log: Path) -> Iterator[Call]:
    """What was written down, in turn."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        kind = chr(content[at])
        file, one, two, length = _HEAD.unpack_from(content, at + 1)
        at += 1 + _HEAD.size
        yield Call(kind, file, one, two, content[at : at + length])
        at += length


@dataclass(eq=False)
class File:
    """What is in a file now, what is on the disk, and what was written since."""

    now: bytearray = field(default_factory=bytearray)
    kept: bytes = b""
    written: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, at: int, content: bytes | None) -> None:
        """Write at a place, or cut or lengthen to it."""
        _put(self.now, at, content)
        self.written.append((at, content))

    def sync(self) -> None:
        """Have it on the disk."""
        self.kept, self.written = bytes(self.now), []

    def after_cut(self, mode: Mode, chance: random.Random) -> bytes:
        """What is on the disk when the power is gone."""
        left = bytearray(self.kept)
        for at, content in self.written if mode != "all" else ():
            if chance.random() < 0.5:
                continue
            if content is None or mode == "some":
                _put(left, at, content)
                continue
            for start in range(0, len(content), SECTOR):
                if chance.random() < 0.5:
                    _put(left, at + start, content[start : start + SECTOR])
        return bytes(left)


def _put(into: bytearray, at: int, content: bytes | None) -> None:
    if content is None and len(into) > at:
        del into[at:]
        return
    into.extend(bytes(max(0, at - len(into))))
    if content is not None:
        into[at : at + len(content)] = content


@dataclass(eq=False)
class Folder:
    """The names in a folder now, and on the disk."""

    now: dict[str, "File | Folder"] = field(default_factory=dict)
    kept: dict[str, "File | Folder"] = field(default_factory=dict)


Named = tuple[Folder, str, File | Folder | None]
"""In a folder a name was given to something, or taken away."""


class Disk:
    """One folder on a disk, as it is before anything was written down."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = _loaded(root)
        self.names: list[tuple[Named, ...]] = []
        """What was done to names and is not known to be on the disk."""
        self.open: dict[int, File | Folder] = {}

    def do(self, call: Call) -> None:
        """Follow a call."""
        match call.kind:
            case "o":
                self._open(call)
            case "c":
                self.open.pop(call.file, None)
            case "w":
                self._file(call).write(call.one, call.content)
            case "t":
                self._file(call).write(call.one, None)
            case "s":
                self._sync(self.open[call.file])
            case "u":
                folder, name = self._at(call.content[:-1])
                self._name((folder, name, None))
            case "m":
                folder, name = self._at(call.content[:-1])
                self._name((folder, name, Folder()))
            case "r" | "l":
                one, two = call.content[:-1].split(b"\0")
                (folder, name), (to, new) = self._at(one), self._at(two)
                what = folder.now[name]
                self._name(*([(folder, name, None)] if call.kind == "r" else []), (to, new, what))

    def _open(self, call: Call) -> None:
        path = call.content
        if Path(path.decode()) == self.root:
            self.open[call.file] = self.top
            return
        folder, name = self._at(path)
        if not call.one:
            self._name((folder, name, File()))
        self.open[call.file] = folder.now[name]
        if call.two:
            self._file(call).write(0, None)

    def _file(self, call: Call) -> File:
        file = self.open[call.file]
        assert isinstance(file, File)
        return file

    def _at(self, path: bytes) -> tuple[Folder, str]:
        *folders, name = Path(path.decode()).relative_to(self.root).parts
        place = self.top
        for each in folders:
            found = place.now[each]
            assert isinstance(found, Folder)
            place = found
        return place, name

    def _name(self, *changes: Named) -> None:
        for folder, name, what in changes:
            _give(folder.now, name, what)
        self.names.append(changes)

    def _sync(self, what: File | Folder) -> None:
        if isinstance(what, File):
            what.sync()
            return
        left = []
        for changes in self.names:
            if any(folder is what for folder, _name, _what in changes):
                for folder, name, to in changes:
                    _give(folder.kept, name, to)
            else:
                left.append(changes)
        self.names = left

    def cut(self, mode: Mode, chance: random.Random, into: Path, survivor: str = "") -> None:
        """Write to a folder what is on the disk when the power is gone now; `survivor`, on another PC, is as it is."""
        names = {id(folder): dict(folder.kept) for folder in _folders(self.top)}
        for changes in self.names[: 0 if mode == "all" else chance.randint(0, len(self.names))]:
            for folder, name, what in changes:
                _give(names.setdefault(id(folder), dict(folder.kept)), name, what)
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir()

        def write(folder: Folder, place: Path, lives: bool) -> None:
            for name, what in (folder.now if lives else names.get(id(folder), folder.kept)).items():
                stays = lives or name == survivor
                if isinstance(what, Folder):
                    (place / name).mkdir()
                    write(what, place / name, stays)
                else:
                    (place / name).write_bytes(what.now if stays else what.after_cut(mode, chance))

        write(self.top, into, lives=False)


def _give(names: dict[str, File | Folder], name: str, what: File | Folder | None) -> None:
    if what is None:
        names.pop(name, None)
    else:
        names[name] = what


def _folders(top: Folder) -> Iterator[Folder]:
    yield top
    for each in {id(f): f for f in (*top.now.values(), *top.kept.values()) if isinstance(f, Folder)}.values():
        yield from _folders(each)


def _loaded(place: Path) -> Folder:
    folder = Folder()
    for path in place.iterdir():
        if path.is_dir():
            folder.now[path.name] = _loaded(path)
        else:
            content = path.read_bytes()
            folder.now[path.name] = File(bytearray(content), content)
    folder.kept = dict(folder.now)
    return folder

"""The XML in the zip files of office programs, read so that no file from anyone fills the memory or never ends."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from planner_desktop import stopping
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.zip_bounds import holds_too_much

MOST_FILES = 5_000
MOST_BYTES = 250_000_000
"""So much is unpacked of one file, whatever it says of itself; a workbook of 400,000 cells has a tenth."""
_PART = 1 << 16
_LONGEST = 2_000_000
"""No element, and no text between two of them, is longer; at one that never ends the parser looks ever again."""

Attributes = dict[str, str]
Started = Callable[[str, Attributes], None]
Ended = Callable[[str], None]
Said = Callable[[str], None]


class Broken(Exception):
    """The file is not as the program that wrote it would have left it."""


class _LocalNames(dict[str, str]):
    """Names of XML without their namespaces, which differ between the editions of a format."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


class Packed:
    """A zip file with XML inside. Reading it raises Broken, or PlannerError where it unpacks to too much."""

    def __init__(self, content: bytes) -> None:
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise Broken from error
        entries = self._zip.infolist()
        if holds_too_much(entries, MOST_FILES, 4 * MOST_BYTES):
            raise too_much()
        self._entries = {entry.filename.lstrip("/").casefold(): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def parse(self, name: str, started: Started, ended: Ended, said: Said | None = None) -> None:
        """Tell of the elements of a part as they begin and end, and what text is between; of one that lacks nothing."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            return
        names = _LocalNames()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = lambda tag, attributes: started(
            names[tag], {names[key]: value for key, value in attributes.items()} if attributes else attributes
        )
        parser.EndElementHandler = lambda tag: ended(names[tag])
        if said is not None:
            parser.CharacterDataHandler = said
        open_for = 0
        try:
            with self._zip.open(entry) as file:
                while part := file.read(_PART):
                    stopping.look()
                    self._left -= len(part)
                    if self._left < 0:
                        raise too_much()
                    open_for = 0 if b">" in part else open_for + len(part)
                    if open_for > _LONGEST:
                        raise Broken("an element that never ends")
                    parser.Parse(part, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, *_BROKEN) as error:
            raise Broken(str(error)) from error

    def text(self, name: str) -> str:
        """A small part as it stands; empty where it is not there."""
        entry = self._entries.get(name.casefold())
        try:
            return self._zip.open(entry).read(1_000_000).decode("utf-8", "replace") if entry else ""
        except _BROKEN as error:
            raise Broken(str(error)) from error


_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, UnicodeError,
    OverflowError, ValueError, LookupError, OSError,
)  # fmt: skip
"""What `zipfile`, expat and the reading of numbers raise at files that are none."""


def _refuse(*_declared: object) -> None:
    """No office program declares entities; who does wants to fill the memory or to read other files."""
    raise Broken("entities")


def too_much() -> PlannerError:
    """The refusal of a file that would fill the memory."""
    return PlannerError(
        _("The file unpacks to more than any table that people read"),
        _("Copy only the table into a new workbook, and give that."),
    )

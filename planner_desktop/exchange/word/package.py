"""The zip that a document is: its parts by their names, and what each says of others. Nothing is unpacked to the disk.

A name in the zip is only ever looked up, so one that leads out of a folder leads nowhere; an address outside of the
file is never followed.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.word import other_kinds
from planner_desktop.exchange.word.safe_xml import XmlRefused, trees
from planner_desktop.i18n import _
from planner_desktop.zip_bounds import holds_too_much

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_FILES = 5_000
MOST_BYTES = 1_000_000_000
"""Of all parts together, unpacked: nearly all of a document are its pictures."""
MOST_XML = 200_000_000
"""Of one part that is read as XML; that of 500 pages has 30 MB."""
_MAIN = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part says of another: what it is to it ("image"), and its name; `external`: an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """A document's parts. Raises PlannerError in the user's words for whatever is no document of Word, or damaged."""

    def __init__(self, file: IO[bytes], source: str) -> None:
        self.source = source
        other_kinds.refuse(file, source)
        try:
            self._zip = zipfile.ZipFile(file)
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise self._damaged_zip() from error
        if holds_too_much(entries, MOST_FILES, MOST_BYTES):
            raise PlannerError(
                _("{path} would unpack to more than any document").format(path=source),
                _("Do not use it, and ask for the document anew from whoever sent it."),
            )
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = _plain(entry.filename)
            if name in self._entries:
                raise PlannerError(
                    _("{path} holds the part {part} twice").format(path=source, part=name),
                    other_kinds.save_again(),
                )
            self._entries[name] = entry
        other_kinds.refuse_parts(self._entries.keys(), self._first_bytes("mimetype"), source)
        self.main = self._main_part()

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._entries

    def size(self, part: str) -> int:
        """How many bytes a part says that it has; 0 where there is none."""
        entry = self._entries.get(_plain(part))
        return entry.file_size if entry else 0

    def read(self, part: str, most: int) -> bytes:
        """The bytes of a part, at most so many. Raises PlannerError where it is damaged or larger."""
        entry = self._entries[_plain(part)]
        if entry.file_size > most:
            raise self._too_large(part)
        try:
            with self._zip.open(entry) as stream:
                return stream.read()
        except _BROKEN as error:
            raise self.damaged(part, _("it cannot be unpacked")) from error

    def trees(self, part: str, depth: int) -> "Iterator[Element]":
        """The elements of a part that stand so deep, one after the other; none where there is no such part."""
        if part not in self:
            return
        entry = self._entries[_plain(part)]
        if entry.file_size > MOST_XML:
            raise self._too_large(part)
        try:
            with self._zip.open(entry) as stream:
                yield from trees(stream, depth)
        except XmlRefused as error:
            raise self.damaged(part, str(error)) from error
        except _BROKEN as error:
            raise self.damaged(part, _("it cannot be unpacked")) from error

    def tree(self, part: str) -> "Element | None":
        """A part as one tree; None where there is none."""
        found = None
        for found in self.trees(part, 0):  # noqa: B007 - the whole part is to be looked at
            pass
        return found

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part says of others, by the names it calls them."""
        folder, name = posixpath.split(part)
        found = {}
        for element in self.trees(posixpath.join(folder, "_rels", f"{name}.rels"), 1):
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            target, external = element.get("Target", ""), element.get("TargetMode", "") == "External"
            if not external:
                target = _plain(posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))))
            found[element.get("Id", "")] = Relationship(kind, target, external)
        return found

    def damaged(self, part: str, problem: str) -> PlannerError:
        """What is said of a part that cannot be read."""
        return PlannerError(
            _("{path} cannot be read: of the part {part}, {problem}").format(
                path=self.source, part=part, problem=problem
            ),
            other_kinds.save_again(),
        )

    def _first_bytes(self, part: str) -> bytes:
        return self.read(part, 1000) if 0 < self.size(part) <= 1000 else b""

    def _main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and relationship.target in self:
                other_kinds.refuse_main(relationship.target, self.source)
                return relationship.target
        if _MAIN in self:
            return _MAIN
        raise PlannerError(
            _("{path} is no document of Word: it has no part {part}").format(path=self.source, part=_MAIN),
            other_kinds.save_again(),
        )

    def _too_large(self, part: str) -> PlannerError:
        return PlannerError(
            _("{path}: the part {part} is larger than that of any document").format(path=self.source, part=part),
            _("Divide the document into several, and give them one by one."),
        )

    def _damaged_zip(self) -> PlannerError:
        return PlannerError(
            _("{path} is damaged or cut short: its list of parts cannot be read").format(path=self.source),
            _("Copy it anew from where it came, or open it in Word and save it under another name."),
        )


def _plain(name: str) -> str:
    """A part's name as all programs take it: names differ by no case, and some programs write `word\\document.xml`."""
    return name.replace("\\", "/").lstrip("/").lower()


def package_of(content: bytes, source: str) -> Package:
    """The parts of a document that is in memory."""
    return Package(io.BytesIO(content), source)

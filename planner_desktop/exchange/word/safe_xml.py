"""XML from anyone as small trees, one after the other: without entities, and neither deep nor large without end.

A part of a document is never a tree as a whole: a plan of 500 pages would fill the memory. What says nothing of text or
place (`names.UNREAD`) is not kept at all.
"""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from planner_desktop import stopping
from planner_desktop.exchange.word.names import PREFIXES, TEXTS, UNDERSTOOD, UNREAD, UNREAD_ATTRIBUTES, is_of_signs
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 160
"""Tables in tables, text boxes in groups and the marks of changes round them stand about 40 deep."""
MOST_ELEMENTS = 6_000_000
"""Of one part: a plan of 500 pages has 900,000."""
MOST_KEPT = 2_500_000
"""Of one tree: so many have the most cells that a table may have, and take half a gigabyte."""
_PIECE = 1 << 16


class XmlRefused(Exception):
    """XML that is not read; says in a few words why and where in its part, for whoever names the part."""


def trees(stream: IO[bytes], depth: int) -> "Iterator[Element]":
    """Each element of this depth (0: the root) with all that is in it, as soon as it has ended. Raises XmlRefused."""
    from xml.parsers import expat

    builder = _Builder(depth)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    parser.StartNamespaceDeclHandler = builder.declared
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.letters
    size, at, ended = _PIECE, 0, False
    while not ended:
        stopping.look()
        piece = stream.read(size)
        ended = not piece
        try:
            parser.Parse(piece, ended)
        except expat.ExpatError as error:
            raise XmlRefused(
                _("it is damaged at line {line}, letter {letter} ({problem})").format(
                    line=error.lineno, letter=error.offset + 1, problem=expat.ErrorString(error.code)
                )
            ) from error
        except (LookupError, ValueError) as error:
            raise XmlRefused(_("it is written in letters that are not known")) from error
        size = _PIECE if parser.CurrentByteIndex > at else 2 * size  # a tag that is longer is looked at again
        at = parser.CurrentByteIndex
        yield from builder.take()


def _refuse_document_type(*_told: object) -> None:
    raise XmlRefused(_("it declares a document type or entities, which no word processor writes"))


def _too_many(most: int) -> XmlRefused:
    return XmlRefused(_("it has over {most} elements").format(most=f"{most:,}"))


class _Builder:
    """Makes trees of what the parser tells, with short names."""

    def __init__(self, depth: int) -> None:
        from xml.etree.ElementTree import TreeBuilder

        self._new = TreeBuilder
        self._tree: TreeBuilder | None = None
        self._of_depth, self._depth, self._count, self._kept = depth, 0, 0, 0
        self._unread = 0
        self._texts = False
        self._done: list[Element] = []
        self._names: dict[str, str] = {}
        self._spaces: dict[str, str] = {}

    def take(self) -> "Iterator[Element]":
        """The trees that have ended since it was asked last."""
        done, self._done = self._done, []
        return iter(done)

    def declared(self, prefix: str | None, space: str | None) -> None:
        """A prefix of the document's own, which what asks for namespaces names."""
        self._spaces[prefix or ""] = PREFIXES.get(space or "", "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise XmlRefused(_("its elements stand over {most} deep in each other").format(most=DEEPEST))
        if self._count > MOST_ELEMENTS:
            raise _too_many(MOST_ELEMENTS)
        if self._unread:
            self._unread += 1
            return
        short = self._names.get(name) or self._shortened(name)
        if short in UNREAD:
            self._unread = 1
            return
        if self._depth <= self._of_depth:
            return
        if self._tree is None:
            self._tree = self._new()
        told = self._told(attributes) if attributes else {}
        if short == "w:rFonts" and not is_of_signs(told):
            self._unread = 1
            return
        if short == "mc:Choice":
            asked = told.get("Requires", "").split()
            told["Requires"] = "" if all(self._spaces.get(one) in UNDERSTOOD for one in asked) else "unknown"
        self._kept += 1
        if self._kept > MOST_KEPT:
            raise _too_many(MOST_KEPT)
        self._tree.start(short, told)
        self._texts = short in TEXTS

    def _told(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes by their short names, without those that only the programs that wrote them read."""
        told = {self._names.get(key) or self._shortened(key): text for key, text in attributes.items()}
        return {name: text for name, text in told.items() if not name.startswith(UNREAD_ATTRIBUTES)}

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._unread:
            self._unread -= 1
            return
        if self._tree is None:
            return
        self._texts = False
        self._tree.end(self._names[name])
        if self._depth == self._of_depth:
            self._done.append(self._tree.close())
            self._tree = None
            self._kept = 0

    def letters(self, text: str) -> None:
        if self._texts and self._tree is not None and not self._unread:
            self._tree.data(text)

    def _shortened(self, name: str) -> str:
        space, blank, local = name.rpartition(" ")
        prefix = PREFIXES.get(space, "?") if blank else ""
        short = f"{prefix}:{local}" if prefix else local
        self._names[name] = short
        return short

"""Whether the Word file in a bundle is that of its plan, and whether one that nobody can compare does no harm.

What this program writes of a plan is always the same parts. Of a file that another version wrote it is only seen that
it holds the parts of a document and no other, leads nowhere but by links that a reader clicks, and computes nothing.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from planner_desktop.bundle import layout
from planner_desktop.bundle.refusal import Fault, ask_for_ours
from planner_desktop.document.export import SHA256
from planner_desktop.document.outline import Document
from planner_desktop.document.word.writer import make_docx
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.zip_bounds import holds_too_much

MOST_PARTS, MOST_BYTES = 2_000, 150_000_000
"""Parts, and bytes of all that is unpacked: pictures go in once, and as they are."""
_PART = regex(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml|word/theme/theme1\.xml|word/_rels/[A-Za-z0-9]+\.xml\.rels"
    r"|word/(document|styles|numbering|footnotes|settings|fontTable|(header|footer)[0-9]+)\.xml"
    r"|word/fonts/[A-Za-z0-9]+\.odttf|word/media/[A-Za-z0-9]+\.(png|jpeg)"
)
_FIELDS = regex(r"\s*(PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|TOC|REF|SEQ|HYPERLINK)(\s.*)?", re.DOTALL)
_PIECE = 1 << 16
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error, expat.ExpatError)


class _UnfitError(ValueError):
    """A part that is none of a document as this program writes them; says which."""


def look(data: Path, said: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with the Word file of a bundle, whoever wrote it: it is there or not, and does no harm."""
    file = data / layout.WORD
    if file.is_file() != (said.get(layout.WITH_WORD) == "yes"):
        yield _fault(_("whether there is a Word file, the label says otherwise"), "files")
    if not file.is_file():
        return
    try:
        with zipfile.ZipFile(file) as package:
            _look_at(package)
    except _UnfitError as error:
        yield _fault(
            _("{name} holds what no document of this program holds: {part}").format(name=layout.WORD, part=error)
        )
    except _BROKEN as error:
        yield _fault(_("{name} cannot be read: {problem}").format(name=layout.WORD, problem=error))


def against(
    document: Document, data: Path, said: Mapping[str, str], other_program: str
) -> tuple[list[Fault], list[str]]:
    """What differs from the Word file that this program writes of a document, and what is to be told.

    `other_program` is the one that made it, if it was not this. Raises DocumentError.
    """
    file = data / layout.WORD
    if not file.is_file():
        return [], []
    identifiers = said.get(layout.IDENTIFIER, ""), SHA256 + said.get(layout.PLAN_SHA256, "")
    try:
        same = _is_same(make_docx(replace(document, identifiers=identifiers)).data, file)
    except _BROKEN:
        same = False
    except MemoryError:
        return [], [
            _("{name} could not be written again to be compared: the plan is too long.").format(name=layout.WORD)
        ]
    if same:
        return [], []
    if not other_program:
        return [_fault(_("{name} says otherwise than the plan").format(name=layout.WORD))], []
    told = _("{name} was not compared, for {program} made it. It holds no macros and leads nowhere by itself.")
    return [], [told.format(name=layout.WORD, program=other_program)]


def _fault(problem: str, kind: str = "word") -> Fault:
    return Fault("files" if kind == "files" else "word", problem, f"data/{layout.WORD}", ask_for_ours())


def _is_same(made: bytes, file: Path) -> bool:
    """Whether it holds the same parts, each once; how they are packed is another library's matter."""
    with zipfile.ZipFile(BytesIO(made)) as own, zipfile.ZipFile(file) as other:
        if sorted(own.namelist()) != sorted(other.namelist()):
            return False
        return all(_unpacked(other, entry.filename, entry.file_size) == own.read(entry) for entry in own.infolist())


def _unpacked(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    with package.open(name) as content:
        return content.read(most + 1)


def _look_at(package: zipfile.ZipFile) -> None:
    """Raises _UnfitError, and what reading a damaged zip or XML raises."""
    entries = package.infolist()
    if holds_too_much(entries, MOST_PARTS, MOST_BYTES):
        raise _UnfitError(_("more than any document"))
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise _UnfitError(_("a part twice"))
    for entry in entries:
        if not _PART.fullmatch(entry.filename):
            raise _UnfitError(entry.filename)
        if entry.filename.endswith((".xml", ".rels")):
            _look_at_part(package, entry)


def _look_at_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A part leads out of the file only by a link, and its fields only number and point. Raises _UnfitError."""
    fields: list[str] = []
    inside = False

    def refused(*_arguments: object) -> None:
        raise _UnfitError(entry.filename)

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        local = name.rpartition(":")[2]
        leads = local == "Relationship" and attributes.get("TargetMode", "Internal") != "Internal"
        if local in ("altChunk", "object") or (leads and not attributes.get("Type", "").endswith("/hyperlink")):
            refused()
        if local == "fldSimple":
            fields.append("".join(value for key, value in attributes.items() if key.rpartition(":")[2] == "instr"))
        if inside := local == "instrText":
            fields.append("")

    def ended(_name: str) -> None:
        nonlocal inside
        inside = False

    def letters(text: str) -> None:
        if inside:
            fields[-1] += text

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = letters
    with package.open(entry) as content:
        while piece := content.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    if not all(_FIELDS.fullmatch(each) for each in fields):
        refused()

"""Word files taken apart."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openxml_audit
from lxml import etree

from planner_desktop.document.outline import Document, OutlineBlock, PrintedSection
from planner_desktop.document.word.markup import MAIN
from planner_desktop.document.word.writer import make_docx

W = {"w": MAIN}


class Parts:
    """The parts of a file: `body` and others by their names, asked with XPath."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.names = file.namelist()
            self.bytes = {name: file.read(name) for name in self.names}
        self.trees = {
            name: etree.fromstring(self.bytes[name]) for name in self.names if name.endswith((".xml", ".rels"))
        }

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        """The elements at a path."""
        found: list[etree._Element] = self.trees[part].xpath(path, namespaces=W)
        return found

    def values(self, path: str, part: str = "word/document.xml") -> list[str]:
        """The values of attributes at a path."""
        return [str(one) for one in self.find(path, part)]

    def texts(self, path: str, part: str = "word/document.xml") -> list[str]:
        """The texts of the elements at a path."""
        return [text(one) for one in self.find(path, part)]


def text(element: etree._Element) -> str:
    """What stands in an element, tabs and breaks with it."""
    return "".join(_said(element))


def _said(element: etree._Element) -> Iterator[str]:
    for one in element.iter(f"{{{MAIN}}}t", f"{{{MAIN}}}tab", f"{{{MAIN}}}br"):
        name = etree.QName(one).localname
        if name == "t":
            yield one.text or ""
        elif one.getparent().tag != f"{{{MAIN}}}tabs":
            yield "\t" if name == "tab" else "\n"


def written(*blocks: OutlineBlock, **about: object) -> Parts:
    """Blocks as the parts of a Word file."""
    document = Document("แผนปฏิบัติราชการประจำปี", "สำนักการคลัง", [PrintedSection("", blocks)], **about)  # type: ignore[arg-type]
    return Parts(make_docx(document).data)


def schema_errors(path: Path) -> list[str]:
    """What a validator of ISO/IEC 29500 finds: elements in a wrong order, values that are none, relations to nowhere."""
    found = openxml_audit.OpenXmlValidator().validate(path)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in found.errors]

"""Where a record stands in the document: the sections, headings, tables and rows whose text has its name.

A form pack's queries do not say from which records a row comes (see `origin`), so its name is looked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner_desktop.document.outline import Document, Heading, OutlineBlock, Paragraph, Row, Table, plain
from planner_desktop.draft import Draft
from planner_desktop.formpack import template
from planner_desktop.formpack.tables import links_table
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_LEAST = 4
"""Letters; a shorter name stands in too many places by chance."""
_RAISED = regex("[⁰¹²³⁴⁵⁶⁷⁸⁹\\s]+")


class Appearance(NamedTuple):
    """A place that has a record's name: its section, the heading above it, and of a table its number and the row."""

    section: str
    heading: str
    table: int
    """The how manieth table under the heading, from 1 on; 0 where it is no table."""
    row: str
    """What the row is numbered with, or else its place in the table."""
    text: str
    """What is printed there, by which its page is found."""


class LinkedFrom(NamedTuple):
    """A record that links to another, and in which field."""

    kind: str
    id: int
    field: str
    title: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A record's name as it is printed, and the longer names that hold it but mean others."""

    name: str
    longer: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Whether the name itself is in a printed text."""
        said = letters(text)
        if self.name not in said:
            return False
        for other in self.longer:
            said = said.replace(other, "\n")
        return self.name in said


def letters(text: str) -> str:
    """A text without what printing changes: blanks, digits of the other kind, marks of footnotes."""
    return _RAISED.sub("", to_arabic(text))


def naming(draft: Draft, kind: str, id: int) -> Naming | None:
    """The name to look for; None where the record has none, or one too short to tell anything."""
    field = _name_field(draft, kind)
    names = {record.id: letters(str(record.values[field] or "")) for record in draft.records(kind)} if field else {}
    name = names.get(id, "")
    if len(name) < _LEAST:
        return None
    longer = sorted((other for other in names.values() if name in other and other != name), key=len, reverse=True)
    return Naming(name, tuple(longer))


def _name_field(draft: Draft, kind: str) -> str | None:
    """The field with the name: the longest text of the title, for a code stands in it too."""
    spec = draft.spec(kind)
    named = template.columns(spec.named_by)
    texts = [name for name in spec.plain_texts if name in named]
    if not texts:
        return None

    def length(name: str) -> int:
        return int(draft.database.execute(f"SELECT coalesce(max(length({name})), 0) FROM {kind}").fetchone()[0])

    return max(texts, key=length)


def appearances(document: Document, of: Naming) -> Iterator[Appearance]:
    """Every place of a document that has the name, in its order."""
    for section in document.sections:
        yield from _in_section(section.id, section.blocks, of)


def _in_section(section: str, blocks: Sequence[OutlineBlock], of: Naming) -> Iterator[Appearance]:
    heading, tables = "", 0
    for block in blocks:
        if isinstance(block, Heading):
            heading, tables = plain(block.text).strip(), 0
        elif isinstance(block, Paragraph):
            if of.stands_in(plain(block.text)):
                yield Appearance(section, heading, 0, block.label, plain(block.text))
        elif isinstance(block, Table):
            tables += 1
            for number, row in enumerate(block.rows, 1):
                text = next((plain(cell.text) for cell in row.cells if of.stands_in(plain(cell.text))), None)
                if text is not None:
                    yield Appearance(section, heading, tables, _numbered(row, number), text)


def _numbered(row: Row, place: int) -> str:
    """What a row calls itself in its first cell, if that is a number and no code."""
    first = to_arabic(plain(row.cells[0].text)).strip().rstrip(".") if row.cells else ""
    return first if first.replace(".", "").isdecimal() and len(first) <= 3 else str(place)


def linked_from(draft: Draft, kind: str, id: int) -> list[LinkedFrom]:
    """The records whose link or links fields lead to a record, in the order of the form pack."""
    found: list[LinkedFrom] = []
    for other, spec in draft.pack.records.items():
        for name, field in spec.fields.items():
            if field.to != kind:
                continue
            sql = f"SELECT id FROM {other} WHERE {name} = ? ORDER BY position"
            if field.field_type.to_many:
                table = links_table(other, name)
                sql = f"SELECT t.{other} FROM {table} t JOIN {other} o ON o.id = t.{other} WHERE t.{kind} = ? "
                sql += "ORDER BY o.position, o.id"
            ids = [row[0] for row in draft.database.execute(sql, [id])]
            found += [LinkedFrom(other, one, name, draft.title(other, one)) for one in ids]
    return found

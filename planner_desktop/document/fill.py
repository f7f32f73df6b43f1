"""From a form pack's document blocks and a draft to an outline: every query run, every text filled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from planner_desktop import stopping
from planner_desktop.document import outline
from planner_desktop.document.digits import in_arabic_digits, in_thai_digits
from planner_desktop.document.formats import filled, says_nothing
from planner_desktop.document.outline import Document, OutlineBlock
from planner_desktop.document.running_text import rich
from planner_desktop.document.tables import table
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, versions
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.draft.records.view_cache import Answer, WorkedOut
from planner_desktop.errors import QueryError
from planner_desktop.formpack import Section, short_queries
from planner_desktop.formpack.blocks import (
    ContentsBlock,
    DocumentBlock,
    EachBlock,
    HeadingBlock,
    ListBlock,
    PageBlock,
    ParagraphBlock,
    PartBlock,
    QrBlock,
    RichBlock,
    SignaturesBlock,
    SpaceBlock,
    TableBlock,
    TableSpec,
    asked,
)
from planner_desktop.formpack.strict import Constant, SqlValue
from planner_desktop.i18n import _


def fill(draft: Draft) -> Document:
    """The whole document of a draft. Raises QueryError where a query of the form pack fails."""
    use = in_use(draft).sections
    with WorkedOut(draft) as views:
        sections = [outline.PrintedSection(spec.id, tuple(Filling(draft, spec, views).blocks())) for spec in use]
        return document_of(draft, sections)


def document_of(draft: Draft, sections: Sequence[outline.PrintedSection]) -> Document:
    """The document that these sections of the draft make."""
    edition = draft.pack.edition
    agency = sending.value_at(draft, edition.agency)
    kind = edition.agency.partition(".")[0]
    title = outline.plain(filled(edition.document_title, draft.scope(draft.record(kind, 1).values)))
    pages = edition.document
    return Document(
        title,
        agency,
        sections,
        watermark=watermark(draft),
        thai_digits=_thai_digits(draft),
        page_number=pages.page_number,
        number_place=pages.page_number_at,
    )


def watermark(draft: Draft) -> str:
    """The word across every page that says that this is a draft; empty once it was said to be final, or sent."""
    pages = draft.pack.edition.document
    is_final = pages.final is None or sending.value_at(draft, pages.final) == "1" or versions.state(draft).sent
    return "" if is_final else pages.watermark


def _thai_digits(draft: Draft) -> bool:
    digits = draft.pack.edition.document.digits
    return digits is not None and sending.value_at(draft, digits) == "thai"


class Blocks:
    """Blocks of a form pack on their way into the outline; who inherits says what their queries are asked of.

    `parts` are the blocks that others name.
    """

    def __init__(self, parts: Mapping[str, Sequence[DocumentBlock]]) -> None:
        self._parts = parts

    def _query(self, sql: str, values: Scope) -> list[dict[str, Any]]:
        raise NotImplementedError

    def _picture(self, name: str) -> bytes:
        raise KeyError(name)

    def _all_of(self, blocks: Sequence[DocumentBlock], values: Scope) -> Iterator[OutlineBlock]:
        for block in blocks:
            stopping.look()
            if block.when is None or self._query(asked(block.when), values):
                yield from self._one(block, values)

    def _one(self, block: DocumentBlock, values: Scope) -> Iterator[OutlineBlock]:
        match block:
            case HeadingBlock():
                text = filled(block.heading, values)
                if text:
                    yield outline.Heading(text, block.level, block.contents, block.align)
            case ParagraphBlock():
                if block.keep_empty or not says_nothing(block.paragraph, values):
                    yield outline.Paragraph(filled(block.paragraph, values), block.style)
            case ListBlock():
                for number, row in enumerate(self._query(block.list, values), 1):
                    label = f"{number}." if block.numbered else "-"
                    yield outline.Paragraph(filled(block.item, values.with_row(row)), "body", label)
            case RichBlock():
                yield from rich(values[block.rich], self._picture)
            case SignaturesBlock():
                rows = self._query(block.signatures, values)
                if rows:
                    signers = [_signer(block, values.with_row(row)) for row in rows]
                    yield outline.Signatures(signers, block.columns, block.fields)
            case TableBlock():
                yield from self._table(block.table, values)
            case EachBlock():
                rows = self._query(block.each, values)
                for row in first_of_each(rows, block.by) if block.by else rows:
                    yield from _kept(self._all_of(block.blocks, values.with_row(row)), keep=block.keep)
                if not rows:
                    yield from self._all_of(block.empty, values)
            case PartBlock():
                given = {name: self._given(value, values) for name, value in block.given.items()}
                yield from self._part(block.part, values.with_row(given))
            case PageBlock():
                top = tuple(self._part(block.top, values)) if block.top else ()
                yield outline.NewPage(block.page, block.numbered, block.room or 0.0, len(top))
                yield from top
            case ContentsBlock():
                yield outline.Contents(block.table_of_contents)
            case SpaceBlock():
                yield outline.Space(block.space)
            case QrBlock():
                if not says_nothing(block.qr, values):
                    yield outline.QrCode(outline.plain(filled(block.qr, values)))

    def _part(self, name: str, values: Scope) -> Iterator[OutlineBlock]:
        return self._all_of(self._parts[name], values)

    def _given(self, value: Constant | SqlValue, values: Scope) -> Any:
        return self._query(value.query(), values)[0]["value"] if isinstance(value, SqlValue) else value

    def _table(self, spec: TableSpec, values: Scope) -> Iterator[OutlineBlock]:
        rows = self._query(spec.rows, values) if spec.rows else []
        if rows or spec.lines or spec.empty is not None:
            yield from _kept([table(spec, rows, values, self._query)], keep=spec.keep)


Asked = Sequence[tuple[str, dict[str, Any], Answer]]
"""Queries, with their values and answers."""


class _FilledTable(NamedTuple):
    """A table, with the values around it and the queries that were asked for it."""

    spec: TableSpec
    values: Scope
    asked: Asked
    blocks: list[OutlineBlock]


def stand(asked: Asked, views: WorkedOut, file: str) -> bool:
    """Whether queries that were asked before would be answered so again. Raises QueryError, naming the `file`."""
    return all(views.run(sql, values, file) == answer for sql, values, answer in asked)


class Filling(Blocks):
    """One section of a draft on its way into the outline. `reads` is what it has looked into beside its queries, as
    `Draft.watchers` are told.

    `views` may be shared by all that is filled from one form pack. `before` is the same section as it was filled last:
    of that those tables are taken that would be the same.
    """

    def __init__(
        self, draft: Draft, section: Section, views: WorkedOut | None = None, before: "Filling | None" = None
    ) -> None:
        super().__init__({**draft.pack.parts, **section.parts})
        self.draft = draft
        self.section = section
        self.reads: set[str] = set()
        self._views = WorkedOut(draft) if views is None else views
        self._asked: list[tuple[str, dict[str, Any], Answer]] = []
        self._steps: dict[str, tuple[str, dict[str, Any], Answer]] = {}  # of paths; each is taken once
        self._tables: list[_FilledTable] = []
        self._known: list[_FilledTable] = []
        self._turned: dict[object, tuple[OutlineBlock, OutlineBlock]] = {}  # blocks with the digits asked for
        self._known_turned: dict[object, tuple[OutlineBlock, OutlineBlock]] = {}
        if before is not None and stand(list(before._steps.values()), self._views, section.file):
            self._steps, self._known, self._known_turned = dict(before._steps), before._tables, before._turned
        self.reach = Reach(draft.pack, self._step)

    @property
    def asked(self) -> Asked:
        """The queries that were asked."""
        return [*self._steps.values(), *self._asked]

    def blocks(self) -> Iterator[OutlineBlock]:
        """The section's part of the outline, with the digits that the draft asks for."""
        if digits := self.draft.pack.edition.document.digits:
            self.reads |= {digits, digits.partition(".")[0]}
        blocks = self._all_of(self.section.document, Scope(self.draft.pack.values(), self.reach))
        if not digits:
            return blocks
        return map(partial(self._in_digits, in_thai_digits if _thai_digits(self.draft) else in_arabic_digits), blocks)

    def _in_digits(self, turn: Callable[[OutlineBlock], OutlineBlock], block: OutlineBlock) -> OutlineBlock:
        key = turn, id(block)
        self._turned[key] = self._known_turned.get(key) or (block, turn(block))
        return self._turned[key][1]

    def _query(self, sql: str, values: Scope) -> list[dict[str, Any]]:
        names, rows = self._run(short_queries.placed(sql, self.draft.pack, values), values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _run(self, sql: str, values: Mapping[str, Any]) -> Answer:
        found = self._views.run(sql, values, self.section.file)
        self._asked.append((sql, self._views.asked(sql, values), found))
        return found

    def _step(self, sql: str) -> Sequence[tuple[Any, ...]]:
        found = self._run(sql, self.draft.pack.values())
        self._steps[sql] = self._asked.pop()
        return found[1]

    def _table(self, spec: TableSpec, values: Scope) -> Iterator[OutlineBlock]:
        """A table, or what it came to last time at this place, where nothing is new."""
        known = self._known[len(self._tables)] if len(self._tables) < len(self._known) else None
        same = known is not None and known.spec is spec and known.values == values
        if known is not None and same and stand(known.asked, self._views, self.section.file):
            self._asked += known.asked
        else:
            start = len(self._asked)
            blocks = list(super()._table(spec, values))
            known = _FilledTable(spec, values, self._asked[start:], blocks)
        self._tables.append(known)
        yield from known.blocks

    def _one(self, block: DocumentBlock, values: Scope) -> Iterator[OutlineBlock]:
        if isinstance(block, RichBlock):  # also where the pictures that it names are not there yet
            self.reads.add("attachment")
        return super()._one(block, values)

    def _picture(self, name: str) -> bytes:
        return self.draft.attachment(name)


def _kept(blocks: Iterable[OutlineBlock], *, keep: bool) -> Iterator[OutlineBlock]:
    """The blocks, with the wish around them that they stay on one page."""
    if keep:
        yield outline.KeepTogether(begins=True)
    yield from blocks
    if keep:
        yield outline.KeepTogether(begins=False)


def first_of_each(rows: Sequence[dict[str, Any]], column: str) -> Sequence[dict[str, Any]]:
    """The first row for every value of a column. Raises QueryError where there is no such column."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        if column not in row:
            raise QueryError(_("no query yields a column “{name}”").format(name=column))
        found.setdefault(row[column], row)
    return list(found.values())


def _signer(block: SignaturesBlock, values: Scope) -> outline.Signer:
    below = [filled(text, values) for text in block.below]
    return outline.Signer(filled(block.before, values), filled(block.after, values), below)

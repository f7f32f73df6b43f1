"""The empty template as a document: every part once, dots where something is to be entered, and the guidance."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner_desktop.document import outline
from planner_desktop.document.fill import Filling, document_of
from planner_desktop.document.outline import Document, Heading, OutlineBlock, Paragraph, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.draft.records.view_cache import Answers, WorkedOut
from planner_desktop.formpack import FormPack, Section, queries, short_queries
from planner_desktop.formpack.blocks import DocumentBlock, QrBlock, RichBlock, asked
from planner_desktop.formpack.formats import BLANK

_TOGGLE = ["1"]
"""The columns of a query that only asks whether a part is printed."""


def export_template(
    pack: FormPack,
    path: Path,
    *,
    prepare: Callable[[Draft], object] = lambda _draft: None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the empty template of an edition as a PDF; the number of pages. Raises DocumentError, QueryError.

    `prepare` may name an agency or choose options, by which some parts are printed and others are not.
    """
    return write_pdf(template(pack, prepare), path, cancelled=cancelled).pages


def template(pack: FormPack, prepare: Callable[[Draft], object] = lambda _draft: None) -> Document:
    """The empty template of an edition."""
    with Draft.new_in_memory(pack) as draft:
        prepare(draft)
        blanks = [_Blank(draft, section) for section in pack.sections]
        sections = [outline.PrintedSection(one.section.id, tuple(one.blocks())) for one in blanks if one.is_printed()]
        return replace(document_of(draft, sections), title=pack.edition.title, author="", watermark="")


class _Blank(Filling):
    """A section with a blank row wherever a query finds nothing, and its guidance below its heading."""

    def __init__(self, draft: Draft, section: Section) -> None:
        super().__init__(draft, section, WorkedOut(draft, Answers()))  # which learns what queries read
        self.reach = Reach(draft.pack, lambda sql: self._run(sql, draft.pack.values())[1], BLANK)

    def is_printed(self) -> bool:
        """Whether the section's condition holds, or only waits for what an officer would enter."""
        when = self.section.when
        return when is None or bool(self._query(asked(when), Scope(self.draft.pack.values(), self.reach)))

    def blocks(self) -> Iterator[OutlineBlock]:
        guidance = list(_guidance(self.section))
        for block in super().blocks():
            yield block
            if guidance and isinstance(block, Heading):
                yield from guidance
                guidance = []

    def _query(self, sql: str, values: Scope) -> list[dict[str, Any]]:
        rows = super()._query(sql, values)
        if not rows:
            placed = short_queries.placed(sql, self.draft.pack, values)
            columns = queries.column_names(self.draft.database.conn, placed, values)
            if columns == _TOGGLE and not self._waits_for_records(placed):
                return []
            rows = [{column: self._option(column) for column in columns}]
        return [{column: value or BLANK for column, value in row.items()} for row in rows]

    def _waits_for_records(self, sql: str) -> bool:
        """Whether a toggle reads what an officer would enter, if only by a view, and not just an edition's options."""
        records = self.draft.pack.records
        return any(name in records and not records[name].single for name in self._views.seen[sql])

    def _option(self, column: str) -> Any:
        """What an option of the edition starts with, where the column is named after one."""
        for kind, spec in self.draft.pack.records.items():
            if spec.single and column in spec.fields:
                return self.draft.record(kind, 1).values[column]
        return None

    def _one(self, block: DocumentBlock, values: Scope) -> Iterator[OutlineBlock]:
        if isinstance(block, RichBlock) and values[block.rich] == BLANK:
            yield Paragraph((Run(BLANK),))
        elif not isinstance(block, QrBlock):  # a code that leads nowhere would only mislead
            yield from super()._one(block, values)


def _guidance(section: Section) -> Iterator[outline.Paragraph]:
    for text in (section.help, *(part.guide for part in section.screen)):
        if text:
            yield Paragraph((Run(f"* {text}"),), "note")

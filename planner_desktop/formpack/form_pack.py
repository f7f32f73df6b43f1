"""A whole edition, read and checked: what its files say together, and what screens, checks and documents ask of it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from planner_desktop.formpack.blocks import DocumentBlock
from planner_desktop.formpack.collecting import Across, CollectedTable, CrossReport
from planner_desktop.formpack.model import CheckSpec, EditionFile, Section
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.formpack.strict import Constant


@dataclass(frozen=True, kw_only=True)
class FormPack:
    """A whole edition, read and checked."""

    edition: EditionFile
    sections: tuple[Section, ...]
    records: dict[str, RecordSpec]
    views: dict[str, str]
    parts: dict[str, tuple[DocumentBlock, ...]] = field(default_factory=dict)
    catalogues: dict[str, tuple[dict[str, str], ...]]
    computed: dict[str, dict[str, FieldSpec]] = field(default_factory=dict)
    """The fields of records that are worked out and not stored; `records` has only those that are."""
    constants: dict[str, Constant] = field(default_factory=dict)
    """The constants among the `values` of all files."""
    expressions: dict[str, str] = field(default_factory=dict)
    """Those that are worked out, with their SQL."""
    checks: dict[str, tuple[CheckSpec, ...]] = field(default_factory=dict)
    """The checks of the whole plan, by the file that says them; those of a section stand there."""
    collected: dict[str, CollectedTable] = field(default_factory=dict)
    """What the strategy office holds of every plan."""
    collected_homes: dict[str, str] = field(default_factory=dict)
    """The file of each of these."""
    overview: dict[str, tuple[CrossReport, ...]] = field(default_factory=dict)
    """What a reviewer of one plan sees first, by the file that says it."""
    across: dict[str, Across] = field(default_factory=dict)
    """What it asks of all plans together, by the file that says it."""
    homes: dict[str, str] = field(default_factory=dict)
    """The file of every record, view and value, and of every field that another file adds, as record.field."""
    part_homes: dict[str, str] = field(default_factory=dict)
    """The file of every part that several sections print."""
    files: dict[str, bytes] = field(repr=False)

    def __repr__(self) -> str:
        return f"FormPack({self.edition.id}, version {self.edition.version})"  # a report of a fault shows it whole

    def seen(self, record: str) -> RecordSpec:
        """A kind of record with the computed fields among its own, as screens show it."""
        return self._seen[record]

    @cached_property  # screens ask for it with every cell
    def _seen(self) -> dict[str, RecordSpec]:
        computed = self.computed
        return {
            name: spec.with_values(fields=spec.fields | computed[name]) if name in computed else spec
            for name, spec in self.records.items()
        }

    def on_screens(self, record: str) -> list[str]:
        """The fields of a kind of record that a screen shows where it does not say which: those with a label."""
        return [name for name, field in self.seen(record).fields.items() if field.label]

    def children(self, record: str) -> list[str]:
        """The kinds of record that stand under `record`."""
        return self._children.get(record, [])

    @cached_property  # asked for each part of each screen
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, spec in self.records.items():
            if spec.parent:
                found.setdefault(spec.parent, []).append(name)
        return found

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises KeyError."""
        return next(s for s in self.sections if s.id == section_id)

    def sections_showing(self, record: str, field: str = "") -> list[Section]:
        """The sections on whose screen the record is entered, itself or under a tree, in wizard order.

        With a `field`, only those where that is to be seen.
        """
        return [
            s
            for s in self.sections
            if any(record in part.edits(self) and (not field or part.shows(record, field)) for part in s.screen)
            or f"{record}.{field}" in {part.absent for part in s.screen}
        ]

    def above(self, record: str) -> list[str]:
        """The kinds of record that `record` stands under, the uppermost first."""
        parent = self.records[record].parent
        return [*self.above(parent), parent] if parent else []

    def values(self) -> dict[str, Any]:
        """What every query and text may use by name: the fiscal year, the one before it (Buddhist era), constants."""
        return {"fiscal_year": self.edition.year, "previous_year": self.edition.year - 1} | self.constants

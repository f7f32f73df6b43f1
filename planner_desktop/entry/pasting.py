"""Pasting a grid into a record table: what each cell will become, and all of it in one action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from planner_desktop.draft import Draft
from planner_desktop.draft.draft import Values
from planner_desktop.entry.names import not_created
from planner_desktop.entry.pasted_names import NamesFound, PastedNames
from planner_desktop.entry.picking import Candidate
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange import columns, exact_numbers, numbered
from planner_desktop.exchange.columns import ColumnMapping
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import Structure, counts_up, structure_of, without_names
from planner_desktop.exchange.units import in_unit
from planner_desktop.formpack import FieldSpec, RecordSpec, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Progress, counted
from planner_desktop.thai.amounts import baht_words, in_words_of_millions, parse_baht

TOLD = 5
"""So many refusals are told in full."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell will show once it is stored, or the text itself and why its field refuses it."""

    shown: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class PasteRefusal:
    """A pasted text that its field did not take."""

    id: int
    field: str
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Look:
    """What was made of a grid. `at_once`: nothing is doubtful, left out or made anew that was not asked for."""

    structure: Structure
    placing: ColumnMapping
    at_once: bool


class Target(Protocol):
    """The table that a grid goes into."""

    @property
    def kind(self) -> str:
        """The kind of record that the table lists."""

    @property
    def draft(self) -> Draft:
        """The draft that the records are read from and written to."""

    @property
    def spec(self) -> RecordSpec:
        """The kind with its computed fields."""

    @property
    def fields(self) -> Sequence[str]:
        """The names of the fields that the table shows, left to right."""

    @property
    def where(self) -> Mapping[str, Value]:
        """The values that all its records have; new ones get them."""

    @property
    def ids(self) -> Sequence[int]:
        """The records in their order, as they are now."""


class Pasting:
    """A grid that is about to go into a table.

    It may go to the table's own fields, and to the links of others that lead to its records: a column of codes links a
    project to the key results that have them. Such a field is called "key_result.projects".
    """

    def __init__(self, table: Target, grid: Grid) -> None:
        self.table, self.grid = table, grid
        self.fields = [name for name in table.fields if not table.spec.fields[name].field_type.computed]
        self.specs = {name: table.spec.fields[name] for name in self.fields}
        self.specs |= {
            f"{kind}.{name}": FieldSpec(type="links", label=f"{spec.label}: {spec.fields[spec.key].label}", to=kind)
            for kind, spec in table.draft.pack.records.items()
            for name, field in spec.pairs.items()
            if field.to == table.kind and spec.key and spec.fields[spec.key].pattern
        }
        self.names = PastedNames(table.draft, self.specs)
        self._own: dict[str, set[str]] = {}
        self._looked: tuple[object, NamesFound] | None = None

    def prepare(self) -> None:
        """Read what the draft has, so that a thread can look at the grid without it."""
        draft, spec = self.table.draft, self.table.spec
        self.names.prepare()
        for name in filter(self._is_text, self.fields):
            own = {row.get(name, "") for row in draft.pack.catalogues.get(spec.catalogue or "", ())}
            own |= {str(text) for (text,) in draft.database.execute(f"SELECT {name} FROM {self.table.kind}")}
            self._own[name] = own - {""}

    # ------------------------------------------------------------ what goes where

    def structure(self, *, head: bool | None = None) -> Structure:
        """Which rows are no records."""
        return structure_of(self.grid, (spec.label for spec in self.specs.values()), head=head)

    def here(self, column: int) -> ColumnMapping:
        """The grid's columns side by side from a column of the table on; empty rows at its end are none."""
        there = [n if n in self.fields else None for n in self.table.fields[column : column + self.grid.width]]
        end = max((row for row, cells in enumerate(self.grid.rows) if any(cells)), default=-1)
        left = frozenset(range(end + 1, len(self.grid.rows)))
        return ColumnMapping((*there, *[None] * (self.grid.width - len(there))), left=left)

    def guess(self, structure: Structure) -> tuple[Structure, ColumnMapping]:
        """What the columns are likely meant for, and the structure with the rows that then lack a name."""
        placing = columns.guess(self.grid, self.specs, self.names.knows, structure)
        structure = self.named(structure, placing)
        return structure, replace(placing, left=frozenset(structure.left))

    def named(self, structure: Structure, placing: ColumnMapping) -> Structure:
        """The structure, with rows left out that lack what a record is called, where other rows have that."""
        name = next((name for name in self.fields if self.specs[name].required and self._is_text(name)), None)
        if name not in placing.fields or self.grid.width < 2:
            return structure
        found = without_names(structure, self.grid, placing.fields.index(name))
        return found if len(found.left) < len(self.grid.rows) else structure

    def fits(self, placing: ColumnMapping, structure: Structure) -> bool:
        """Whether each column has a field, which takes most of its texts, and none is mere running numbers."""
        if None in placing.fields:
            return False
        for at, name in enumerate(filter(None, placing.fields)):
            texts = columns.records(self.grid, at, structure)
            if self.grid.width > 1 and self._is_text(name) and counts_up(texts):
                return False
            texts = [text for _row, row in self.rows(placing, columns.LOOKED_AT) if (text := row.get(name, ""))]
            refused = sum(bool(self.read(name, text).refusal) for text in texts)
            if len(texts) > 1 and 2 * refused > len(texts):
                return False
        return True

    def _is_text(self, name: str) -> bool:
        return self.specs[name].field_type.plain_text and name != self.table.spec.key

    def bared(self, placing: ColumnMapping, structure: Structure) -> ColumnMapping:
        """The placing, without the running numbers and dashes that stand before the names of a whole column."""
        counted = numbered.columns(self.grid, structure)
        names = {at for at in counted if (name := placing.fields[at]) and self._is_text(name)}
        return replace(placing, bared=frozenset(at for at in names if not self._is_known(at, placing.fields[at])))

    def _is_known(self, at: int, name: str | None) -> bool:
        """Whether the catalogue or the draft has such a name with its number: then it is a part of the name."""
        return not self._own[str(name)].isdisjoint(row[at] for row in self.grid.rows)

    def found(self, placing: ColumnMapping, progress: Progress | None = None) -> NamesFound:
        """What pasting would bring besides the rows. `progress` is told how far it is, and may raise."""
        if not self.has_found(placing):
            links = [name for name in placing.fields if name and self.specs[name].to]
            texts = ((name, row[name]) for _row, row in self.rows(placing) for name in links if row[name])
            self._looked = (placing.fields, placing.left), self.names.found(texts, progress)
        assert self._looked is not None
        return self._looked[1]

    def has_found(self, placing: ColumnMapping) -> bool:
        """Whether that was looked for already."""
        return self._looked is not None and self._looked[0] == (placing.fields, placing.left)

    def look(self, column: int, *, anew: bool, progress: Progress | None = None) -> Look:
        """How all of it would be pasted from a column of the table on, into new rows (`anew`) or over others."""
        structure, here = self.structure(), self.here(column)
        fits = not structure.heads and self.fits(here, structure)
        if fits and anew:  # over records that are there, an empty name is an edit
            structure = self.named(structure, here)
        left = structure.left.keys() - here.left - {row for row, why in structure.left.items() if why == "empty"}
        at_once = fits and not left and not self.grid.struck
        if fits:  # where the cursor is, but for the rows that are no records
            placing = replace(here, left=frozenset(structure.left), units=structure.units)
        else:
            structure, placing = self.guess(structure)
        placing = self.bared(placing, structure)
        at_once = not self.found(placing, progress).unknown and at_once and not placing.bared
        return Look(structure, here if at_once else placing, at_once)

    # ------------------------------------------------------------ what becomes of a cell

    def rows(self, placing: ColumnMapping, most: int | None = None) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row of the grid that is to be pasted, at `most` so many, with its number and its texts by field.

        Numbers that are repeated because their cell was merged downwards are left out: they would be added up again.
        """
        used = [(at, name) for at, name in enumerate(placing.fields) if name]
        amounts = {at for at, name in used if self.specs[name].field_type.money}
        counted = {at for at, name in used if self.specs[name].field_type.adds_up}
        rows = (row for row in range(len(self.grid.rows)) if row not in placing.left)
        for row in islice(rows, most):
            cells = list(self.grid.rows[row])
            for at in amounts:
                shown, unit = cells[at], placing.units[at] if placing.units else ""
                cells[at] = in_unit(exact_numbers.amount(shown, self.grid.numbers.get((row, at), "")), shown, unit)
            for at in placing.bared:
                cells[at] = numbered.bare(cells[at])
            leave = {at for at in counted if (row, at) in self.grid.repeated}
            yield row, {name: cells[at] for at, name in used if at not in leave}

    def read(self, field: str, text: str) -> Reading:
        """What a text becomes in a field; nothing is changed."""
        spec = self.specs[field]
        try:
            if spec.to:
                found, unknown = self._found(field, text)
                shown = "\n".join(one.text for one in found)
                return Reading("\n".join(filter(None, (shown, *unknown))), not_created(unknown) if unknown else "")
            values = [fields.show(value, self.table.spec.fields[name]) for name, value in self._values(field, text)]
            shown = next(filter(None, values), "")
            if spec.field_type.money and in_words_of_millions(text):
                return Reading(f"{shown}\n({baht_words(parse_baht(text))})")
            return Reading(shown)
        except ValueRefused as error:
            return Reading(text, error.message)

    def _found(self, field: str, text: str) -> tuple[list[Candidate], list[str]]:
        found, unknown = self.names.links(field).parted(text)
        if self.specs[field].field_type.to_one and len(found) > 1:
            raise ValueRefused(_("{label}: only one entry is possible").format(label=self.specs[field].label))
        return found, unknown

    def _values(self, field: str, text: str) -> list[tuple[str, Value]]:
        """What a text is in a new record: of an amount with states also its state."""
        spec = self.specs[field]
        if spec.field_type.attached:
            raise ValueRefused(_("{label}: a file cannot be pasted as text").format(label=spec.label))
        if not spec.states or not text.strip():
            return [(field, fields.parse(text, spec))]
        states = self.table.spec.fields[spec.states]
        usual = fields.default(states)
        amount, state = fields.parse_with_state(text, spec, states, (None, usual))
        return [(field, amount), (spec.states, state)]

    # ------------------------------------------------------------ storing

    def run(self, placing: ColumnMapping, start: int | None, progress: Progress | None = None) -> list[PasteRefusal]:
        """Paste from row `start` of the table on, or below its last record, as one action. What was refused.

        `progress` is told how far it is; where it raises, nothing was pasted.
        """
        table, draft = self.table, self.table.draft
        refused: list[PasteRefusal] = []
        row = len(table.ids) if start is None else start
        there = list(table.ids)
        self.names.forget()
        self._leads: dict[str, dict[int, list[int]]] = {}
        pasted = list(self.rows(placing))
        with draft.action(self._label(len(pasted), len(there) - row), progress):
            for _row, texts in counted(pasted, progress):
                if row < len(there):
                    refused += self._change(there[row], texts)
                elif any(texts.values()):
                    refused += self._add(texts)
                else:
                    continue  # an empty row makes no record
                row += 1
            self._lead()
            for one in refused:
                if "." not in one.field:  # another record's link has no cell here: it is told
                    draft.refuse(table.kind, one.id, one.field, one.text, one.message)
        return refused

    def _label(self, count: int, there: int) -> str:
        """What pasting so many rows is called, where so many rows are there from the first one on."""
        if count > there:
            return _("paste {count} {label}").format(count=count, label=self.table.spec.label)
        return _("paste {count} rows").format(count=count)

    def _add(self, texts: dict[str, str]) -> list[PasteRefusal]:
        values: dict[str, Value | list[int]] = dict(self.table.where)
        refused: list[tuple[str, str]] = []
        leads: dict[str, list[int]] = {}
        for field, text in texts.items():
            try:
                stored, problem = self._stored(field, text)
            except ValueRefused as error:
                refused.append((field, str(error)))
                continue
            leads |= {name: ids for name, ids in stored.items() if "." in name and isinstance(ids, list)}
            values |= {name: value for name, value in stored.items() if "." not in name}
            refused += [(field, problem)] if problem else []
        draft: Values = values
        id = self.table.draft.add(self.table.kind, draft)
        self._note_leads(id, leads)
        return [PasteRefusal(id, field, texts[field], message) for field, message in refused]

    def _stored(self, field: str, text: str) -> tuple[dict[str, Value | list[int]], str]:
        """What is stored for a text, and what is wrong with the rest of it. Raises ValueRefused where nothing is."""
        if not self.specs[field].to:
            return dict(self._values(field, text)), ""
        found, unknown = self._found(field, text)
        ids = [candidate.take() for candidate in found]
        value = ids if self.specs[field].field_type.to_many else next(iter(ids), None)
        return {field: value}, not_created(unknown) if unknown else ""

    def _note_leads(self, id: int, leads: dict[str, list[int]]) -> None:
        """Remember which records of another kind shall lead to this one."""
        for field, others in leads.items():
            for other in others:
                self._leads.setdefault(field, {}).setdefault(other, []).append(id)

    def _lead(self) -> None:
        draft = self.table.draft
        for field, leads in self._leads.items():
            kind, name = field.split(".")
            for other, ids in leads.items():
                draft.set(kind, other, name, [*dict.fromkeys([*draft.links(kind, other, name), *ids])])

    def _change(self, id: int, texts: dict[str, str]) -> list[PasteRefusal]:
        draft, kind = self.table.draft, self.table.kind
        refused: list[PasteRefusal] = []
        for field, text in texts.items():
            try:
                if self.specs[field].states:
                    draft.enter(kind, id, field, text)
                    continue
                stored, problem = self._stored(field, text)
            except ValueRefused as error:
                refused.append(PasteRefusal(id, field, text, str(error)))
                continue
            for name, value in stored.items():
                if "." in name and isinstance(value, list):
                    self._note_leads(id, {name: value})
                else:
                    draft.set(kind, id, name, value)
            refused += [PasteRefusal(id, field, text, problem)] if problem else []
        return refused

    def told(self, refused: list[PasteRefusal]) -> list[str]:
        """A line for each text that was refused: where it is, and why."""
        rows = {id: row for row, id in enumerate(self.table.ids)}
        lines = [
            _("Row {row}, {label}: {problem}").format(
                row=rows.get(one.id, -1) + 1,
                label=self.specs[one.field].label,
                problem=one.message.partition("\n")[0],
            )
            for one in refused[:TOLD]
        ]
        more = len(refused) - len(lines)
        if more:
            lines.append(ngettext("And {n} more cell", "And {n} more cells", more).format(n=more))
        return lines

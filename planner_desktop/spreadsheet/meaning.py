"""What the text of a cell means in a field: read by the field's own type, and links by the names of records."""

from __future__ import annotations

from collections.abc import Mapping

from planner_desktop.draft import Draft, Record
from planner_desktop.entry.names import LinkNames
from planner_desktop.entry.picking import folded
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange.workbook.xlsx import NO, YES
from planner_desktop.formpack import FieldSpec, RecordSpec, fields
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.changes import Meant, NewRow, Taken
from planner_desktop.spreadsheet.names import RecordNames

_YES = {YES, "yes", "true", "1", "✓", "/", "x"}
_NO = {NO, "ไม่", "no", "false", "0", "-", ""}


class Meaning:
    """Reads the cells of a workbook for a draft; nothing is changed by it. `new` are the rows that will be records."""

    def __init__(self, draft: Draft, names: RecordNames) -> None:
        self._draft, self._names = draft, names
        self._codes: dict[str, LinkNames] = {}
        self._new: dict[str, dict[str, NewRow]] = {}

    def add(self, row: NewRow) -> None:
        """Have other cells mean a row that will be a record, by its title."""
        self._new.setdefault(row.kind, {}).setdefault(folded(row.title), row)

    def of(self, spec: FieldSpec, name: str, record: RecordSpec, text: str, before: Record | None) -> Meant:
        """What a text becomes in a field. Raises ValueRefused."""
        if spec.to:
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if spec.field_type.to_one and len(lines) > 1:
                raise ValueRefused(_("{label}: only one entry is possible").format(label=spec.label))
            return Meant(links=tuple(taken for line in lines for taken in self.records(spec.to or "", line)))
        if spec.field_type.ticked:
            said = text.strip().casefold()
            if said not in _YES | _NO:
                raise ValueRefused(
                    _("{label}: “{text}” is neither yes nor no").format(label=spec.label, text=text),
                    _("Choose one of: {choices}").format(choices=f"{YES}, {NO}"),
                )
            return Meant({name: int(said in _YES)})
        if spec.states and text.strip():
            states = record.fields[spec.states]
            held = before.values if before else {name: None, spec.states: fields.default(states)}
            amount, state = fields.parse_with_state(text, spec, states, (held[name], held[spec.states]))
            return Meant({name: amount, spec.states: state})
        return Meant({name: fields.parse(text, spec) if text.strip() else None})

    def record(self, kind: str, text: str) -> Taken:
        """The one record that a text names. Raises ValueRefused."""
        found = self.records(kind, text)
        if len(found) != 1:
            raise self._unknown(kind, text)
        return found[0]

    def records(self, kind: str, text: str) -> list[Taken]:
        """The records that a line names: one, or several codes. Raises ValueRefused where it names none."""
        known = self._names.find(kind, text)
        if isinstance(known, int):
            return [lambda: known]
        if isinstance(known, Mapping):
            return [lambda: self._draft.adopt(kind, known)]
        if (row := self._new.get(kind, {}).get(folded(text))) and not row.dropped:
            return [lambda: row.id]
        if kind not in self._codes:
            self._codes[kind] = LinkNames(self._draft, kind)
        if one := self._codes[kind].find(text):
            return [one.take]
        unknown, _taken = self._codes[kind].read(text)
        if unknown:
            raise self._unknown(kind, text)
        return [each.take for each in self._codes[kind].several(text)]

    def _unknown(self, kind: str, text: str) -> ValueRefused:
        label = self._draft.spec(kind).label
        return ValueRefused(
            _("There is no {label} “{text}”").format(label=label, text=text[:80]),
            _("Choose it from the list of the cell, or add it on the sheet “{label}” first.").format(label=label),
        )

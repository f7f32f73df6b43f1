"""Pasting a grid into a record table: what each cell will become, and all of it in one action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from planner_desktop.draft.draft import Values
from planner_desktop.draft.steps import Step, counted
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange import columns
from planner_desktop.exchange.columns import Placing
from planner_desktop.exchange.grid import Grid
from planner_desktop.formpack import fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.picking import Candidate
from planner_desktop.ui.table.pasting_links import LinkNames

if TYPE_CHECKING:
    from planner_desktop.ui.table.model import RecordTableModel

TOLD = 5
"""So many refusals are told in full."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell will show once it is stored, or the text itself and why its field refuses it."""

    shown: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pasted text that its field did not take."""

    id: int
    field: str
    text: str
    message: str


class Pasting:
    """A grid that is about to go into a table."""

    def __init__(self, model: RecordTableModel, grid: Grid) -> None:
        self.model, self.grid = model, grid
        self._names: dict[str, LinkNames] = {}

    # ------------------------------------------------------------ what goes where

    def here(self, column: int) -> Placing:
        """The grid's columns side by side from a column of the table on."""
        there = self.model.fields[column : column + self.grid.width]
        return Placing((*there, *[None] * (self.grid.width - len(there))))

    def guess(self, *, head: bool) -> Placing:
        """What the columns are likely meant for."""
        specs = {name: self.model.spec.fields[name] for name in self.model.fields}
        return columns.guess(self.grid, specs, self._knows, head=head)

    def has_head(self) -> bool:
        """Whether the first row names columns of the table."""
        return columns.has_head(self.grid, (self.model.spec.fields[name].label for name in self.model.fields))

    def fits(self, placing: Placing) -> bool:
        """Whether each column has a field, which takes most of its texts."""
        if None in placing.fields:
            return False
        for at, name in enumerate(placing.fields):
            texts = self.grid.column(at)[: columns.LOOKED_AT]
            refused = sum(bool(self.read(name or "", text).refusal) for text in texts)
            if len(texts) > 1 and 2 * refused > len(texts):
                return False
        return True

    def _knows(self, field: str, text: str) -> bool:
        names = self._links(field)
        parts = (text, *text.replace(",", "\n").split("\n"))
        return any(names.find(part) or names.spaced(part) for part in parts if part.strip())

    def _links(self, field: str) -> LinkNames:
        if field not in self._names:
            self._names[field] = LinkNames(self.model.session.draft, self.model.spec.fields[field].to or "")
        return self._names[field]

    # ------------------------------------------------------------ what becomes of a cell

    def rows(self, placing: Placing) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row of the grid that is to be pasted, with its number and its texts by field.

        Amounts that are repeated because their cell was merged downwards are left out.
        """
        used = [(at, name) for at, name in enumerate(placing.fields) if name]
        counted = {at for at, name in used if self.model.spec.fields[name].type in ("baht", "number")}
        for row in range(int(placing.head), len(self.grid.rows)):
            cells = self.grid.rows[row]
            leave = {at for at in counted if (row, at) in self.grid.repeated}
            yield row, {name: cells[at] for at, name in used if at not in leave}

    def read(self, field: str, text: str) -> Reading:
        """What a text becomes in a field; nothing is changed."""
        spec = self.model.spec.fields[field]
        try:
            if spec.type in ("link", "links"):
                return Reading("\n".join(found.text for found in self._found(field, text)))
            shown = [fields.show(value, self.model.spec.fields[name]) for name, value in self._values(field, text)]
            return Reading(next(filter(None, shown), ""))
        except ValueRefused as error:
            return Reading(text, error.message)

    def _found(self, field: str, text: str) -> list[Candidate]:
        spec = self.model.spec.fields[field]
        found = self._links(field).several(text)
        if spec.type == "link" and len(found) > 1:
            raise ValueRefused(_("{label}: only one entry is possible").format(label=spec.label))
        return found

    def _values(self, field: str, text: str) -> list[tuple[str, Value]]:
        """What a text is in a new record: of an amount with states also its state."""
        spec = self.model.spec.fields[field]
        if spec.type == "file":
            raise ValueRefused(_("{label}: a file cannot be pasted as text").format(label=spec.label))
        if not spec.states or not text.strip():
            return [(field, fields.parse(text, spec))]
        states = self.model.spec.fields[spec.states]
        usual = fields.default(states)
        amount, state = fields.parse_with_state(text, spec, states, (None, usual))
        return [(field, amount), (spec.states, state)]

    # ------------------------------------------------------------ storing

    def run(self, placing: Placing, start: int | None, step: Step | None = None) -> list[Refusal]:
        """Paste from row `start` of the table on, or below its last record, as one action. What was refused.

        `step` is told how far it is; where it raises, nothing was pasted.
        """
        model, draft = self.model, self.model.session.draft
        refused: list[Refusal] = []
        row = len(model.ids) if start is None else start
        there = list(model.ids)
        self._names.clear()
        pasted = list(self.rows(placing))
        with draft.action(self._label(len(pasted), len(there) - row), step):
            for _row, texts in counted(pasted, step):
                if row < len(there):
                    refused += self._change(there[row], texts)
                elif any(texts.values()):
                    refused += self._add(texts)
                else:
                    continue  # an empty row makes no record
                row += 1
        self._dismiss(there[start:row] if start is not None else [], placing, refused)
        return refused

    def _label(self, count: int, there: int) -> str:
        """What pasting so many rows is called, where so many rows are there from the first one on."""
        if count > there:
            return _("paste {count} {label}").format(count=count, label=self.model.spec.label)
        return _("paste {count} rows").format(count=count)

    def _dismiss(self, ids: list[int], placing: Placing, refused: list[Refusal]) -> None:
        """Forget what was refused before where a text was taken now."""
        model, again = self.model, {(one.id, one.field) for one in refused}
        mended = [
            (row, model.fields.index(field))
            for id in ids
            for field in filter(None, placing.fields)
            if model.is_refused((model.kind, id, field)) and (id, field) not in again
            if (row := model.row(id)) is not None
        ]
        if mended:
            with model.session.draft.saving():
                for cell in mended:
                    model.dismiss(model.index(*cell))

    def _add(self, texts: dict[str, str]) -> list[Refusal]:
        values: dict[str, Value | list[int]] = dict(self.model.where)
        refused: list[tuple[str, str]] = []
        for field, text in texts.items():
            try:
                values |= self._stored(field, text)
            except ValueRefused as error:
                refused.append((field, error.message))
        draft: Values = values
        id = self.model.session.draft.add(self.model.kind, draft)
        return [Refusal(id, field, texts[field], message) for field, message in refused]

    def _stored(self, field: str, text: str) -> dict[str, Value | list[int]]:
        spec = self.model.spec.fields[field]
        if spec.type not in ("link", "links"):
            return dict(self._values(field, text))
        ids = [candidate.take() for candidate in self._found(field, text)]
        return {field: ids if spec.type == "links" else next(iter(ids), None)}

    def _change(self, id: int, texts: dict[str, str]) -> list[Refusal]:
        draft, kind = self.model.session.draft, self.model.kind
        refused: list[Refusal] = []
        for field, text in texts.items():
            try:
                if self.model.spec.fields[field].states:
                    draft.enter(kind, id, field, text)
                else:
                    for name, value in self._stored(field, text).items():
                        draft.set(kind, id, name, value)
            except ValueRefused as error:
                refused.append(Refusal(id, field, text, error.message))
        return refused

    def show_refused(self, refused: list[Refusal], placing: Placing) -> None:
        """Have each refused text stand in its cell, and tell where and why."""
        model = self.model
        rows = {id: row for row, id in enumerate(model.ids)}
        with model.session.trying(), model.session.draft.saving():
            for one in refused:
                if one.id in rows:
                    model.refuse(rows[one.id], one.field, one.text)
                else:  # the filter does not show it
                    model.session.typing.note((model.kind, one.id, one.field), partial(str, one.text))
                    model.session.typing.keep()
        lines = [
            _("Row {row}, {label}: {problem}").format(
                row=rows.get(one.id, -1) + 1, label=model.spec.fields[one.field].label, problem=one.message
            )
            for one in refused[:TOLD]
        ]
        more = len(refused) - len(lines)
        if more:
            lines.append(ngettext("And {n} more cell", "And {n} more cells", more).format(n=more))
        model.refused.emit("\n".join(lines))

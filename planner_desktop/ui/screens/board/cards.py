"""The records of a board as cards: read in the order and under the headings they are shown with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner_desktop.draft import Record
from planner_desktop.draft.records.read_from import shown_from
from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.screen_parts import BoardPart
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.session.session import Session


@dataclass(frozen=True, slots=True)
class Card:
    """A record on the board. `code` is the edition's, or its number in the box; `notes` are its further fields.

    Where its text was not taken, it is that text, and `refused` says why. `open` tells whether it may be edited.
    """

    id: int
    text: str
    code: str
    group: str | None
    notes: str
    refused: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class CardHeading:
    """What stands above cards of a group. One that is `odd` says what is still to be mended."""

    group: str | None
    text: str
    odd: bool = False


class Cards:
    """Reads and edits the cards of one board."""

    _CODES = "SELECT id, code FROM {}"

    def __init__(self, session: Session, part: BoardPart) -> None:
        self.session, self.part, self.kind = session, part, part.board
        self.spec = session.draft.pack.seen(part.board)
        self.field = self.spec.plain_texts[0]
        self.further = [
            name
            for name in part.field_names
            if name not in (self.field, part.by, part.group) and session.in_use.has_field(self.kind, name)
        ]

    def tables(self) -> set[str]:
        """The tables that the cards are read from."""
        names = [self.field, self.part.by, *filter(None, [self.part.group]), *self.further]
        codes = self.session.draft.reads(self._CODES.format(self.part.codes)) if self.part.codes else set()
        return shown_from(self.session.draft, self.kind, names) | codes | {"refused"}

    def fitting(self, word: str) -> dict[str, str]:
        """The groups of a box, by what is stored."""
        if self.part.group is None:
            return {}
        choices = self.spec.fields[self.part.group].choices
        return {group: choices[group] for group in self.part.fits.get(word, tuple(choices))}

    def boxes(self) -> dict[str, list[Card | CardHeading]]:
        """What every box shows, from top to bottom."""
        records: dict[str, list[Record]] = {word: [] for word in self.spec.fields[self.part.by].choices}
        for record in self.session.draft.records(self.kind):
            records.setdefault(str(record.values[self.part.by]), []).append(record)
        codes = self._codes()
        return {word: self._box(word, records[word], codes) for word in self.spec.fields[self.part.by].choices}

    def _codes(self) -> Mapping[int, str]:
        if self.part.codes is None:
            return {}
        rows = self.session.draft.query(self._CODES.format(self.part.codes), where=self.part.codes)
        return {row["id"]: row["code"] for row in rows}

    def _box(self, word: str, records: list[Record], codes: Mapping[int, str]) -> list[Card | CardHeading]:
        fitting = self.fitting(word)
        if codes:
            records = sorted(records, key=lambda record: _number(codes.get(record.id, "")))
        cards = [self._card(record, codes.get(record.id) or str(n)) for n, record in enumerate(records, 1)]
        if self.part.group is None:
            return list(cards)
        shown: list[Card | CardHeading] = []
        for group, text in fitting.items():
            if own := [card for card in cards if card.group == group]:
                shown += [CardHeading(group, text), *own]
        if left := [card for card in cards if card.group not in fitting]:
            label = self.spec.fields[self.part.group].label
            shown += [CardHeading(None, _("{label} still to be chosen").format(label=label), odd=True), *left]
        return shown

    def _card(self, record: Record, code: str) -> Card:
        draft = self.session.draft
        notes = " · ".join(filter(None, (self._note(record, name) for name in self.further)))
        group = record.values[self.part.group] if self.part.group else None
        held = self.session.refused.at((self.kind, record.id, self.field))
        text, why = (held.text, held.why) if held is not None else (draft.shown(record, self.field), "")
        code = self.session.mark(self.kind, record.id) + code
        may = self.session.may_edit(self.kind, record.id)
        return Card(record.id, text, code, None if group is None else str(group), notes, why, may)

    def _note(self, record: Record, name: str) -> str:
        """What a field shows on its card; a number says of what it is."""
        field, shown = self.spec.fields[name], self.session.draft.shown(record, name)
        return f"{field.label} {shown}" if shown and (field.number or field.field_type.adds_up) else shown

    # ------------------------------------------------------------ editing

    def add(self, values: Mapping[str, Value], texts: list[str]) -> None:
        """New cards with these values, one for each text, as one undo step. One that is refused waits in its card."""
        ChosenRecords(self.session.draft, self.kind, (), values).add_texts(texts)

    def place(self, id: int, word: str, group: str | None, before: int | None) -> None:
        """Put a card into a box before another or last, and into a group if one is named; one undo step."""
        draft = self.session.draft
        order = [other for other in draft.ids(self.kind) if other != id]
        with draft.action(_("move {label}").format(label=set_off(self.spec.label))):
            draft.set(self.kind, id, self.part.by, word)
            if group is not None and self.part.group is not None:
                draft.set(self.kind, id, self.part.group, group)
            draft.move(self.kind, id, order.index(before) if before in order else len(order))


def _number(code: str) -> int:
    digits = re.sub(r"\D", "", code)
    return int(digits) if digits else 10_000

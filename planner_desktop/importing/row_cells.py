"""What the cells of one row mention: the record that the row is, and the records that it leads to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner_desktop.importing.cells import Said, best_read, is_none, items_of, read_cell
from planner_desktop.importing.gathering import Mention
from planner_desktop.importing.model_parts import ModelColumn
from planner_desktop.importing.reading import Reading
from planner_desktop.importing.shapes import Spot, bare
from planner_desktop.importing.table_kinds import TableKinds
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_AMOUNT = regex(
    r"[0-9][0-9,]*(?:\.[0-9]+)?(?:\.-)?(?:\s*\([^()]*\))?|ไม่(?:ได้)?(?:ใช้|รับ)\s*(?:การจัดสรร)?\s*งบประมาณ|(?<!\S)[-–](?!\S)"
)
_NOTHING_THEN = regex(r"([-–]?)\s*(\(.*|$)")
_ASIDE = regex(r"\s*\(([^()]*)\)\s*$")
Cells = dict[int, str]
"""The texts of a row by their columns."""


@dataclass(slots=True)
class RowSays:
    """What a row mentions: of most kinds one record, in `plain`; of those that it may name several of, `lists`."""

    plain: dict[str, Mention] = field(default_factory=dict)
    lists: dict[str, list[Mention]] = field(default_factory=dict)

    @property
    def every(self) -> list[Mention]:
        """All that is mentioned."""
        return [*self.plain.values(), *(mention for many in self.lists.values() for mention in many)]


class CellReader:
    """Reads the cells of the rows of one table."""

    def __init__(self, reading: Reading, kinds: TableKinds, place: str) -> None:
        self.reading, self.kinds, self.place = reading, kinds, place
        self.stage = reading.stage

    def rows_of_one(self, cells: Cells) -> list[Cells]:
        """A row that counts several records in each of its cells, as rows of one."""
        kinds = self.kinds
        names = [at for at, column in kinds.columns if kinds.main and kinds.names(column, kinds.main)]
        money = [at for at, column in kinds.columns if kinds.has_money(column)]
        if not names or not money:
            return [cells]
        texts = items_of(cells[names[0]])
        if len(texts) < 2 or not to_arabic(cells[names[0]]).lstrip().startswith("1"):
            return [cells]
        amounts = _AMOUNT.findall(to_arabic(cells[money[0]]))
        if len(amounts) != len(texts):
            return [cells]
        parts = []
        for k, (text, amount) in enumerate(zip(texts, amounts, strict=True)):
            part = dict(cells)
            part[names[0]], part[money[0]] = text, amount
            for at in cells:
                pieces = cells[at].split()
                if at not in (names[0], money[0]) and len(pieces) == len(texts):
                    part[at] = pieces[k]
            parts.append(part)
        return parts

    def read(self, cells: Cells) -> RowSays:
        """What a row of one record mentions."""
        says = RowSays()
        nothing: list[ModelColumn] = []
        for at, column in self.kinds.columns:
            text = cells[at]
            if not is_none(text):
                self._cell(text, column, says)
            elif text and self.kinds.has_states(column):
                nothing.append(column)
        for column in nothing:
            for kind, name in set(self.kinds.spots(column)):
                for mention in [*([says.plain[kind]] if kind in says.plain else []), *says.lists.get(kind, ())]:
                    mention.said.setdefault(name, "-")
        self._as_part(says.plain)
        self._money_behind(says.every)
        return says

    def _cell(self, text: str, column: ModelColumn, says: RowSays) -> None:
        kinds = {kind for kind, _name in self.kinds.spots(column)}
        if not kinds:
            self._word(text, says.plain)
            return
        if self.kinds.main not in kinds:
            coded = {kind for kind in kinds if self.kinds.only_codes(column, kind)}
            if coded or kinds & self.kinds.listed:
                self._several(text, column, says.lists, codes=coded == kinds)
                return
        if not (text := self._parts(text, column, says)):
            return
        said = read_cell(text, column, self.reading.reader, self.reading.is_listed)
        others = self._others(said, column)
        for mention in self.reading.mentions(said, [*column.cells.values(), *column.whole.values()]):
            known = says.plain.setdefault(mention.kind, mention)
            known.nodes |= mention.nodes
            for name, value in mention.said.items():
                known.said.setdefault(name, value)
                if others and others[0][0] == mention.kind:
                    known.others[name] = tuple(one for _kind, one in others)

    def _parts(self, text: str, column: ModelColumn, says: RowSays) -> str:
        """Take out of a cell the parts of the row's record that it tells one behind the other, as the results of years
        ("พ.ศ. 2564 : - พ.ศ. 2565 : …"); what is left."""
        for words in column.cells.values():
            shape = words.shape
            kinds = {kind for kind, _name in shape.spots}
            kind = next(iter(kinds), "")
            if (
                len(kinds) > 1
                or len(shape.spots) < 2
                or self.stage.spec(kind).parent != self.kinds.main
                or not shape.lead
            ):
                continue
            before, told = self.reading.reader.each(text, shape)
            if len(told) < 2:
                continue
            last, rest = shape.spots[-1], [before]
            for said in told:
                said[last], behind = _without_note(said[last])
                rest.append(behind)
                if not is_none(said[last]):  # the program prints a dash itself where there is no such part
                    says.lists.setdefault(kind, []).extend(self.reading.mentions(said, [words]))
            return "\n".join(filter(None, rest))
        return text

    def _others(self, said: Said, column: ModelColumn) -> list[Spot]:
        """The fields of a kind of which a column prints the first that there is, where a text may be any of them."""
        if len(said) != 1:
            return []
        kind, name = next(iter(said))
        lone = [
            words.shape.spots[0]
            for words in column.cells.values()
            if len(words.shape.spots) == 1 and not words.shape.words and words.shape.spots[0][0] == kind
        ]
        return list(dict.fromkeys(lone)) if (kind, name) in lone and len(set(lone)) > 1 else []

    def _as_part(self, plain: dict[str, Mention]) -> None:
        """A row of a part: what its other cells say is the part's too."""
        main = self.kinds.main
        for kind in [kind for kind in plain if self.kinds.is_part(kind) and self.kinds.tells(plain[kind])]:
            above = plain.get(main)
            if above is not None and self.stage.spec(kind).parent == main and not self.kinds.tells(above):
                fields = self.stage.spec(kind).fields
                for name in [name for name in above.said if name in fields]:
                    plain[kind].said.setdefault(name, above.said.pop(name))
                if not above.said:
                    del plain[main]

    def _word(self, text: str, plain: dict[str, Mention]) -> None:
        """A cell of a column in which the edition prints a word of a choice."""
        main = self.kinds.main
        spec = self.stage.spec(main) if main else None
        for name, each in spec.fields.items() if spec else ():
            for word, label in each.choices.items():
                if compared(text) in (compared(word), compared(label)):
                    mention = plain.setdefault(main, Mention(main, set()))
                    mention.constants[name] = each.stored(word)

    def _money_behind(self, mentions: Iterable[Mention]) -> None:
        """An amount's state in brackets behind a name belongs to the amount."""
        for mention in mentions:
            spec, name = self.stage.spec(mention.kind), self.stage.name_of(mention.kind)
            amount = next((one for one, each in spec.fields.items() if each.states), "")
            if not amount or not mention.said.get(name):
                continue
            found = _ASIDE.search(mention.said[name])
            labels = spec.fields[spec.fields[amount].states or ""].choices.values()
            if found and any(bare(label) and bare(label) == bare(found[1]) for label in labels):
                mention.said[name] = mention.said[name][: found.start()]
                mention.said.setdefault(amount, found[1])

    # ------------------------------------------------------------ several records in a cell

    def _several(self, text: str, column: ModelColumn, lists: dict[str, list[Mention]], *, codes: bool) -> None:
        """A cell that names several records: each with what stands behind its name, or where its name stands."""
        words = list(column.cells.values())
        spots = set(self.kinds.spots(column))
        kinds = {kind for kind, _name in spots}
        named = any(name in (self.stage.name_of(kind), self.stage.code_of(kind)) for kind, name in spots)
        if named:
            items = self._names_in(text, kinds) if self._are_short(kinds) else items_of(text, codes=codes)
            for item in items:
                for mention in self.reading.mentions(best_read(item, words, self.reading.reader), words):
                    lists.setdefault(mention.kind, []).append(mention)
            return
        kind = next(iter(kinds))
        there = [mention for mention in lists.get(kind, ()) if mention.said]
        pieces = _AMOUNT.findall(to_arabic(text)) if self.kinds.has_money(column) and len(there) > 1 else [text]
        spot = next(iter(spots))
        if len(there) == len(pieces):
            for mention, piece in zip(there, pieces, strict=True):
                mention.said[spot[1]] = piece
        elif there:
            self.reading.keep(text, self.place)

    def _are_short(self, kinds: set[str]) -> bool:
        """Whether the names are those of offices and people, parted by commas or spaces: one line each, no codes."""
        fields = [
            self.stage.spec(kind).fields[self.stage.name_of(kind)].field_type
            for kind in kinds
            if self.stage.name_of(kind)
        ]
        coded = any(self.stage.code_of(kind) for kind in kinds)
        return bool(fields) and not coded and all(not each.multiline for each in fields)

    def _names_in(self, text: str, kinds: set[str]) -> list[str]:
        """The names in a cell: its lines, and what commas or “และ” part; short ones with stops also by spaces."""
        parts: list[str] = []
        known = {
            compared(name)
            for kind in kinds
            for one in self.stage.records[kind]
            for name in (one.text(self.stage.name_of(kind)),)
        }
        for line in text.split("\n"):
            if compared(line) in known:
                parts.append(line)
                continue
            for part in re.split(r"[,;]|\s+และ\s*|(?<=[.ฯ])\s*และ(?=[ก-ฮ])|\s+/\s+|(?<=\.)/(?=[ก-ฮ])", line):
                words = part.split()
                stops = len(words) > 1 and all(word.endswith((".", "ฯ")) for word in words)
                parts += words if stops else [" ".join(words)]
        return [part.strip(" -–") for part in parts if part.strip(" -–")]


def _without_note(text: str) -> tuple[str, str]:
    """What a part says, and what stands behind it that is none of it: behind a dash, in brackets, on a further line."""
    first, _line, rest = text.partition("\n")
    found = _NOTHING_THEN.match(first)
    if found:
        return found[1].strip(), "\n".join(filter(None, (found[2].strip(), rest.strip())))
    return first.strip(), rest.strip()

"""The rows of a known table: which are records, which cells say what of them, and which rows go on with others."""

import re

from planner_desktop.exchange.grid import Grid
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.importing.cells import Said, best_read, is_none, items_of, read_cell
from planner_desktop.importing.found_tables import KnownTable
from planner_desktop.importing.gathering import Mention
from planner_desktop.importing.model_print import ModelColumn
from planner_desktop.importing.reading import Reading, row_of
from planner_desktop.importing.shapes import Spot, bare
from planner_desktop.importing.staging import Said as StagedSaid
from planner_desktop.importing.staging import Staged
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.dates import SHORT_MONTHS
from planner_desktop.thai.digits import to_arabic

_AMOUNT = regex(
    r"[0-9][0-9,]*(?:\.[0-9]+)?(?:\.-)?(?:\s*\([^()]*\))?|ไม่(?:ได้)?(?:ใช้|รับ)\s*(?:การจัดสรร)?\s*งบประมาณ|(?<!\S)[-–](?!\S)"
)
_ASIDE = regex(r"\s*\(([^()]*)\)\s*$")
_LEFT_OUT = ("head", "head again", "numbers", "total", "empty")
"""The rows that are no records and that the program prints by itself."""
_NUMBER = regex(r"[\s0-9.,()\-–%]*")
_MONTH = regex("|".join(re.escape(month) for month in SHORT_MONTHS))


class RowReader:
    """Reads the rows of one written table."""

    def __init__(self, reading: Reading, known: KnownTable, grid: Grid, place: str) -> None:
        self.reading, self.known, self.grid, self.place = reading, known, grid, place
        self.stage, self.gatherer = reading.stage, reading.gatherer
        model = known.model
        self.columns = [(at, model.columns[n]) for at, n in enumerate(known.columns) if n >= 0]
        self.body = [n for n in range(len(grid.rows)) if n not in known.structure.left]
        self.listed = self._listed()
        self.main = self._main()
        self._before: dict[str, Staged] = {}
        self._fixed: dict[str, dict[str, Value]] = {}
        """The choices that rows say for all rows below them."""
        self._keyed: list[Mention] = []
        self._taken = 0

    # ------------------------------------------------------------ what the columns are

    def _kinds(self) -> dict[str, set[int]]:
        """The kinds of record by whose names or codes a column tells which record is meant, with those columns."""
        found: dict[str, set[int]] = {}
        for at, column in self.columns:
            for words in column.cells.values():
                for kind, name in words.shape.spots:
                    if name == self.stage.name_of(kind):
                        found.setdefault(kind, set()).add(at)
        return found

    def _listed(self) -> set[str]:
        """The kinds of which one row may name several: what a record of the same row leads to."""
        named = self._kinds()
        listed = set()
        for _at, column in self.columns:
            for words in column.cells.values():
                for (kind, _name), nodes in words.nodes.items():
                    ways = {node.via for node in nodes}
                    owner, _dot, link = next(iter(ways)).partition(".")
                    alone = len(ways) == 1 and owner in self.stage.pack.records and owner in named
                    if alone and self.stage.spec(owner).fields[link].field_type.to_many:
                        listed.add(kind)
        return listed

    def _main(self) -> str:
        """The kind that a row is one record of: what the most rows name."""
        best: tuple[tuple[int, int, int, int], str] | None = None
        for kind, columns in self._kinds().items():
            if kind in self.listed or self._is_part(kind):
                continue
            filled = sum(any(self._cell(n, at) for at in columns) for n in self.body)
            wide = sum(self._prints(column, kind) for _at, column in self.columns)
            score = (wide, filled, self._depth(kind), -min(columns))
            if best is None or score > best[0]:
                best = score, kind
        if best is not None:
            return best[1]
        spots = [spot for _at, column in self.columns for words in column.cells.values() for spot in words.shape.spots]
        return spots[0][0] if spots else ""

    def _is_part(self, kind: str) -> bool:
        """Whether rows of a kind stand below rows of the kind that it is part of, in the same columns."""
        above = self.stage.spec(kind).parent
        if not above:
            return False
        names = {(kind, self.stage.name_of(kind)), (above, self.stage.name_of(above))}
        for _at, column in self.columns:
            shapes = [set(shape.spots) for shape in (*column.cells, *column.whole)]
            if all(any(name in spots for spots in shapes) for name in names):
                return not any(names <= spots for spots in shapes)
        return False

    def _as_part(self, plain: dict[str, Mention]) -> None:
        """A row of a part: what its other cells say is the part's too."""
        for kind in [kind for kind in plain if self._is_part(kind) and self._tells(plain[kind])]:
            above = plain.get(self.main)
            if above is not None and self.stage.spec(kind).parent == self.main and not self._tells(above):
                fields = self.stage.spec(kind).fields
                for name in [name for name in above.said if name in fields]:
                    plain[kind].said.setdefault(name, above.said.pop(name))
                if not above.said:
                    del plain[self.main]

    def _prints(self, column: ModelColumn, kind: str) -> bool:
        return any(spot[0] == kind for words in column.cells.values() for spot in words.shape.spots)

    def _depth(self, kind: str) -> int:
        above = self.stage.spec(kind).parent
        return 1 + self._depth(above) if above else 0

    def _cell(self, row: int, at: int) -> str:
        """A cell's text; one that was merged with the cell above says nothing anew."""
        text = self.grid.rows[row][at]
        return "" if (row, at) in self.grid.repeated else text

    # ------------------------------------------------------------ the rows

    def read(self) -> int:
        """Read all rows; how many became records."""
        for n in range(len(self.grid.rows)):
            reason = self.known.structure.left.get(n)
            if reason in _LEFT_OUT:
                self.reading.report.computed[_said(reason)] += 1
            elif (reason in ("group", "title", "note") or self._is_lone(n)) and self._group(n):
                continue
            elif reason in ("title", "note"):
                self.reading.keep(self._whole(n), self._where(n))
            else:
                self._row(n)
        if self._keyed:
            self._put_keyed()
        return self._taken

    def _is_lone(self, n: int) -> bool:
        """Whether nothing but one text and a number stands in a row."""
        words = [text for text in filter(None, self.grid.rows[n]) if not _NUMBER.fullmatch(to_arabic(text))]
        return len(words) == 1

    def _where(self, n: int) -> str:
        return row_of(self.place, n)

    def _whole(self, n: int) -> str:
        return " | ".join(dict.fromkeys(filter(None, self.grid.rows[n])))

    def _group(self, n: int) -> bool:
        """A row that names what the rows below it belong to."""
        words = [
            text for text in dict.fromkeys(filter(None, self.grid.rows[n])) if not _NUMBER.fullmatch(to_arabic(text))
        ]
        if len(words) != 1 or not self.known.model.groups:
            return False
        text = words[0]
        for kind, name, value in self._choices():
            label = bare(str(self.stage.spec(kind).fields[name].choices[value]))
            if (
                label
                and (label in bare(text) or bare(text) in label)
                and any(label in group.shape.words for group in self.known.model.groups)
            ):
                self._fixed[kind] = {name: self.stage.spec(kind).fields[name].stored(value)}
                return True
        spotted = [group for group in self.known.model.groups if group.shape.spots]
        if not spotted:
            return False
        said = best_read(text, spotted, self.reading.reader)
        made = self.gatherer.row(self.reading.mentions(said, spotted), self._where(n))
        self._before.update(made)
        return bool(made)

    def _choices(self) -> list[tuple[str, str, str]]:
        """The choices of the kinds that the table prints."""
        kinds = {kind for kind, _name in self.known.model.spots}
        return [
            (kind, name, word)
            for kind in kinds
            for name, field in self.stage.spec(kind).fields.items()
            for word in field.choices
        ]

    def _row(self, n: int) -> None:
        cells = {at: self._cell(n, at) for at, _column in self.columns}
        if not any(self.grid.rows[n]):
            return
        split = self._split(cells)
        for part in split:
            self._one(n, part)
        self._rest_of(n)

    def _split(self, cells: dict[int, str]) -> list[dict[int, str]]:
        """A row that counts several records in each of its cells, as rows of one."""
        names = [at for at, column in self.columns if self.main and self._names(column, self.main)]
        money = [at for at, column in self.columns if self._has_money(column)]
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

    def _names(self, column: ModelColumn, kind: str) -> bool:
        return any((kind, self.stage.name_of(kind)) in words.shape.spots for words in column.cells.values())

    def _has_money(self, column: ModelColumn) -> bool:
        return any(self._is_money(spot) for words in column.cells.values() for spot in words.shape.spots)

    def _has_states(self, column: ModelColumn) -> bool:
        """Whether an amount stands in a column that may say in words that there is none."""
        spots = [spot for words in column.cells.values() for spot in words.shape.spots]
        return any(self.stage.spec(kind).fields[name].states for kind, name in spots)

    def _is_money(self, spot: Spot) -> bool:
        return self.stage.spec(spot[0]).fields[spot[1]].field_type.money

    def _one(self, n: int, cells: dict[int, str]) -> None:
        """One record with what it leads to."""
        where = self._where(n)
        plain: dict[str, Mention] = {}
        lists: dict[str, list[Mention]] = {}
        nothing: list[ModelColumn] = []
        for at, column in self.columns:
            text = cells[at]
            if is_none(text):
                if text and self._has_states(column):
                    nothing.append(column)
                continue
            kinds = {kind for words in column.cells.values() for kind, _name in words.shape.spots}
            if not kinds:
                self._word(text, plain)
                continue
            listed = set() if self.main in kinds else kinds & self.listed
            coded = (
                set()
                if self.main in kinds
                else {kind for kind in kinds - listed if kind != self.main and self._only_codes(column, kind)}
            )
            if listed or coded:
                self._several(
                    text, column, lists, codes=bool(coded) or self._only_codes(column, next(iter(listed or kinds)))
                )
                continue
            said = read_cell(text, column, self.reading.reader, self.reading.is_listed)
            others = self._others(said, column)
            for mention in self.reading.mentions(said, [*column.cells.values(), *column.whole.values()]):
                known = plain.setdefault(mention.kind, mention)
                known.nodes |= mention.nodes
                for name, value in mention.said.items():
                    known.said.setdefault(name, value)
                    if others and others[0][0] == mention.kind:
                        known.others[name] = tuple(one for _kind, one in others)
        if self._is_keyed(cells, plain):
            return
        for column in nothing:
            for kind, name in {spot for words in column.cells.values() for spot in words.shape.spots}:
                for mention in [*([plain[kind]] if kind in plain else []), *lists.get(kind, ())]:
                    mention.said.setdefault(name, "-")
        self._as_part(plain)
        self._months(n, plain)
        self._money_behind([*plain.values(), *(one for many in lists.values() for one in many)])
        self._emit(plain, lists, where)

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

    def _only_codes(self, column: ModelColumn, kind: str) -> bool:
        """Whether a column prints nothing of a kind but its code."""
        code = self.stage.code_of(kind)
        spots = [spot for words in column.cells.values() for spot in words.shape.spots if spot[0] == kind]
        return bool(spots) and bool(code) and all(name == code for _kind, name in spots)

    def _several(self, text: str, column: ModelColumn, lists: dict[str, list[Mention]], *, codes: bool) -> None:
        """A cell that names several records: each with what stands behind its name, or where its name stands."""
        words = list(column.cells.values())
        spots = {spot for one in words for spot in one.shape.spots}
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
        pieces = _AMOUNT.findall(to_arabic(text)) if self._has_money(column) and len(there) > 1 else [text]
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
        return bool(fields) and not coded and all(not field.multiline for field in fields)

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

    def _word(self, text: str, plain: dict[str, Mention]) -> None:
        """A cell of a column in which the edition prints a word of a choice."""
        spec = self.stage.spec(self.main) if self.main else None
        for name, field in spec.fields.items() if spec else ():
            for word, label in field.choices.items():
                if compared(text) in (compared(word), compared(label)):
                    mention = plain.setdefault(self.main, Mention(self.main, set()))
                    mention.constants[name] = field.stored(word)

    def _money_behind(self, mentions: list[Mention]) -> None:
        """An amount's state in brackets behind a name belongs to the amount."""
        for mention in mentions:
            spec, name = self.stage.spec(mention.kind), self.stage.name_of(mention.kind)
            amount = next((one for one, field in spec.fields.items() if field.states), "")
            if not amount or not mention.said.get(name):
                continue
            found = _ASIDE.search(mention.said[name])
            labels = spec.fields[spec.fields[amount].states or ""].choices.values()
            if found and any(bare(label) and bare(label) == bare(found[1]) for label in labels):
                mention.said[name] = mention.said[name][: found.start()]
                mention.said.setdefault(amount, found[1])

    # ------------------------------------------------------------ records

    def _emit(self, plain: dict[str, Mention], lists: dict[str, list[Mention]], where: str) -> None:
        main = plain.get(self.main)
        goes_on = main is None or not self._tells(main)
        if goes_on and self.main in self._before:
            if main is not None:
                self._append(self._before[self.main], main, where)
                plain.pop(self.main)
        elif goes_on and self.main and self.gatherer.open_record(self.main) is None and not self._nameless_kind():
            if any(mention.said for mention in plain.values()) or lists:
                texts = [text for mention in plain.values() for text in mention.said.values()]
                texts += [text for many in lists.values() for mention in many for text in mention.said.values()]
                self.reading.keep(" | ".join(texts), where)
            return
        mentions = [*plain.values(), *(mention for many in lists.values() for mention in many)]
        for mention in mentions:
            mention.constants.update(self._fixed.get(mention.kind, {}))
            for (kind, name), value in self.known.model.implied.items():
                if kind == mention.kind and self._tells(mention):
                    mention.constants.setdefault(name, value)
        kinds = {mention.kind for mention in mentions}
        above = [(kind, record) for kind, record in self._before.items() if kind not in kinds]
        made = self.gatherer.row_under(mentions, above, where)
        for kind, record in made:
            if kind not in self.listed and kind not in lists:
                self._before[kind] = record
        self._taken += not goes_on

    def _nameless_kind(self) -> bool:
        return bool(self.main) and not any(
            name in (self.stage.name_of(kind), self.stage.code_of(kind))
            for kind, name in self.known.model.spots
            if kind == self.main
        )

    def _tells(self, mention: Mention) -> bool:
        """Whether a mention says which record it is of."""
        name, code = self.stage.name_of(mention.kind), self.stage.code_of(mention.kind)
        if mention.said.get(name) or (mention.kind != self.main and mention.said.get(code)):
            return True
        prints = {field for kind, field in self.known.model.spots if kind == mention.kind}
        if name in prints:
            return False
        if mention.said.get(code):
            return True
        first = next((one for one in self.stage.spec(mention.kind).fields if one in prints), "")
        return bool(mention.said.get(first))

    def _append(self, record: Staged, mention: Mention, where: str) -> None:
        """A row that goes on with the one above: its texts go on too."""
        for name, text in mention.said.items():
            known = record.said.get(name)
            field = self.stage.spec(record.kind).fields[name]
            if known and field.field_type.multiline:
                if compared(text) not in compared(known[0].text):
                    known[0] = StagedSaid(f"{known[0].text}\n{text}", known[0].place)
            else:
                record.say(name, StagedSaid(text, where))

    # ------------------------------------------------------------ months, levels, the rest

    def _months(self, n: int, plain: dict[str, Mention]) -> None:
        """The months of a step: those in whose columns something stands."""
        if not self.known.months or self.main not in plain:
            return
        field = next((name for name, one in self.stage.spec(self.main).fields.items() if one.field_type.months), "")
        if not field:
            return
        year = self.stage.pack.edition.year - 1
        before = 0
        spans: list[list[tuple[int, int]]] = []
        last_at = -2
        for at in self.known.months:
            for name in _MONTH.findall(self.known.structure.heads[at]):
                month = SHORT_MONTHS.index(name) + 1
                if before and month < before and month < 10 <= before:
                    year += 1
                before = month
                text = self.grid.rows[n][at]
                if (text.strip() and not re.fullmatch(r"[-–\s]*", text)) or (n, at) in self.grid.wide:
                    if last_at in (at, at - 1) and spans:
                        spans[-1].append((year, month))
                    else:
                        spans.append([(year, month)])
                    last_at = at
        said = ", ".join(
            f"{SHORT_MONTHS[one[0][1] - 1]} {one[0][0] % 100}"
            + (f" - {SHORT_MONTHS[one[-1][1] - 1]} {one[-1][0] % 100}" if len(one) > 1 else "")
            for one in spans
        )
        if said:
            plain[self.main].said[field] = said

    def _is_keyed(self, cells: dict[int, str], plain: dict[str, Mention]) -> bool:
        """A row whose first cell tells which field its others are of, as the levels of scores."""
        keyed = self.known.model.keyed
        if len(keyed) < 3:
            return False
        at = next((at for at, n in enumerate(self.known.columns) if n == 0), None)
        digits = "".join(re.findall(r"[0-9]", to_arabic(cells[at]))) if at is not None else ""
        row = keyed.get(digits)
        if row is None:
            return False
        for at, n in enumerate(self.known.columns):
            if n > 0 and row[n].shape.spots and not is_none(cells.get(at, "")):
                said = best_read(cells[at], [row[n]], self.reading.reader)
                for mention in self.reading.mentions(said, [row[n]]):
                    self._keyed.append(mention)
        self._taken += 1
        return True

    def _put_keyed(self) -> None:
        together: dict[str, Mention] = {}
        for mention in self._keyed:
            known = together.setdefault(mention.kind, mention)
            known.nodes |= mention.nodes
            for name, text in mention.said.items():
                known.said.setdefault(name, text)
        self.gatherer.row(list(together.values()), self.place)

    def _rest_of(self, n: int) -> None:
        """What stands in columns that the edition has not is kept."""
        mapped = {at for at, _column in self.columns} | set(self.known.months)
        for at, text in enumerate(self.grid.rows[n]):
            if at not in mapped and (n, at) not in self.grid.repeated and not _NUMBER.fullmatch(to_arabic(text)):
                head = self.known.structure.heads[at] if at < len(self.known.structure.heads) else ""
                self.reading.keep(f"{head}: {text}" if head else text, self._where(n))


def _said(reason: str) -> str:
    """What is worked out, in the user's words."""
    if reason == "total":
        return _("totals")
    if reason == "numbers":
        return _("numbers of columns")
    return _("empty rows") if reason == "empty" else _("heads of tables")

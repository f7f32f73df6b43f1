"""Goes through the rows of a known table: which are records, which name what others belong to, which go on."""

import re
from collections.abc import Mapping

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.units import in_unit
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.importing.cells import best_read, is_none
from planner_desktop.importing.found_tables import KnownTable
from planner_desktop.importing.gathering import Mention
from planner_desktop.importing.model_parts import ModelColumn
from planner_desktop.importing.month_columns import months_of
from planner_desktop.importing.reading import Reading, row_of
from planner_desktop.importing.row_cells import CellReader, Cells, RowSays
from planner_desktop.importing.shapes import bare
from planner_desktop.importing.staging import Said as StagedSaid
from planner_desktop.importing.staging import Staged
from planner_desktop.importing.table_kinds import TableKinds
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_LEFT_OUT = ("head", "head again", "numbers", "total", "empty")
"""The rows that are no records and that the program prints by itself."""
_NUMBER = regex(r"[\s0-9.,()\-–%]*")


class RowReader:
    """Reads the rows of one written table. `before` is what was named last: of the table that it goes on, in the end
    its own."""

    def __init__(
        self, reading: Reading, known: KnownTable, grid: Grid, place: str, before: Mapping[str, Staged]
    ) -> None:
        self.reading, self.known, self.grid, self.place = reading, known, grid, place
        self.stage, self.gatherer = reading.stage, reading.gatherer
        self.kinds = TableKinds(reading.stage, known, grid)
        self.cells = CellReader(reading, self.kinds, place)
        self.before = dict(before)
        self._fixed: dict[str, dict[str, Value]] = {}
        """The choices that rows say for all rows below them."""
        self._keyed: list[Mention] = []
        self._taken = 0

    def read(self) -> int:
        """Read all rows; how many became records."""
        self.stage.table("" if self.kinds.listed else self.kinds.main)
        for n in range(len(self.grid.rows)):
            reason = self.known.structure.left.get(n)
            if reason in _LEFT_OUT:
                self.reading.report.computed[_said(reason)] += 1
            elif self._is_counted(n):
                self._row(n)
            elif (reason in ("group", "title", "note") or self._is_lone(n)) and self._group(n):
                continue
            elif reason in ("title", "note"):
                self.reading.keep(self._whole(n), self._where(n))
            else:
                self._row(n)
        if self._keyed:
            self._put_keyed()
        self.stage.table("")
        return self._taken

    def _is_lone(self, n: int) -> bool:
        """Whether nothing but one text and a number stands in a row."""
        words = [text for text in filter(None, self.grid.rows[n]) if not _NUMBER.fullmatch(to_arabic(text))]
        return len(words) == 1

    def _is_counted(self, n: int) -> bool:
        """Whether a row has a number, what a record is called and its amount: then it is one, with nothing else."""
        row, kinds = self.grid.rows[n], self.kinds
        money = [(at, column) for at, column in kinds.columns if row[at] and kinds.has_money(column)]
        if not any(_NUMBER.fullmatch(to_arabic(row[at])) for at, _column in money):
            return False
        priced = {kind for _at, column in money for kind, _name in kinds.spots(column)}
        named = [at for at, one in kinds.columns if row[at] and any(kinds.names(one, kind) for kind in priced)]
        return bool(named) and any(to_arabic(text).strip(" .").isdecimal() for text in row[: named[0]])

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
        self.before.update(made)
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
        if not any(self.grid.rows[n]):
            return
        for cells in self.cells.rows_of_one({at: self._cell(n, at, column) for at, column in self.kinds.columns}):
            if not self._is_keyed(cells):
                says = self.cells.read(cells)
                self._months(n, says)
                self._emit(says, self._where(n))
        self._rest_of(n)

    def _cell(self, n: int, at: int, column: ModelColumn) -> str:
        """A cell's text; an amount with the unit that its head or table tells."""
        text, units = self.kinds.cell(n, at), self.known.structure.units
        return in_unit(text, text, units[at]) if at < len(units) and self.kinds.has_money(column) else text

    # ------------------------------------------------------------ records

    def _emit(self, says: RowSays, where: str) -> None:
        main = says.plain.get(self.kinds.main)
        goes_on = main is None or not self.kinds.tells(main)
        if goes_on and self.kinds.main in self.before:
            if main is not None:
                self._append(self.before[self.kinds.main], main, where)
                says.plain.pop(self.kinds.main)
        elif goes_on and self.kinds.main and not self.kinds.is_nameless() and not self._is_open():
            if texts := [text for mention in says.every for text in mention.said.values()]:
                self.reading.keep(" | ".join(texts), where)
            return
        for mention in says.every:
            mention.constants.update(self._fixed.get(mention.kind, {}))
            for (kind, name), value in self.known.model.implied.items():
                if kind == mention.kind and self.kinds.tells(mention):
                    mention.constants.setdefault(name, value)
        kinds = {mention.kind for mention in says.every}
        above = [(kind, record) for kind, record in self.before.items() if kind not in kinds]
        for kind, record in self.gatherer.row_under(says.every, above, where, self.kinds.main):
            if kind not in self.kinds.listed and kind not in says.lists:
                self.before[kind] = record
        self._taken += not goes_on

    def _is_open(self) -> bool:
        """Whether a line above the table names what the rows are of."""
        return self.gatherer.open_record(self.kinds.main) is not None

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

    def _months(self, n: int, says: RowSays) -> None:
        """The months of the step that a row is."""
        step = says.plain.get(self.kinds.main)
        if not self.known.months or step is None:
            return
        field = next((name for name, one in self.stage.spec(step.kind).fields.items() if one.field_type.months), "")
        if field and (said := months_of(self.known, self.grid, n, self.stage.pack.edition.year - 1)):
            step.said[field] = said

    def _is_keyed(self, cells: Cells) -> bool:
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
        mapped = {at for at, _column in self.kinds.columns} | set(self.known.months)
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

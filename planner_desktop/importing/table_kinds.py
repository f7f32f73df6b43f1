"""What the columns of a known table are: of which kind its rows are records, and of which kinds a row names several."""

from planner_desktop.exchange.grid import Grid
from planner_desktop.importing.found_tables import KnownTable
from planner_desktop.importing.gathering import Mention
from planner_desktop.importing.model_parts import ModelColumn
from planner_desktop.importing.shapes import Spot
from planner_desktop.importing.staging import Stage


class TableKinds:
    """The kinds of record that the columns of a written table print."""

    def __init__(self, stage: Stage, known: KnownTable, grid: Grid) -> None:
        self.stage, self.known, self.grid = stage, known, grid
        self.columns = [(at, known.model.columns[n]) for at, n in enumerate(known.columns) if n >= 0]
        self.listed = self._listed()
        """The kinds of which one row may name several: what a record of the same row leads to."""
        self.main = self._main()
        """The kind that a row is one record of; empty where no column prints a field."""

    # ------------------------------------------------------------ cells and columns

    def cell(self, row: int, at: int) -> str:
        """A cell's text; one that was merged with the cell above says nothing anew."""
        return "" if (row, at) in self.grid.repeated else self.grid.rows[row][at]

    def spots(self, column: ModelColumn) -> list[Spot]:
        """The fields that a column prints in one line or another."""
        return [spot for words in column.cells.values() for spot in words.shape.spots]

    def prints(self, column: ModelColumn, kind: str) -> bool:
        """Whether a column prints any field of a kind."""
        return any(spot[0] == kind for spot in self.spots(column))

    def names(self, column: ModelColumn, kind: str) -> bool:
        """Whether a column prints what records of a kind are known by."""
        return (kind, self.stage.name_of(kind)) in self.spots(column)

    def only_codes(self, column: ModelColumn, kind: str) -> bool:
        """Whether a column prints nothing of a kind but its code."""
        code = self.stage.code_of(kind)
        spots = [spot for spot in self.spots(column) if spot[0] == kind]
        return bool(spots) and bool(code) and all(name == code for _kind, name in spots)

    def has_money(self, column: ModelColumn) -> bool:
        """Whether amounts of money stand in a column."""
        return any(self.stage.spec(kind).fields[name].field_type.money for kind, name in self.spots(column))

    def has_states(self, column: ModelColumn) -> bool:
        """Whether an amount stands in a column that may say in words that there is none."""
        return any(self.stage.spec(kind).fields[name].states for kind, name in self.spots(column))

    # ------------------------------------------------------------ kinds

    def tells(self, mention: Mention) -> bool:
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

    def is_nameless(self) -> bool:
        """Whether the table prints neither name nor code of the records that its rows are."""
        known = (self.stage.name_of(self.main), self.stage.code_of(self.main)) if self.main else ()
        return bool(self.main) and not any(kind == self.main and name in known for kind, name in self.known.model.spots)

    def is_part(self, kind: str) -> bool:
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

    def _named(self) -> dict[str, set[int]]:
        """The kinds by whose names a column tells which record is meant, with those columns."""
        found: dict[str, set[int]] = {}
        for at, column in self.columns:
            for kind, name in self.spots(column):
                if name == self.stage.name_of(kind):
                    found.setdefault(kind, set()).add(at)
        return found

    def _listed(self) -> set[str]:
        named = self._named()
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
        """The kind of which the most columns print something, and that the most rows name."""
        body = [n for n in range(len(self.grid.rows)) if n not in self.known.structure.left]
        best: tuple[tuple[int, int, int, int], str] | None = None
        for kind, columns in self._named().items():
            if kind in self.listed or self.is_part(kind):
                continue
            filled = sum(any(self.cell(n, at) for at in columns) for n in body)
            wide = sum(self.prints(column, kind) for _at, column in self.columns)
            score = (wide, filled, self._depth(kind), -min(columns))
            if best is None or score > best[0]:
                best = score, kind
        if best is not None:
            return best[1]
        return next((kind for _at, column in self.columns for kind, _name in self.spots(column)), "")

    def _depth(self, kind: str) -> int:
        above = self.stage.spec(kind).parent
        return 1 + self._depth(above) if above else 0

"""What an edition prints, read off its model plan: lines and tables, each with the fields that stand in them.

The plan is printed as it is, and again with other settings and with fields left empty: a plan may be printed in any of
these ways. What is alike in all is one line or table here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner_desktop import stopping
from planner_desktop.document import outline
from planner_desktop.document.fill import Filling
from planner_desktop.document.table_texts import rows_of_texts, titles
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.draft.records.view_cache import Answers, WorkedOut
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.fields import Value
from planner_desktop.importing.model_parts import ModelColumn, ModelLine, ModelTable, Words
from planner_desktop.importing.model_plan import FIRST_MARK, FIRST_NUMBER, ModelPlan, Node
from planner_desktop.importing.shapes import WILD, Part, Shape, Spot, bare
from planner_desktop.regex import regex
from planner_desktop.stopping import Progress

_NUMBER = regex(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]{2})?(?:\.-)?|(?<![0-9,])7[0-9]{6}(?![0-9,])")
_DIGITS = regex(r"[0-9]+")
_MARKS = regex(f"[{chr(FIRST_MARK)}-\U000fffff]")
_RAISED = regex(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
LEAST_KEYED = 3
"""So many fields at least does a column print of which the row's number tells the field."""
LEAST_HEADING = 8
"""Letters of a heading that tells where in the plan one is; shorter ones ("หมายเหตุ") stand in many places."""


class ModelPrint:
    """The lines and tables of an edition, in the order of its sections."""

    def __init__(self, pack: FormPack, progress: Progress | None = None) -> None:
        self.pack = pack
        self.lines: list[ModelLine] = []
        self.tables: list[ModelTable] = []
        self.places: list[tuple[str, str]] = []
        """The fixed headings, as (section, words); the first of a section is the section itself."""
        self.contents: set[str] = set()
        """The sections that print the contents, which the program works out."""
        self._lines: dict[object, ModelLine] = {}
        self._tables: dict[object, ModelTable] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._answers = Answers()
        with ModelPlan(pack) as self.plan:
            ways = list(_ways(pack))
            for done, values in enumerate(ways):
                stopping.look()
                with self.plan.changed(values) as draft:
                    self._take(draft)
                if progress:
                    progress(done / (len(ways) + 1))
            self._look_what_is_implied()
        for table in self.tables:
            if not _are_keyed(list(table.keyed.values())):
                table.keyed.clear()
        self._share_shapes()
        for table in self.tables:
            for column in table.columns:
                for shape, words in list(column.cells.items()):
                    shorter = shape.without_brackets()
                    if shorter.spots and shorter not in column.cells:
                        nodes = {spot: words.nodes[spot] for spot in shorter.spots}
                        column.cells[shorter] = Words(shorter, nodes)
        for line in list(self.lines):
            shorter = line.words.shape.without_brackets()
            if shorter.spots and (line.section, line.place, shorter) not in self._lines:
                nodes = {spot: line.words.nodes[spot] for spot in shorter.spots}
                self.lines.append(replace(line, words=Words(shorter, nodes)))
        self.lines.sort(key=lambda line: self._order(line.section))
        self.tables.sort(key=lambda table: self._order(table.section))

    def _order(self, section: str) -> int:
        return next(n for n, each in enumerate(self.pack.sections) if each.id == section)

    def in_one_table(self) -> frozenset[str]:
        """The kinds of record that are printed nowhere but in the tables of one place."""
        places: dict[str, set[tuple[int, bool]]] = {}
        for table in self.tables:
            for kind, _name in table.spots:
                places.setdefault(kind, set()).add((table.place, True))
        for line in self.lines:
            for kind, _name in line.words.shape.spots:
                places.setdefault(kind, set()).add((line.place, False))
        return frozenset(kind for kind, there in places.items() if len(there) == 1 and next(iter(there))[1])

    # ------------------------------------------------------------ reading a print

    def _printed(self, draft: Draft) -> list[outline.PrintedSection]:
        self._answers.forget(None)
        with draft.snapshot() as held, WorkedOut(held, self._answers) as views:
            return [
                outline.PrintedSection(spec.id, tuple(Filling(held, spec, views).blocks()))
                for spec in in_use(held).sections
            ]

    def _take(self, draft: Draft) -> None:
        for section in self._printed(draft):
            place = self._place(section.id, "")
            for block in section.blocks:
                match block:
                    case outline.Heading() | outline.Paragraph():
                        words = self._words(outline.plain(block.text))
                        heading = isinstance(block, outline.Heading)
                        if not words.shape.parts:
                            continue
                        if heading and not words.shape.spots and len(words.shape.words) >= LEAST_HEADING:
                            place = self._place(section.id, words.shape.words)
                        level = block.level if isinstance(block, outline.Heading) else 0
                        item = isinstance(block, outline.Paragraph) and bool(block.label)
                        self._add_line(section.id, place, words, level, item=item)
                    case outline.Table():
                        self._add_table(section.id, place, block)
                    case outline.Contents():
                        self.contents.add(section.id)
                    case _:
                        pass

    def _place(self, section: str, words: str) -> int:
        if (section, words) not in self._places:
            self._places[section, words] = len(self.places)
            self.places.append((section, words))
        return self._places[section, words]

    def _add_line(self, section: str, place: int, words: Words, level: int, *, item: bool) -> None:
        key = (section, place, words.shape)
        if key in self._lines:
            _join(self._lines[key].words, words)
            return
        rich = any(self.pack.records[kind].fields[name].field_type.formatted for kind, name in words.shape.spots)
        line = ModelLine(section, place, words, level, item, rich, len(self.lines) + len(self.tables))
        self._lines[key] = line
        self.lines.append(line)

    def _add_table(self, section: str, place: int, table: outline.Table) -> None:
        width = len(table.columns)
        heads = titles(rows_of_texts(table, table.head), width)
        shapes = [self._words(head).shape.words for head in heads]
        rows = list(zip(table.rows, rows_of_texts(table, table.rows), strict=True))
        labelled = _is_labelled([cells for row, cells in rows if row.kind == "body"])
        key = (section, place, tuple(shapes), labelled)
        if key not in self._tables:
            columns = [
                ModelColumn(_MARKS.sub("", head).strip(), month=column.month)
                for head, column in zip(heads, table.columns, strict=True)
            ]
            made = ModelTable(section, place, columns, number=len(self.lines) + len(self.tables))
            self._tables[key] = made
            self.tables.append(made)
        known = self._tables[key]
        for row, cells in rows:
            if row.kind == "group":
                known.groups += [
                    words for words in map(self._words, filter(None, cells)) if words.shape.words or words.shape.spots
                ]
            elif row.kind == "body" and labelled and cells[0] and not self._words(cells[0]).shape.spots:
                said = known.lines.setdefault(bare(cells[0]), [])
                said += [
                    words for cell in cells[1:] for words in map(self._words, _lines_of(cell)) if words.shape.spots
                ]
            elif row.kind == "body":
                if cells[0].isdecimal():
                    known.keyed.setdefault(cells[0], list(map(self._words, cells)))
                for column, cell in zip(known.columns, cells, strict=True):
                    said = [words for words in map(self._words, _lines_of(cell)) if words.shape.parts]
                    for words in said:
                        _join(column.cells.setdefault(words.shape, Words(words.shape)), words)
                    if len({words.shape for words in said}) > 1:
                        words = self._words(cell)
                        _join(column.whole.setdefault(words.shape, Words(words.shape)), words)

    def _words(self, text: str) -> Words:
        """A printed text's shape; numbers that no field holds are wild."""
        parts: list[Part] = []
        nodes: dict[Spot, set[Node]] = {}

        def put(part: Part) -> None:
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part != "":
                parts.append(part)

        slots = self.plan.slots
        for piece in re.split(rf"([{chr(FIRST_MARK)}-\U000fffff])|({_NUMBER.pattern})", _RAISED.sub("¹", text)):
            if not piece:
                continue
            at = ord(piece) - FIRST_MARK if len(piece) == 1 else -1
            if _NUMBER.fullmatch(piece):
                at = int(re.sub(r"\.-$|\.[0-9]{2}$|,", "", piece)) - FIRST_NUMBER
                if not 0 <= at < len(slots):
                    put(WILD)
                    continue
            if 0 <= at < len(slots):
                slot = slots[at]
                spot = slot.node.kind, slot.field
                put(spot)
                nodes.setdefault(spot, set()).add(slot.node)
            else:
                put(_DIGITS.sub("0", piece))
        return Words(Shape(tuple(parts)), nodes)

    def _share_shapes(self) -> None:
        """Columns of one head in a section print fields of their table in all the ways that any of them does.

        One that prints nothing in its table, for fewer fields were filled there, prints what those of its place do. So
        does the only column by whose head two tables of one place differ.
        """
        for one in self.tables:
            spots = one.spots
            for column in one.columns:
                own = {spot: nodes for words in column.cells.values() for spot, nodes in words.nodes.items()}
                for other in self.tables:
                    if other is one or other.section != one.section:
                        continue
                    twin = _only_other(one, other)
                    for there in other.columns:
                        if there.title == column.title or twin == (column.title, there.title):
                            free = other.place == one.place and (not own or there.title != column.title)
                            for mine, theirs in ((column.cells, there.cells), (column.whole, there.whole)):
                                for shape, words in theirs.items():
                                    if shape.spots and (free or set(shape.spots) <= spots) and shape not in mine:
                                        nodes = {spot: set(own.get(spot) or words.nodes[spot]) for spot in shape.spots}
                                        mine[shape] = Words(shape, nodes)

    # ------------------------------------------------------------ what is implied

    def _look_what_is_implied(self) -> None:
        """Which ticks a record has that stands in a table: those without which it does not."""
        for kind, spec in self.pack.records.items():
            ticks = [name for name, each in spec.fields.items() if not spec.single and each.field_type.ticked]
            before = self._printed_with(self.plan.draft, kind) if ticks else set()
            for name in ticks:
                with self.plan.changed({(kind, name): 0}) as draft:
                    gone = before - self._printed_with(draft, kind)
                for table in self.tables:
                    nodes = {(table.section, table.place, n) for n in _nodes_of(table) if n.kind == kind} & before
                    if nodes and nodes <= gone:
                        table.implied[kind, name] = 1

    def _printed_with(self, draft: Draft, kind: str) -> set[tuple[str, int, Node]]:
        """Which nodes of a kind stand in the tables of which place."""
        found = set()
        for section in self._printed(draft):
            place = self._place(section.id, "")
            for block in section.blocks:
                if isinstance(block, outline.Heading):
                    words = self._words(outline.plain(block.text)).shape
                    if not words.spots and len(words.words) >= LEAST_HEADING:
                        place = self._place(section.id, words.words)
                elif isinstance(block, outline.Table):
                    for row in block.rows:
                        for cell in row.cells:
                            for nodes in self._words(outline.plain(cell.text)).nodes.values():
                                found |= {(section.id, place, node) for node in nodes if node.kind == kind}
        return found


def _only_other(one: ModelTable, other: ModelTable) -> tuple[str, str]:
    """The heads of the only columns by which two tables of one place differ; empty ones where more do."""
    if one.place != other.place or len(one.columns) != len(other.columns):
        return "", ""
    differ = [
        (column.title, there.title)
        for column, there in zip(one.columns, other.columns, strict=True)
        if column.title != there.title
    ]
    return differ[0] if len(differ) == 1 else ("", "")


def _nodes_of(table: ModelTable) -> Iterator[Node]:
    for column in table.columns:
        for words in column.cells.values():
            for nodes in words.nodes.values():
                yield from nodes


def _are_keyed(rows: Sequence[Sequence[Words]]) -> bool:
    """Whether a column prints another field in each of several rows."""
    if any(words.shape.spots for row in rows for words in row[:1]):
        return False
    return any(len({words.shape.spots for words in column} - {()}) >= LEAST_KEYED for column in zip(*rows, strict=True))


def _join(known: Words, other: Words) -> None:
    for spot, nodes in other.nodes.items():
        known.nodes.setdefault(spot, set()).update(nodes)


def _lines_of(cell: str) -> list[str]:
    return [line for line in cell.split("\n") if line.strip()]


def _is_labelled(rows: list[tuple[str, ...]]) -> bool:
    """Whether the rows begin with fixed words, each with others: the labels of a form."""
    labels = [cells[0] for cells in rows if cells]
    fixed = [label for label in labels if label and not any(ord(letter) >= FIRST_MARK for letter in label)]
    return len(rows) > 2 and len({bare(label) for label in fixed}) >= max(3, len(labels) // 2) and len(rows[0]) == 2


def _ways(pack: FormPack) -> Iterator[dict[Spot, Value]]:
    """The values to print the model plan with: as it is, with other settings, and with fields left empty."""
    settings = [
        (kind, name, each)
        for kind, spec in pack.records.items()
        for name, each in spec.fields.items()
        if spec.single and f"{kind}.{name}" != pack.edition.document.digits
    ]
    most = max((len(each.choices) for _kind, _name, each in settings), default=0)
    ways: list[dict[Spot, Value]] = [{}]
    for nth in range(max(most, 2)):
        way: dict[Spot, Value] = {}
        for kind, name, each in settings:
            if each.choices:
                way[kind, name] = each.stored(list(each.choices)[nth % len(each.choices)])
            elif each.field_type.ticked:
                way[kind, name] = nth % 2
        ways.append(way)
    for with_targets in (None, False, True):
        empty: dict[Spot, Value] = {
            (kind, name): None
            for kind, spec in pack.records.items()
            for name, each in spec.fields.items()
            if with_targets is not None and not spec.single and not each.required and each.field_type.is_column
            if not (each.to or each.choices or each.field_type.ticked or each.field_type.months)
            if with_targets or not each.quantity
        }
        some = ways if with_targets is None else ways[::2][:2] if with_targets is False else ways[:1]
        yield from ({**way, **empty} for way in some)

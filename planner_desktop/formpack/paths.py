"""Ways from a record to others and their fields, as a form pack writes them: `project.divisions.name`.

The first word is a column that holds a record's id, called as the record or as a link field that means the same record
in the whole form pack, or it is a record of which there is one. Each further word is a step from the record reached:
to a field, over a link or links, to the parent, to the records under it, or to those that link to it by one field.
"""

from collections.abc import Container, Iterable, Iterator

from planner_desktop.formpack.computed_rows import source
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.formpack.tables import links_table
from planner_desktop.frozen import Frozen


class Step(Frozen):
    """A step from every record of a kind. `sql` yields what is `_here`, what `_there`, and its `_place` among those."""

    sql: str
    kind: str = ""
    """The kind of record that it leads to; empty where it leads to a value."""
    field: FieldSpec | None = None
    """The field whose value it leads to."""
    many: bool = False
    """Whether it may lead to more than one."""
    column: str = ""
    """The record's own column that it reads, where that is all it does."""


class Way(Frozen):
    """A whole path: from the record whose id is in a column, or from the only one of its kind."""

    column: str
    kind: str
    steps: tuple[Step, ...]
    many: bool
    """Whether it may lead to more than one value."""

    @property
    def field(self) -> FieldSpec | None:
        """The field at its end; None where it ends at a record."""
        return self.steps[-1].field if self.steps else None


_WHOLE_NUMBER = FieldSpec(type="number", label="number")
"""What a record's `position` and `number` are like."""


class NoWayError(Exception):
    """A word of a path that leads nowhere, what is wrong with it, and the words that would lead on."""

    def __init__(self, word: str, offered: Iterable[str], record: str = "") -> None:
        super().__init__(word)
        self.word, self.offered, self.record = word, tuple(offered), record


def way(path: str, pack: FormPack, columns: Container[str], row: str = "") -> Way:
    """The way that a path says where rows have these columns. Raises NoWayError.

    Where they are the rows of one kind of record, `row`, it may begin with the first step from there.
    """
    first, *words = path.split(".")
    if row and first != row and step(row, first, pack):
        first, words = row, [first, *words]
    kind = row if first == row else kind_of(first, pack) if first in columns else ""
    column = first if kind else ""
    if not kind and first in pack.records and pack.records[first].single:
        kind = first
    if not kind:
        raise NoWayError(first, words_from(row, pack) if row else sorted(_firsts(pack, columns)), row)
    steps: list[Step] = []
    here = kind
    for word in words:
        taken = step(here, word, pack) if here else None
        if taken is None:
            raise NoWayError(word, words_from(here, pack) if here else (), here or path)
        steps.append(taken)
        here = taken.kind
    return Way(column, kind, tuple(steps), any(step.many for step in steps))


def _firsts(pack: FormPack, columns: Container[str]) -> Iterator[str]:
    """The words that a path may begin with."""
    links = {name for spec in pack.records.values() for name, field in spec.fields.items() if field.field_type.to_one}
    for name in {*pack.records, *links}:
        if (name in pack.records and pack.records[name].single) or (name in columns and kind_of(name, pack)):
            yield name


def kind_of(column: str, pack: FormPack) -> str:
    """The kind of record whose id is in a column of this name; empty where that does not tell it."""
    fields = (spec.fields[column] for spec in pack.records.values() if column in spec.fields)
    kinds = {field.to or "" for field in fields if field.field_type.to_one} | ({column} & pack.records.keys())
    return kinds.pop() if len(kinds) == 1 else ""


def choices_of(column: str, pack: FormPack) -> dict[str, str]:
    """The words of a choice that a column of this name holds, if all fields that are called so have the same ones."""
    found = [spec.fields[column].choices for spec in pack.records.values() if column in spec.fields]
    return found[0] if found and all(choices == found[0] for choices in found) else {}


def words_from(kind: str, pack: FormPack) -> list[str]:
    """The words of all steps from a kind of record; none from one that the form pack lacks, as lint tells."""
    spec = pack.records.get(kind)
    if spec is None:
        return []
    others = [*([spec.parent] if spec.parent else []), *pack.records]
    return list(dict.fromkeys([*pack.seen(kind).fields, *(word for word in others if step(kind, word, pack))]))


def step(kind: str, word: str, pack: FormPack) -> Step | None:
    """The step that a word means from a kind of record; None where it means none or several, or the kind is missing."""
    spec = pack.records.get(kind)
    if spec is None:
        return None
    field = pack.seen(kind).fields.get(word)
    if field is not None and field.field_type.computed:
        read = source(kind, pack)
        return Step(f"SELECT id AS _here, {word} AS _there, 0 AS _place FROM {read}", "", field, column=word)
    if field is not None and field.field_type.to_one:
        sql = f"SELECT id AS _here, {word} AS _there, 0 AS _place FROM {kind} WHERE {word} IS NOT NULL"
        return Step(sql, field.to or "", column=word)
    if field is not None and field.field_type.to_many:
        pairs, to = links_table(kind, word), field.to or ""
        return Step(f"SELECT {kind} AS _here, {to} AS _there, position AS _place FROM {pairs}", to, many=True)
    if field is not None:
        return Step(f"SELECT id AS _here, {word} AS _there, 0 AS _place FROM {kind}", "", field, column=word)
    if word == "position" and not spec.single:
        return Step(f"SELECT id AS _here, position AS _there, 0 AS _place FROM {kind}", "", _WHOLE_NUMBER, column=word)
    if word == "number" and not spec.single:  # as where a query is only the record's name
        beside = f"PARTITION BY {spec.parent} " if spec.parent else ""
        place = f"row_number() OVER ({beside}ORDER BY position, id)"
        return Step(f"SELECT id AS _here, {place} AS _there, 0 AS _place FROM {kind}", field=_WHOLE_NUMBER)
    if word == spec.parent:
        return Step(f"SELECT id AS _here, {word} AS _there, 0 AS _place FROM {kind}", word, column=word)
    other = pack.records.get(word)
    if other is None:
        return None
    if other.parent == kind:
        return Step(f"SELECT {kind} AS _here, id AS _there, position AS _place FROM {word}", word, many=True)
    linking = [name for name, field in other.fields.items() if field.to == kind]
    if len(linking) != 1:
        return None
    place = _place(word, pack)
    if other.fields[linking[0]].field_type.to_one:
        back = linking[0]
        sql = f"SELECT {back} AS _here, id AS _there, {place} AS _place FROM {word} t WHERE {back} IS NOT NULL"
        return Step(sql, word, many=True)
    pairs = links_table(word, linking[0])
    rows = f"{pairs} l JOIN {word} t ON t.id = l.{word}"
    return Step(f"SELECT l.{kind} AS _here, l.{word} AS _there, {place} AS _place FROM {rows}", word, many=True)


def in_order(kind: str, pack: FormPack) -> list[str]:
    """What all records of a kind, called `t`, are ordered by: their parents' places first."""
    order, here = ["t.position"], f"t.{pack.records[kind].parent}"
    for above in reversed(pack.above(kind)):
        order.insert(0, f"(SELECT position FROM {above} WHERE id = {here})")
        here = f"(SELECT {pack.records[above].parent} FROM {above} WHERE id = {here})"
    return order


def _place(kind: str, pack: FormPack) -> str:
    order = in_order(kind, pack)
    return order[0] if len(order) == 1 else f"printf('{'%09d ' * len(order)}', {', '.join(order)})"


def rows(path: Way, pack: FormPack) -> str:
    """The records that a path leads to, once each, from the row around it."""
    joined = f"({path.steps[0].sql}) s0"
    for n, taken in enumerate(path.steps[1:], 1):
        joined += f" JOIN ({taken.sql}) s{n} ON s{n}._here = s{n - 1}._there"
    last = len(path.steps) - 1
    order = ", ".join(f"s{n}._place, s{n}._there" for n in range(last + 1))
    start = f":{path.column}" if path.column else "1"
    place = f"row_number() OVER (ORDER BY {order})"
    found = f"SELECT s{last}._there, {place} AS _place FROM {joined} WHERE s0._here = {start}"
    read = source(path.steps[-1].kind, pack)
    once = f"SELECT _there, min(_place) AS _place FROM ({found}) GROUP BY _there"
    numbered = f"SELECT _there, row_number() OVER (ORDER BY _place) AS _place FROM ({once})"
    return f"({numbered}) w JOIN {read} t ON t.id = w._there"

"""The tables of a draft's screens without a screen: where they stand, which columns they have, and their records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.entry.table_rows import Reader
from planner_desktop.errors import DraftError
from planner_desktop.formpack import RecordSpec
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.screen_parts import Screen, TablePart
from planner_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records of a kind that have the values of `where`, in columns."""

    draft: Draft
    kind: str
    fields: tuple[str, ...]
    where: Mapping[str, Value] = field(default_factory=dict)
    title: str = ""
    sort: tuple[str, ...] = ()
    """The fields that the rows are in the order of."""

    @property
    def spec(self) -> RecordSpec:
        """The kind with its computed fields."""
        return self.draft.pack.seen(self.kind)

    @property
    def ids(self) -> list[int]:
        """The records in the order of the rows, as they are now."""
        return self._reader().read_ids()

    @property
    def records(self) -> ChosenRecords:
        """What can be done to its records."""
        return ChosenRecords(self.draft, self.kind, (), self.where)

    def texts(self) -> Iterator[tuple[int, list[str]]]:
        """The id of each record with what its columns say, as an officer reads it."""
        reader = self._reader()
        ids = reader.read_ids()
        reader.show(ids)
        for record in reader.records(ids):
            yield record.id, [reader.text(record, name) for name in self.fields]

    def _reader(self) -> Reader:
        return Reader(self.draft, self.kind, self.fields, self.where, self.sort)


def tables(draft: Draft) -> dict[str, RecordList]:
    """Every list of records on the screens that the draft uses, by its name: section/record, and where a section has
    several of a kind, also their number: section/record/2."""
    found: dict[str, list[RecordList]] = {}
    for section, part in in_use(draft).screens():
        for kind in part.edits(draft.pack):
            if not draft.spec(kind).single:
                found.setdefault(f"{section.id}/{kind}", []).append(_table(draft, kind, part))
    return {
        name if len(several) == 1 else f"{name}/{number}": table
        for name, several in found.items()
        for number, table in enumerate(several, 1)
    }


def _table(draft: Draft, kind: str, part: Screen) -> RecordList:
    """The list of a kind on a part of a screen: the part's own with its columns, what stands below with all."""
    pack, spec = draft.pack, draft.pack.seen(kind)
    own = part if isinstance(part, TablePart) and part.table == kind else None
    where = dict(own.where) if own else {}
    states = {each.states for each in spec.fields.values() if each.states}  # typed into the field of the amount
    usual = [name for name in pack.on_screens(kind) if name not in where and (own or name not in states)]
    if own is None:
        return RecordList(draft, kind, tuple(usual), title=spec.label)
    return RecordList(draft, kind, tuple(own.field_names or usual), where, own.title or spec.label, own.sort)


def table_named(draft: Draft, name: str, under: int | None, *, whole: bool = False) -> RecordList:
    """The list of this name, or the only one of this kind; of what stands under others, what is `under` one of them.

    With `whole` it need not be said which. Raises DraftError where there is none, or several may be meant.
    """
    known = tables(draft)
    meant = (
        [name] if name in known else [each for each in known if name in (each.split("/")[1], each.rpartition("/")[0])]
    )
    if len(meant) != 1:
        names = ", ".join(meant or known)
        raise DraftError(
            _("There is no table {name}").format(name=name), _("Name one of these: {names}").format(names=names)
        )
    table = known[meant[0]]
    above = table.spec.parent
    if whole and under is None:
        return table
    if bool(above) != (under is not None) or (above and not draft.ids(above, where={"id": under})):
        if not above:
            raise DraftError(_("{label} stand under no other record").format(label=table.spec.label))
        raise DraftError(
            _("{label} stand under {above}").format(label=table.spec.label, above=draft.spec(above).label),
            _("Say under which with --under and its id, which the command `table` tells."),
        )
    return replace(table, where={**table.where, above: under}) if above else table

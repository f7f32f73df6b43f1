"""Which record of one draft is which of another."""

from collections import defaultdict
from difflib import SequenceMatcher

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.related import made_apart, related
from planner_desktop.draft.records.records import Record
from planner_desktop.errors import DraftError
from planner_desktop.formpack.tables import parents_first
from planner_desktop.i18n import _

ALIKE = 0.6
MOST_COMPARED = 1_000  # letters of a title; to compare takes time by their square
"""How much of two titles must agree for records with one id to be the same, where nothing else tells."""


class Matching:
    """Two states of one plan, `old` and `new`, with all records as they are now, and which is which.

    Records are the same if they have the same uid, or were made by the same action; else if they stand in the same
    place with the same key or title; else if they have the same id there and titles alike. Raises DraftError if the
    editions differ.
    """

    def __init__(self, old: Draft, new: Draft) -> None:
        if old.pack.edition.id != new.pack.edition.id:
            raise DraftError(
                _("The two plans are of different editions: {old} and {new}").format(
                    old=old.pack.edition.title, new=new.pack.edition.title
                ),
                _("Move one to the edition of the other first."),
            )
        self.old, self.new = old, new
        self.kinds = [kind for kind in parents_first(new.pack.records) if kind in old.pack.records]
        self.before = {kind: {r.id: r for r in old.records(kind)} for kind in self.kinds}
        self.after = {kind: {r.id: r for r in new.records(kind)} for kind in self.kinds}
        self.pairs: dict[str, dict[int, int]] = {}
        """Of each kind, the new id of an old one."""
        of_one = related(old, new)
        apart = made_apart(old, new) if of_one else set()
        for kind in self.kinds:
            same = of_one or new.spec(kind).single
            before, after = self.before[kind], self.after[kind]
            of_uid = {record.uid: record for record in after.values()}
            self.pairs[kind] = {
                id: of_uid[record.uid].id
                for id, record in before.items()
                if record.uid in of_uid and of_uid[record.uid].parent == self.place(record)
            }
            taken = set(self.pairs[kind].values())
            self.pairs[kind] |= {
                id: id
                for id, record in before.items()
                if same and id in after and after[id].parent == self.place(record) and (kind, id) not in apart
                if id not in self.pairs[kind] and id not in taken
            }
            self._by_name(kind)
            self._alike(kind)

    def _left(self, kind: str) -> tuple[list[Record], list[Record]]:
        pairs, taken = self.pairs[kind], set(self.pairs[kind].values())
        return (
            [record for record in self.before[kind].values() if record.id not in pairs],
            [record for record in self.after[kind].values() if record.id not in taken],
        )

    def place(self, record: Record) -> int | None:
        """The new id of what an old record stands under."""
        above = self.new.spec(record.kind).parent
        return self.pairs[above].get(record.parent or 0) if above else None

    def _by_name(self, kind: str) -> None:
        olds, news = self._left(kind)
        named: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for record in news if olds else ():
            named[record.parent, self._name(self.new, record)].append(record.id)
        for record in olds if news else ():
            alike = named[self.place(record), self._name(self.old, record)]
            if alike:
                alike.remove(match := record.id if record.id in alike else alike[0])
                self.pairs[kind][record.id] = match

    def _name(self, draft: Draft, record: Record) -> str:
        key = draft.spec(record.kind).key
        return str((key and record.values[key]) or draft.title_of(record))

    def _alike(self, kind: str) -> None:
        olds, news = self._left(kind)
        by_id = {record.id: record for record in news}
        for record in olds:
            other = by_id.get(record.id)
            if other and other.parent == self.place(record):
                titles = self.old.title_of(record)[:MOST_COMPARED], self.new.title_of(other)[:MOST_COMPARED]
                if SequenceMatcher(None, *titles, autojunk=False).ratio() >= ALIKE:
                    self.pairs[kind][record.id] = other.id

"""What is done to the records of a list, whatever shows it: each as one undo step, with why it cannot be done now.

A table, a tree, a board, a chart and the command line act on a `ChosenRecords`. Nothing is asked: undo brings all back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner_desktop.draft import Draft
from planner_desktop.entry.entering import enter
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, set_off
from planner_desktop.regex import regex
from planner_desktop.stopping import Progress, counted

if TYPE_CHECKING:
    from planner_desktop.entry.copied_records import Copied


@dataclass(frozen=True, slots=True)
class ChosenRecords:
    """Records of a kind in a list, and which of them are chosen."""

    draft: Draft
    kind: str
    chosen: Sequence[int] = ()
    where: Mapping[str, Value] = field(default_factory=dict)
    """The values of every record in the list; what it stands under is among them."""
    shown: Sequence[int] | None = None
    """The records in the order of the list; None for all that stand beside the first chosen one."""
    is_sorted: bool = False
    """Whether the list is in the order of a field, so that no record is moved in it."""
    writable: bool = True
    """Whether the draft may be edited."""

    @property
    def ids(self) -> list[int]:
        """The records in their order."""
        if self.shown is not None:
            return list(self.shown)
        parent = self._parent(self.chosen[0]) if self.chosen else None
        return self.draft.ids(self.kind, parent, where=None if self.chosen else self.where)

    def _parent(self, id: int) -> int | None:
        return self.draft.record(self.kind, id).parent

    # ------------------------------------------------------------ what can be done

    def why_not(self, wanted: str) -> str:
        """Why something cannot be done now, as the officer reads it; empty where it can be.

        `wanted` is an action of a list: add, delete, up and so on. Copying changes nothing.
        """
        if wanted != "copy" and not self.writable:
            return _("The draft is open for reading only")
        if wanted != "copy" and (outside := self._outside_part(wanted)):
            return outside
        if wanted in ("add", "above", "paste"):
            return ""
        if not self.chosen:
            return _("Nothing is chosen in the list")
        if wanted in ("up", "down"):
            return self._why_not_moved(wanted)
        return ""

    def _outside_part(self, wanted: str) -> str:
        """Why it cannot be done in a part that was handed out; empty in a whole plan."""
        limits = self.draft.limits
        if limits is None:
            return ""
        if wanted in ("add", "above", "paste", "duplicate"):
            above = self.draft.spec(self.kind).parent
            parent = self._parent(self.chosen[0]) if self.chosen else self.where.get(above or "")
            may = limits.allows_new(self.kind, parent if isinstance(parent, int) else None)
        else:
            may = all(limits.allows(self.kind, id) for id in self.chosen)
        return "" if may else limits.reason

    def _why_not_moved(self, wanted: str) -> str:
        if self.is_sorted:
            return _("The list is in the order of one of its columns")
        ids = self.ids
        if wanted == "up":
            return _("It is the first in the list") if self.chosen[0] == ids[0] else ""
        return _("It is the last in the list") if self.chosen[-1] == ids[-1] else ""

    # ------------------------------------------------------------ adding

    def add(self, near: int | None = None, *, above: bool = False) -> int:
        """A new record below the one that it is `near`, or above it; without one at the end; its id."""
        if near is None:
            return self.draft.add(self.kind, self.where)
        parent = self._parent(near)
        at = self.draft.ids(self.kind, parent).index(near) + int(not above)
        return self.draft.add(self.kind, self.where, parent=parent, at=at)

    def add_under(self, kind: str, above: int) -> int:
        """A new record of another kind, the last under one of the list; its id."""
        return self.draft.add(kind, parent=above)

    def add_texts(self, texts: Sequence[str], near: int | None = None) -> list[int]:
        """A new record for each text, one undo step; their ids. The text goes into the first plain field of the kind.

        They stand below the record that they are `near`, else at the end. One that is refused waits in its field.
        """
        spec, new = self.draft.spec(self.kind), list[int]()
        one, several = _("add {label}"), _("add {count} {label}")
        label = (one if len(texts) == 1 else several).format(count=len(texts), label=set_off(spec.label))
        with self.draft.action(label):
            for text in texts if spec.plain_texts else ():
                new.append(self.add(near))
                enter(self.draft, self.kind, new[-1], spec.plain_texts[0], text)
                near = new[-1] if near is not None else None
        return new

    def duplicate(self, progress: Progress | None = None) -> list[int]:
        """Copies of the chosen records below them, with all that stands under them; their ids."""
        return self.draft.duplicate(self.kind, self.chosen, progress)

    # ------------------------------------------------------------ deleting and emptying

    def delete(self, progress: Progress | None = None) -> None:
        """Delete the chosen records with all that stands under them."""
        self.draft.delete(self.kind, self.chosen, progress)

    def clear(self, cells: Sequence[tuple[int, str]], progress: Progress | None = None) -> None:
        """Empty fields of records, given by id and name; what is worked out stays."""
        fields = self.draft.pack.seen(self.kind).fields
        with self.draft.action(_("clear {count} cells").format(count=len(cells)), progress):
            for id, name in counted(cells, progress):
                if fields[name].states:
                    self.draft.enter(self.kind, id, name, "")  # with the words that stand for an amount
                elif not fields[name].field_type.computed:
                    self.draft.set(self.kind, id, name, () if fields[name].field_type.to_many else None)

    # ------------------------------------------------------------ moving

    def move(self, by: int) -> None:
        """Move the chosen records together by one place among those shown, up (-1) or down (1)."""
        if not self.chosen or self.why_not("up" if by < 0 else "down"):
            return
        ids = self.ids
        places = sorted(ids.index(id) for id in self.chosen)
        self.place(places[0] - 1 if by < 0 else places[-1] + 2 - len(places))

    def place(self, at: int) -> bool:
        """Put the chosen records together at an index among the others of the list; whether that is another order."""
        ids, moved = self.ids, set(self.chosen)
        others = [id for id in ids if id not in moved]
        at = max(0, at)
        order = [*others[:at], *(id for id in ids if id in moved), *others[at:]]
        if order == ids or self.is_sorted:
            return False
        self.draft.arrange(self.kind, order)
        return True

    # ------------------------------------------------------------ copying

    def copy(self) -> Copied:
        """The chosen records with all that stands under them, for the clipboard."""
        from planner_desktop.entry import copied_records  # seldom wanted

        return copied_records.copy(self.draft, self.kind, self.chosen)

    def paste(self, data: str, near: int | None = None) -> list[int]:
        """Copied records of this kind below the one they are `near`, else at the end; the ids of those that fit."""
        from planner_desktop.entry import copied_records  # seldom wanted

        return copied_records.paste(self.draft, data, self.kind, self.where, near)


_MARK = regex(r"^\s*(?:[-–•*▪●■]|\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*[.)]|[SWOT][\d๐-๙]{1,2}[.)]?(?=\s))\s*")


def pasted_lines(text: str) -> list[str]:
    """The texts in a pasted list: a line each, without the marks and numbers that began them."""
    lines = (_MARK.sub("", " ".join(line.split())) for line in text.splitlines())
    return [line for line in lines if line]


def place_for(draft: Draft, kind: str, near: tuple[str, int] | None) -> tuple[int | None, int | None]:
    """Where a new record of a kind goes when another one is chosen, of whatever kind: the record that it stands under,
    and behind which of its own kind."""
    parent = draft.spec(kind).parent
    while near is not None and parent and near[0] not in (parent, kind):
        near = above(draft, near)
    if near is not None and near[0] == kind:
        return draft.record(*near).parent, near[1]
    return (near[1] if near is not None and parent else None), None


def above(draft: Draft, record: tuple[str, int]) -> tuple[str, int] | None:
    """What a record, given by kind and id, stands under."""
    parent, id = draft.spec(record[0]).parent, draft.record(*record).parent
    return (parent, id) if parent and id is not None else None

"""Deciding a conflict: what one of the sides had, or something else, is put into the plan, and it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.merging import conflicts
from planner_desktop.draft.merging.conflicts import OpenConflict, open_conflicts
from planner_desktop.draft.records import acceptances
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.errors import DraftError
from planner_desktop.formpack.tables import links_table
from planner_desktop.i18n import _

Choice = Literal["mine", "theirs", "base", "both"]


def choices(conflict: OpenConflict) -> list[Choice]:
    """What may be chosen; of two records that may be one `both` as well."""
    if conflict.what == "double":
        return ["both", "mine", "theirs"]
    if conflict.what in ("deleted", "accepted", "refused", "constraint"):
        return ["mine", "theirs"]
    return ["mine", "theirs", "base"]


def resolve(draft: Draft, conflict: OpenConflict, choice: Choice) -> None:
    """Put what a side had into the plan and close the conflict, as one action. Raises DraftError.

    `mine` leaves the plan as it is now; but a record that mine deleted goes, for until then it was kept. Where a record
    stays that the other side deleted, what led to it leads to it again.
    """
    if choice not in choices(conflict):
        raise DraftError(
            _("This conflict cannot be decided so: {choice}").format(choice=choice),
            _("Choose one of these: {choices}.").format(choices=", ".join(choices(conflict))),
        )
    with draft.action(_("decide a conflict: {title}").format(title=_called(draft, conflict))):
        if choice not in ("mine", "both") or conflict.what in ("double", "deleted"):
            _Deciding(draft, conflict).take(choice)
        _close(draft, conflict)


def resolve_with(draft: Draft, conflict: OpenConflict, text: str) -> None:
    """Put a text into the field as if it were typed, and close the conflict, as one action.

    Raises ValueRefused, and DraftError where the conflict is about no field.
    """
    id = record_of(draft, conflict)
    if conflict.what not in ("field", "refused") or id is None:
        raise DraftError(_("This conflict is not about the value of a field"), _("Choose what one of the sides has."))
    with draft.action(_("decide a conflict: {title}").format(title=_called(draft, conflict))):
        draft.enter(conflict.kind, id, conflict.field, text)
        _close(draft, conflict)


def close(draft: Draft, chosen: Sequence[OpenConflict]) -> None:
    """Close conflicts and leave the plan as it is, as one action."""
    with draft.action(_("close conflicts")):
        conflicts.remove(draft.database, [conflict.id for conflict in chosen])


def record_of(draft: Draft, conflict: OpenConflict) -> int | None:
    """The id of the record that a conflict is about; None where it is about a list, or the record is gone."""
    if conflict.what == "order" or conflict.kind not in draft.pack.records:
        return None
    return draft.id_of(conflict.kind, conflict.uid)


def is_changed_since(draft: Draft, conflict: OpenConflict) -> bool:
    """Whether a field was set by hand since the merge, or its record is gone: then the conflict may be closed."""
    id = record_of(draft, conflict)
    if conflict.what == "order":
        return False
    if id is None:
        return True
    return conflict.what == "field" and now(draft, conflict, id) != conflict.value("mine")


def now(draft: Draft, conflict: OpenConflict, id: int) -> Any:
    """What the field of a conflict holds now, as the conflict tells values."""
    spec = draft.spec(conflict.kind).fields[conflict.field]
    value = draft.record(conflict.kind, id).values[conflict.field]
    return draft.uid(spec.to or "", int(value)) if spec.field_type.to_one and value is not None else value


def _called(draft: Draft, conflict: OpenConflict) -> str:
    spec = draft.pack.records.get(conflict.kind)
    if spec is None:
        return conflict.title
    label = spec.fields[conflict.field].label if conflict.field in spec.fields else spec.label
    return f"{conflict.title} – {label}" if conflict.title else label


def _close(draft: Draft, conflict: OpenConflict) -> None:
    """Close a conflict, and others about the same place whose value is there now."""
    id = record_of(draft, conflict)
    settled = [conflict.id]
    if conflict.what == "field" and id is not None:
        held = now(draft, conflict, id)
        place = (conflict.what, conflict.kind, conflict.uid, conflict.field)
        settled += [
            each.id
            for each in open_conflicts(draft)
            if (each.what, each.kind, each.uid, each.field) == place and each.value("theirs") == held
        ]
    conflicts.remove(draft.database, settled)


class _Deciding:
    """One conflict that is decided otherwise than by leaving the plan as it is, inside an action of the draft."""

    def __init__(self, draft: Draft, conflict: OpenConflict) -> None:
        self.draft, self.conflict = draft, conflict
        self.kind, self.field = conflict.kind, conflict.field

    def take(self, choice: Choice) -> None:
        if self.conflict.what == "double":
            if choice != "both":
                self._one_of_two(choice)
        elif self.conflict.what == "order":
            self._order(self.conflict.value(choice))
        else:
            id = record_of(self.draft, self.conflict)
            if id is None:
                raise DraftError(
                    _("The record of this conflict is not in the plan any more"),
                    _("Close the conflict, or undo what took the record away."),
                )
            self._take(id, self.conflict.value(choice))

    def _take(self, id: int, value: Any) -> None:
        what = self.conflict.what
        if what == "deleted":
            if value:
                self._lead_again()
            else:
                self.draft.delete(self.kind, [id])
            return
        if what == "accepted":
            acceptances.forget(self.draft.database, self.field)
            acceptances.insert(self.draft.database, Acceptance(**value))
        elif what == "refused":
            if value is None:
                self.draft.take_back(self.kind, id, self.field)
            else:
                self.draft.refuse(self.kind, id, self.field, *value)
        elif what == "parent":
            self._under(id, str(value))
        elif what == "links":
            self._links(id, [str(uid) for uid in value])
        elif self.field:
            self._set(id, value)
        else:
            raise DraftError(_("The draft does not take this record"), _("Enter it by hand, then close the conflict."))

    def _lead_again(self) -> None:
        """Have what led to a record and to those under it lead there again, where it leads nowhere else now."""
        for kind, uid, name, there in self.conflict.value("base") or ():
            spec = self.draft.spec(kind).fields[name]
            id, to = self.draft.id_of(kind, uid), self.draft.id_of(spec.to or "", there)
            if id is None or to is None:
                continue
            if spec.field_type.to_many:
                held = self.draft.links(kind, id, name)
                self.draft.set(kind, id, name, [*held, *([] if to in held else [to])])
            elif self.draft.record(kind, id).values[name] is None:
                self.draft.set(kind, id, name, to)

    def _set(self, id: int, value: Any) -> None:
        spec = self.draft.spec(self.kind).fields[self.field]
        if spec.field_type.to_many:
            self._links(id, [str(uid) for uid in value])
            return
        if spec.field_type.to_one and value is not None:
            value = self._linked(spec.to or "", str(value))
        self.draft.set(self.kind, id, self.field, value)

    def _linked(self, kind: str, uid: str) -> int:
        id = self.draft.id_of(kind, uid)
        if id is None:
            raise DraftError(
                _("What this value leads to is not in the plan any more"),
                _("Choose another value, or undo what took it away."),
            )
        return id

    def _links(self, id: int, uids: list[str]) -> None:
        """Put the links of a field into this order; those that it does not name stay behind them."""
        to = self.draft.spec(self.kind).fields[self.field].to or ""
        held = self.draft.links(self.kind, id, self.field)
        named = [other for uid in uids if (other := self.draft.id_of(to, uid)) in held and other is not None]
        self.draft.set(self.kind, id, self.field, [*named, *(other for other in held if other not in named)])

    def _under(self, id: int, uid: str) -> None:
        above = self.draft.spec(self.kind).parent or ""
        parent = self._linked(above, uid)
        last = len(self.draft.ids(self.kind, parent))
        self.draft.database.execute(f"UPDATE {self.kind} SET {above} = ? WHERE id = ?", [parent, id])
        self.draft.move(self.kind, id, last)

    def _order(self, uids: list[str]) -> None:
        there = [id for uid in uids if (id := self.draft.id_of(self.kind, uid)) is not None]
        self.draft.arrange(self.kind, there)

    def _one_of_two(self, choice: Choice) -> None:
        """Keep one of two records: what led to the other leads to it, and the other goes with what stands under it."""
        stays, goes = (
            self.draft.id_of(self.kind, str(self.conflict.value(side)))
            for side in (("mine", "theirs") if choice == "mine" else ("theirs", "mine"))
        )
        if stays is None or goes is None:
            return  # one is gone already
        for kind, spec in self.draft.pack.records.items():
            for name, field in spec.fields.items():
                if field.to != self.kind:
                    continue
                if field.field_type.to_many:
                    self._lead_many(kind, name, goes, stays)
                elif field.field_type.to_one:
                    for id in self.draft.ids(kind, where={name: goes}):
                        self.draft.set(kind, id, name, stays)
        self.draft.delete(self.kind, [goes])

    def _lead_many(self, kind: str, name: str, goes: int, stays: int) -> None:
        sql = f"SELECT {kind} FROM {links_table(kind, name)} WHERE {self.kind} = ?"
        for (id,) in self.draft.database.execute(sql, [goes]).fetchall():
            held = self.draft.links(kind, id, name)
            self.draft.set(kind, id, name, [stays if other == goes else other for other in held])

"""What was typed goes into its field, or stays beside it as refused: the one way of tables, forms, cards and charts."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from planner_desktop.draft import Draft
from planner_desktop.entry.new_rows import start_of
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import fields
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, set_off


class Entered(NamedTuple):
    """The record that has the text now, and why its field does not take it; empty where it does."""

    id: int
    why: str


def enter(
    draft: Draft, kind: str, id: int, field: str, text: str, start: Mapping[str, Value] | None = None, label: str = ""
) -> Entered:
    """Store a typed text, or keep it as refused, as one action.

    Where `id` is below 1 a record is made first, with the values of `start`, else of those its row begins with: what
    is refused stays in a row of its own. Raises DraftError; then nothing was done.
    """
    name, why, store = draft.spec(kind).fields[field].label, "", None
    try:
        store = _reading(draft, kind, id, field, text)
    except ValueRefused as error:
        why = str(error)
    said = _("type into {label} (not taken)") if why else label or _("edit {label}")
    with draft.action(said.format(label=set_off(name))):
        at = id if id > 0 else draft.add(kind, start_of(draft.pack, kind, id) if start is None else start)
        try:
            if store is not None:
                with draft.database.atomic():  # nothing of it stays where the last of it is refused
                    store(at)
        except ValueRefused as error:  # by a record that is made for a name
            why = str(error)
        if why:
            draft.refuse(kind, at, field, text, why)
        draft.forget_typing(kind, id, field)
    return Entered(at, why)


def _reading(draft: Draft, kind: str, id: int, field: str, text: str) -> Callable[[int], object]:
    """What stores a text in a record. Raises ValueRefused; nothing is changed yet."""
    record = draft.spec(kind)
    spec = record.fields[field]
    if spec.to is not None:  # what was pasted into links are the names of others
        from planner_desktop.entry.names import LinkNames  # seldom wanted

        found = LinkNames(draft, spec.to).several(text)
        several = spec.field_type.to_many

        def link(at: int) -> None:
            ids = [candidate.take() for candidate in found]
            draft.set(kind, at, field, ids if several else next(iter(ids), None))

        return link
    if spec.states:
        states = record.fields[spec.states]
        values = draft.record(kind, id).values if id > 0 else {field: None, spec.states: fields.default(states)}
        fields.parse_with_state(text, spec, states, (values[field], values[spec.states]))
    else:
        fields.parse(text, spec)
    return lambda at: draft.enter(kind, at, field, text)

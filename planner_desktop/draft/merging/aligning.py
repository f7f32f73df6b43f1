"""Which record of one side is which of the other where no uid tells: there is one cover, and one row of a code."""

from collections.abc import Mapping, Set
from dataclasses import replace

from planner_desktop.draft.merging.state import Row, State


def aligned(base: State, mine: State, theirs: State) -> tuple[State, State]:
    """The base and theirs with the uids that mine has for the same single record or row of a catalogue.

    Two divisions that take the same row of a catalogue over make two records of it; it is one, by the catalogue's key.
    """
    renamed: dict[str, dict[str, str]] = {}
    for kind, spec in mine.kinds.items():
        if not (spec.single or spec.key):
            continue
        ours, others = mine.records[kind], theirs.records[kind]
        if not others.keys() - ours.keys():
            continue
        if spec.single:
            new = {other: uid for uid in ours for other in others if other != uid}
        else:
            known = base.records[kind].keys() | (ours.keys() & others.keys())
            of_key = _by_key(ours, spec.key, known, {})
            new = {
                other: uid
                for key, uids in _by_key(others, spec.key, known, renamed.get(spec.parent, {})).items()
                for uid, other in zip(of_key.get(key, ()), uids, strict=False)
            }
        if new:
            renamed[kind] = new
    if not renamed:
        return base, theirs
    return _renamed(base, renamed, keep=True), _renamed(theirs, renamed)


def _by_key(
    rows: Mapping[str, Row], key: str, known: Set[str], of_parent: Mapping[str, str]
) -> dict[tuple[str, str], list[str]]:
    """The uids of the records that are not known yet by their key and their parent, which may have another uid."""
    found: dict[tuple[str, str], list[str]] = {}
    for uid, row in rows.items():
        if uid not in known and row.values.get(key) not in (None, ""):
            found.setdefault((str(row.values[key]), of_parent.get(row.parent, row.parent)), []).append(uid)
    return found


def _renamed(state: State, renamed: Mapping[str, Mapping[str, str]], *, keep: bool = False) -> State:
    """The state with other uids; with `keep` a record that has the new one already keeps both apart."""
    names = {
        kind: {old: new for old, new in of_kind.items() if not (keep and new in state.records[kind])}
        for kind, of_kind in renamed.items()
    }
    none: Mapping[str, str] = {}
    records: dict[str, Mapping[str, Row]] = {}
    for kind, spec in state.kinds.items():
        own, above = names.get(kind, none), names.get(spec.parent, none)
        of_links = {f: names[to] for f, to in {**spec.to, **spec.to_many}.items() if to in names}
        if not (own or above or of_links):
            records[kind] = state.records[kind]
            continue
        rows = {}
        for uid, row in state.records[kind].items():
            values = {f: of_links[f].get(str(v), v) if f in of_links else v for f, v in row.values.items()}
            links = {
                f: tuple(dict.fromkeys(of_links[f].get(t, t) for t in held)) if f in of_links else held
                for f, held in row.links.items()
            }
            rows[own.get(uid, uid)] = Row(above.get(row.parent, row.parent), values, links, row.refused)
        records[kind] = rows
    order = {
        (kind, names.get(state.kinds[kind].parent, none).get(parent, parent)): tuple(
            names.get(kind, none).get(uid, uid) for uid in uids
        )
        for (kind, parent), uids in state.order.items()
    }
    return replace(state, records=records, order=order)

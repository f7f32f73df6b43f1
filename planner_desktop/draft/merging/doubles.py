"""Records that were added on both sides and may be one: both stay, and a person is told."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from planner_desktop.draft.merging.state import Kind, Row, State
from planner_desktop.thai.compared import compared

NEAR = 0.85
"""How much of two names must agree."""
MOST = 20_000  # pairs of names that are compared letter by letter; the same names are found whatever their number


def found(
    base: State, mine: State, theirs: State, records: Mapping[str, Mapping[str, Row]]
) -> Iterator[tuple[str, str, str]]:
    """The kind of each pair with its uids, mine's first: of alike names that both added, or come to have one key."""
    for kind, spec in mine.kinds.items():
        if spec.key and records[kind] is not mine.records[kind]:
            yield from (
                (kind, own, other)
                for own, other in _of_one_key(spec.key, mine.records[kind], theirs.records[kind], records[kind])
            )
        if not spec.named or spec.key:
            continue
        before, rows = base.records[kind], records[kind]
        new = [
            uid for uid in theirs.records[kind] if uid in rows and uid not in before and uid not in mine.records[kind]
        ]
        if not new:
            continue
        ours = [uid for uid in mine.records[kind] if uid in rows and uid not in before]
        yield from ((kind, own, other) for own, other in _pairs(spec, rows, ours, new))


def _of_one_key(
    key: str, mine: Mapping[str, Row], theirs: Mapping[str, Row], rows: Mapping[str, Row]
) -> Iterator[tuple[str, str]]:
    """Pairs of records that have one key now and had it on neither side both."""
    of_key: dict[tuple[object, str], list[str]] = {}
    for uid, row in rows.items():
        if row.values.get(key) not in (None, ""):
            of_key.setdefault((row.values[key], row.parent), []).append(uid)
    for (value, _parent), uids in of_key.items():
        if len(uids) > 1:
            held, others = (
                {uid for uid in uids if uid in side and side[uid].values.get(key) == value} for side in (mine, theirs)
            )
            yield from (
                (own, other) for own in sorted(held) for other in sorted(set(uids) - held) if not {own, other} <= others
            )


def _pairs(spec: Kind, rows: Mapping[str, Row], ours: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    named: dict[str, dict[str, list[str]]] = {}
    for uid in ours:
        if name := _name(spec, rows[uid]):
            named.setdefault(rows[uid].parent, {}).setdefault(name, []).append(uid)
    compared_pairs = 0
    for uid in new:
        name, beside = _name(spec, rows[uid]), named.get(rows[uid].parent, {})
        if not name or not beside:
            continue
        if name in beside:
            yield from ((own, uid) for own in beside[name])
            continue
        if compared_pairs + len(beside) > MOST:
            continue
        compared_pairs += len(beside)
        matcher = SequenceMatcher(None, b=name, autojunk=False)
        for other, uids in beside.items():
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= NEAR <= matcher.quick_ratio() and matcher.ratio() >= NEAR:
                yield from ((own, uid) for own in uids)


def _name(spec: Kind, row: Row) -> str:
    """What a record is known by, as names are compared."""
    return next((compared(str(row.values[f])) for f in spec.named if row.values.get(f)), "")

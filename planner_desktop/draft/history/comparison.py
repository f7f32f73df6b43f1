"""What differs between two states of a plan: an earlier moment, a backup, a sent version, a colleague's copy."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.changes import ChangeKind
from planner_desktop.draft.history.matching import Matching
from planner_desktop.draft.history.order import moved
from planner_desktop.draft.records.records import Record
from planner_desktop.formpack import FieldSpec, FormPack, rich_text
from planner_desktop.formpack.fields import Value

MOST_COMPARED = 4_000_000  # pairs of blocks of two texts


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block of rich text as plain text, before and after; None where it is not."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: a record (`added`, `deleted`, `moved`) or one field of it (`changed`).

    `section` is the id of the section where the record is entered first. `old` and `new` are the record's ids in the
    two states, None where it is not. `before` and `after` are what the officer reads: the field's value, of a moved
    record its number among those beside it. `blocks` are the blocks of a rich text that differ.
    """

    what: ChangeKind
    section: str
    kind: str
    old: int | None
    new: int | None
    title: str
    field: str = ""
    before: str = ""
    after: str = ""
    blocks: tuple[BlockChange, ...] = ()

    @property
    def sides(self) -> tuple[str, str]:
        """What it was and is, to be shown side by side: of a rich text only the blocks that differ."""
        if not self.blocks:
            return self.before, self.after
        before = "\n…\n".join(block.before or "–" for block in self.blocks)
        return before, "\n…\n".join(block.after or "–" for block in self.blocks)


def compare(old: Draft, new: Draft) -> list[Difference]:
    """What `new` has become, seen from `old`; by section in their order. Raises DraftError if the editions differ."""
    return differences(Matching(old, new))


def differences(matching: Matching) -> list[Difference]:
    """What differs between two states whose records were matched."""
    order = _by_section(matching.new.pack)
    attached = _Attached(matching.old), _Attached(matching.new)
    found: list[Difference] = []
    for kind in sorted(matching.kinds, key=list(order).index):
        found += _of_records(matching, kind, order[kind])
        for id, other in matching.pairs[kind].items():
            record = matching.before[kind][id], matching.after[kind][other]
            found += _of_fields(matching, *record, order[kind], attached)
    return found


def _by_section(pack: FormPack) -> dict[str, str]:
    """The kinds of record in the order of the screens, each with the section where it is entered first."""
    order: dict[str, str] = {}
    for section in pack.sections:
        for part in section.screen:
            for kind in part.edits(pack):
                order.setdefault(kind, section.id)
    return order | {kind: "" for kind in pack.records if kind not in order}


def _of_records(matching: Matching, kind: str, section: str) -> Iterator[Difference]:
    pairs, old, new = matching.pairs[kind], matching.old, matching.new
    for record in matching.before[kind].values():
        if record.id not in pairs:
            yield Difference("deleted", section, kind, record.id, None, old.title_of(record))
    back = {other: id for id, other in pairs.items()}
    beside: dict[int | None, list[int]] = defaultdict(list)
    for record in matching.after[kind].values():
        beside[record.parent].append(record.id)
        if record.id not in back:
            yield Difference("added", section, kind, None, record.id, new.title_of(record))
    was: dict[int | None, list[int]] = defaultdict(list)
    for record in matching.before[kind].values():
        was[matching.place(record)].append(pairs.get(record.id, -record.id))
    for parent, ids in beside.items():
        for id in moved(was[parent], ids):
            before, after = (str(order.index(id) + 1) for order in (was[parent], ids))
            title = new.title_of(matching.after[kind][id])
            yield Difference("moved", section, kind, back[id], id, title, before=before, after=after)


def _of_fields(
    matching: Matching, record: Record, other: Record, section: str, attached: "tuple[_Attached, _Attached]"
) -> Iterator[Difference]:
    old, new = matching.old, matching.new
    for name, spec in new.spec(other.kind).fields.items():
        before_spec = old.spec(record.kind).fields.get(name)
        if before_spec is None or before_spec.field_type is not spec.field_type:
            continue
        before: Any
        after: Any
        if spec.to is not None:
            to = matching.pairs.get(spec.to, {})
            # What has no counterpart is told by a negative id, which none has.
            before = [to.get(id, -id) for id in _ids(record, name)]
            after = _ids(other, name)
        else:
            before, after = (
                kept.known(r.values[name], spec) for kept, r in zip(attached, (record, other), strict=True)
            )
        if before != after:
            shown = old.shown(record, name), new.shown(other, name)
            blocks = _blocks(before or [], after or []) if spec.field_type.formatted else ()
            yield Difference(
                "changed", section, other.kind, record.id, other.id, new.title_of(other), name, *shown, blocks=blocks
            )


def _ids(record: Record, field: str) -> list[int]:
    """What a link or links field leads to."""
    if field in record.links:
        return list(record.links[field])
    value = record.values[field]
    return [] if value is None else [int(value)]


class _Attached:
    """The files that a draft keeps: what tells them from others of their name."""

    def __init__(self, draft: Draft) -> None:
        self.sums = {attachment.name: attachment.sha256 for attachment in draft.attachments()}

    def known(self, value: Value, spec: FieldSpec) -> Any:
        """A stored value in which files are told by what they hold, not by their name; rich text as its blocks."""
        return spec.field_type.to_json(spec.field_type.with_files(value, lambda name: self.sums.get(name, name)))


def _blocks(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> tuple[BlockChange, ...]:
    old, new = ([json.dumps(block, sort_keys=True) for block in side] for side in (before, after))
    changes = []
    for what, i, j, k, m in _opcodes(old, new):
        if what != "equal":
            pairs = zip_longest(before[i:j], after[k:m])
            changes += [BlockChange(*(None if b is None else _plain(b) for b in pair)) for pair in pairs]
    return tuple(changes)


def _opcodes(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """How one becomes the other, as difflib tells it; of more than it can compare soon, that all of it is another."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if (len(old) - first) * (len(new) - first) > MOST_COMPARED:
        return [("replace", first, len(old), first, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _plain(block: dict[str, Any]) -> str:
    return "\n".join(map(rich_text.to_marked, rich_text.load(json.dumps([block]))))

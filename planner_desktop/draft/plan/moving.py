"""A plan moved to another edition: a new draft beside the old one, which stays as it is; undoing is going back to it.

Kinds of record and fields are the same in two editions as `origins` says. What has no place in the new one is never
dropped unsaid: it is listed, the list is kept in the new draft, and the old draft still holds it all.
"""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file.file import refuse_existing
from planner_desktop.draft.file.own_tables import LEFT_BEHIND
from planner_desktop.draft.plan.carrying import Carrying, Left
from planner_desktop.draft.plan.old_years import OldYear, YearKey, old_years, renew
from planner_desktop.draft.records import acceptances, reviews, section_notes
from planner_desktop.draft.records.stored_settings import part, remembered
from planner_desktop.formpack import FormPack, installed, published, read
from planner_desktop.formpack.store import version_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A kind of record that is in both editions: how many go over, and which of their fields."""

    kind: str
    label: str
    records: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """What only the new edition has: a kind of record (then `field` is empty) or a field, by their labels."""

    record: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ToReview:
    """How many records, or with a `field` how many fields, of a kind are marked to be looked at; by their labels."""

    kind: str
    record: str
    field: str
    count: int


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What a move would do: what maps, what is new and still empty, what is left, what names the old year."""

    maps: tuple[Moved, ...]
    new: tuple[New, ...]
    left: tuple[Left, ...]
    years: tuple[OldYear, ...] = ()
    """Texts that name the old year, with what would stand there: they go over as they are unless that is wanted."""
    reviews: tuple[ToReview, ...] = ()
    """What goes over and is marked to be looked at."""

    @property
    def no_place(self) -> tuple[Left, ...]:
        """Of what is left, that for which the edition has no place."""
        return tuple(left for left in self.left if not left.cleared)

    @property
    def cleared(self) -> tuple[Left, ...]:
        """Of what is left, that which begins anew with the year."""
        return tuple(left for left in self.left if left.cleared)


def newer_edition(draft: Draft) -> FormPack | None:
    """The installed form pack of the draft's edition, if it has a higher version or newer catalogues, not older ones.

    Raises FormPackError.
    """
    own, folder = draft.pack.edition, installed().get(draft.pack.edition.id)
    if folder is None or version_of(folder) < own.version:
        return None
    if version_of(folder) == own.version and published.held(own.id) is None:
        return None
    pack = read(folder)
    return pack if (own.version, own.published) < (pack.edition.version, pack.edition.published) else None


def plan_move(draft: Draft, pack: FormPack) -> MovePlan:
    """What moving the draft to another form pack would do; nothing is written."""
    with Draft.new_in_memory(pack) as new:
        moving = Carrying(draft, new)
        moving.run()
        return told(moving)


def told(moving: Carrying) -> MovePlan:
    """What was carried, and what not."""
    origins, specs = moving.origins, moving.new.pack.records
    maps = tuple(
        Moved(kind, specs[kind].label, len(moving.ids[was]), moving.mapped(kind)) for kind, was in origins.kinds.items()
    )
    fresh = [New(spec.label) for kind, spec in specs.items() if kind not in origins.kinds]
    fresh += [
        New(specs[kind].label, field.label)
        for kind in origins.kinds
        for name, field in specs[kind].fields.items()
        if (kind, name) not in origins.fields and not (origins.yearly and field.reset and origins.had(kind, name))
    ]
    years = (moving.old.pack.edition.year, moving.new.pack.edition.year)
    named = old_years(moving.new, *years) if origins.yearly else ()
    counted = Counter((mark.kind, mark.field) for mark in moving.marks)
    reviews = tuple(
        ToReview(kind, specs[kind].label, specs[kind].fields[field].label if field else "", count)
        for (kind, field), count in counted.items()
    )
    return MovePlan(maps, tuple(fresh), tuple(moving.left), tuple(named), reviews)


def move(draft: Draft, pack: FormPack, path: Path, wanted: Collection[YearKey] = ()) -> Draft:
    """A new draft at `path` with the plan in another form pack. Raises DraftError; then nothing was written.

    The draft it comes from is only read. `left_behind` tells of the new one what had no place in it. `wanted` are the
    texts that shall name the new year, by the keys that the plan of the move gave them.
    """
    refuse_existing(path)
    with Draft.new_in_memory(pack) as new:
        moving = Carrying(draft, new)
        moving.run()
        if wanted:
            renew(new, draft.pack.edition.year, pack.edition.year, wanted)
        new.remember(LEFT_BEHIND, json.dumps([asdict(left) for left in moving.left], ensure_ascii=False))
        section_notes.carry(draft, new)
        if not moving.origins.yearly:
            acceptances.carry(draft, new)
        reviews.put(new, moving.marks)
        new.forget_history()
        new.save_as(path)
    return Draft.open(path)


def left_behind(draft: Draft) -> list[Left]:
    """What had no place in this draft when its plan was moved from another edition."""
    data = remembered(draft, LEFT_BEHIND)
    found = [part(Left, each) for each in data] if isinstance(data, list) else []
    return [left for left in found if left is not None]

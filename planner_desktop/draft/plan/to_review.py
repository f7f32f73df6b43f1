"""What an edition says is to be looked at in a plan that began with last year's: records, and filled fields."""

from collections.abc import Iterator, Mapping, Sequence

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.formpack import fields


def to_review(draft: Draft, carried: Mapping[str, Sequence[int]]) -> Iterator[Mark]:
    """The marks of records that came along, given by kind."""
    for kind, spec in draft.pack.records.items():
        asked = {name: field for name, field in spec.fields.items() if field.review}
        came = set(carried.get(kind, ()))
        for record in draft.records(kind) if came and (asked or spec.review) else ():
            if record.id not in came:
                continue
            if spec.review:
                yield Mark(kind, record.id)
            held = {**record.values, **record.links}
            for name, field in asked.items():
                if held.get(name) and held[name] != fields.default(field):
                    yield Mark(kind, record.id, name)

"""A plan rolls into the next year: each value goes along, begins anew by the edition's word, or is listed; none is lost."""

from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import made_up, moving
from planner_desktop.draft.plan.carrying import Carrying
from planner_desktop.draft.records.records import Record
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FormPack, ahead, fields
from planner_desktop.formpack.editions import edition_pack, editions

INSTALLED = [edition.id for edition in reversed(editions())]
PAIRS = [(old, new) for n, old in enumerate(INSTALLED) for new in INSTALLED[n + 1 :]]
PAIRS += [pair for e in editions() if (pair := (e.id, ahead.next_id(e.id, e.year))) not in PAIRS]
"""Every edition and those after it, also the one that is the same with the next year in it."""


@cache
def pack_of(edition: str) -> FormPack:
    return ahead.pack_of(edition)


@cache
def filled(edition: str) -> Draft:
    """A plan in which every field of every kind of record has a value."""
    draft = Draft.new_in_memory(pack_of(edition))
    made_up.fill(draft)
    return draft


def unaccounted(old: Draft, carried: Carrying) -> Iterator[tuple[str, int, str]]:
    """The values of which nobody is told where they went."""
    origins = carried.origins
    listed = {(left.record, left.title, left.field, left.value) for left in carried.left}
    for kind, spec in old.pack.records.items():
        for record in old.records(kind):
            title = "" if spec.single else old.title_of(record)
            for name, field in spec.fields.items():
                held = record.links.get(name) or record.values.get(name)
                if not held or field.field_type.computed or held == fields.default(field):
                    continue
                if (spec.label, title, field.label, old.shown(record, name)) in listed:
                    continue
                own = [(origins.becomes[kind], name)] if kind in origins.becomes else []  # that began anew as it was
                places = [place for place in (*origins.places[kind, name], *own) if _is_field(carried, place)]
                if not any(_there(old, carried, record, name, place) for place in places):
                    yield kind, record.id, name


def _is_field(carried: Carrying, place: tuple[str, str]) -> bool:
    return place[1] in carried.new.spec(place[0]).fields


def _there(old: Draft, carried: Carrying, record: Record, name: str, place: tuple[str, str]) -> bool:
    """Whether a value stands at its place in the new plan."""
    new, (kind, field) = carried.new, place
    same = carried.origins.becomes.get(record.kind) == kind
    if same and record.id not in carried.ids[record.kind]:
        return False
    to = old.spec(record.kind).fields[name].to
    for id in [carried.ids[record.kind][record.id]] if same else new.ids(kind):
        other = new.record(kind, id)
        if to and new.spec(kind).fields[field].to:
            leads = record.links.get(name) or (record.values[name],)
            there = other.links.get(field) or (other.values[field],)
            if {carried.ids[to].get(int(each or 0)) for each in leads} <= set(there):
                return True
        elif other.values.get(field) == record.values.get(name) is not None or set(
            old.shown(record, name).split("\n")
        ) <= set(new.shown(other, field).split("\n")):
            return True
    return False


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_each_value_goes_along_begins_anew_or_is_listed(old: str, new: str) -> None:
    with closing(filled(old).snapshot()) as plan, closing(Draft.new_in_memory(pack_of(new))) as next_year:
        carried = Carrying(plan, next_year)
        carried.run()
        assert list(unaccounted(plan, carried)) == []
        for kind, spec in next_year.pack.records.items():
            here = carried.carried().get(kind, [])
            if spec.review:
                assert {mark.id for mark in carried.marks if (mark.kind, mark.field) == (kind, "")} == set(here)
            if spec.reset:
                assert here == []
            for name, field in spec.fields.items():
                if field.reset and kind in carried.origins.kinds:
                    began = [next_year.record(kind, id).values[name] for id in here if name in spec.columns]
                    kept = {fields.default(field), *(_of_catalogue(next_year, kind, name) if spec.preset else ())}
                    assert set(began) <= kept


def _of_catalogue(draft: Draft, kind: str, name: str) -> set[object]:
    field, rows = draft.spec(kind).fields[name], draft.pack.catalogues[draft.spec(kind).catalogue or ""]
    return {fields.parse(row[name], field) for row in rows if row.get(name)}


@pytest.mark.parametrize("edition", [edition.id for edition in editions()])
def test_in_every_edition_money_results_and_dates_begin_anew_and_targets_become_last_years(edition: str) -> None:
    """What an officer expects of a new year, whatever the fields are called."""
    pack = pack_of(ahead.next_id(edition, edition_pack(edition).edition.year))
    for kind, spec in pack.records.items():
        for name, field in spec.fields.items():
            asked = field.reset or field.review or spec.reset or spec.review
            if field.type == "baht":
                assert asked, (kind, name)
            if field.type in ("months", "date"):
                assert field.reset, (kind, name)
            if field.quantity and "target" in name:
                assert asked or field.from_previous, (kind, name)
            if field.from_previous:
                assert field.from_previous in spec.fields
    assert pack.records["signer"].review
    assert pack.records["project"].review
    assert not pack.records["mission" if "mission" in pack.records else "vision"].review


def test_this_years_target_becomes_last_years_and_a_projects_state_of_one_year_goes(sample: Draft) -> None:
    pack = pack_of(ahead.next_id(sample.pack.edition.id, sample.pack.edition.year))
    key_result = sample.ids("key_result")[0]
    sample.set("key_result", key_result, "agency_target", "ร้อยละ 90")
    refused, free = sample.ids("project")[:2]
    sample.set("project", refused, "funding", "refused")
    sample.set("project", free, "funding", "none")
    with closing(Draft.new_in_memory(pack)) as new:
        carried = Carrying(sample, new)
        carried.run()
        values = new.record("key_result", carried.ids["key_result"][key_result]).values
        assert (values["agency_target_previous"], values["agency_target"]) == ("ร้อยละ 90", None)
        states = [new.record("project", carried.ids["project"][id]).values["funding"] for id in (refused, free)]
        assert states == [None, "none"]
        title = sample.title("project", refused)
        said = [(left.cleared, left.value) for left in carried.left if left.title == title and "สถานะ" in left.field]
        assert said == [(True, sample.spec("project").fields["funding"].choices["refused"])]
        assert Mark("project", carried.ids["project"][free]) in carried.marks


def test_what_the_new_template_begins_with_is_offered_no_other_year(sample: Draft) -> None:
    pack = pack_of(ahead.next_id(sample.pack.edition.id, sample.pack.edition.year))
    labels = {each.field for each in moving.plan_move(sample, pack).years}
    assert pack.records["foreword"].fields["signed_when"].label not in labels


@settings(max_examples=8)
@given(pair=st.sampled_from(PAIRS), data=st.data())
def test_nothing_is_lost_of_any_plan(pair: tuple[str, str], data: st.DataObject) -> None:
    """Plans that lack records and fields, in which others were typed into."""
    old, new = (pack_of(edition) for edition in pair)
    with closing(filled(pair[0]).snapshot()) as plan:
        plan.read_only = False
        kinds = sorted(kind for kind in old.records if plan.ids(kind))
        for kind in data.draw(st.lists(st.sampled_from(kinds), max_size=8)):
            ids = plan.ids(kind)
            if not ids:
                continue
            id = data.draw(st.sampled_from(ids))
            if not old.records[kind].single and data.draw(st.booleans()):
                plan.delete(kind, [id])
                continue
            typed = sorted(name for name, field in old.records[kind].columns.items() if field.to is None)
            name = data.draw(st.sampled_from(typed or [""]))
            if not name:
                continue
            try:
                plan.enter(kind, id, name, data.draw(st.sampled_from(["", "ปี 2568", "ร้อยละ 95", "12", "500 คน"])))
            except ValueRefused:
                continue
        with closing(Draft.new_in_memory(new)) as next_year:
            carried = Carrying(plan, next_year)
            carried.run()
            assert list(unaccounted(plan, carried)) == []

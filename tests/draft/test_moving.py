"""A plan goes to another edition as a new draft; what has no place there is listed, and the old draft stays as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner_desktop import formpack
from planner_desktop.draft import Draft, moving, plan_json
from planner_desktop.draft.moving import converted, left_behind, move, newer_edition, plan_move
from planner_desktop.draft.new_plan import edition_folder, editions, samples
from planner_desktop.errors import DraftError, ValueRefused
from planner_desktop.formpack import FieldSpec, FormPack, fields, rich_text, store
from planner_desktop.places import FORMS

SAMPLES = {sample.name: sample for sample in samples()}


@pytest.fixture
def strategy(tmp_path: Path) -> Draft:
    """The sample of the edition of 2567."""
    return plan_json.read_plan(SAMPLES["2567-strategy"].path, tmp_path / "2567.bmaplan")


def untyped(field: FieldSpec) -> object:
    """A text that the edition begins with: another edition begins with its own."""
    return fields.default(field) if field.type == "text" else None


def told(draft: Draft, *, typed_only: bool = False) -> list[set[str]]:
    """Every value that a draft holds besides its links, in each way in which it may be told."""
    return [
        {str(record.values[name]), draft.shown(record, name)}
        for kind, spec in draft.pack.records.items()
        for record in draft.records(kind)
        for name, field in spec.fields.items()
        if field.type not in ("link", "links")
        and record.values[name] not in (None, untyped(field) if typed_only else None)
    ]


def linked(draft: Draft) -> int:
    return sum(
        len(record.links.get(name, ())) + (field.type == "link" and record.values[name] is not None)
        for kind, spec in draft.pack.records.items()
        for record in draft.records(kind)
        for name, field in spec.fields.items()
    )


def test_what_both_editions_know_goes_over(strategy: Draft, pack: FormPack, tmp_path: Path) -> None:
    with move(strategy, pack, tmp_path / "2568.bmaplan") as new:
        assert new.pack.edition.id == "bma-2568"
        assert len(new.ids("project")) == len(strategy.ids("project")) > 0
        for record, other in zip(strategy.records("project"), new.records("project"), strict=True):
            for name in ("name", "budget", "divisions", "remark"):
                assert new.shown(other, name) == strategy.shown(record, name)
            assert len(other.links["policies"]) == len(record.links["policies"])
        assert new.record("cover", 1).values["agency"] == strategy.record("cover", 1).values["agency"]
        assert new.undo_label() == ""


@pytest.mark.parametrize("edition", [edition.id for edition in editions()])
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_lost_in_any_move(name: str, edition: str, tmp_path: Path) -> None:
    pack = formpack.read(edition_folder(edition))
    with plan_json.read_plan(SAMPLES[name].path, tmp_path / "old.bmaplan") as old:
        before = plan_json.to_plan(old)
        plan = plan_move(old, pack)
        with move(old, pack, tmp_path / "new.bmaplan") as new:
            assert tuple(left_behind(new)) == plan.left
            there = set[str]().union(*told(new)) | {left.value for left in plan.left}
            assert [ways for ways in told(old, typed_only=True) if not ways & there] == []
            assert linked(new) + sum(left.value.count("\n") + 1 for left in plan.left) >= linked(old)
            assert new.database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plan_json.to_plan(old) == before
        if edition == old.pack.edition.id:
            assert not plan.left
            assert not plan.new
            with Draft.open(tmp_path / "new.bmaplan") as new:
                again = plan_json.to_plan(new)["records"]
                assert {kind: len(rows) for kind, rows in again.items()} == {
                    kind: len(rows) for kind, rows in before["records"].items()
                }


def test_the_plan_of_a_move_tells_what_maps_what_is_new_and_what_is_left(strategy: Draft, pack: FormPack) -> None:
    plan = plan_move(strategy, pack)
    projects = next(moved for moved in plan.maps if moved.kind == "project")
    assert projects.records == len(strategy.ids("project"))
    assert {"name", "budget", "divisions"} <= set(projects.fields)
    assert "strategy_code" not in projects.fields
    labels = pack.records
    new = {(new.record, new.field) for new in plan.new}
    assert (labels["theme"].label, "") in new
    assert (labels["project"].label, labels["project"].fields["footnote"].label) in new
    schedules = [left for left in plan.left if left.record == strategy.spec("step").label and not left.field]
    assert len(schedules) == len(strategy.ids("step"))
    assert all(left.why for left in plan.left)


def test_a_record_that_no_longer_stands_under_another_says_what_it_stood_under(sample: Draft) -> None:
    project = sample.ids("project")[0]
    sample.add("project_item", {"name": "อบรมรุ่นที่ 1"}, parent=project)
    alone = replace(sample.pack.records["project_item"], parent=None)
    pack = replace(sample.pack, records=sample.pack.records | {"project_item": alone})
    left = [left for left in plan_move(sample, pack).left if left.title == "อบรมรุ่นที่ 1"]
    assert [(each.field, each.value) for each in left] == [
        (sample.spec("project").label, sample.title("project", project))
    ]


def test_a_title_that_only_names_the_year_becomes_the_new_one(strategy: Draft, pack: FormPack, tmp_path: Path) -> None:
    strategy.set("cover", 1, "title", strategy.spec("cover").fields["title"].default)
    with move(strategy, pack, tmp_path / "2568.bmaplan") as new:
        assert new.record("cover", 1).values["title"] == pack.records["cover"].fields["title"].default
    strategy.set("cover", 1, "title", "แผนของเรา")
    with move(strategy, pack, tmp_path / "ของเรา.bmaplan") as new:
        assert new.record("cover", 1).values["title"] == "แผนของเรา"


def test_rows_that_the_template_prescribes_are_filled_not_doubled(sample: Draft, tmp_path: Path) -> None:
    sample.enter("potential_indicator", sample.ids("potential_indicator")[0], "weight", "7")
    with move(sample, sample.pack, tmp_path / "new.bmaplan") as new:
        weights = [record.values["weight"] for record in new.records("potential_indicator")]
        assert weights == [record.values["weight"] for record in sample.records("potential_indicator")]


def test_an_existing_file_is_never_written_over(sample: Draft, pack: FormPack) -> None:
    assert sample.path
    with pytest.raises(DraftError, match="exists already"):
        move(sample, pack, sample.path)


def test_a_later_form_pack_of_the_edition_is_offered(
    draft: Draft, pack: FormPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert newer_edition(draft) is None
    folder = tmp_path / pack.edition.id
    store.new(FORMS / pack.edition.id, tmp_path / "next-year")
    (tmp_path / "next-year").rename(folder)
    edition = (folder / "edition.yaml").read_text("utf-8")
    (folder / "edition.yaml").write_text(edition.replace("id: next-year", f"id: {pack.edition.id}"), "utf-8")
    monkeypatch.setattr(moving, "installed", lambda: {pack.edition.id: folder})
    later = newer_edition(draft)
    assert later
    with move(draft, later, tmp_path / "ใหม่.bmaplan") as new:
        assert newer_edition(new) is None
    monkeypatch.setattr(moving, "installed", dict)
    assert newer_edition(draft) is None


TEXT, LONG, RICH = (FieldSpec(type=t, label=t) for t in ("text", "long_text", "rich_text"))
YEAR = FieldSpec(type="year", label="year")
CHOICE, OTHER = (FieldSpec(type="choice", label="choice", choices={word: word}) for word in "กข")


def test_values_change_their_type_only_where_nothing_is_lost() -> None:
    assert converted("ก\nข", LONG, RICH) == rich_text.dump(rich_text.from_plain("ก\nข"))
    assert converted(rich_text.dump(rich_text.from_plain("ก\nข")), RICH, LONG) == "ก\nข"
    assert converted(2568, YEAR, TEXT) == "2568"
    assert converted("ก", CHOICE, CHOICE) == "ก"
    heading = rich_text.dump((rich_text.Heading(heading="ก"),))
    for value, old, new in ((heading, RICH, LONG), ("ก\nข", LONG, TEXT), ("ก", CHOICE, OTHER), ("ก", TEXT, YEAR)):
        with pytest.raises(ValueRefused):
            converted(value, old, new)

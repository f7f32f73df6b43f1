"""A plan goes to another edition as a new draft; what has no place there is listed, and the old draft stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import moving, plan_json
from planner_desktop.draft.plan.carrying import Carrying, converted
from planner_desktop.draft.plan.moving import left_behind, move, newer_edition, plan_move
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.errors import DraftError, ValueRefused
from planner_desktop.formpack import FieldSpec, FormPack, fields, rich_text, store
from planner_desktop.formpack.editions import edition_folder, editions

SAMPLES = {sample.name: sample for sample in samples()}


@pytest.fixture
def strategy(tmp_path: Path) -> Iterator[Draft]:
    """The sample of the edition of 2567."""
    with plan_json.read_plan(SAMPLES["2567-strategy"].path, tmp_path / "2567.bmaplan") as plan:
        yield plan


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
            for name in ("name", "whole_budget", "divisions"):
                assert new.shown(other, name) == strategy.shown(record, name)
            assert len(other.links["policies"]) == len(record.links["policies"])
            assert other.values["budget"] is None
        assert new.record("cover", 1).values["agency"] == strategy.record("cover", 1).values["agency"]
        budgets = [project.values["budget"] for project in strategy.records("project")]
        label = strategy.spec("project").fields["budget"].label
        assert sum(left.cleared and left.field == label for left in left_behind(new)) == sum(map(bool, budgets)) > 0
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
    assert {"name", "whole_budget", "divisions"} <= set(projects.fields)
    assert "budget" not in projects.fields
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
    edition = edition.replace("id: next-year", f"id: {pack.edition.id}").replace("version: 1", "version: 99")
    (folder / "edition.yaml").write_text(edition, "utf-8")
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
    heading = rich_text.dump((rich_text.RichHeading(heading="ก"),))
    for value, old, new in ((heading, RICH, LONG), ("ก\nข", LONG, TEXT), ("ก", CHOICE, OTHER), ("ก", TEXT, YEAR)):
        with pytest.raises(ValueRefused):
            converted(value, old, new)


# ---------------------------------------------------------------- what an edition says of moving


def next_year(pack: FormPack, records: dict[str, dict[str, dict[str, object]]]) -> FormPack:
    """The next year's edition, with other words for some fields."""
    specs = dict(pack.records)
    for kind, words in records.items():
        changed = {name: specs[kind].fields[name].with_values(**said) for name, said in words.items()}
        specs[kind] = specs[kind].with_values(fields=specs[kind].fields | changed)
    return replace(pack, records=specs, edition=pack.edition.with_values(year=pack.edition.year + 1))


def renamed(pack: FormPack, kind: str, old: str, new: str, was: str = "") -> FormPack:
    spec = pack.records[kind]
    field = spec.fields[old].with_values(was=was or old)
    others = {name: each for name, each in spec.fields.items() if name != old}
    return replace(pack, records=pack.records | {kind: spec.with_values(fields=others | {new: field})})


def test_targets_of_2567_become_those_of_last_year_in_2568(strategy: Draft, pack: FormPack, tmp_path: Path) -> None:
    targets = [record.values["target"] for record in strategy.records("key_result")]
    assert any(targets)
    with move(strategy, pack, tmp_path / "2568.bmaplan") as new:
        moved = [record.values for record in new.records("key_result")]
        assert [values["agency_target_previous"] for values in moved] == targets
        assert {values["target"] for values in moved} == {values["agency_target"] for values in moved} == {None}
        assert not {left.field for left in left_behind(new)} & {strategy.spec("key_result").fields["target"].label}


def test_from_one_year_to_the_next_a_target_becomes_the_previous_one_and_the_one_before_is_listed(
    sample: Draft, pack: FormPack, tmp_path: Path
) -> None:
    one = sample.ids("key_result")[0]
    sample.set("key_result", one, "agency_target", "ร้อยละ 90")
    sample.set("key_result", one, "agency_target_previous", "ร้อยละ 80")
    with move(sample, next_year(pack, {}), tmp_path / "2569.bmaplan") as new:
        values = new.records("key_result")[0].values
        assert (values["agency_target_previous"], values["agency_target"]) == ("ร้อยละ 90", None)
        assert "ร้อยละ 80" in [left.value for left in left_behind(new)]
    with move(sample, pack, tmp_path / "2568.bmaplan") as new:  # within a year all stays as it is
        values = new.records("key_result")[0].values
        assert (values["agency_target_previous"], values["agency_target"]) == ("ร้อยละ 80", "ร้อยละ 90")


def test_the_mark_of_a_finished_plan_does_not_move_to_another_year(
    sample: Draft, pack: FormPack, tmp_path: Path
) -> None:
    sample.set("printing", 1, "final", 1)
    with move(sample, next_year(pack, {}), tmp_path / "2569.bmaplan") as new:
        assert new.record("printing", 1).values["final"] == 0
    with move(sample, pack, tmp_path / "2568.bmaplan") as new:
        assert new.record("printing", 1).values["final"] == 1


def test_a_field_and_a_record_that_are_called_otherwise_take_over_what_they_were(sample: Draft, pack: FormPack) -> None:
    project = sample.records("project")[0]
    records = {
        "unit" if kind == "division" else kind: spec.with_values(
            was="division" if kind == "division" else None,
            fields={n: f.with_values(to="unit") if f.to == "division" else f for n, f in spec.fields.items()},
        )
        for kind, spec in pack.records.items()
    }
    later = renamed(replace(pack, records=records, views={}, sections=()), "project", "remark", "comment")
    sample.set("project", project.id, "remark", "ต่อเนื่อง")
    with carried(sample, later) as new:
        assert len(new.ids("unit")) == len(sample.ids("division")) > 0
        moved = new.records("project")[0]
        assert moved.values["comment"] == "ต่อเนื่อง"
        assert len(moved.links["divisions"]) == len(project.links["divisions"]) > 0


def test_a_field_may_have_stood_in_a_single_record(sample: Draft, pack: FormPack) -> None:
    sample.set("foreword", 1, "signed_when", "กันยายน 2567")
    later = renamed(pack, "cover", "abbreviation", "signed", was="foreword.signed_when")
    without = {name: f for name, f in pack.records["foreword"].fields.items() if name != "signed_when"}
    foreword = pack.records["foreword"].with_values(fields=without)
    later = replace(later, records=later.records | {"foreword": foreword}, views={}, sections=())
    with carried(sample, later) as new:
        assert new.record("cover", 1).values["signed"] == "กันยายน 2567"


def test_typed_names_become_links_where_the_edition_has_them_now(sample: Draft, pack: FormPack) -> None:
    division = sample.spec("project").fields["divisions"]
    names = [str(sample.record("division", id).values["name"]) for id in sample.ids("division")[:2]]
    project = sample.ids("project")[0]
    sample.set("project", project, "remark", f"{names[0]}, {names[1]}")
    field = division.with_values(was="remark")
    fields_now = {n: f for n, f in pack.records["project"].fields.items() if n != "remark"} | {"units": field}
    later = replace(pack, records=pack.records | {"project": pack.records["project"].with_values(fields=fields_now)})
    with carried(sample, replace(later, views={}, sections=())) as new:
        linked_to = new.records("project")[0].links["units"]
        assert [new.record("division", id).values["name"] for id in linked_to] == names


@contextmanager
def carried(old: Draft, pack: FormPack) -> Iterator[Draft]:
    """What a move makes, as long as it is looked at."""
    with Draft.new_in_memory(pack) as new:
        Carrying(old, new).run()
        yield new


def test_texts_that_name_the_old_year_are_offered_and_change_only_where_it_is_wanted(
    sample: Draft, pack: FormPack, tmp_path: Path
) -> None:
    first, second = sample.ids("project")[:2]
    sample.set("project", first, "name", "จัดงานปี 2568 ต่อจาก ๒๕๖๗ ตามแผน 20 ปี (พ.ศ. 2566 – 2570)")
    sample.set("project", second, "name", "ทบทวนแผน พ.ศ. 2568")
    later = next_year(pack, {})
    plan = plan_move(sample, later)
    offered = {
        each.text: each.offered for each in plan.years if each.field == sample.spec("project").fields["name"].label
    }
    assert offered == {
        "จัดงานปี 2568 ต่อจาก ๒๕๖๗ ตามแผน 20 ปี (พ.ศ. 2566 – 2570)": "จัดงานปี 2569 ต่อจาก ๒๕๖๘ ตามแผน 20 ปี (พ.ศ. 2566 – 2570)",
        "ทบทวนแผน พ.ศ. 2568": "ทบทวนแผน พ.ศ. 2569",
    } | {text: new for text, new in offered.items() if "จัดงานปี" not in text and "ทบทวน" not in text}
    wanted = {each.key for each in plan.years if each.text.startswith("ทบทวน")}
    with move(sample, later, tmp_path / "2569.bmaplan", wanted) as new:
        names = [record.values["name"] for record in new.records("project")][:2]
        assert names == ["จัดงานปี 2568 ต่อจาก ๒๕๖๗ ตามแผน 20 ปี (พ.ศ. 2566 – 2570)", "ทบทวนแผน พ.ศ. 2569"]
    assert not plan_move(sample, pack).years

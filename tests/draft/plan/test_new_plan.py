"""A new plan: the agencies to choose from, and beginning with another plan."""

from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.history.versions import versions
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.new_plan import Agency, agencies, agencies_in, new_from_plan, new_from_sample, new_plan
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack, editions


@pytest.mark.parametrize("edition", [edition.id for edition in editions()])
def test_the_agencies_are_known_without_reading_the_whole_form_pack(edition: str) -> None:
    assert agencies_in(edition) == agencies(edition_pack(edition))


def test_a_plan_of_the_same_edition_comes_along_without_its_history(
    sample: Draft, pack: FormPack, tmp_path: Path
) -> None:
    from planner_desktop.draft.history import sending

    (tmp_path / "แนบ.txt").write_text("แนบ", "utf-8")
    sample.attach(tmp_path / "แนบ.txt")
    sending.submit(sample, "")
    cover = sample.records("cover")[0].values
    with new_from_plan(sample, pack, Agency(str(cover["agency"])), tmp_path / "ใหม่.bmaplan") as new:
        mine, theirs = plan_json.to_plan(sample)["records"], plan_json.to_plan(new)["records"]
        assert {kind: len(rows) for kind, rows in mine.items()} == {kind: len(rows) for kind, rows in theirs.items()}
        assert mine["cover"] == theirs["cover"]  # with the abbreviation, for it is the same agency
        assert [attachment.name for attachment in new.attachments()] == ["แนบ.txt"]
        assert versions(new) == []
        assert new.undo_label() == ""
        assert new.setting("draft_id") != sample.setting("draft_id")


def test_a_plan_that_begins_with_another_agencys_bears_its_own_name(
    sample: Draft, pack: FormPack, tmp_path: Path
) -> None:
    agency = next(each for each in agencies(pack) if each.abbreviation == "สนค.")
    with new_from_plan(sample, pack, agency, tmp_path / "ใหม่.bmaplan") as new:
        cover = new.records("cover")[0].values
        assert (cover["agency"], cover["abbreviation"]) == (agency.name, "สนค.")
        assert new.records("foreword")[0].values["signed_by"] == agency.name
        assert new.undo_label() == ""
    with new_from_sample("2568-finance", tmp_path / "ตัวอย่าง.bmaplan", agency) as new:
        assert new.records("cover")[0].values["agency"] == agency.name


def test_the_foreword_of_a_new_plan_ends_with_the_agency_and_the_month_before_its_year(tmp_path: Path) -> None:
    for edition in editions():
        known = edition_pack(edition.id)
        agency = agencies(known)[0]
        with new_plan(known, agency, tmp_path / f"{edition.id}.bmaplan") as new:
            foreword = new.records("foreword")[0].values
            assert (foreword["signed_by"], foreword["signed_when"]) == (agency.name, f"ตุลาคม {edition.year - 1}")


def test_beginning_with_a_plan_overwrites_nothing(sample: Draft, pack: FormPack) -> None:
    assert sample.path
    before = sample.path.read_bytes()
    with pytest.raises(DraftError, match="exists already"):
        new_from_plan(sample, pack, Agency("ก"), sample.path)
    assert sample.path.read_bytes() == before

"""What the command line and the start page share: editions, agencies, samples, and a new plan's first fields."""

import shutil
from pathlib import Path

import pytest

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import new_plan
from planner_desktop.errors import DraftError, FormPackError
from planner_desktop.formpack import FormPack, editions
from tests.conftest import EDITION


def test_the_newest_edition_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = {}
    for year in (2567, 2570, 2568):
        folder = tmp_path / f"bma-{year}"
        shutil.copytree(FORMS / EDITION, folder)
        file = folder / "edition.yaml"
        text = file.read_text(encoding="utf-8").replace("year: 2568", f"year: {year}")
        file.write_text(text.replace(f"id: {EDITION}", f"id: bma-{year}"), encoding="utf-8")
        folders[folder.name] = folder
    monkeypatch.setattr(editions, "installed", lambda: folders)
    assert [edition.year for edition in editions.editions()] == [2570, 2568, 2567]
    assert editions.edition_pack().edition.id == "bma-2570"


def test_without_any_edition_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "installed", dict)
    with pytest.raises(FormPackError, match="No edition"):
        editions.edition_pack()


def test_every_agency_of_the_catalogue_is_found_by_either_of_its_names(pack: FormPack) -> None:
    for agency in new_plan.agencies(pack):
        assert new_plan.find_agency(pack, f" {agency.name} ") == agency
        if agency.abbreviation:
            assert new_plan.find_agency(pack, agency.abbreviation) == agency


@pytest.mark.parametrize("asked", ["", "  ", ".", "ไม่มีหน่วยงานนี้"])
def test_what_names_no_agency_is_refused(pack: FormPack, asked: str) -> None:
    with pytest.raises(DraftError, match="knows no agency"):
        new_plan.find_agency(pack, asked)


def test_a_field_that_suggests_parents_is_given_the_agencys(tmp_path: Path) -> None:
    shutil.copytree(FORMS / EDITION, tmp_path / "forms")
    cover = tmp_path / "forms" / "01-cover.yaml"
    field = "      parent_of_agency: [สังกัด, suggest agencies.parent]\n"
    text = cover.read_text(encoding="utf-8")
    cover.write_text(text.replace("      link: ", field + "      link: "), encoding="utf-8")
    pack = formpack.read(tmp_path / "forms")
    with new_plan.new_plan(pack, new_plan.find_agency(pack, "สกต."), tmp_path / "ก.bmaplan") as draft:
        assert draft.records("cover")[0].values["parent_of_agency"] == "สำนักปลัดกรุงเทพมหานคร"


def test_every_sample_makes_a_draft_of_its_agency(tmp_path: Path) -> None:
    assert new_plan.samples()
    for sample in new_plan.samples():
        with new_plan.new_from_sample(sample.name, tmp_path / f"{sample.name}.bmaplan") as draft:
            assert isinstance(draft, Draft)
            assert draft.pack.edition.id == sample.edition
            assert sample.agency in sample.title

"""Next year's plan by command: looked at first, begun with a draft, a bundle or JSON, and reviewed."""

import json
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import moving
from planner_desktop.draft.plan.updating import prepared, update
from planner_desktop.draft.records import reviews
from planner_desktop.formpack import store
from tests.cli.conftest import Run
from tests.conftest import SAMPLE

AHEAD = "bma-2569"


@pytest.fixture
def running(tmp_path: Path, run: Run) -> Path:
    """This year's plan."""
    path = tmp_path / "แผน ปี 2568.bmaplan"
    assert run("new", "--sample", SAMPLE, path).status == 0
    return path


@pytest.fixture
def begun(running: Path, tmp_path: Path, run: Run) -> Path:
    """Next year's, that began with it."""
    assert run("new", "--from", running, "--edition", AHEAD, tmp_path / "ปีหน้า.bmaplan").status == 0
    return tmp_path / "ปีหน้า.bmaplan"


def test_looking_tells_all_and_writes_nothing(run: Run, running: Path, tmp_path: Path) -> None:
    there = set(tmp_path.iterdir())
    looked = run("--language", "en", "new", "--from", running, "--edition", AHEAD, "--look")
    assert looked.status == 0
    for said in ("Goes over: ", "Begins anew: ", "Is to be reviewed: ", "Names the year before: "):
        assert said in looked.out
    assert set(tmp_path.iterdir()) - there <= {tmp_path / "home"}
    told = json.loads(run("new", "--from", running, "--edition", AHEAD, "--look", "--json").out)
    assert {"maps", "new", "left", "years", "reviews"} == told.keys()
    assert all(left["cleared"] for left in told["left"])


def test_years_are_taken_one_by_one(run: Run, running: Path, tmp_path: Path) -> None:
    told = json.loads(run("new", "--from", running, "--edition", AHEAD, "--look", "--json").out)
    first, second = told["years"][:2]
    out = tmp_path / "ปีหน้า.bmaplan"
    assert run("new", "--from", running, "--edition", AHEAD, "--years", "2", out).status == 0
    with Draft.open(out) as draft:
        assert draft.pack.edition.year == 2569
        kind, id, field, _way = second["key"]
        assert second["offered"] in draft.shown(draft.record(kind, id), field)
        kind, id, field, _way = first["key"]
        assert first["text"] in draft.shown(draft.record(kind, id), field)
    assert run("new", "--from", running, "--edition", AHEAD, "--years", "0", tmp_path / "ข.bmaplan").status == 2
    assert not (tmp_path / "ข.bmaplan").exists()


def test_a_bundle_and_json_are_as_good_as_the_draft(run: Run, begun: Path, running: Path, tmp_path: Path) -> None:
    bundle, data = tmp_path / "ชุดส่ง.zip", tmp_path / "แผน.json"
    assert run("export", running, "--bundle", bundle, "--json", data).status == 0
    with Draft.open(begun) as draft:
        names = [project.values["name"] for project in draft.records("project")]
    for n, source in enumerate((bundle, data)):
        out = tmp_path / f"จาก {n}.bmaplan"
        assert run("new", "--from", source, "--edition", AHEAD, out).status == 0
        with Draft.open(out) as draft:
            assert [project.values["name"] for project in draft.records("project")] == names
            assert reviews.marks(draft)


def test_a_word_file_begins_one_too_and_what_is_doubtful_is_told(run: Run, running: Path, tmp_path: Path) -> None:
    word, out = tmp_path / "แผน.docx", tmp_path / "จาก Word.bmaplan"
    assert run("export", running, "--docx", word).status == 0
    ran = run("--language", "en", "new", "--from", word, "--edition", AHEAD, out)
    assert ran.status == 0
    assert "Recognised" in ran.err
    with Draft.open(running) as old, Draft.open(out) as draft:
        assert draft.pack.edition.year == 2569
        assert len(draft.ids("project")) >= 0.95 * len(old.ids("project"))
        assert reviews.marks(draft)


def test_a_bundle_that_was_changed_begins_nothing(run: Run, running: Path, tmp_path: Path) -> None:
    bundle, out = tmp_path / "ชุดส่ง.zip", tmp_path / "ใหม่.bmaplan"
    assert run("export", running, "--bundle", bundle).status == 0
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    ran = run("new", "--from", bundle, "--edition", AHEAD, out)
    assert (ran.status, out.exists()) == (2, False)
    assert bundle.name in ran.err


def test_review_lists_counts_and_ticks_off(run: Run, begun: Path) -> None:
    listed = json.loads(run("review", begun, "--json").out)
    projects = [each["id"] for each in listed if each["kind"] == "project"]
    assert run("review", begun, f"project/{projects[0]}", "foreword/text").status == 0
    left = json.loads(run("review", begun, "--json").out)
    assert len(left) == len(listed) - 2
    assert run("review", begun, "project").status == 0
    assert all(each["kind"] != "project" for each in json.loads(run("review", begun, "--json").out))
    assert run("undo", begun).status == 0
    assert len(json.loads(run("review", begun, "--json").out)) == len(left)
    assert run("review", begun, "--all").status == 0
    assert json.loads(run("review", begun, "--json").out) == []
    assert run("review", begun, "vision").status == 2


def test_a_plan_ahead_of_its_template_takes_the_true_one_up(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "user_data", lambda: tmp_path / "ของผู้ใช้")
    with Draft.open(begun) as draft:
        assert draft.pack.edition.version == 0
        assert moving.newer_edition(draft) is None
        store.add(store_of_next_year(tmp_path))
        pack = moving.newer_edition(draft)
        assert pack is not None
        marked = reviews.marks(draft)
        update(draft, prepared(draft, pack))
        assert (draft.pack.edition.id, draft.pack.edition.version) == (AHEAD, 1)
        assert reviews.marks(draft) == marked


def store_of_next_year(folder: Path) -> Path:
    """The template that the strategy office gives out."""
    store.new(store.installed()["bma-2568"], folder / AHEAD)
    return folder / AHEAD

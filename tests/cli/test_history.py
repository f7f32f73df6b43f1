"""What was changed in a draft, taking it back, and what differs from another state of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import SAMPLE

OLD = "เดิม.bmaplan"
BEFORE, AFTER = "ชื่อเดิมของโครงการ", "ชื่อใหม่ของโครงการ"


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    """A draft in which a project was renamed twice and another deleted."""
    path = tmp_path / "แผน ปี 2568" / "ร่าง.bmaplan"
    path.parent.mkdir()
    assert run("new", "--sample", SAMPLE, path).status == 0
    (tmp_path / OLD).write_bytes(path.read_bytes())
    with Draft.open(path) as draft:
        first, second = draft.ids("project")[:2]
        draft.set("project", first, "name", BEFORE)
        draft.set("project", first, "name", AFTER)
        draft.delete("project", [second])
    return path


def name_of_first(plan: Path) -> object:
    with Draft.open(plan, read_only=True) as draft:
        return draft.record("project", draft.ids("project")[0]).values["name"]


def listed(run: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--json").out)
    return found


def test_the_history_tells_newest_first_what_was_changed(run: Run, plan: Path) -> None:
    told = listed(run, "history", plan)
    assert [each["what"] for each in told if each["kind"] == "project"] == ["deleted", "changed", "changed"]
    assert (told[-2]["before"], told[-2]["after"]) == (BEFORE, AFTER)
    ran = run("history", plan)
    assert ran.status == 0
    assert f"{BEFORE} → {AFTER}" in ran.out
    assert ran.out.index(f"{BEFORE} → {AFTER}") < ran.out.index(f"→ {BEFORE}")


def test_the_history_of_a_record_a_field_or_a_section_alone(run: Run, plan: Path) -> None:
    with Draft.open(plan, read_only=True) as draft:
        first = draft.ids("project")[0]
    assert {each["id"] for each in listed(run, "history", plan, "--record", f"project/{first}")} == {first}
    assert len(listed(run, "history", plan, "--record", f"project/{first}/name")) == 2
    assert listed(run, "history", plan, "--record", f"project/{first}/remark") == []
    assert listed(run, "history", plan, "--section", "swot") == []
    assert len(listed(run, "history", plan, "--section", "projects")) >= 3
    newest = listed(run, "history", plan)[0]["action"]
    assert all(each["action"] < newest for each in listed(run, "history", plan, "--before", str(newest)))


@pytest.mark.parametrize(
    ("place", "offered"), [("nothing", "project"), ("project/x", "project"), ("project/1/nothing", "name")]
)
def test_a_place_that_is_not_there_is_refused_with_those_that_are(
    run: Run, plan: Path, place: str, offered: str
) -> None:
    ran = run("history", plan, "--record", place)
    assert ran.status == 2
    assert offered in ran.err


def test_undo_and_redo_say_what_they_turn(run: Run, plan: Path) -> None:
    with Draft.open(plan, read_only=True) as draft:
        count = len(draft.ids("project"))
    assert "โครงการ" in run("undo", plan).out
    with Draft.open(plan, read_only=True) as draft:
        assert len(draft.ids("project")) == count + 1
    assert run("undo", plan).status == 0
    assert name_of_first(plan) == BEFORE
    assert run("redo", "--times", "2", plan).out.count("\n") == 2
    assert name_of_first(plan) == AFTER
    assert run("undo", "--times", "9", plan).status == 0, "as many as there are"
    refused = run("undo", plan)
    assert (refused.status, refused.out) == (2, "")


def test_a_draft_that_somebody_has_open_is_not_changed(run: Run, plan: Path) -> None:
    with Draft.open(plan):
        assert run("history", plan).status == 0
        refused = run("undo", plan)
    assert refused.status == 2
    assert str(plan) in refused.err
    assert name_of_first(plan) == AFTER


def test_compare_lists_what_differs_and_bring_back_takes_it_from_there(run: Run, plan: Path, tmp_path: Path) -> None:
    old = tmp_path / OLD
    told = listed(run, "compare", plan, old)
    (deleted,) = (each for each in told if (each["what"], each["kind"]) == ("deleted", "project"))
    (renamed,) = (each for each in told if each["field"] == "name" and each["after"] == AFTER)
    assert f"→ {AFTER}" in run("compare", plan, old).out
    numbers = f"{deleted['number']},{renamed['number']}"
    assert run("bring-back", plan, old, "--only", numbers).status == 0
    assert name_of_first(plan) == renamed["before"]
    left = listed(run, "compare", plan, old)
    assert not [each for each in left if each["kind"] == "project"]
    assert run("undo", plan).status == 0
    assert listed(run, "compare", plan, old) == told, "it was one change of the history"
    assert run("bring-back", plan, old, "--all").status == 0
    assert listed(run, "compare", plan, old) == []


def test_compare_with_moments_of_the_history(run: Run, plan: Path) -> None:
    rename = next(each["action"] for each in listed(run, "history", plan) if each["after"] == AFTER)
    names = {
        option: [each for each in listed(run, "compare", plan, option, str(rename)) if each["field"] == "name"]
        for option in ("--before", "--after")
    }
    assert [(each["before"], each["after"]) for each in names["--before"]] == [(BEFORE, AFTER)]
    assert names["--after"] == []
    assert listed(run, "compare", plan, "--at", "2099-12-31 10:00") == []
    assert listed(run, "compare", plan, "--at", "2001-01-01")


def test_a_change_of_the_history_is_brought_back_without_what_came_later(run: Run, plan: Path) -> None:
    first = listed(run, "history", plan)
    deleting = next(each["action"] for each in first if each["what"] == "deleted")
    assert run("bring-back", plan, "--before", str(deleting)).status == 0
    assert name_of_first(plan) == AFTER, "only what that change did"
    renaming = next(each["action"] for each in first if each["after"] == BEFORE)
    assert run("bring-back", plan, "--after", str(renaming)).status == 0
    assert name_of_first(plan) == BEFORE
    with Draft.open(plan) as draft:
        draft.add("mission")
    adding = listed(run, "history", plan)[0]["action"]
    refused = run("bring-back", plan, "--before", str(adding))
    assert (refused.status, "undo" in refused.err) == (2, True)


def test_what_differs_is_written_as_a_page(run: Run, plan: Path, tmp_path: Path) -> None:
    oldest = str(listed(run, "history", plan)[-1]["action"])
    for name, start in (("ต่าง.html", b"<html"), ("ต่าง.pdf", b"%PDF")):
        ran = run("compare", plan, "--before", oldest, "--page", tmp_path / name)
        assert str(tmp_path / name) in ran.out
        assert (tmp_path / name).read_bytes().startswith(start)
    assert AFTER in (tmp_path / "ต่าง.html").read_text("utf-8")
    refused = run("compare", plan, "--before", oldest, "--page", tmp_path / "ต่าง.pdf")
    assert refused.status == 2
    assert "--overwrite" in refused.err
    assert run("compare", plan, "--before", oldest, "--page", plan, "--overwrite").status == 2
    assert run("check", plan).status in (0, 1), "the draft itself is never written over"


@pytest.mark.parametrize(
    "asked",
    [
        ["compare"],
        ["compare", "--before", "1", "--version", "1"],
        ["compare", "--before", "999999"],
        ["compare", "--version", "7"],
        ["compare", "--backup", "1"],
        ["bring-back", "--at", "2001-01-01"],
        ["bring-back", "--before", "1", "--only", "99999"],
        ["bring-back", "--before", "1", "--only", "x"],
        ["bring-back", "--before", "1", "--only", "1", "--all"],
    ],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_changed(run: Run, plan: Path, asked: list[str]) -> None:
    before = listed(run, "history", plan)
    assert run(asked[0], plan, *asked[1:]).status == 2
    assert listed(run, "history", plan) == before

"""A section whose condition does not hold is neither printed nor checked nor found, and its records stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.checks import find_problems, standings
from planner_desktop.document.fill import fill
from planner_desktop.document.live import LiveDocument
from planner_desktop.document.outline import Heading, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.in_use import in_use
from planner_desktop.draft.search import places
from tests.variant import variant


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with Draft.new_in_memory(variant(tmp_path)) as draft:
        draft.add("branch", {})
        draft.add("project", {})
        yield draft


def headings(draft: Draft) -> list[str]:
    return [plain(block.text) for block in fill(draft).blocks if isinstance(block, Heading)]


def test_what_is_in_use_follows_the_draft(plan: Draft) -> None:
    use = in_use(plan)
    assert [section.id for section in use.sections] == ["all", "end"]
    assert [number for number, _part in use.parts(plan.pack.section("all"))] == [0, 1]
    assert use.reads == {"cover"}
    plan.set("cover", 1, "district", 1)
    use = in_use(plan)
    assert [section.id for section in use.sections] == ["all", "branches", "end"]
    assert [number for number, _part in use.parts(plan.pack.section("all"))] == [0]


def test_only_what_is_in_use_is_printed(plan: Draft) -> None:
    assert headings(plan) == ["ปก", "ท้าย"]
    plan.set("cover", 1, "district", 1)
    assert headings(plan) == ["ปก", "ฝ่ายของสำนักงานเขต", "ท้าย"]


def test_the_preview_follows(plan: Draft) -> None:
    live = LiveDocument()
    before = live.update(plan)
    plan.set("cover", 1, "district", 1)
    after = live.update(plan, {"cover"})
    assert after.pages == LiveDocument().update(plan).pages != before.pages
    plan.undo()
    assert live.update(plan, {"cover"}).pages == before.pages


def test_only_what_is_in_use_is_checked_and_counted(plan: Draft) -> None:
    def found() -> set[tuple[str, str]]:
        return {(problem.section, problem.kind) for problem in find_problems(plan)}

    assert found() == {("all", "project")}
    assert set(standings(plan, find_problems(plan))) == {"all", "end"}
    plan.set("cover", 1, "district", 1)
    assert found() == {("branches", "branch")}
    plan.delete("branch", plan.ids("branch"))
    assert ("branches", "branch") in found()
    plan.set("cover", 1, "district", 0)
    assert found() == {("all", "project")}


def test_only_what_is_in_use_is_found(plan: Draft) -> None:
    plan.set("branch", 1, "name", "ฝ่ายโยธา")
    assert "ฝ่ายโยธา" not in [place.text for place in places(plan)]
    plan.set("cover", 1, "district", 1)
    assert "ฝ่ายโยธา" in [place.text for place in places(plan)]

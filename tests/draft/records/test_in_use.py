"""A section whose condition does not hold is neither printed nor checked nor found, and its records stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.checks import find_problems, standings
from planner_desktop.document.fill import fill
from planner_desktop.document.live import LiveDocument
from planner_desktop.document.outline import Heading, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.draft.records.search import places
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import FormPack
from tests.small_pack import small_pack
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


def with_field(folder: Path) -> FormPack:
    """The form pack whose projects have a field that only districts have."""
    section = """
        title: ปก
        more_fields:
          project: {street: [ถนน, long_text required when cover.district]}
        screen: [form: cover, table: project]
        """
    return small_pack(folder, section)


def test_a_field_that_is_not_in_use_is_not_asked_for_and_keeps_what_it_holds(tmp_path: Path) -> None:
    def lacks(draft: Draft) -> list[str | None]:
        return [problem.field for problem in find_problems(draft) if problem.kind == "project"]

    with Draft.new_in_memory(with_field(tmp_path)) as draft:
        id = draft.add("project", {"name": "ปรับปรุงทางเท้า"})
        assert lacks(draft) == []
        draft.set("cover", 1, "district", 1)
        assert lacks(draft) == ["street"]
        draft.set("project", id, "street", "ราชดำเนิน")
        draft.set("cover", 1, "district", 0)
        assert not in_use(draft).has_field("project", "street")
        assert in_use(draft).sections_showing("project", "street") == []
        assert draft.record("project", id).values["street"] == "ราชดำเนิน"


@pytest.mark.parametrize(
    ("when", "says"),
    [("cover.distrct", "“cover.distrct” is no field of a single record"), ("nothing", "the query uses :nothing")],
)
def test_a_fields_condition_that_cannot_hold_is_told_at_its_line(tmp_path: Path, when: str, says: str) -> None:
    section = (
        f"title: ปก\nmore_fields:\n  project: {{street: [ถนน, when {when}]}}\nscreen: [form: cover, table: project]\n"
    )
    with pytest.raises(FormPackError) as error:
        small_pack(tmp_path, section)
    assert f"10-all.yaml:3: {says}" in str(error.value)

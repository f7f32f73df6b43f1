"""What a division may edit in its part, whatever window or command does it: the draft itself refuses the rest."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import updating
from planner_desktop.draft.records import acceptances
from planner_desktop.draft.records.handed_parts import Given
from planner_desktop.errors import DraftError
from planner_desktop.formpack import read
from tests.conftest import EDITION
from tests.draft.parts.conftest import Hand

DIVISION = "กรด."


@pytest.fixture
def part(hand: Hand) -> Iterator[Draft]:
    with Draft.open(hand(DIVISION)) as part:
        yield part


def own(part: Draft, kind: str = "project") -> list[int]:
    assert part.limits
    return [id for id in part.ids(kind) if part.limits.allows(kind, id)]


def others(part: Draft, kind: str = "project") -> list[int]:
    return [id for id in part.ids(kind) if id not in own(part, kind)]


def refused(part: Draft, edit: Callable[[], object]) -> DraftError:
    """An edit is refused, and nothing is another than before."""
    before = list(part.database.conn.iterdump())
    with pytest.raises(DraftError) as said:
        edit()
    assert list(part.database.conn.iterdump()) == before
    return said.value


def test_what_was_given_is_edited_added_doubled_deleted_and_undone(part: Draft) -> None:
    mine = own(part)
    part.set("project", mine[0], "name", "โครงการที่กองแก้ชื่อ")
    new = part.add("project", {"name": "โครงการใหม่ของกอง"}, at=0)
    part.set("project", new, "name", "แก้อีกครั้ง")
    (double,) = part.duplicate("project", [mine[1]])
    part.delete("project", [mine[2]])
    part.delete("project", [double])
    assert part.title("project", mine[0]) == "โครงการที่กองแก้ชื่อ"
    assert mine[2] not in part.ids("project")
    for _step in range(6):
        part.undo()
    assert own(part) == mine
    assert not part.undo_label()


def test_what_was_not_given_is_refused_by_name_with_whom_to_ask(part: Draft) -> None:
    other = others(part)[0]
    title = part.title("project", other)
    said = refused(part, lambda: part.set("project", other, "name", "อะไรก็ได้"))
    assert title in said.message
    assert DIVISION in said.message
    assert "นักวิเคราะห์" in said.fix
    refused(part, lambda: part.set("project", other, "divisions", []))
    refused(part, lambda: part.delete("project", [other]))
    refused(part, lambda: part.delete("project", [own(part)[0], other]))
    refused(part, lambda: part.set("cover", 1, "agency", "สำนักอื่น"))
    refused(part, lambda: part.refuse("project", other, "budget", "สิบ", "no number"))
    refused(part, lambda: part.add("mission", {"text": "พันธกิจใหม่"}))


def test_an_action_that_is_half_outside_is_refused_as_a_whole(part: Draft) -> None:
    mine, other = own(part)[0], others(part)[0]

    def both() -> None:
        with part.action("replace everywhere"):
            part.set("project", mine, "name", "ใหม่")
            part.set("project", other, "name", "ใหม่")

    refused(part, both)


def test_a_division_orders_what_is_its_own_among_the_rest_and_not_the_rest(part: Draft) -> None:
    rest = others(part)
    ids = part.ids("project")
    mine = own(part)
    part.move("project", mine[-1], 0)
    assert part.ids("project")[0] == mine[-1]
    assert others(part) == rest
    part.undo()
    assert part.ids("project") == ids
    refused(part, lambda: part.arrange("project", [rest[1], rest[0]]))
    refused(part, lambda: part.move("project", rest[-1], 0))


def test_a_row_of_a_catalogue_is_taken_over_to_be_linked_to(part: Draft) -> None:
    project = own(part)[0]
    rows = part.pack.catalogues[part.spec("policy").catalogue or ""]
    held = {record.values["code"] for record in part.records("policy")}
    row = next(row for row in rows if row["code"] not in held)
    with part.action("link"):
        policy = part.adopt("policy", row)
        part.set("project", project, "policies", [policy])
    assert part.links("project", project, "policies") == [policy]
    known = next(id for id in part.ids("policy") if id != policy)
    refused(part, lambda: part.set("policy", known, "name", "ชื่ออื่น"))


def test_records_that_led_to_what_is_deleted_lose_only_that_link(part: Draft) -> None:
    with_links = next(
        (id, record.id) for id in own(part) for record in part.records("key_result") if id in record.links["projects"]
    )
    part.delete("project", [with_links[0]])
    assert with_links[0] not in part.links("key_result", with_links[1], "projects")
    part.undo()
    assert with_links[0] in part.links("key_result", with_links[1], "projects")


def test_whole_sections_are_filled_with_all_kinds_that_are_entered_there(plan: Draft, hand: Hand) -> None:
    with Draft.open(hand(DIVISION, Given(("swot",)))) as part:
        assert part.limits
        assert part.limits.fills("swot")
        assert not part.limits.fills("projects")
        kinds = {kind for p in part.pack.section("swot").screen for kind in p.edits(part.pack)}
        kind = next(kind for kind in kinds if not part.spec(kind).single)
        part.add(kind)
        part.delete(kind, part.ids(kind))
        refused(part, lambda: part.set("project", part.ids("project")[0], "name", "x"))
        refused(part, lambda: part.add("project"))


def test_only_named_records_are_filled_and_none_added(plan: Draft, hand: Hand) -> None:
    first = plan.ids("project")[0]
    with Draft.open(hand(DIVISION, Given((), (("project", plan.uid("project", first)),)))) as part:
        part.set("project", first, "name", "ใหม่")
        refused(part, lambda: part.add("project", {"name": "เพิ่มเอง"}))


def test_problems_are_accepted_in_the_part_alone(part: Draft) -> None:
    def accept(id: int) -> None:
        uid = part.uid("project", id)
        with part.action("accept"):
            acceptances.insert(
                part.database,
                acceptances.Acceptance(
                    f"{id:016x}", "check", "project", uid, "name", "m", "r", "a", "2026-01-01T00:00:00+00:00"
                ),
            )

    accept(own(part)[0])
    refused(part, lambda: accept(others(part)[0]))


def test_a_part_keeps_its_form(part: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "corrected" / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\n", encoding="utf-8")
    newer = read(folder)
    said = refused(part, lambda: updating.update(part, updating.prepared(part, newer)))
    assert "form" in said.message
    assert part.pack.edition.version != 99
    part.set("project", own(part)[0], "name", "ยังแก้ได้")


def test_a_part_opened_on_another_pc_is_limited_all_the_same(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "อีกเครื่อง" / "ย้าย.bmapart"
    path.parent.mkdir()
    hand(DIVISION).rename(path)
    with Draft.open(path) as part:
        refused(part, lambda: part.set("project", others(part)[0], "name", "x"))
        with part.snapshot() as copy:
            assert copy.limits is not None

"""Versions of one agency's plan that come in any order: the newest is the agency's plan, and an older one is told."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.bundle.held import against
from planner_desktop.bundle.verdict import of_bundle
from planner_desktop.collect import deciding, held
from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receipt_report import verdict_on
from planner_desktop.collect.receiving import Receipt, receive
from planner_desktop.collect.seen import seen
from planner_desktop.collect.wording import board_standing, lines_of
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete, sending
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.errors import CollectionError
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.collect.conftest import ABROAD


def _sent(draft: Draft, name: str, day: int, folder: Path) -> Path:
    draft.set("project", draft.ids("project")[0], "name", name)
    incomplete.mark(draft, "ยังมีช่องที่รอกรอก")
    sending.submit(draft, now=datetime(2024, 9, day, tzinfo=UTC))
    return write_bundle(draft, folder / f"{name}.zip")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first and second version of a plan, and another first one that was made after the first."""
    folder = tmp_path_factory.mktemp("ฉบับ")
    with new_from_sample(ABROAD, folder / "ก.bmaplan") as draft:
        first = _sent(draft, "หนึ่ง", 1, folder)
        sending.returned(draft, "แก้")
        second = _sent(draft, "สอง", 10, folder)
    with new_from_sample(ABROAD, folder / "ข.bmaplan") as draft:
        other = _sent(draft, "หนึ่งอีกแบบ", 5, folder)
    return {"1": first, "1 again": other, "2": second}


def came(desk: Collection, sent: dict[str, Path], *names: str) -> list[Receipt]:
    return [receive(desk, sent[name], "นาง รับ") for name in names]


def row(desk: Collection) -> OnBoard:
    """The agency's row on the board."""
    return next(each for each in desk.board() if each.standing != "missing")


def told(receipt: Receipt, sent: Path) -> str:
    return "\n".join(lines_of(Arrival(sent, receipt)))


def test_an_older_version_is_told_and_the_newer_stays_the_agencys_plan(desk: Collection, sent: dict[str, Path]) -> None:
    newer, older = came(desk, sent, "2", "1")
    assert (newer.against, older.against) == ("first", "older")
    assert (older.held_receipt, older.held_version) == ("2568-0001", "2")
    assert "OLDER than what is held: version 2 of receipt 2568-0001" in told(older, sent["1"])
    assert "OLDER" in verdict_on(desk, "2568-0002").against_told
    assert (row(desk).receipt, row(desk).version) == ("2568-0001", "2")
    names = [each["name"] for each in desk.asked("SELECT name FROM project", "projects")]
    assert "สอง" in names
    assert "หนึ่ง" not in names
    with pytest.raises(CollectionError, match="is not the latest plan"):
        deciding.accept(desk, "2568-0002", "ก")
    known = seen(desk, "2568-0001")
    assert [each["receipt"] for each in known.versions] == ["2568-0001", "2568-0002"], "it is kept as what came"
    assert known.before == "2568-0002", "the version before it, though it came later"
    assert seen(desk, "2568-0002").before == ""
    again = receive(desk, sent["1"], "ก")
    assert (again.again, again.against) == (True, "older")


def test_another_content_with_the_same_number_is_told_and_counts_if_it_was_made_later(
    desk: Collection, sent: dict[str, Path]
) -> None:
    _first, alike = came(desk, sent, "1", "1 again")
    assert (alike.against, alike.held_receipt) == ("alike", "2568-0001")
    assert "Other content with the number of version 1 of receipt 2568-0001" in told(alike, sent["1 again"])
    assert row(desk).receipt == "2568-0002"


def test_another_content_with_the_same_number_that_was_made_before_is_older(
    desk: Collection, sent: dict[str, Path]
) -> None:
    _later, before = came(desk, sent, "1 again", "1")
    assert before.against == "older"
    assert row(desk).receipt == "2568-0001"


def test_a_newer_version_of_an_accepted_plan_is_received_and_the_acceptance_stays_to_be_seen(
    desk: Collection, sent: dict[str, Path]
) -> None:
    came(desk, sent, "1")
    deciding.accept(desk, "2568-0001", "นาย ดู")
    (newer,) = came(desk, sent, "2")
    assert newer.against == "newer"
    now = row(desk)
    assert (now.receipt, now.standing, now.accepted) == ("2568-0002", "received", "1")
    assert board_standing(now) == "received (version 1 was accepted)"
    assert [each["verdict"] for each in seen(desk, "2568-0002").versions] == ["received", "accepted"]
    deciding.accept(desk, "2568-0002", "นาย ดู")
    assert row(desk).standing == "accepted"


def test_an_older_version_of_an_accepted_plan_leaves_it_accepted(desk: Collection, sent: dict[str, Path]) -> None:
    came(desk, sent, "2")
    deciding.accept(desk, "2568-0001", "นาย ดู")
    came(desk, sent, "1")
    assert board_standing(row(desk)) == "accepted"


def test_the_tables_made_anew_say_the_same(desk: Collection, sent: dict[str, Path]) -> None:
    came(desk, sent, "2", "1", "1 again")
    before = desk.rows("SELECT receipt, latest, against, held_receipt, held_version FROM main.bundle ORDER BY id")
    desk.close()
    with open_collection(desk.path, anew=True) as anew:
        sql = "SELECT receipt, latest, against, held_receipt, held_version FROM main.bundle ORDER BY id"
        assert anew.rows(sql) == before
    assert [each["latest"] for each in before] == [1, 0, 0]


def test_the_command_line_says_it_of_what_comes_and_of_all_receipts(
    desk: Collection, sent: dict[str, Path], run: Run
) -> None:
    came(desk, sent, "2")
    desk.close()
    old = "เก่ากว่าที่มีอยู่: ฉบับที่ 2 เลขที่รับ 2568-0001"
    assert old in run("collect", "receive", desk.path, sent["1"]).out
    assert old in run("collect", "receipts", desk.path).out
    assert old in run("collect", "show", desk.path, "2568-0002").out
    assert json.loads(run("collect", "show", desk.path, "2568-0002", "--json").out)["against"] == "older"


# ---------------------------------------------------------------- what `verify` says against a collection


def test_a_bundle_is_set_beside_what_a_collection_holds_though_the_desk_has_it_open(
    desk: Collection, sent: dict[str, Path], tmp_path: Path
) -> None:
    assert held.held_in(desk.path) == []
    (tmp_path / "เสีย.zip").write_bytes(b"no zip")
    receive(desk, tmp_path / "เสีย.zip", "ก")
    assert held.held_in(desk.path) == [], "what was refused is not held"
    came(desk, sent, "2")
    (there,) = held.held_in(desk.path)
    assert (there.name, there.identifier) == ("2568-0002", "bma-2568/สกต./2568/2")
    assert against(of_bundle(sent["2"]), held.held_in(desk.path)).against == "same"
    said = against(of_bundle(sent["1"]), held.held_in(desk.path))
    assert (said.against, "2568-0002" in said.against_told) == ("older", True)
    came(desk, sent, "1")
    assert [each.name for each in held.held_in(desk.path)] == ["2568-0002", "2568-0003"]
    alike = against(
        of_bundle(sent["1 again"]), [there for there in held.held_in(desk.path) if there.name == "2568-0003"]
    )
    assert "number of what is held and says otherwise" in alike.against_told


def test_what_is_no_collection_is_told_when_it_is_set_beside(desk: Collection, tmp_path: Path) -> None:
    (tmp_path / "อะไร.bmacollect").write_text("no", "utf-8")
    for path in (tmp_path / "อะไร.bmacollect", tmp_path / "ไม่มี.bmacollect"):
        with pytest.raises(CollectionError, match="cannot be read"):
            held.held_in(path)
    assert folder_of(desk.path).is_dir()

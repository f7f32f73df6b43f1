"""A collection: every bundle gets a receipt, what is decided stands, and the tables can always be made anew."""

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.checks import find_problems, to_mend
from planner_desktop.collect import deciding
from planner_desktop.collect.board import board
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import bundles_in, receive
from planner_desktop.draft import Draft
from planner_desktop.draft.history.returning import Remark
from planner_desktop.draft.plan.new_plan import agencies, new_from_sample
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack
from tests.collect.conftest import ABROAD, FINANCE, PERSONNEL

NOW = datetime(2024, 9, 30, 8, 0, tzinfo=UTC)


def standing(desk: Collection) -> dict[str, str]:
    """Where the plans stand that came, by the abbreviation of their agency."""
    return {row.abbreviation: row.standing for row in board(desk.connection, desk.year) if row.standing != "missing"}


def received(desk: Collection, bundles: dict[str, Path], *names: str) -> None:
    for name in names or bundles:
        receive(desk, bundles[name], "นาง รับ", NOW)


def test_a_bundle_gets_a_receipt_and_the_verdict_of_the_agencys_own_check(
    desk: Collection, bundles: dict[str, Path]
) -> None:
    with Draft.open(bundles[PERSONNEL].with_suffix(".bmaplan"), read_only=True) as draft:
        own = [problem for problem in to_mend(find_problems(draft)) if problem.severity != "note"]
    receipt = receive(desk, bundles[PERSONNEL], "นาง รับ", NOW)
    assert (receipt.number, receipt.verdict) == ("2568-0001", "wrong")
    assert receipt.agency == "สำนักงานคณะกรรมการข้าราชการกรุงเทพมหานคร"
    assert receipt.errors + receipt.warnings == len(own)
    assert receive(desk, bundles[FINANCE], "นาง รับ", NOW).verdict == "received"
    kept = desk.rows("SELECT message FROM problem WHERE bundle = 1 AND severity <> 'note' AND accepted IS NULL")
    assert [row["message"] for row in kept] == [problem.message for problem in own]


def test_the_board_lists_every_agency_of_the_edition_once(
    desk: Collection, bundles: dict[str, Path], pack: FormPack
) -> None:
    received(desk, bundles)
    rows = list(board(desk.connection, desk.year))
    assert [row.agency for row in rows] == [agency.name for agency in agencies(pack)]
    assert standing(desk) == {"สนค.": "received", "สกต.": "received", "ส.กก.": "wrong"}


def test_the_same_bundle_again_keeps_its_receipt(desk: Collection, bundles: dict[str, Path], tmp_path: Path) -> None:
    first = receive(desk, bundles[ABROAD], "ก")
    shutil.copy(bundles[ABROAD], copy := tmp_path / "ชื่ออื่น.zip")
    again = receive(desk, copy, "ข")
    assert (again.number, again.again, first.again) == (first.number, True, False)
    assert len(desk.decisions.all) == 1


def test_what_does_not_verify_gets_a_receipt_with_the_reason_and_is_not_kept(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    forged = tmp_path / "ปลอม.zip"
    with zipfile.ZipFile(bundles[ABROAD]) as true, zipfile.ZipFile(forged, "w") as out:
        for entry in true.infolist():
            content = true.read(entry)
            changed = content.replace(b'"fund', b'"Fund') if entry.filename.endswith("plan.json") else content
            out.writestr(entry.filename, changed)
    receipt = receive(desk, forged, "ก")
    assert (receipt.number, receipt.verdict) == ("2568-0001", "refused")
    assert "ปลอม.zip does not verify" in receipt.problem
    assert [path.name for path in folder_of(desk.path).iterdir()] == ["decisions.jsonl"]
    (tmp_path / "ไม่ใช่.zip").write_bytes(b"no zip")
    assert receive(desk, tmp_path / "ไม่ใช่.zip", "ก").verdict == "refused"
    assert standing(desk) == {}
    with pytest.raises(CollectionError, match="was refused"):
        deciding.accept(desk, receipt.number, "ก")


def test_a_later_version_takes_the_place_of_the_one_before(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    received(desk, bundles, ABROAD)
    deciding.give_back(desk, "2568-0001", "ขอให้แก้ชื่อโครงการ", "นาง รับ", tmp_path / "คืน.bmareturn")
    assert standing(desk) == {"สกต.": "returned"}
    with new_from_sample(ABROAD, tmp_path / "แก้แล้ว.bmaplan") as draft:
        draft.set("project", draft.ids("project")[0], "name", "โครงการที่แก้แล้ว")
        receive(desk, write_bundle(draft, tmp_path / "แก้แล้ว.zip"), "นาง รับ")
    assert standing(desk) == {"สกต.": "received"}
    names = [row["name"] for row in desk.asked("SELECT name FROM project", "projects")]
    assert "โครงการที่แก้แล้ว" in names
    assert len(names) == len(desk.rows("SELECT * FROM main.project WHERE bundle = 1"))
    with pytest.raises(CollectionError, match="not the latest"):
        deciding.accept(desk, "2568-0001", "นาง รับ")


def test_every_collected_row_tells_its_plan_and_its_record(desk: Collection, bundles: dict[str, Path]) -> None:
    received(desk, bundles)
    for name, path in bundles.items():
        with Draft.open(path.with_suffix(".bmaplan"), read_only=True) as draft:
            own = {record.uid: record.values["name"] for record in draft.records("project")}
        bundle = list(bundles).index(name) + 1
        rows = desk.rows("SELECT record, name FROM main.project WHERE bundle = :bundle", {"bundle": bundle})
        assert {row["record"]: row["name"] for row in rows} == own
    for table in desk.pack.collected:
        assert desk.rows(f"SELECT * FROM main.{table} WHERE record = ''") == []


def decided(desk: Collection, bundles: dict[str, Path], tmp_path: Path) -> None:
    """A day at the desk."""
    received(desk, bundles)
    (tmp_path / "เสีย.zip").write_bytes(b"no zip")
    receive(desk, tmp_path / "เสีย.zip", "นาง รับ", NOW)
    deciding.look(desk, "2568-0001", "นาย ดู", "นาง รับ", NOW)
    project = desk.rows("SELECT record FROM main.project WHERE bundle = 1")[0]["record"]
    deciding.remark(desk, "2568-0001", Remark("ชื่อยาวไป", "project", project, "name"), "นาย ดู", NOW)
    deciding.give_back(desk, "2568-0001", "โปรดแก้", "นาย ดู", tmp_path / "คืน.bmareturn", NOW)
    deciding.accept(desk, "2568-0003", "นาย ดู", NOW)


def test_the_tables_are_made_anew_byte_for_byte(tmp_path: Path, bundles: dict[str, Path]) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    with make(path, "bma-2568") as desk:
        decided(desk, bundles, tmp_path)
    before = path.read_bytes()
    path.unlink()
    open_collection(path).close()
    assert path.read_bytes() == before
    path.write_bytes(before[:4096] + bytes(4096) + before[8192:])
    open_collection(path).close()
    assert path.read_bytes() == before
    with open_collection(path, anew=True) as desk:
        assert standing(desk) == {"สนค.": "returned", "สกต.": "accepted", "ส.กก.": "wrong"}
    assert path.read_bytes() == before


@pytest.mark.parametrize("until", [1, 4, 6])
def test_a_program_that_died_before_its_tables_followed_is_caught_up_with(
    until: int, tmp_path: Path, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ปี 2568.bmacollect"
    whole = tmp_path / "ทั้งหมด.bmacollect"
    with make(whole, "bma-2568") as desk:
        decided(desk, bundles, tmp_path)
    with make(path, "bma-2568") as desk:
        follow, count = desk.follow, iter(range(1, 100))

        def dies(*arguments: object) -> None:
            if next(count) == until:
                raise KeyboardInterrupt
            follow(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(desk, "follow", dies)
        with pytest.raises(KeyboardInterrupt):
            decided(desk, bundles, tmp_path)
    with open_collection(path) as desk:
        assert len(desk.decisions.all) == until
        assert desk.rows("SELECT value FROM about WHERE name = 'decisions'") == [{"value": str(until)}]
        assert desk.rows("SELECT count(*) AS n FROM main.bundle")[0]["n"] == min(until, 4)


def test_a_decision_that_was_cut_short_was_never_made(desk: Collection, bundles: dict[str, Path]) -> None:
    received(desk, bundles, ABROAD)
    tables = desk.path.read_bytes()
    deciding.look(desk, "2568-0001", "นาย ดู", "ก", NOW)
    path = desk.decisions.path
    desk.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    desk.path.write_bytes(tables)  # they follow what is on the disk
    with open_collection(desk.path, anew=True) as again:
        assert len(again.decisions.all) == 1
        deciding.look(again, "2568-0001", "นาง อื่น", "ก", NOW)
    lines = path.read_bytes().splitlines()
    assert [json.loads(line)["what"] for line in lines] == ["received", "looks"]
    with open_collection(desk.path) as again:
        assert next(iter(again.rows("SELECT looked_at_by FROM main.bundle")))["looked_at_by"] == "นาง อื่น"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: [lines[0].replace(b'"wrong"', b'"received"'), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [lines[0], *lines[2:]],
    ],
    ids=["changed", "first gone", "swapped", "middle gone"],
)
def test_decisions_that_were_tampered_with_are_refused(
    desk: Collection, bundles: dict[str, Path], tamper: Callable[[list[bytes]], list[bytes]]
) -> None:
    received(desk, bundles, PERSONNEL)
    for who in ("ก", "ข", "ค"):
        deciding.look(desk, "2568-0001", who, "ก", NOW)
    desk.close()
    path = desk.decisions.path
    path.write_bytes(b"".join(tamper(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(CollectionError, match=r"line \d was changed, or lines are missing"):
        open_collection(desk.path)


def test_decisions_that_are_gone_at_the_end_are_missed(desk: Collection, bundles: dict[str, Path]) -> None:
    received(desk, bundles, ABROAD)
    deciding.look(desk, "2568-0001", "นาย ดู", "ก", NOW)
    desk.close()
    lines = desk.decisions.path.read_bytes().splitlines(keepends=True)
    desk.decisions.path.write_bytes(lines[0])
    for anew in (False, True):
        with pytest.raises(CollectionError, match="1 line is missing at the end"):
            open_collection(desk.path, anew=anew)
    desk.path.unlink()
    with open_collection(desk.path) as again:
        assert len(again.decisions.all) == 1


DIES = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE project SET name = name || 'x'")
connection.execute("DELETE FROM problem")
os._exit(9)
"""


@pytest.mark.parametrize("anew", [False, True])
def test_what_a_killed_program_had_begun_to_write_is_taken_back(
    anew: bool, desk: Collection, bundles: dict[str, Path]
) -> None:
    """Its journal belongs to the file that it wrote into, and is not played into tables that take its place."""
    received(desk, bundles)
    desk.close()
    before, journal = desk.path.read_bytes(), desk.path.with_name(f"{desk.path.name}-journal")
    subprocess.run([sys.executable, "-c", DIES, desk.path], check=False)
    assert journal.stat().st_size > 0
    assert desk.path.read_bytes() != before
    open_collection(desk.path, anew=anew).close()
    assert not journal.exists()
    assert desk.path.read_bytes() == before


def test_tables_that_take_the_place_of_others_are_not_changed_by_what_lies_beside_those(
    desk: Collection, bundles: dict[str, Path]
) -> None:
    received(desk, bundles)
    desk.close()
    before = desk.path.read_bytes()
    subprocess.run([sys.executable, "-c", DIES, desk.path], check=False)
    with desk.path.open("r+b") as file:
        file.write(bytes(100))  # nothing can be taken back in it any more
    open_collection(desk.path).close()
    assert desk.path.read_bytes() == before
    desk.path.with_name(f"{desk.path.name}-wal").write_bytes(b"of another program")
    open_collection(desk.path).close()
    assert [path.suffix for path in desk.path.parent.glob(f"{desk.path.stem}*")] == [".bmacollect", ".received"]
    assert desk.path.read_bytes() == before


def test_a_bundle_that_was_changed_behind_the_desks_back_is_named(desk: Collection, bundles: dict[str, Path]) -> None:
    received(desk, bundles, ABROAD)
    kept = next(folder_of(desk.path).glob("*.zip"))
    desk.close()
    kept.write_bytes(bundles[FINANCE].read_bytes())
    with pytest.raises(CollectionError, match="missing or was changed: the bundle of receipt 2568-0001"):
        open_collection(desk.path, anew=True)


def test_two_at_one_collection_are_kept_apart(desk: Collection) -> None:
    with pytest.raises(CollectionError, match="is open"):
        open_collection(desk.path)


def test_any_sqlite_tool_reads_it(desk: Collection, bundles: dict[str, Path]) -> None:
    received(desk, bundles)
    desk.close()
    with closing(sqlite3.connect(desk.path)) as plain:
        sums = plain.execute(
            "SELECT b.abbreviation, count(*) FROM project p JOIN bundle b ON b.id = p.bundle GROUP BY b.id"
        ).fetchall()
    assert dict(sums) == {"สนค.": 39, "ส.กก.": 38, "สกต.": 26}


def test_a_returned_plan_is_a_small_file_with_every_remark(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    decided(desk, bundles, tmp_path)
    told = json.loads((tmp_path / "คืน.bmareturn").read_text("utf-8"))
    assert (told["receipt"], told["reason"], told["returned_by"]) == ("2568-0001", "โปรดแก้", "นาย ดู")
    assert [(each["text"], each["field"]) for each in told["remarks"]] == [("ชื่อยาวไป", "name")]


def test_a_plan_with_errors_is_not_accepted_and_none_is_returned_without_a_reason(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    received(desk, bundles, PERSONNEL)
    with pytest.raises(CollectionError, match="2 errors and cannot be accepted"):
        deciding.accept(desk, "2568-0001", "ก")
    with pytest.raises(CollectionError, match="with a reason"):
        deciding.give_back(desk, "2568-0001", " ", "ก", tmp_path / "คืน.bmareturn")
    assert not (tmp_path / "คืน.bmareturn").exists()
    with pytest.raises(CollectionError, match="no record or field “project/x/nothing”"):
        deciding.remark(desk, "2568-0001", Remark("ก", "project", "x", "nothing"), "ก")
    assert len(desk.decisions.all) == 1
    deciding.give_back(desk, "2568-0001", "โปรดแก้", "นาย ดู", tmp_path / "คืน.bmareturn")
    with pytest.raises(CollectionError, match="2 errors and cannot be accepted"):
        deciding.accept(desk, "2568-0001", "ก")


def test_folders_are_looked_through_for_bundles(bundles: dict[str, Path]) -> None:
    folder = bundles[ABROAD].parent
    assert bundles_in([folder]) == sorted(bundles.values())


def test_what_is_no_collection_says_so(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="There is no collection"):
        open_collection(tmp_path / "ไม่มี.bmacollect")
    with pytest.raises(CollectionError, match="ends in"):
        make(tmp_path / "แผน.zip", "bma-2568")
    make(tmp_path / "แผน.bmacollect", "bma-2568").close()
    with pytest.raises(CollectionError, match="exists already"):
        make(tmp_path / "แผน.bmacollect", "bma-2568")
    assert folder_of(tmp_path / "แผน.bmacollect").is_dir()

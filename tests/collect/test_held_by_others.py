"""Another program has a file of the collection, or a bundle, open: that is told, nothing is lost, and it goes on later."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner_desktop import whole_file
from planner_desktop.collect import deciding
from planner_desktop.collect.batch import receive_all
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make, open_collection, open_to_read
from planner_desktop.collect.places import sha256_of
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.file import drive, lock
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.errors import CollectionError, CollectionHeldError
from tests.collect.conftest import FINANCE


def looks_at(desk: Collection, receipt: str) -> str:
    (row,) = (row for row in desk.board() if row.receipt == receipt)
    return row.looked_at_by


def test_tables_that_another_tool_writes_to_follow_once_it_is_done(desk: Collection, bundles: dict[str, Path]) -> None:
    receipt = receive(desk, bundles[FINANCE], "นภา").number
    desk.connection.execute("PRAGMA busy_timeout = 0")  # nobody waits for what this test holds
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(CollectionError, match="cannot be written: another program has it open"):
            deciding.look(desk, receipt, "สมศรี", "นภา")
        assert looks_at(desk, receipt) == ""
    deciding.look(desk, receipt, "สมชาย", "นภา")
    assert looks_at(desk, receipt) == "สมชาย"
    assert [decision.says.get("who") for decision in desk.decisions.all][1:] == ["สมศรี", "สมชาย"]


def test_tables_that_another_tool_reads_when_they_are_to_be_written_follow_too(
    desk: Collection, bundles: dict[str, Path]
) -> None:
    receipt = receive(desk, bundles[FINANCE], "นภา").number
    desk.connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as tool:
        rows = tool.execute("SELECT * FROM project")
        rows.fetchone()
        with pytest.raises(CollectionError, match="another program has it open"):
            deciding.look(desk, receipt, "สมศรี", "นภา")
        rows.close()
    assert not desk.connection.in_transaction
    deciding.accept(desk, receipt, "นภา")
    assert looks_at(desk, receipt) == "สมศรี"


def held(monkeypatch: pytest.MonkeyPatch, name: str, path: Path) -> None:
    """Have a file be as on Windows one that another program has to itself."""
    does = getattr(whole_file, name)

    def refused(asked: Path) -> object:
        if asked == path:
            raise whole_file.HeldError(asked)
        return does(asked)

    monkeypatch.setattr(whole_file, name, refused)


def test_a_bundle_that_another_program_has_open_is_told_and_taken_in_later(
    desk: Collection, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held(monkeypatch, "opened", bundles[FINANCE])
    (arrival,) = receive_all(desk, [bundles[FINANCE]], "นภา")
    assert arrival.receipt is None
    assert "it is open in another program" in arrival.trouble
    assert "Close it there and try again." in arrival.trouble
    assert desk.decisions.all == []
    monkeypatch.undo()
    (arrival,) = receive_all(desk, [bundles[FINANCE]], "นภา")
    assert arrival.receipt is not None


def test_a_refused_bundle_that_a_virus_scanner_holds_has_its_receipt(
    desk: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "ร้าย.zip"
    bad.write_bytes(b"PK")
    kept = desk.bundle_file(sha256_of(bad))
    held(monkeypatch, "remove", kept)
    (arrival,) = receive_all(desk, [bad], "นภา")
    assert arrival.receipt is not None
    assert arrival.receipt.verdict == "refused"
    assert kept.exists()


def test_on_a_share_whose_locks_tell_nothing_two_are_kept_apart(
    desk: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "kind", lambda _path: DriveKind.NETWORK)
    monkeypatch.setattr(lock, "_lock", lambda _descriptor: True)
    with make(tmp_path / "บนแชร์.bmacollect", desk.pack.edition.id) as first:
        with pytest.raises(CollectionHeldError):
            open_collection(first.path)
        with open_to_read(first.path) as second:
            assert second.only_reads
    open_collection(first.path).close()

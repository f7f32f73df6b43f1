"""Many bundles at once: none keeps another waiting, and what was cut off goes on where it was."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop import stopping, whole_file
from planner_desktop.bundle.machine import not_looked_at
from planner_desktop.bundle.separate_process import Verifying, verifying
from planner_desktop.collect import batch, receiving
from planner_desktop.collect.batch import receive_all, waiting
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make, open_collection, open_to_read
from planner_desktop.collect.places import folder_of
from planner_desktop.errors import CollectionError, StoppedError
from tests.collect.conftest import ABROAD, FINANCE, PERSONNEL


def test_one_that_cannot_be_read_keeps_none_waiting(desk: Collection, bundles: dict[str, Path], tmp_path: Path) -> None:
    told: list[str] = []
    arrivals = receive_all(
        desk, [tmp_path / "หาย.zip", bundles[ABROAD]], "ก", lambda arrival: told.append(arrival.path.name)
    )
    assert [arrival.receipt is None for arrival in arrivals] == [True, False]
    assert "หาย.zip cannot be read" in arrivals[0].trouble
    assert told == ["หาย.zip", f"{ABROAD}.zip"]
    assert waiting(desk) == []


def test_what_could_not_be_looked_at_gets_no_receipt_and_stays_in_line(
    desk: Collection, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, _path: Path) -> None:
        if source == bundles[ABROAD]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        copy(source, _path)

    copy = whole_file.copy
    monkeypatch.setattr(whole_file, "copy", full)
    first, second = receive_all(desk, [bundles[ABROAD], bundles[FINANCE]], "ก")
    assert "the disk is full" in first.trouble
    assert (first.receipt, second.receipt is None) == (None, False)
    assert waiting(desk) == [bundles[ABROAD]]
    monkeypatch.undo()

    def short_of_memory(path: Path, **_how: object) -> Verifying:
        raise not_looked_at(path, "the PC is short of memory")

    monkeypatch.setattr(receiving, "verifying", short_of_memory)
    (again,) = receive_all(desk, waiting(desk), "ก")
    assert (again.receipt, waiting(desk)) == (None, [bundles[ABROAD]])
    assert len(list(folder_of(desk.path).glob("*.zip"))) == 1, "its copy is not kept"
    monkeypatch.undo()
    (now,) = receive_all(desk, waiting(desk), "ก")
    assert now.receipt is not None
    assert waiting(desk) == []


def test_of_many_what_was_received_may_still_stand_in_line_and_keeps_its_receipt(
    desk: Collection, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "FEWER", 1)
    sent, lines = list(bundles.values()), list[list[Path]]()
    first = receive_all(desk, sent, "ก", lambda _arrival: lines.append(waiting(desk)))
    assert lines == [sent] * 3, "it is not written anew for each"
    assert waiting(desk) == []
    again = receive_all(desk, lines[-1], "ก")  # as after a kill
    assert [each.receipt and each.receipt.number for each in again] == [
        each.receipt and each.receipt.number for each in first
    ]
    assert len(desk.decisions.all) == 3


def test_what_is_stopped_leaves_nothing_half_done(
    desk: Collection, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def stopped_there(path: Path, **_how: object) -> Verifying:
        asked.append(True)
        return verifying(path)

    monkeypatch.setattr(receiving, "verifying", stopped_there)
    with pytest.raises(StoppedError), stopping.when(lambda: bool(asked)):
        receive_all(desk, [bundles[ABROAD], bundles[FINANCE]], "ก")
    assert waiting(desk) == []
    assert [path.name for path in folder_of(desk.path).glob("*.zip")] == []
    assert desk.decisions.all == []


def test_many_are_verified_at_once_and_received_in_their_order(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "เสีย.zip").write_bytes(b"no zip")
    paths = [*bundles.values(), tmp_path / "เสีย.zip", tmp_path / "ไม่มี.zip", next(iter(bundles.values()))]
    arrivals = receive_all(desk, paths, "นาง รับ", cores=3)
    assert [arrival.path for arrival in arrivals] == paths
    receipts = [arrival.receipt for arrival in arrivals if arrival.receipt]
    numbers = [f"2568-{n + 1:04d}" for n in range(len(bundles) + 1)]
    assert [receipt.number for receipt in receipts] == [*numbers, numbers[0]]
    assert (receipts[-2].verdict, receipts[-1].again) == ("refused", True)
    assert "ไม่มี.zip" in arrivals[-2].trouble
    assert len(list(folder_of(desk.path).glob("*.zip"))) == len(bundles)


def test_a_folder_that_holds_the_collection_gives_no_bundle_twice(desk: Collection, bundles: dict[str, Path]) -> None:
    receive_all(desk, [bundles[ABROAD]], "ก")
    assert receive_all(desk, [desk.path.parent], "ก") == []


DIES = """
import os, signal, sys
from pathlib import Path
from planner_desktop.collect import batch, collection, decisions, opening, receiving
path, until, *bundles = sys.argv[1:]
steps = 0
def counted(does):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps == int(until):
            os.kill(os.getpid(), signal.SIGKILL)
        return does(*arguments, **named)
    return step
for room, name in ((receiving.whole_file, "copy"), (receiving, "verifying"),
                   (decisions.DecisionsFile, "add"), (collection.Collection, "follow"), (collection.loading, "put")):
    setattr(room, name, counted(getattr(room, name)))
with opening.open_collection(Path(path)) as desk:
    batch.receive_all(desk, map(Path, bundles), "ก", cores=2)
"""
AHEAD, STEPS = 4, 3
"""Both are copied and begun to be verified; then each is written down, followed, put into the tables."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
@pytest.mark.parametrize("until", [AHEAD + 2, AHEAD + STEPS + 1, AHEAD + STEPS + 2, AHEAD + STEPS + 3])
def test_killed_anywhere_it_goes_on_and_ends_the_same(until: int, bundles: dict[str, Path], tmp_path: Path) -> None:
    path, whole = tmp_path / "ตัด.bmacollect", tmp_path / "ครบ.bmacollect"
    sent = [bundles[PERSONNEL], bundles[ABROAD]]
    make(path, "bma-2568").close()
    command = [sys.executable, "-c", DIES, str(path), str(until), *map(str, sent)]
    died = subprocess.run(command, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    with open_collection(path) as desk:
        assert waiting(desk) == (sent[1:] if until > AHEAD + STEPS else sent)
        receive_all(desk, waiting(desk), "ก")
        told = _told(desk)
    before = path.read_bytes()
    open_collection(path, anew=True).close()
    assert path.read_bytes() == before
    with make(whole, "bma-2568") as desk:
        receive_all(desk, sent, "ก")
        assert _told(desk) == told


def _told(desk: Collection) -> list[object]:
    """All that a collection holds but the time of day."""
    tables = ("bundle", "problem", "remark", *desk.pack.collected)
    return [
        sorted(each.name for each in folder_of(desk.path).iterdir()),
        *(_undated(desk.rows(f"SELECT * FROM main.{table}")) for table in tables),
    ]


def _undated(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name != "received_at"} for row in rows]


def test_another_reads_what_one_has_open_and_decides_nothing(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    with open_to_read(desk.path) as other:
        assert "is open:" in other.only_reads
        receive_all(desk, [bundles[ABROAD]], "ก")
        assert [row.receipt for row in other.board() if row.receipt] == ["2568-0001"]
        with pytest.raises(CollectionError, match="is open:"):
            receive_all(other, [bundles[FINANCE]], "ข")
    assert len(desk.decisions.all) == 1


def test_a_collection_that_another_took_over_meanwhile_is_not_written_to(
    desk: Collection, bundles: dict[str, Path]
) -> None:
    lock = desk.path.with_name(f".{desk.path.name}.lock")
    lock.write_text('{"user": "อื่น", "pc": "อื่น", "since": "", "token": "x"}', encoding="utf-8")
    with pytest.raises(CollectionError, match="was taken over"):
        receive_all(desk, [bundles[ABROAD]], "ก")
    assert desk.decisions.all == []

"""A program or the server dies in the middle: nothing is half decided, and whoever comes back ends with the same."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop.collect import deciding
from planner_desktop.collect.batch import receive_all, waiting
from planner_desktop.collect.decisions import DecisionsFile
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import receive
from planner_desktop.collect.server.tables import Tables
from planner_desktop.errors import CollectionError, ServerAwayError
from tests.collect.conftest import ABROAD, FINANCE
from tests.collect.server.conftest import Office

DIES = """
import os, signal, sys
from pathlib import Path
from planner_desktop.collect import collection, decisions
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.collect.server import tables
path, where, bundle = sys.argv[1:]
room, name, until = {
    "before it is committed": (tables.Tables, "add", 1),
    "committed there and not here": (decisions.DecisionsFile, "append", 1),
    "before the tables follow": (collection.Collection, "follow", 1),
    "in the middle of a bundle": (tables.Tables, "_rows", 12),
}[where]
tables.PIECE, does, steps = 10_000, getattr(room, name), 0
def step(*arguments, **named):
    global steps
    steps += 1
    if steps == until:
        os.kill(os.getpid(), signal.SIGKILL)
    return does(*arguments, **named)
setattr(room, name, step)
with open_collection(Path(path)) as desk:
    receive(desk, Path(bundle), "ข")
"""


COMMITTED = ("committed there and not here", "before the tables follow")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
@pytest.mark.parametrize(
    ("where", "decided"),
    [
        ("before it is committed", 0),
        (COMMITTED[0], 1),
        (COMMITTED[1], 1),
        ("in the middle of a bundle", 1),
    ],
)
def test_killed_anywhere_the_next_opening_ends_with_what_the_server_holds(
    where: str, decided: int, office: Office, bundles: dict[str, Path]
) -> None:
    other = office.joined("สอง")
    if where == "in the middle of a bundle":
        with open_collection(office.of("หนึ่ง")) as desk:
            receive(desk, bundles[FINANCE], "ก")
    command = [sys.executable, "-c", DIES, str(other), where, str(bundles[ABROAD])]
    died = subprocess.run(command, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    with open_collection(other) as desk, open_collection(office.of("หนึ่ง")) as one:
        assert desk.apart is None
        assert len(desk.decisions.all) == len(one.decisions.all) == decided
    assert office.held_by("สอง")[:2] == office.held_by("หนึ่ง")[:2]
    with open_collection(other) as desk:  # and goes on
        assert receive(desk, bundles[ABROAD], "ข").again is (where in COMMITTED)
    open_collection(office.of("หนึ่ง")).close()
    assert office.held_by("สอง") == office.held_by("หนึ่ง")


def test_a_server_that_is_away_leaves_the_collection_readable_and_nothing_half_decided(
    breaking: Office, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add = Tables.add

    def breaks(self: Tables, n: int, line: bytes) -> None:
        breaking.postgres.stop()
        add(self, n, line)

    with open_collection(breaking.of("หนึ่ง")) as desk:
        receive(desk, bundles[ABROAD], "ก")
        monkeypatch.setattr(Tables, "add", breaks)
        with pytest.raises(ServerAwayError, match="cannot be reached"):
            deciding.give_back(desk, "2568-0001", "โปรดแก้", "ก", out := tmp_path / "คืน.bmareturn")
        monkeypatch.undo()
        assert not out.exists()
        assert desk.apart is not None
        assert [row.standing for row in desk.board() if row.receipt] == ["received"]
        arrivals = receive_all(desk, [bundles[FINANCE], bundles[ABROAD]], "ก")
        assert ["cannot be reached" in arrival.trouble for arrival in arrivals] == [True, True]
        assert waiting(desk) == [bundles[FINANCE], bundles[ABROAD]], "they wait for the server"
        assert len(list(folder_of(desk.path).glob("*.zip"))) == 1
    with open_collection(breaking.of("หนึ่ง")) as desk:  # while it is away
        assert desk.apart is not None
        assert [row.receipt for row in desk.board() if row.receipt] == ["2568-0001"]
        breaking.postgres.start()
        receipts = [arrival.receipt for arrival in receive_all(desk, waiting(desk), "ก")]
        assert [(each.number, each.again) for each in receipts if each] == [("2568-0002", False), ("2568-0001", True)]
        assert desk.apart is None
    assert breaking.asked("SELECT what FROM {}.decision ORDER BY n") == [("received",), ("received",)]


def test_a_server_that_goes_just_when_it_shall_commit_leaves_open_whether_it_was_decided(
    breaking: Office, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Tables.add

    def breaks(self: Tables, n: int, line: bytes) -> None:
        add(self, n, line)
        breaking.postgres.stop()

    with open_collection(breaking.of("หนึ่ง")) as desk:
        receive(desk, bundles[ABROAD], "ก")
        monkeypatch.setattr(Tables, "add", breaks)
        with pytest.raises(ServerAwayError, match="went away just when this was written down"):
            deciding.accept(desk, "2568-0001", "ก")
        monkeypatch.undo()
        assert len(desk.decisions.all) == 1
        breaking.postgres.start()
        desk.refresh()
        assert len(desk.decisions.all) == breaking.asked("SELECT count(*) FROM {}.decision")[0][0]


def test_a_disk_that_is_full_here_says_that_it_was_decided_there(
    office: Office, bundles: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_collection(office.of("หนึ่ง")) as desk:
        receive(desk, bundles[ABROAD], "ก")

        def full(*_arguments: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(DecisionsFile, "append", full)
        with pytest.raises(CollectionError, match=r"It was decided on .*\. But: "):
            deciding.accept(desk, "2568-0001", "ก")
        monkeypatch.undo()
        desk.refresh()
        assert [row.standing for row in desk.board() if row.receipt] == ["accepted"]

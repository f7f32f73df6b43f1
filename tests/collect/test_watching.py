"""A folder into which bundles are copied, looked at from time to time."""

import shutil
from pathlib import Path

import pytest

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.receiving import Receipt
from planner_desktop.collect.watching import MOST_LOOKS, MOST_PAUSES, Watched
from planner_desktop.errors import CollectionError
from tests.collect.conftest import ABROAD, FINANCE


def test_what_is_half_copied_is_waited_for(bundles: dict[str, Path], tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    whole = bundles[ABROAD].read_bytes()
    out = tmp_path / "สกต.zip"
    out.write_bytes(whole[: len(whole) // 2])
    assert folder.look() == []
    assert folder.look() == [], "the copying stands still"
    assert folder.is_waiting
    out.write_bytes(whole)
    assert folder.look() == [], "it was another just now"
    assert folder.look() == [out]
    assert folder.look() == []
    assert not folder.is_waiting
    shutil.copy(bundles[FINANCE], out)
    assert [folder.look(), folder.look()] == [[], [out]], "another file under that name"


def test_what_never_gets_whole_is_taken_in_the_end(tmp_path: Path) -> None:
    folder = Watched(tmp_path)
    (tmp_path / "ขาด.zip").write_bytes(b"PK\x03\x04 cut short")
    looks = [folder.look() for _look in range(MOST_LOOKS + 2)]
    assert looks[MOST_LOOKS] == [tmp_path / "ขาด.zip"]
    assert [look for n, look in enumerate(looks) if n != MOST_LOOKS] == [[]] * (MOST_LOOKS + 1)


def test_a_drive_that_is_away_says_so_and_is_looked_at_again(bundles: dict[str, Path], tmp_path: Path) -> None:
    folder = Watched(tmp_path / "ไดรฟ์")
    with pytest.raises(CollectionError, match="cannot be reached"):
        folder.look()
    folder.folder.mkdir()
    shutil.copy(bundles[ABROAD], folder.folder)
    assert [folder.look(), folder.look()] == [[], [folder.folder / bundles[ABROAD].name]]


def test_what_got_no_receipt_is_tried_again_ever_more_rarely_and_told_once(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    folder = Watched(tmp_path)
    path = Path(shutil.copy(bundles[ABROAD], tmp_path / "สกต.zip"))
    assert [folder.look(), folder.look()] == [[], [path]]
    told = [folder.came([Arrival(path, trouble="the disk is full", again=True)])]
    tries = []
    for _look in range(20):
        tries.append(len(found := folder.look()))
        told += [folder.came(Arrival(each, trouble="the disk is full", again=True) for each in found)]
    assert [n for n, count in enumerate(tries) if count] == [0, 2, 6, 14]
    assert sum(map(len, told)) == 1
    (other,) = folder.came([Arrival(path, trouble="short of memory", again=True)])
    assert other.trouble == "short of memory"
    assert any(folder.look() for _look in range(MOST_PAUSES))
    assert folder.came([Arrival(path, Receipt("2568-0001", "received"))])
    assert [folder.look() for _look in range(9)] == [[]] * 9

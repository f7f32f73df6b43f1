"""What was changed on the server, or here, is told, and nothing is taken from there."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.collect import deciding, library
from planner_desktop.collect.decisions import DecisionsFile
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import receive
from planner_desktop.collect.server.address import read_url
from planner_desktop.collect.server.joining import join, share
from planner_desktop.errors import CollectionError
from tests.collect.conftest import ABROAD, FINANCE
from tests.collect.server.conftest import Office

FREE = ("ALTER TABLE {}.decision DISABLE TRIGGER ALL", "ALTER TABLE {}.bundle DISABLE TRIGGER ALL")


@pytest.fixture
def busy(office: Office, bundles: dict[str, Path]) -> Office:
    """One in which something was decided, which another has, too."""
    with open_collection(office.of("หนึ่ง")) as desk:
        receive(desk, bundles[ABROAD], "ก")
        deciding.look(desk, "2568-0001", "นาย ดู", "ก")
        deciding.accept(desk, "2568-0001", "ก")
    office.joined("สอง")
    return office


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ("UPDATE {}.decision SET line = replace(line, 'นาย ดู', 'นาย อื่น') WHERE n = 2", 2),
        ("DELETE FROM {}.decision WHERE n = 3", 3),
        ("DELETE FROM {}.decision WHERE n = 1", 1),
        ("UPDATE {}.decision SET n = 5 - n WHERE n > 1", 2),
    ],
    ids=["changed", "last gone", "first gone", "swapped"],
)
def test_decisions_that_were_changed_on_the_server_are_told_and_not_taken(busy: Office, change: str, at: int) -> None:
    if change.startswith("UPDATE {}.decision SET n"):
        change = "UPDATE {}.decision SET n = n + 10 WHERE n > 1; UPDATE {}.decision SET n = 15 - n WHERE n > 1"
    before = busy.held_by("สอง")
    busy.asked(*FREE, *change.split(";"))
    with open_collection(busy.of("สอง")) as desk:
        assert f"From decision {at} on" in str(desk.apart)
        assert [row.standing for row in desk.board() if row.receipt] == ["accepted"]
        with pytest.raises(CollectionError, match=f"From decision {at} on"):
            deciding.look(desk, "2568-0001", "ข", "ข")
    assert busy.held_by("สอง") == before
    if "gone" not in change and at != 3:
        with pytest.raises(CollectionError, match=r"was changed, or others are missing before it"):
            busy.joined("สาม")


def test_the_server_itself_lets_nobody_change_a_row(busy: Office, bundles: dict[str, Path]) -> None:
    import psycopg

    for statement in (
        "UPDATE {}.decision SET line = line",
        "DELETE FROM {}.decision",
        "TRUNCATE {}.decision",
        "DELETE FROM {}.bundle",
    ):
        with pytest.raises(psycopg.Error, match="only ever added"):
            busy.asked(statement)
    with pytest.raises(psycopg.Error, match="whole"):
        busy.asked(f"INSERT INTO {{}}.bundle (sha256, bytes) VALUES ('{'0' * 64}', 'x')")


def test_a_bundle_whose_bytes_differ_is_told_and_not_taken(busy: Office) -> None:
    busy.asked(*FREE, "ALTER TABLE {}.bundle DROP CONSTRAINT whole", "UPDATE {}.bundle SET bytes = 'x'")
    with pytest.raises(CollectionError, match=r"was changed on .*, and is not taken"):
        busy.joined("สาม")
    assert busy.held_by("สาม")[1:] == (b"", [])
    busy.asked("DELETE FROM {}.bundle")
    with open_collection(busy.of("สาม")) as desk:
        assert "is missing on" in str(desk.apart)


def test_a_bundle_that_is_gone_here_is_brought_again(busy: Office) -> None:
    before = busy.held_by("สอง")
    for bundle in folder_of(busy.of("สอง")).glob("*.zip"):
        bundle.unlink()
    open_collection(busy.of("สอง"), anew=True).close()
    assert busy.held_by("สอง") == before


@pytest.mark.parametrize(
    "forge",
    [
        lambda data: data | {"sha256": "../../../พ้น"},
        lambda data: data | {"verdict": None},
        lambda data: data | {"at": "เมื่อวาน"},
        lambda data: data | {"what": "exec"},
    ],
    ids=["a name that leads out", "no verdict", "no moment", "unknown"],
)
def test_a_line_that_fits_the_chain_and_makes_no_sense_is_not_taken(
    busy: Office, forge: Callable[[dict[str, object]], dict[str, object]], tmp_path: Path
) -> None:
    lines = folder_of(busy.of("หนึ่ง")) / "decisions.jsonl"
    shutil.copy(lines, copy := tmp_path / "อื่น.jsonl")
    first = json.loads(lines.read_bytes().splitlines()[0])
    forged = forge({name: value for name, value in first.items() if name not in ("n", "sum")})
    line = DecisionsFile(copy).next_line(**forged).decode().strip()  # type: ignore[arg-type]
    busy.asked(f"INSERT INTO {{}}.decision (n, line) VALUES (4, $${line}$$)")
    before = busy.held_by("สอง")
    with open_collection(busy.of("สอง")) as desk:
        assert "Decision 4" in str(desk.apart)
    assert busy.held_by("สอง") == before


def test_a_receipt_of_what_is_no_bundle_shuts_nobody_out(busy: Office, tmp_path: Path) -> None:
    shutil.copy(folder_of(busy.of("หนึ่ง")) / "decisions.jsonl", copy := tmp_path / "อื่น.jsonl")
    first = json.loads(copy.read_bytes().splitlines()[0])
    content = b"no zip"
    forged = {name: value for name, value in first.items() if name not in ("n", "sum")}
    forged |= {"sha256": hashlib.sha256(content).hexdigest(), "receipt": "2568-0002"}
    line = DecisionsFile(copy).next_line(**forged).decode().strip()
    busy.asked(f"INSERT INTO {{}}.bundle (sha256, bytes) VALUES ('{forged['sha256']}', '{content.decode()}')")
    busy.asked(f"INSERT INTO {{}}.decision (n, line) VALUES (4, $${line}$$)")
    for _again in range(2):
        with open_collection(busy.of("สอง")) as desk:
            assert "The bundle of receipt 2568-0002 cannot be read" in str(desk.apart)
            assert [row.standing for row in desk.board() if row.receipt] == ["accepted"]
            with pytest.raises(CollectionError, match="2568-0002 cannot be read"):
                deciding.look(desk, "2568-0001", "ข", "ข")
    assert busy.asked("SELECT max(n) FROM {}.decision") == [(4,)]


def test_what_was_decided_here_behind_the_servers_back_is_told(busy: Office) -> None:
    file = DecisionsFile(folder_of(busy.of("สอง")) / "decisions.jsonl")
    file.add("looks", "2568-0001", "ข", "2024-10-01T00:00:00+00:00", who="ข")
    with open_collection(busy.of("สอง")) as desk:
        assert "From decision 4 on" in str(desk.apart)


def test_sharing_and_joining_say_what_stands_in_the_way(busy: Office, tmp_path: Path, bundles: dict[str, Path]) -> None:
    here = read_url(busy.postgres.address, busy.schema)
    with pytest.raises(CollectionError, match="is kept on a server already"):
        share(busy.of("หนึ่ง"), here)
    with make(tmp_path / "อื่น.bmacollect", "bma-2568") as other:
        receive(other, bundles[FINANCE], "ก")
    with pytest.raises(CollectionError, match="There is another collection at"):
        share(tmp_path / "อื่น.bmacollect", here)
    with pytest.raises(CollectionError, match="exists already"):
        join(busy.of("สอง"), here)
    with pytest.raises(CollectionError, match="There is no collection at"):
        join(tmp_path / "ใหม่.bmacollect", read_url(busy.postgres.address, "ไม่มี"))
    with pytest.raises(CollectionError, match="cannot be reached"):
        join(tmp_path / "ใหม่.bmacollect", read_url(f"postgresql://tester@/none?host={tmp_path}", "x"))
    with pytest.raises(CollectionError, match="This is no address"):
        read_url("postgresql://tester@/x?nonsense=1")
    assert not (tmp_path / "ใหม่.bmacollect").exists()
    (folder_of(busy.of("สอง")) / "server.json").unlink()  # as if it died before this was written
    share(busy.of("สอง"), here)
    with open_collection(busy.of("สอง")) as desk:
        assert desk.apart is None


def test_without_the_libraries_it_can_be_read_and_says_what_to_install(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "find_spec", lambda _name: None)
    with open_collection(busy.of("สอง")) as desk:
        assert "planner-desktop[postgresql]" in str(desk.apart)
        assert [row.receipt for row in desk.board() if row.receipt] == ["2568-0001"]

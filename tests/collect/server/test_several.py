"""Several decide on one collection at once: each number is given once, and all end with the same bytes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop.collect import deciding
from planner_desktop.collect.opening import open_collection, open_to_read
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import Coming, receive
from planner_desktop.collect.seen import seen
from planner_desktop.collect.server import connection
from planner_desktop.collect.server.address import read_url
from planner_desktop.collect.server.joining import join
from planner_desktop.draft.history.returning import Remark
from planner_desktop.errors import CollectionError
from tests.collect.conftest import ABROAD, FINANCE
from tests.collect.server.conftest import Office

WORKS = """
import sys
from pathlib import Path
from planner_desktop.collect import deciding
from planner_desktop.collect.opening import open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.history.returning import Remark
from planner_desktop.errors import CollectionError
path, who, *bundles = sys.argv[1:]
with open_collection(Path(path)) as desk:
    first, *others = [receive(desk, Path(bundle), who) for bundle in bundles]
    for n in range(22):
        deciding.remark(desk, first.number, Remark(f"{who} {n}"), who)
    for n in range(3):
        try:
            deciding.look(desk, first.number, f"{who} {n}", who)
        except CollectionError as error:
            assert "Meanwhile" in str(error), error
"""
WORKERS = ("หนึ่ง", "สอง", "สาม", "สี่")


def test_four_at_once_get_numbers_without_gaps_and_end_with_the_same_bytes(
    office: Office, bundles: dict[str, Path], tmp_path: Path
) -> None:
    """All receive the same two bundles, and each what is none, which gets a receipt too."""
    running = []
    for who in WORKERS:
        path = office.of(who) if who == "หนึ่ง" else office.joined(who)
        (own := tmp_path / f"{who}.zip").write_bytes(who.encode())
        command = [sys.executable, "-c", WORKS, str(path), who]
        sent = [bundles[ABROAD], own, bundles[FINANCE]]
        running.append(subprocess.Popen([*command, *map(str, sent)], stderr=subprocess.PIPE, text=True))
    for each in running:
        _out, error = each.communicate()
        assert each.returncode == 0, error
    for who in WORKERS:
        open_collection(office.of(who)).close()
    tables, lines, names = office.held_by("หนึ่ง")
    for who in WORKERS[1:]:
        assert office.held_by(who) == (tables, lines, names)
    decided = [json.loads(line) for line in lines.splitlines()]
    assert [each["n"] for each in decided] == list(range(1, len(decided) + 1))
    received = [each for each in decided if each["what"] == "received"]
    assert [each["receipt"] for each in received] == [f"2568-{n:04d}" for n in range(1, 7)]
    assert len({each["sha256"] for each in received}) == 6
    said = [each["text"] for each in decided if each["what"] == "comment"]
    assert sorted(said) == sorted(f"{who} {n}" for who in WORKERS for n in range(22))
    assert len(names) == 2
    assert office.asked("SELECT count(*), max(n) FROM {}.decision") == [(len(decided), len(decided))]
    assert office.asked("SELECT count(*) FROM {}.bundle") == [(2,)]
    rebuilt = open_collection(office.of("สี่"), anew=True)
    rebuilt.close()
    assert office.of("สี่").read_bytes() == tables


def test_what_another_decided_meanwhile_is_told_with_who_and_when(
    office: Office, bundles: dict[str, Path], tmp_path: Path
) -> None:
    other = office.joined("สอง")
    with open_collection(office.of("หนึ่ง")) as one, open_collection(other) as two:
        number = receive(one, bundles[ABROAD], "นาง หนึ่ง").number
        two.refresh()
        looked_at = seen(two, number)
        deciding.look(one, number, "นาง หนึ่ง", "นาง หนึ่ง")
        with pytest.raises(CollectionError, match="Meanwhile: นาง หนึ่ง looks at it"):
            deciding.look(two, number, "นาย สอง", "นาย สอง")
        deciding.give_back(one, number, "โปรดแก้", "นาง หนึ่ง", tmp_path / "หนึ่ง.bmareturn")
        two.refresh()  # it came by itself; who decides saw what was before
        for step in (
            lambda: deciding.accept(two, number, "นาย สอง", saw=looked_at.decisions),
            lambda: deciding.give_back(
                two, number, "แก้", "นาย สอง", tmp_path / "สอง.bmareturn", saw=looked_at.decisions
            ),
            lambda: deciding.remark(two, number, Remark("แก้"), "นาย สอง", saw=looked_at.decisions),
        ):
            with pytest.raises(CollectionError, match=rf"Meanwhile: returned \({number}\), by นาง หนึ่ง, "):
                step()
        assert not (tmp_path / "สอง.bmareturn").exists()
        assert len(two.decisions.all) == 3
        deciding.accept(two, number, "นาย สอง", saw=seen(two, number).decisions)
        one.refresh()
        with pytest.raises(CollectionError, match="was accepted already, by นาย สอง"):
            deciding.accept(one, number, "นาง หนึ่ง")


def test_the_same_bundle_that_two_verify_at_once_gets_one_receipt(office: Office, bundles: dict[str, Path]) -> None:
    other = office.joined("สอง")
    with open_collection(office.of("หนึ่ง")) as one, open_collection(other) as two:
        with Coming(one, bundles[ABROAD]) as mine, Coming(two, bundles[ABROAD]) as theirs:
            first, again = mine.take_in("ก"), theirs.take_in("ข")
        assert (first.number, first.again) == ("2568-0001", False)
        assert (again.number, again.again) == ("2568-0001", True)
        assert len(list(folder_of(other).glob("*.zip"))) == 1


def test_no_password_is_written_anywhere(office: Office) -> None:
    address = read_url(office.postgres.address + "&password=s3cret", office.schema)
    join(office.of("ลับ"), address).close()
    for file in (*folder_of(office.of("ลับ")).iterdir(), office.of("ลับ")):
        assert b"s3cret" not in file.read_bytes(), file
    assert "s3cret" not in repr(address)
    with open_collection(office.of("ลับ")) as desk:
        assert desk.apart is None


def test_another_program_on_the_same_pc_reads(office: Office, bundles: dict[str, Path]) -> None:
    with open_collection(office.of("หนึ่ง")) as desk:
        receive(desk, bundles[ABROAD], "ก")
        with open_to_read(office.of("หนึ่ง")) as beside:
            assert beside.only_reads
            assert [row.receipt for row in beside.board() if row.receipt] == ["2568-0001"]


def test_who_may_only_read_and_add_decides_with_the_others(office: Office, bundles: dict[str, Path]) -> None:
    """As the manual has the server set up: no right to change or take anything away."""
    if not office.asked("SELECT 1 FROM pg_roles WHERE rolname = 'reviewer'"):
        office.asked("CREATE ROLE reviewer LOGIN")
    theirs = read_url(office.postgres.address.replace("tester@", "reviewer@"), office.schema)
    with pytest.raises(CollectionError, match="You may not do this on"):
        join(office.of("สอง"), theirs)
    office.asked("GRANT USAGE ON SCHEMA {} TO reviewer", "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {} TO reviewer")
    with join(office.of("สอง"), theirs) as two, open_collection(office.of("หนึ่ง")) as one:
        number = receive(two, bundles[ABROAD], "นาย สอง").number
        deciding.accept(one, number, "นาง หนึ่ง")
        two.refresh()
        assert [row.standing for row in two.board() if row.receipt] == ["accepted"]


def test_who_keeps_all_others_waiting_is_told_of(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    monkeypatch.setattr(connection, "PATIENCE_SECONDS", 1)
    with open_collection(office.of("หนึ่ง")) as desk, psycopg.connect(office.postgres.address) as frozen:
        frozen.execute("SELECT pg_advisory_xact_lock(%s::regclass::oid::bigint)", [f'"{office.schema}".decision'])
        with pytest.raises(CollectionError, match="Another has been deciding for a minute"), desk.deciding():
            pass
        assert desk.decisions.all == []

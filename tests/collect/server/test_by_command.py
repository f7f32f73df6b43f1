"""Several at one collection by command alone, and what is said while the server is away."""

import json
import shutil
from pathlib import Path

from planner_desktop.collect.places import folder_of
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.collect.conftest import ABROAD, FINANCE
from tests.postgres import Postgres, started


def test_a_collection_is_shared_joined_and_decided_by_several(
    run: Run, bundles: dict[str, Path], tmp_path: Path
) -> None:
    with started("command") as postgres:
        _day(run, bundles, tmp_path, postgres)


def _day(run: Run, bundles: dict[str, Path], tmp_path: Path, postgres: Postgres) -> None:
    one, two = tmp_path / "หนึ่ง.bmacollect", tmp_path / "สอง.bmacollect"
    assert run("collect", "new", one, "--edition", "bma-2568").status == 0
    assert run("collect", "receive", one, bundles[ABROAD], "--by", "นาง รับ").status == 0
    shared = run("collect", "share", one, "--to", postgres.address)
    assert (shared.status, "plans_2568" in shared.out) == (0, True)
    joined = run("collect", "join", postgres.address, two)  # the only one there needs no name
    assert (joined.status, "มาแล้ว 1 รายการ" in joined.out) == (0, True)
    assert run("collect", "look", two, "2568-0001", "นาย สอง").status == 0
    (row,) = [each for each in json.loads(run("collect", "board", one, "--json").out) if each["receipt"]]
    assert row["looked_at_by"] == "นาย สอง"
    (folder := tmp_path / "เข้ามา").mkdir()
    shutil.copy(bundles[FINANCE], folder)
    assert run("collect", "watch", two, folder, "--once", "--every", "0").status == 0
    assert "2568-0002" in run("collect", "board", one).out
    postgres.stop()
    away = run("collect", "board", one)
    assert (away.status, "2568-0002" in away.out, "ติดต่อเซิร์ฟเวอร์" in away.err) == (0, True, True)
    refused = run("collect", "accept", one, "2568-0001")
    assert (refused.status, "ติดต่อเซิร์ฟเวอร์" in refused.err) == (2, True)
    (tmp_path / "ใหม่.zip").write_bytes(b"no zip")
    assert run("collect", "receive", one, tmp_path / "ใหม่.zip").status == 1
    postgres.start()
    later = json.loads(run("collect", "receive", one, "--json").out)  # what was waiting
    assert [(each["number"], each["verdict"]) for each in later] == [("2568-0003", "refused")]
    assert run("collect", "accept", two, "2568-0001").status == 0
    assert "accepted" in run("--language", "en", "collect", "show", one, "2568-0001").out
    assert one.read_bytes() == two.read_bytes()
    names = [(folder_of(path) / "decisions.jsonl").read_bytes() for path in (one, two)]
    assert names[0] == names[1]

"""Five hundred changed files of data, each through its command: it is taken, or refused in words with nothing written."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import file
from planner_desktop.draft.plan.plan_json import to_plan
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.stored import read_stored
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.formpack.test_refusals import FILES
from tests.reliability import fuzz
from tests.reliability.doors import odd_bytes, odd_json, small_plan

ROUNDS = 500
CSV = 'ลำดับที่,ชื่อ,งบประมาณ,ส่วนราชการ\r\n1,โครงการอบรม,"1,234.50",ก\r\n2,"=สอง\nบรรทัด",๕๐๐.-,ข\r\n,รวม,"1,734.50",\r\n'
RAW = (b",", b'"', b"\r", b"\n", b"\t", b";", b"\x00", b"=", b"-", b"9" * 400, b"\xff", b"\xef\xbb\xbf", b",," * 300)


@pytest.fixture(autouse=True)
def _tables_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "build", file.build)  # is put back at the end
    fuzz._build_once()


def _all_ended(ended: Callable[[random.Random], int], allowed: set[int]) -> None:
    """Each of the rounds ends as it may; which did not is told by its number."""
    statuses = set()
    for number in range(ROUNDS):
        status = ended(random.Random(number))
        assert status in allowed, f"round {number} ended with {status}"
        statuses.add(status)
    assert statuses == allowed


def test_plans_in_json_are_imported_or_refused_with_nothing_written(tmp_path: Path, pack: FormPack, run: Run) -> None:
    sound, source, out = small_plan(pack), tmp_path / "แผน.json", tmp_path / "แผน.bmaplan"

    def imported(chance: random.Random) -> int:
        source.write_bytes(odd_json(sound, chance))
        status = run("import", source, out).status
        assert out.exists() == (status == 0)
        out.unlink(missing_ok=True)
        assert {path.name for path in tmp_path.iterdir()} <= {"แผน.json", "home"}
        return status

    _all_ended(imported, {0, 2})


def test_tables_in_csv_are_pasted_or_refused_with_nothing_changed(tmp_path: Path, run: Run) -> None:
    source, plan = tmp_path / "ตาราง.csv", tmp_path / "ร่าง.bmaplan"
    screens = "  - form: cover\n  - table: division\n  - table: project\n"
    files = FILES | {"10-cover.yaml": FILES["10-cover.yaml"].replace("  - form: cover\n", screens)}
    pack = read_stored("small", {name: text.encode() for name, text in files.items()})
    with Draft.create(plan, pack) as draft:
        draft.add("project", {"name": "โครงการ", "divisions": [draft.add("division", {"name": "ก"})]})
        before = to_plan(draft)
    content = plan.read_bytes()
    sound = (CSV.encode("utf-8-sig"), CSV.encode("cp874"), CSV.replace(",", "\t").encode("utf-16"))

    def pasted(chance: random.Random) -> int:
        plan.write_bytes(content)
        source.write_bytes(odd_bytes(chance.choice(sound), chance, RAW))
        status = run("paste", plan, "project", source).status
        with Draft.open(plan, read_only=True) as draft:
            after = to_plan(draft)
        assert status != 2 or after == before
        return status

    _all_ended(pasted, {0, 1, 2})

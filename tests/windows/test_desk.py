"""The strategy office's desk on a PC with Windows: by the installed program's commands, and among what disturbs it there.

Wine keeps no process within a job's memory, time and number; that the process ends with its job it does.
"""

import json
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from tests.windows.conftest import Program
from tests.windows.wine import Wine

pytestmark = pytest.mark.windows

SAMPLES = ("2568-international-affairs", "2568-finance")


@pytest.fixture(scope="module")
def folder(program: Program) -> Path:
    """A folder of the user's, with two bundles that agencies sent, made on Linux."""
    folder = program.documents / "รับแผน ปี 2568"
    folder.mkdir()
    for name in SAMPLES:
        with new_from_sample(name, folder / f"{name}.bmaplan") as draft:
            incomplete.mark(draft, "ยังมีช่องที่รอกรอก")
            write_bundle(draft, folder / f"ชุด {name}.zip")
    return folder


def ran(program: Program, *arguments: str | Path, status: int = 0) -> str:
    """Run a command that shall end so; what it says."""
    told = program.run(*arguments)
    assert told.status == status, (arguments, told)
    return told.out


def test_a_plan_is_verified_received_returned_and_its_remarks_walked(program: Program, folder: Path) -> None:
    desk, back, report = folder / "แผน 2568.bmacollect", folder / "ส่งคืน.bmareturn", folder / "ผลตรวจ.pdf"
    first = folder / f"ชุด {SAMPLES[0]}.zip"
    ran(program, "collect", "new", desk, "--edition", "bma-2568")
    assert "2568-0001" in ran(program, "collect", "receive", desk, first)
    assert "2568" in ran(program, "verify", first, "--held", desk, "--report", report)
    assert report.read_bytes().startswith(b"%PDF")
    assert "2568-0002" in ran(program, "collect", "watch", desk, folder, "--once", "--every", "0.2")
    ran(program, "collect", "remark", desk, "2568-0001", "แก้ค่าเป้าหมาย")
    ran(program, "collect", "return", desk, "2568-0001", "--reason", "ยังไม่ครบ", "--to", back)
    draft = folder / f"{SAMPLES[0]}.bmaplan"
    ran(program, "send", draft)
    ran(program, "returned", draft, back)
    assert "แก้ค่าเป้าหมาย" in ran(program, "remarks", draft, "--done", "1")
    assert "2568-0002" in ran(program, "collect", "board", desk)
    ran(program, "collect", "rebuild", desk)
    ran(program, "collect", "report", desk, "--xlsx", folder / "รายงาน.xlsx")
    ran(program, "collect", "plan", desk, "--pdf", folder / "แผนเมือง.pdf")


def test_results_are_shared_and_keys_are_made(program: Program, folder: Path) -> None:
    drafts = [folder / f"{name}.bmaplan" for name in SAMPLES]
    ran(program, "shared", "export", drafts[0], folder / "ร่วม.bmashare")
    assert "7402" in ran(program, "shared", "compare", drafts[1], folder / "ร่วม.bmashare", status=1)
    (folder / "รหัส.txt").write_text("ยาวพอ-1234567890", "utf-8")
    words = ("--holder", "สยป.", "--passphrase-file", folder / "รหัส.txt")
    assert "holder: สยป." in ran(program, "keys", "new", folder / "กุญแจ.bmakey", *words)
    ran(program, "catalogue", "export", "bma-2568", folder / "รายการกลาง")


def test_nothing_that_a_pc_does_to_a_desk_loses_what_it_received(program: Program, folder: Path, wine: Wine) -> None:
    share = wine.folder / "prefix" / "dosdevices" / "unc" / "server" / "โต๊ะ"
    share.mkdir(parents=True)
    bundles = [folder / f"ชุด {name}.zip" for name in SAMPLES]
    done = program.python("desk.py", folder / "โต๊ะ", "\\\\server\\โต๊ะ", *bundles)
    assert done.status == 0, done.err
    told = json.loads(done.out)
    assert told["share"] == [["received"], 1, ["แผน บนแชร์.bmacollect", "แผน บนแชร์.received"]]
    assert "it is open in another program" in told["alone"][0]
    assert told["scanned"] == ["received", "received"]
    assert told["files"] > 3
    assert told["left"] == []
    assert "cannot be written: another program has it open" in told["tables"]
    assert told["followed"] == ["สมศรี"]
    assert "is open: " in told["second"]
    began, waited, receipts, files = told["killed"]
    assert (began, waited, receipts) == (True, True, ["2568-0001", "2568-0002"])
    assert [name.rpartition(".")[2] for name in files] == ["jsonl", "zip", "zip"]
    assert told["job"]
    assert told["read back"]
    assert {name for name, (said, left) in told["names"].items() if "is not a bundle" not in said or left} == set()

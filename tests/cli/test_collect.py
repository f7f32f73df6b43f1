"""A day at the strategy office's desk, by command alone."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_plans_are_received_looked_at_returned_and_asked_together(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ส่งมา"
    folder.mkdir()
    for sample in ("2568-finance", "2568-international-affairs"):
        draft = tmp_path / f"{sample}.bmaplan"
        assert run("new", "--sample", sample, draft).status == 0
        assert run("export", draft, "--bundle", folder / f"{sample}.zip").status == 0
    (folder / "เสีย.zip").write_bytes(b"no zip")
    desk = tmp_path / "แผน 2568.bmacollect"
    assert run("collect", "new", desk, "--edition", "bma-2568").status == 0
    received = run("collect", "receive", desk, folder, "--by", "นาง รับ", "--json")
    assert received.status == 1, "one of them is refused"
    assert run("collect", "new", tmp_path / "เฝ้า.bmacollect", "--edition", "bma-2568").status == 0
    watch = ("collect", "watch", tmp_path / "เฝ้า.bmacollect", folder, "--once", "--every", 0, "--by", "นาง รับ")
    assert run(*watch).status == 1, "as when they are received"
    (folder / "เสีย.zip").unlink()
    assert run(*watch).status == 0
    receipts = {receipt["number"]: receipt["verdict"] for receipt in json.loads(received.out)}
    assert receipts == {"2568-0001": "received", "2568-0002": "received", "2568-0003": "refused"}
    board = json.loads(run("collect", "board", desk, "--json").out)
    assert sum(row["standing"] == "missing" for row in board) == len(board) - 2
    assert "ยังไม่ส่ง" in run("collect", "board", desk).out
    shown = json.loads(run("collect", "show", desk, "2568-0001", "--json").out)
    assert shown["problems"]
    problem = next(each for each in shown["problems"] if each["record"] and each["field"])
    place = ("--kind", problem["kind"], "--record", problem["record"], "--field", problem["field"])
    assert run("collect", "remark", desk, "2568-0001", "โปรดแก้", *place).status == 0
    out = tmp_path / "คืน.bmareturn"
    assert run("collect", "return", desk, "2568-0001", "--to", out).status == 0
    assert json.loads(out.read_text("utf-8"))["remarks"][0]["field"] == problem["field"]
    assert run("collect", "look", desk, "2568-0002", "นาย ดู").status == 0
    assert "2568-0002  เห็นชอบ" in run("collect", "accept", desk, "2568-0002").out
    text = run("collect", "show", desk, "2568-0002").out
    assert "จัดทำเมื่อ" in text
    assert "+00:00" not in text
    assert "สำนักงานการต่างประเทศ (2568-0002)" in run("collect", "check", desk).out
    assert "7402" in run("collect", "check", desk).out
    told = tmp_path / "ใบรับ"
    told.mkdir()
    assert run("collect", "receipts", desk, "--pdf", told).status == 0
    assert sorted(path.name[:9] for path in told.iterdir()) == ["2568-0001", "2568-0002", "2568-0003"]
    table = tmp_path / "งบ.csv"
    assert run("collect", "report", desk, "budget-by-agency", "--csv", table).status == 0
    assert table.read_text("utf-8-sig").count("สำนัก") == 2
    before = desk.read_bytes()
    assert run("collect", "rebuild", desk).status == 0
    assert desk.read_bytes() == before
    assert "โปรดแก้ (คำนำ: " in run("collect", "show", desk, "2568-0001").out
    missing = run("collect", "accept", desk, "2568-0009")
    assert missing.status == 2
    assert "2568-0009" in missing.err

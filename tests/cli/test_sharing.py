"""Two agencies agree on their results from the command line: each is told what the other wrote, in Thai."""

import json
import re
from pathlib import Path

import pytest

from planner_desktop.draft.plan.new_plan import new_from_sample
from tests.cli.conftest import Run


def test_a_file_is_written_and_held_against_a_draft(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_LANGUAGE", "th")
    drafts = [tmp_path / f"{name}.bmaplan" for name in ("2568-finance", "2568-international-affairs")]
    for draft in drafts:
        new_from_sample(draft.stem, draft).close()
    file = str(tmp_path / "คลัง.bmashare")
    assert "21 KR" in run("shared", "export", str(drafts[0]), file).out
    told = run("shared", "compare", str(drafts[1]), file)
    assert told.status == 1
    assert re.search(r"สำนักการคลัง: ฉบับที่ 1 ยังเป็นร่าง ข้อมูล ณ \d+ [ก-์]+ 25\d\d \d\d:\d\d\n", told.out)
    assert "หน่วยงานสนับสนุน (R): สำนักงานการต่างประเทศ  |  สำนักการคลัง: –" in told.out
    assert "ไม่มี" not in told.out
    data = json.loads(run("shared", "compare", str(drafts[1]), file, "--json").out)
    assert (data["complete"], data["version"], data["results"], data["both"]) == (True, 1, 21, 10)
    assert {"key": "7402", "field": "others", "known": True}.items() <= data["differences"][1].items()

"""What this program exports to Word comes back into the same records."""

import json
from pathlib import Path

import docx
import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.plan_json import to_plan
from tests.cli.conftest import Run
from tests.importing.scores import sample, scores
from tests.ui.start.test_word_plan import word_file

NUMBER, SAMPLE = "003", "2568-personnel"


def test_an_exported_plan_comes_back_from_word(tmp_path: Path, run: Run) -> None:
    draft, word, back, report = (tmp_path / f"แผน {name}" for name in ("1.bmaplan", "2.docx", "3.bmaplan", "4.json"))
    assert run("new", "--sample", SAMPLE, draft).status == 0
    assert run("export", draft, "--docx", word).status == 0
    told = run("--language", "en", "import", word, back, "--report", report)
    assert told.status in (0, 1), told.err
    assert "edition bma-2568" in told.out
    assert report.read_text(encoding="utf-8").startswith("{")
    with Draft.open(back, read_only=True) as made:
        found = scores(to_plan(made)["records"], sample(NUMBER))
    for group, score in found.items():
        assert score.share_found >= 0.99, (group, score)
        assert score.share_right >= 0.99, (group, score)


def test_two_budgets_of_one_project_wait_in_the_draft_until_somebody_decides(tmp_path: Path, run: Run) -> None:
    word, plan = word_file(tmp_path / "แผน.docx"), tmp_path / "แผน.bmaplan"
    told = run("--language", "en", "import", word, plan)
    assert "doubts" in told.out
    listed = run("--language", "en", "doubts", plan)
    assert listed.status == 1
    assert "1=1 1,250,000" in listed.out
    assert run("doubts", plan, "1=3").status == run("doubts", plan, "1=2", "2=1").status == 2
    assert '"1,250,000' in run("table", plan, "project", "--json").out, "a wrong number decides nothing"
    assert run("doubts", plan, "1=2").status == 0
    assert '"1,520,000' in run("table", plan, "project", "--json").out
    assert run("undo", plan).status == 0
    (doubt,) = json.loads(run("doubts", plan, "--json").out)
    assert (doubt["kept"], doubt["decided"]) == ("1,250,000", True)
    assert run("--language", "en", "doubts", plan).status == 0
    other = tmp_path / "อื่น.bmaplan"
    run("new", "--agency", "สกต.", other)
    assert run("doubts", other).status == 2


def test_a_document_that_is_no_plan_is_refused_with_nothing_written(tmp_path: Path, run: Run) -> None:
    letter, out = tmp_path / "หนังสือ.docx", tmp_path / "แผน.bmaplan"
    document = docx.Document()
    document.add_paragraph("เรียน ผู้อำนวยการ")
    document.save(str(letter))
    told = run("--language", "en", "import", letter, out)
    assert told.status == 2
    assert "no plan" in told.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("แผน.pdf", b"%PDF-1.7\n"), ("แผน.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_of_other_documents_it_is_told_how_to_get_a_word_file(
    name: str, content: bytes, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / name
    path.write_bytes(content + b" " * 100)
    told = run("--language", "en", "import", path, tmp_path / "แผน.bmaplan")
    assert told.status == 2
    assert "Word" in told.err

"""What this program exports to Word comes back into the same records."""

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.plan_json import to_plan
from tests.importing.scores import sample, scores

NUMBER, SAMPLE = "003", "2568-personnel"


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--language", "en", *map(str, arguments)])
    return result.exit_code, result.output


def test_an_exported_plan_comes_back_from_word(tmp_path: Path) -> None:
    draft, word, back, report = (tmp_path / f"แผน {name}" for name in ("1.bmaplan", "2.docx", "3.bmaplan", "4.json"))
    assert run("new", "--sample", SAMPLE, draft)[0] == 0
    assert run("export", draft, "--docx", word)[0] == 0
    status, told = run("import", word, back, "--report", report)
    assert status in (0, 1), told
    assert "edition bma-2568" in told
    assert report.read_text(encoding="utf-8").startswith("{")
    with Draft.open(back, read_only=True) as made:
        found = scores(to_plan(made)["records"], sample(NUMBER))
    for group, score in found.items():
        assert score.share_found >= 0.97, (group, score)
        assert score.share_right >= 0.97, (group, score)


def test_a_document_that_is_no_plan_is_refused_with_nothing_written(tmp_path: Path) -> None:
    letter, out = tmp_path / "หนังสือ.docx", tmp_path / "แผน.bmaplan"
    document = docx.Document()
    document.add_paragraph("เรียน ผู้อำนวยการ")
    document.save(str(letter))
    status, told = run("import", letter, out)
    assert status == 2
    assert "no plan" in told
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("แผน.pdf", b"%PDF-1.7\n"), ("แผน.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_of_other_documents_it_is_told_how_to_get_a_word_file(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content + b" " * 100)
    status, told = run("import", path, tmp_path / "แผน.bmaplan")
    assert status == 2
    assert "docx" in told or "Word" in told

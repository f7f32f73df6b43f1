"""The audit of a plan that is printed or written elsewhere, by its command."""

import json
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from tests.audit.printed import heading, paragraph, summary
from tests.cli.conftest import Run
from tests.published.word_plans import word_of

RIGHT = summary(["1", "โครงการสำรวจถนนในพื้นที่", "1,000,000", "กองสำรวจ", "-"], total="1,000,000")
WRONG = summary(["1", "โครงการสำรวจถนนในพื้นที่", "1,000,000", "กองสำรวจ", "-"], total="1,100,000")


def written(folder: Path, blocks: object, **more: object) -> Path:
    file = folder / "แผน 2568.json"
    file.write_text(json.dumps({"fiscal_year": 2568, "blocks": blocks, **more}), encoding="utf-8")
    return file


def test_faults_are_listed_with_their_lines_and_the_status_says_so(tmp_path: Path, run: Run) -> None:
    ran = run("audit", written(tmp_path, WRONG), "--edition", "bma-2568", "--json")
    (found,) = (one for one in json.loads(ran.out)["findings"] if one["kind"] == "total-vs-rows")
    assert ran.status == 1
    assert found["lines"] == [21, 22]
    assert set(found) == {"kind", "severity", "lines", "place", "stated", "found", "message", "fix"}


def test_people_read_the_findings_under_their_section(tmp_path: Path, run: Run) -> None:
    ran = run("--language", "en", "audit", written(tmp_path, WRONG))
    assert "โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน" in ran.out
    assert "The total 1,100,000 is not the sum of its rows, 1,000,000 (line 21, 22)" in ran.out


def test_the_report_is_a_pdf(tmp_path: Path, run: Run) -> None:
    assert run("audit", written(tmp_path, WRONG), "--pdf", tmp_path / "รายงาน.pdf").status == 1
    assert (tmp_path / "รายงาน.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_takes_the_place_of_nothing_unasked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "รายงาน.pdf").write_bytes(b"old")
    assert run("audit", written(tmp_path, WRONG), "--pdf", tmp_path / "รายงาน.pdf").status == 2
    assert (tmp_path / "รายงาน.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("sample", ["2568-international-affairs", "2565-budget"])
def test_a_plan_that_this_program_exported_is_audited_as_what_it_prints(sample: str, run: Run) -> None:
    ran = run("audit", SAMPLES / f"{sample}.json", "--json")
    assert ran.status in (0, 1), ran.err
    assert json.loads(ran.out)["edition"] == f"bma-{sample[:4]}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "แผน"),
        ("[1]", "แผน"),
        ('{"blocks": []}', "blocks"),
        ('{"blocks": [{"kind": "heading", "text": "x"}]}', "--edition"),
        ('{"blocks": [{"kind": "table", "rows": [["a"], ["a", "b"]]}]}', "1"),
        ('{"blocks": [{"kind": "table", "rows": 3}]}', "1"),
        ('{"blocks": [{"kind": "gantt", "steps": [7]}]}', "1"),
        ('{"blocks": [7]}', "1"),
        ('{"format": "bmaplan"}', "แผน"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(content: str, said: str, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "แผน.json"
    file.write_text(content, encoding="utf-8")
    ran = run("audit", file)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_million_cells_are_refused(tmp_path: Path, run: Run) -> None:
    file = written(tmp_path, [{"kind": "table", "rows": [["x"] * 10] * 100_000}])
    assert run("audit", file).status == 2


def test_an_edition_that_is_not_installed_is_refused(tmp_path: Path, run: Run) -> None:
    assert run("audit", written(tmp_path, RIGHT), "--edition", "bma-9999").status == 2


def test_a_plan_without_a_fault_ends_with_zero(tmp_path: Path, run: Run) -> None:
    sentence = paragraph("รวมจำนวน 1 โครงการ จำนวนเงินทั้งสิ้น 1,000,000 บาท", 30)
    ran = run("audit", written(tmp_path, [heading("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", 1), *RIGHT, sentence]), "--json")
    assert (ran.status, json.loads(ran.out)["findings"]) == (0, [])


def test_a_plan_written_in_word_is_audited_and_faults_are_told_by_table_and_row(run: Run, tmp_path: Path) -> None:
    document, report = tmp_path / "แผน ปี 2568.docx", tmp_path / "รายงาน.pdf"
    document.write_bytes(word_of({"agency": "สำนักการโยธา", "fiscal_year": 2568, "blocks": WRONG}))
    ran = run("--language", "en", "audit", document, "--pdf", report)
    assert ran.status == 1
    assert "table 1 row 3" in ran.out
    assert report.read_bytes().startswith(b"%PDF")


def test_what_is_no_docx_is_refused_with_how_to_get_one(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "แผน.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ran = run("--language", "en", "audit", old)
    assert ran.status == 2
    assert "Save As" in ran.err

"""The manual is written from the command line, as PDF and for a browser."""

from pathlib import Path

import pytest

from planner_desktop.cli import main


def test_the_manual_is_written_as_pdf_and_html_for_one_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, html = tmp_path / "คู่มือ ผู้ใช้.pdf", tmp_path / "หน้าเว็บ"
    assert main(["manual", "--pdf", str(pdf), "--html", str(html), "--edition", "bma-2568"]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    names = {file.name for file in html.iterdir()}
    assert {"index.html", "first-plan.html", "bma-2568-cover.html", "00-start.png"} <= names
    assert not [name for name in names if name.startswith("bma-2567")]
    assert str(pdf) in capsys.readouterr().out


def test_what_is_there_is_not_overwritten_and_something_must_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.pdf"
    file.write_bytes(b"mine")
    assert main(["--language", "en", "manual", "--pdf", str(file)]) == 2
    assert file.read_bytes() == b"mine"
    assert main(["--language", "en", "manual"]) == 2
    assert "--html" in capsys.readouterr().err
    assert main(["--language", "en", "manual", "--pdf", str(tmp_path / "a.pdf"), "--edition", "none"]) == 2
    assert not (tmp_path / "a.pdf").exists()

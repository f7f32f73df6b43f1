"""What goes wrong before there is a window is shown where a double click shows it: in a box, and the log says where it is."""

from pathlib import Path

import pytest

from planner_desktop.cli import error_box, window
from planner_desktop.errors import DraftError
from tests.cli.conftest import Run
from tests.own_places import own_places


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is shown in boxes, as where the program was double-clicked."""
    shown: list[str] = []
    monkeypatch.setattr(error_box, "is_wanted", lambda: True)
    monkeypatch.setattr(error_box, "show", shown.append)
    return shown


def test_a_fault_is_shown_with_the_place_of_the_log(
    run: Run, boxes: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def faulty(_draft: Path | None) -> int:
        raise ZeroDivisionError("here")

    own_places(monkeypatch, tmp_path)
    monkeypatch.setattr(window, "show", faulty)
    assert run().status == 3
    (log,) = tmp_path.rglob("*.log")
    (shown,) = boxes
    assert str(log) in shown
    assert "ZeroDivisionError" not in shown
    text = log.read_text(encoding="utf-8")
    assert str(log) in text
    assert "ZeroDivisionError: here" in text


def test_a_fault_that_no_log_takes_is_shown_whole(
    run: Run, boxes: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def faulty(_draft: Path | None) -> int:
        raise ZeroDivisionError("here")

    (tmp_path / "ไฟล์").touch()
    own_places(monkeypatch, tmp_path / "ไฟล์")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "ไม่มี"))
    monkeypatch.setattr(window, "show", faulty)
    assert run().status == 3
    assert "ZeroDivisionError: here" in boxes[0]


def test_what_the_user_can_mend_is_shown_too(run: Run, boxes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_draft: Path | None) -> int:
        raise DraftError("it is away", "connect it")

    monkeypatch.setattr(window, "show", refuses)
    assert run("ร่าง.bmaplan").status == 2
    assert boxes == ["it is away\nconnect it"]


def test_a_command_shows_no_box(run: Run, boxes: list[str]) -> None:
    assert run("check", "ไม่มี.bmaplan").status == 2
    assert boxes == []

"""What a window needs not to be shown is not imported before it is: that is half of a quick start."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft.new_plan import new_from_sample
from tests.own_places import own_places

SHOWN = """
import sys
from PySide6.QtWidgets import QApplication
from planner_desktop.cli import main

def shown():
    QApplication.processEvents()
    print(*sys.modules)
    for window in QApplication.topLevelWidgets():
        window.close()
    return 0

QApplication.exec = staticmethod(shown)
sys.exit(main(sys.argv[1:]))
"""
NEVER = {"click", "reportlab", "uharfbuzz", "bagit", "pypdfium2", "fontTools", "PySide6.QtPrintSupport", "sqlite_utils"}
NOT_AGAIN = {"pydantic", "yaml", "nlpo3"}
"""Only where the form pack or a text is new."""
LATER = {
    f"planner_desktop.ui.{name}"
    for name in (
        "candidates",
        "manual_window",
        "pick_list",
        "printing",
        "palette",
        "problems_panel",
        "keeping.history",
        "keeping.comparing",
    )
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        own_places(patch, home)
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        path = home / "ตัวอย่าง.bmaplan"
        new_from_sample("2568-international-affairs", path).close()
        modules_after(["open", str(path)])
        modules_after([])
        yield path


def modules_after(arguments: list[str]) -> set[str]:
    command = [sys.executable, "-c", SHOWN, *arguments]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # it imports much
    shown = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=alone)
    return set(shown.stdout.split())


def test_a_draft_is_shown_without_what_prints_makes_and_checks(sample: Path) -> None:
    modules = modules_after(["open", str(sample)])
    assert "planner_desktop.ui.main_window" in modules
    assert not modules & (NEVER | NOT_AGAIN | LATER)


def test_the_start_page_is_shown_without_the_window(sample: Path) -> None:
    modules = modules_after([])
    assert "planner_desktop.ui.start.page" in modules
    assert not modules & {"planner_desktop.ui.main_window", "sqlite3", "configparser"}
    assert not modules & (NEVER | NOT_AGAIN | LATER)

"""What a window needs not to be shown is not imported before it is: that is half of a quick start."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner_desktop.app_paths import PROGRAM
from planner_desktop.draft.plan.new_plan import new_from_sample
from tests.own_places import own_places, unmeasured

SHOWN = """
import sys
from PySide6.QtWidgets import QApplication
from planner_desktop.cli import main

def shown():
    # Drawn, but nothing is begun that waits until then: how far that comes meanwhile differs from PC to PC.
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.grab()
    print(*sys.modules)
    for window in QApplication.topLevelWidgets():
        window.close()
    return 0

QApplication.exec = staticmethod(shown)
sys.exit(main(sys.argv[1:]))
"""
NEVER = {"click", "reportlab", "uharfbuzz", "bagit", "pypdfium2", "fontTools", "PySide6.QtPrintSupport", "sqlite_utils"}
NOT_AGAIN = {"pydantic", "yaml", "nlpo3", "planner_desktop.formpack.reading", "planner_desktop.formpack.finding"}
"""Only where the form pack or a text is new."""
LIBRARIES = {"csv", "ctypes", "difflib", "locale", "mimetypes", "platform", "uuid"}
"""Of Python's own; they compile many expressions or load others."""
AT_ONCE = re.compile(r"^[^\s#].*\bre\.compile\(|^@dataclass\(frozen", re.MULTILINE)
"""What costs a start more than its module, whether it is used or not; `regex` and `Frozen` do it later."""
KNOWN = {"planner_desktop.formpack.form_pack"}  # FormPack has a cached property
LATER = {
    f"planner_desktop.ui.{name}"
    for name in (
        "fields.long_text",
        "kit.manual_window",
        "kit.pick_list",
        "kit.sheet",
        "kit.wrapping",
        "window.about",
        "window.printing",
        "window.palette",
        "window.problems_panel",
        "history.history",
        "history.comparing",
        "history.giving",
        "history.sending_sheets",
    )
} | {f"planner_desktop.{name}" for name in ("draft.file.migrations", "draft.file.repair")}
LATER |= {"planner_desktop.entry.candidates", "planner_desktop.entry.recovery"}


@dataclass(frozen=True)
class Started:
    """A user's PC on which the program was started before, so that it remembers, and a draft on it."""

    draft: Path
    environment: dict[str, str]

    def modules_after(self, *arguments: str) -> set[str]:
        """What is imported when a start has shown its window."""
        command = [sys.executable, "-c", SHOWN, *arguments]
        shown = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=self.environment)
        return set(shown.stdout.split())


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Started:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        own_places(patch, home)
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        started = Started(home / "ตัวอย่าง.bmaplan", unmeasured())
        new_from_sample("2568-international-affairs", started.draft).close()
    started.modules_after("open", str(started.draft))
    started.modules_after()
    return started


def source(module: str) -> str:
    """The text of a module of ours; of all others none."""
    place = Path(PROGRAM, *module.split("."))
    files = [place.with_suffix(".py"), place / "__init__.py"]
    return next((file.read_text("utf-8") for file in files if file.is_file() and "planner_desktop" in module), "")


def test_a_draft_is_shown_without_what_prints_makes_and_checks(started: Started) -> None:
    modules = started.modules_after("open", str(started.draft))
    assert "planner_desktop.ui.window.main_window" in modules
    assert modules & (NEVER | NOT_AGAIN | LATER | LIBRARIES) == set()
    assert {name for name in modules - KNOWN if AT_ONCE.search(source(name))} == set()


def test_the_start_page_is_shown_without_the_window(started: Started) -> None:
    modules = started.modules_after()
    assert "planner_desktop.ui.start.page" in modules
    assert modules & {"planner_desktop.ui.window.main_window", "sqlite3", "configparser"} == set()
    assert modules & (NEVER | NOT_AGAIN | LATER | LIBRARIES) == set()
    assert {name for name in modules if AT_ONCE.search(source(name))} == set()

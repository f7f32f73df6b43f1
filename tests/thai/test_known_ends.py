"""Where words end is known from the start before, without the dictionary and without the texts themselves."""

import subprocess
import sys
from pathlib import Path

import pytest

from planner_desktop import app_paths
from tests.own_places import own_places

ASKS = """
import sys
from planner_desktop.thai import known_ends
from planner_desktop.thai.words import breaks
print(breaks(sys.argv[1]), "nlpo3" in sys.modules)
known_ends.keep()
"""
TEXT = "แผนปฏิบัติราชการประจำปีของหน่วยงาน"


def asked(text: str) -> str:
    return subprocess.run([sys.executable, "-c", ASKS, text], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_places(monkeypatch, tmp_path)
    return app_paths.user_cache() / "words" / "ends.json"


def test_the_next_start_needs_no_dictionary(place: Path) -> None:
    first, second = asked(TEXT), asked(TEXT)
    assert first.endswith("True\n")
    assert second == first.replace("True", "False")
    assert "หน่วย" not in place.read_text("utf-8")


def test_other_texts_are_looked_up(place: Path) -> None:
    asked(TEXT)
    assert asked(TEXT + "ใหม่").endswith("True\n")
    assert asked(TEXT).endswith("False\n")


def test_a_damaged_file_is_made_anew(place: Path) -> None:
    first = asked(TEXT)
    place.write_bytes(place.read_bytes().replace(b"[", b"[1,", 2))
    assert asked(TEXT) == first
    assert asked(TEXT).endswith("False\n")


EXPORTS = """
import sys
from pathlib import Path
from planner_desktop.cli import main
plan, pdf = sys.argv[1:]
if not Path(plan).exists():
    from planner_desktop.draft.plan.new_plan import new_from_sample
    new_from_sample("2568-international-affairs", Path(plan)).close()
main(["export", "--overwrite", "--pdf", pdf, plan])
print("nlpo3" in sys.modules)
"""


def test_a_plan_that_is_exported_again_needs_no_dictionary(tmp_path: Path) -> None:
    plan, pdf = tmp_path / "plan.bmaplan", tmp_path / "plan.pdf"
    said = []
    for _again in range(2):
        run = subprocess.run(
            [sys.executable, "-c", EXPORTS, plan, pdf], check=True, capture_output=True, encoding="utf-8"
        )
        said.append((run.stdout.split()[-1], len(pdf.read_bytes())))
    assert [loaded for loaded, _size in said] == ["True", "False"]
    assert said[0][1] == said[1][1]

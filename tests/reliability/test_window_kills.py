"""The real window is killed in the middle of what it does: what it acknowledged is there, and nothing is half done."""

import json
import os
import random
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from planner_desktop import leftovers
from planner_desktop.draft import Draft
from planner_desktop.draft.history.backups import all_backups, open_backup
from tests.reliability.conftest import ROUNDS
from tests.reliability.window import PHASES, ROWS, prepare

ROOT = Path(__file__).parents[2]
SECONDS = {"pasting": 4.0, "bundle": 6.0, "moving": 5.0}
"""What a phase takes about, of which some moment is its last; 2 where nothing is said."""


def killed(phase: str, path: Path, own: Path, chance: random.Random) -> list[object]:
    """Have the window do a thing and kill it; what it acknowledged."""
    temporary = own.parent / "ชั่วคราว"
    temporary.mkdir(exist_ok=True)
    environment = os.environ | {
        "XDG_DATA_HOME": str(own),
        "XDG_STATE_HOME": str(own),
        "TMPDIR": str(temporary),
        "PLANNER_LANGUAGE": "en",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.reliability.window", phase, str(path)]
    with (own.parent / "stderr").open("w+b") as errors:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors) as process:
            assert process.stdout
            told = [process.stdout.readline()]  # from here on it works
            threading.Event().wait(chance.random() * SECONDS.get(phase, 2.0))
            process.kill()
            told += process.stdout.read().splitlines()
        errors.seek(0)
        assert told[0], errors.read().decode()
    return [json.loads(line) for line in told if line.strip()]


def look(phase: str, path: Path, facts: list[object]) -> None:
    """What must be so after a kill."""
    with Draft.open(path) as draft:
        assert not draft.read_only, draft.opened.reason
        assert draft.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
        agency = str(draft.record("cover", 1).values["agency"])
        names = {str(project.values["name"])[:9] for project in draft.records("project")}
        count = len(draft.ids("project"))
        typed = "".join(each.text for each in draft.recovered.typing)
    last = facts[-1]
    match phase:
        case "typing":
            assert typed.startswith(str(last).removesuffix("สำนักงาน"))
        case "pasting" | "undoing":
            assert count in (0, ROWS)
        case "replacing":
            assert len(names) == 1
            assert count == ROWS
        case "pdf":
            content = path.with_suffix(".pdf").read_bytes()
            assert content.startswith(b"%PDF")
            assert content.rstrip().endswith(b"%%EOF")
        case "bundle":
            with zipfile.ZipFile(path.with_suffix(".zip")) as bundle:
                assert bundle.testzip() is None
        case "moving":
            for moved in path.parent.glob("ย้าย *.bmaplan"):
                with Draft.open(moved, read_only=True) as draft:
                    assert not draft.opened.reason
            for fact in facts:
                assert path.with_name(str(fact)).exists()
        case "auto_backup":
            assert isinstance(last, int)
            kept = all_backups()
            assert len(kept) >= min(len(facts), 20)
            for backup in kept:
                with open_backup(backup) as copy:
                    assert not copy.opened.reason
        case "closing":
            assert agency in (f"สำนักงาน {last}", f"สำนักงาน {int(str(last)) + 1}")


def kill_again_and_again(phase: str, tmp_path: Path, own: Path, rounds: int) -> Counter[str]:
    """How many kills, and how many things were acknowledged before."""
    chance, ended = random.Random(rounds), Counter[str]()
    for number in range(rounds):
        path = tmp_path / f"{number}" / "ร่าง ของเรา.bmaplan"
        path.parent.mkdir()
        prepare(path)
        facts = killed(phase, path, own, chance)
        look(phase, path, facts)
        ended += Counter(kills=1, acknowledged=len(facts))
    return ended


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, in which the window works and the test looks."""
    own = tmp_path / "ของผู้ใช้"
    monkeypatch.setattr(
        "planner_desktop.app_paths.platformdirs.user_data_path", lambda *_args, **_words: own / "planner_desktop"
    )
    return own


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals here")
@pytest.mark.parametrize("phase", ["replacing"])
def test_a_window_that_is_killed_leaves_nothing_half_done(phase: str, tmp_path: Path, own: Path) -> None:
    assert kill_again_and_again(phase, tmp_path, own, 1)["acknowledged"]


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals here")
@pytest.mark.parametrize("phase", PHASES)
def test_a_window_that_is_killed_again_and_again_leaves_nothing_half_done(
    phase: str, tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = kill_again_and_again(phase, tmp_path, own, max(1, ROUNDS // 50))
    print(f"\n{phase}: {dict(ended)}")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "ชั่วคราว"))
    leftovers.sweep_temporary()
    assert list((tmp_path / "ชั่วคราว").glob("planner-*")) == []

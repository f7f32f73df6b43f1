"""A power cut at any moment: what was acknowledged is there afterwards, and of what was under way all or nothing."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from planner_desktop import i18n
from planner_desktop.draft.file import drive
from tests.reliability.conftest import ROUNDS
from tests.reliability.disk import MODES, Call, Disk, calls
from tests.reliability.power import CASES, OWN, kind

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that writes calls down."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler to record the calls with")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, HERE / "recorder.c", "-ldl", "-lpthread"], check=True)
    return library


class Recorded(NamedTuple):
    """A case that was done: the folder, the disk as it was before, the calls, and what was acknowledged."""

    folder: Path
    disk: Disk
    calls: list[Call]
    facts: list[object]


def recorded(case: str, tmp_path: Path, recorder: Path, *words: str) -> Recorded:
    """Do a case and write its calls down."""
    folder = tmp_path / "ดิสก์ ของเรา"
    folder.mkdir()
    CASES[case].prepare(folder)
    disk = Disk(folder)
    log, facts = tmp_path / "log", tmp_path / "facts.json"
    environment = os.environ | {
        "LD_PRELOAD": str(recorder),
        "RECORD_LOG": str(log),
        "RECORD_FOLDER": str(folder),
        "XDG_DATA_HOME": str(folder),
        "PYTHONPATH": str(HERE.parents[1]),
    }
    command = [sys.executable, "-m", "tests.reliability.power", case, str(folder), str(facts), *words]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return Recorded(folder, disk, list(calls(log)), json.loads(facts.read_text("utf-8")))


def cut_again_and_again(case: str, made: Recorded, cuts: int) -> Counter[str]:
    """Cut the power at moments over the whole run, also right after something was acknowledged; how it ended."""
    chance = random.Random(cuts)
    marks = [n for n, call in enumerate(made.calls) if call.kind == "!"]
    after = chance.sample(marks, min(len(marks), max(1, cuts // 2)))
    moments = Counter(after)
    moments.update(chance.randrange(marks[0], len(made.calls)) for _n in range(cuts - len(after)))
    ended: Counter[str] = Counter()
    acknowledged = 0
    for n, call in enumerate(made.calls):
        if call.kind == "!":
            acknowledged += 1
        else:
            made.disk.do(call)
        for m in range(moments[n]):
            mode = MODES[(n + m) % 3]
            made.disk.cut(mode, chance, made.folder, CASES[case].survivor)
            ended[judged(case, made, acknowledged)] += 1
    return ended


def judged(case: str, made: Recorded, acknowledged: int) -> str:
    """What is there after a cut: the state that was acknowledged last, the one under way then, or neither."""
    try:
        found = CASES[case].found(made.folder)
    except Exception as error:  # whatever it is: something that was there cannot be read
        return f"lost: {error!r}"
    if found == made.facts[acknowledged - 1]:
        return "the last"
    return "the next" if found in made.facts[acknowledged : acknowledged + 1] else f"lost: {found}"[:200]


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own folder is on the disk that loses its power, and one folder is a share's."""
    own = tmp_path / "ดิสก์ ของเรา" / OWN
    monkeypatch.setattr("planner_desktop.app_paths.platformdirs.user_data_path", lambda *_args, **_words: own)
    monkeypatch.setattr(drive, "kind", kind)
    i18n.set_language("en")


def lost(ended: Counter[str]) -> dict[str, int]:
    return {how: count for how, count in ended.items() if how.startswith("lost")}


@pytest.mark.usefixtures("pc")
@pytest.mark.parametrize("case", CASES)
def test_what_was_acknowledged_survives_a_power_cut(case: str, tmp_path: Path, recorder: Path) -> None:
    ended = cut_again_and_again(case, recorded(case, tmp_path, recorder), 12)
    assert lost(ended) == {}
    assert ended["the last"]


@pytest.mark.usefixtures("pc")
@pytest.mark.parametrize("synchronous", ["OFF", "FULL"])
def test_the_simulator_tells_what_a_lesser_promise_loses(synchronous: str, tmp_path: Path, recorder: Path) -> None:
    ended = cut_again_and_again("Edits", recorded("Edits", tmp_path, recorder, synchronous), 30)
    assert lost(ended)


@pytest.mark.soak
@pytest.mark.usefixtures("pc")
@pytest.mark.parametrize("case", CASES)
def test_what_was_acknowledged_survives_many_power_cuts(case: str, tmp_path: Path, recorder: Path) -> None:
    ended = cut_again_and_again(case, recorded(case, tmp_path, recorder), max(1, ROUNDS // CASES[case].rounds))
    print(f"\n{case}: {sum(ended.values())} cuts: {dict(ended)}")
    assert lost(ended) == {}

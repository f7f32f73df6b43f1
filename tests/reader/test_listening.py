"""A real listener at AT-SPI hears every screen, and thousands of rows that come and go. `make test-reader` runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
SAMPLES = ["2568-international-affairs", "2567-strategy", "2565-budget"]
ROWS = 5000

if "AT_SPI" not in os.environ:
    pytest.skip("`make test-reader` runs it, on a screen and a bus of its own", allow_module_level=True)


class Spoken:
    """A process that answers each line with one."""

    def __init__(self, *command: str, **surroundings: str) -> None:
        environment = os.environ | surroundings
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, encoding="utf-8", bufsize=1
        )
        self.answer()

    def answer(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, f"it ended: {self.process.poll()}"
        return line

    def ask(self, line: str) -> str:
        assert self.process.stdin is not None
        print(line, file=self.process.stdin, flush=True)
        return self.answer()

    def end(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        status = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return status


@pytest.fixture
def listener() -> Iterator[Spoken]:
    spoken = Spoken(PYTHON, str(ROOT / "tests" / "reader" / "listener.py"))
    yield spoken
    spoken.end()


@pytest.fixture(params=SAMPLES)
def window(request: pytest.FixtureRequest, tmp_path: Path, listener: Spoken) -> Iterator[Spoken]:
    own = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CACHE", "STATE", "CONFIG")}
    spoken = Spoken(
        sys.executable, "-m", "tests.reader.window", request.param, str(tmp_path),
        QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
        QT_LOGGING_RULES="qt.accessibility*=false", **own,
    )  # fmt: skip
    yield spoken
    assert spoken.end() == 0


def test_every_cell_of_every_screen_is_heard(window: Spoken, listener: Spoken) -> None:
    silent: list[str] = []
    heard: set[str] = set()
    for n in range(int(window.ask("screens").split()[1])):
        screen = window.ask(f"show {n}").partition(": ")[2]
        found: dict[str, Any] = json.loads(listener.ask("read"))
        assert found, screen
        for table, cells in found.items():
            said = [text for role, text in cells if role in ("table cell", "list item", "tree item")]
            heard.add(table)
            silent += [f"{screen}: {table}"] * any(not text for text in said)
            if table.startswith("table ") and len(said) > 3:
                told = [text for text in said if "แถวที่" in text or "แถวใหม่" in text or " × " in text]
                numbered = [text for text in said if text[:1].isdigit() or text.startswith("+")]
                assert len(told) + len(numbered) == len(said), (screen, said[:5])
    assert silent == []
    assert len(heard) > 10


def hears(listener: Spoken, words: str) -> bool:
    """Whether a cell says the words, once the events that tell of it have come."""
    for _again in range(50):
        found: dict[str, Any] = json.loads(listener.ask("read"))
        if any(words in text for cells in found.values() for _role, text in cells):
            return True
    return False


@pytest.mark.parametrize("window", SAMPLES[:1], indirect=True)
def test_thousands_of_rows_come_and_go_while_it_listens(window: Spoken, listener: Spoken) -> None:
    screens = int(window.ask("screens").split()[1])
    first = next(n for n in range(screens) if window.ask(f"show {n}") == "show: projects 0")
    window.ask(f"show {first}")
    before = json.loads(listener.ask("heard"))["events"]
    rows, longest, work = map(int, window.ask(f"paste {ROWS}").split()[1:])
    print(f"pasting {ROWS} rows while a reader listens: longest pause {longest} ms, of which it computed {work} ms")
    assert rows > ROWS
    assert hears(listener, "แถวที่ 50 ")
    rows, longest, work = map(int, window.ask("delete").split()[1:])
    print(f"deleting them: longest pause {longest} ms, of which it computed {work} ms")
    assert rows == 1
    assert json.loads(listener.ask("heard"))["events"] > before

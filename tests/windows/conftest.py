"""One PC with Windows for all tests of this folder, and the program installed on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.paths import DIST, WINDOWS
from tests.patience import PATIENCE
from tests.windows.wine import Ran, Wine

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen of its own."""
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writes], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(writes)
        with os.fdopen(reads) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture(scope="session")
def wine(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    wine = Wine(tmp_path_factory.mktemp("windows"), display).make()
    yield wine
    wine.stop()
    shutil.rmtree(wine.folder, ignore_errors=True)


class Program:
    """The program on the PC: from its setup file where that is made, else as a folder."""

    def __init__(self, wine: Wine) -> None:
        self.wine = wine
        setups = sorted(DIST.glob("planner-desktop-*-setup.exe"), key=lambda file: file.stat().st_mtime)
        self.setup = setups[-1] if setups else None
        self.folder = wine.home / "AppData" / "Local" / "Programs" / "planner_desktop"
        self.documents = wine.home / "Documents"
        self.documents.mkdir(exist_ok=True)

    def install(self) -> None:
        """Install it, silently."""
        if self.setup is None:
            shutil.copytree(WINDOWS, self.folder)
        else:
            ran = self.wine.run(self.setup, "/S")
            assert ran.status == 0, ran

    def uninstall(self) -> None:
        """Take it away, silently, and wait for the end: it goes on as a copy, for a program that runs cannot be removed."""
        ran = self.wine.run(self.folder / "uninstall.exe", "/S")
        assert ran.status == 0, ran
        subprocess.run(["wineserver", "--wait"], env=self.wine.environment(), timeout=PATIENCE, check=True)

    def run(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run the command line, which takes the time it needs: the machine may be busy."""
        command = self.folder / "planner-desktop-cli.exe"
        return self.wine.run(command, "--patience", "0", *arguments, environment=environment)

    def python(self, script: str, *arguments: str | Path) -> Ran:
        """Run a script of `inside/` by the program's own Python and libraries."""
        return self.wine.run(self.interpreter, HERE / "inside" / script, *arguments)

    @property
    def interpreter(self) -> Path:
        """The python.exe that users do not get, beside the program: it finds what the program finds."""
        from installer import fetch

        place = self.folder / "python.exe"
        if not place.exists():
            shutil.copy(fetch.windows_python() / "python.exe", place)
        return place


@pytest.fixture(scope="session")
def program(wine: Wine) -> Program:
    program = Program(wine)
    program.install()
    return program

"""The programs for Windows: made by a compiler that `make installer` installs, so seen only where it is."""

import shutil
from pathlib import Path

import pytest

from installer import launcher
from planner_desktop import __version__

pytestmark = pytest.mark.skipif(
    shutil.which(launcher.COMPILER) is None, reason="`make installer` installs the compiler"
)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("โปรแกรม")
    launcher.compile_launchers(folder)
    return folder


def subsystem(program: bytes) -> int:
    """2 of a program with windows, 3 of one for the console."""
    head = int.from_bytes(program[0x3C:0x40], "little")
    return int.from_bytes(program[head + 24 + 68 : head + 24 + 70], "little")


def test_one_program_has_windows_and_one_a_console(programs: Path) -> None:
    assert subsystem((programs / launcher.WINDOWED).read_bytes()) == 2
    assert subsystem((programs / launcher.CONSOLE).read_bytes()) == 3


@pytest.mark.parametrize("name", [launcher.WINDOWED, launcher.CONSOLE])
def test_a_program_says_its_version_and_its_thai_name(programs: Path, name: str) -> None:
    program = (programs / name).read_bytes()
    for said in (__version__, "แผนปฏิบัติราชการประจำปี", name):
        assert said.encode("utf-16-le") in program
    for wanted in (b"<longPathAware", b">UTF-8<", b"asInvoker", b"PerMonitorV2"):
        assert wanted in program


def test_a_program_is_the_same_bytes_whenever_it_is_compiled(programs: Path, tmp_path: Path) -> None:
    launcher.compile_launchers(tmp_path)
    for name in (launcher.WINDOWED, launcher.CONSOLE):
        assert (tmp_path / name).read_bytes() == (programs / name).read_bytes()

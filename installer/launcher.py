"""Compiles the programs for Windows, `planner-desktop.exe` and `planner-desktop-cli.exe`, with MinGW-w64."""

from pathlib import Path
from tempfile import TemporaryDirectory

from installer.commit import VERSION, four_numbers
from installer.given import sign
from installer.paths import HERE, ROOT
from installer.stays import pinned_python
from installer.tools import run_tool

COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
WINDOWED, CONSOLE = "planner-desktop.exe", "planner-desktop-cli.exe"
_FLAGS = ["-std=c11", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-static", "-Wl,--no-insert-timestamp"]


def compile_launchers(into: Path) -> None:
    """Write both programs into a folder. Raises BuildError."""
    for name, windowed in ((WINDOWED, True), (CONSOLE, False)):
        with TemporaryDirectory() as folder:
            resources = Path(folder) / "resources.o"
            numbers = ",".join(map(str, four_numbers()))
            defined = [f"-DNUMBERS={numbers}", f'-DVERSION=\\"{VERSION}\\"', f'-DFILE=\\"{name}\\"']
            places = [f"--include-dir={HERE}", f"--include-dir={ROOT / 'resources' / 'icons'}"]
            run_tool(RESOURCES, "--codepage=65001", *defined, *places, str(HERE / "launcher.rc"), str(resources))
            wanted = ["-mwindows", "-DWINDOWED"] if windowed else ["-mconsole"]
            python = f'-DPYTHON=L"{pinned_python().name}.dll"'
            source = [str(HERE / "launcher.c"), str(resources), "-lshell32"]
            run_tool(COMPILER, *_FLAGS, *wanted, python, "-o", str(into / name), *source)
            sign(into / name)

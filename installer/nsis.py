"""Packs the laid program for Windows into a setup file, by NSIS and `setup.nsi`."""

import os
from itertools import groupby
from pathlib import Path

from installer.commit import VERSION, four_numbers
from installer.given import SIGN, sign
from installer.layout import size_of
from installer.paths import BUILD, DIST, HERE, ROOT
from installer.tools import run_tool


def setup_file(version: str = VERSION) -> Path:
    """Where the setup file of a version is made."""
    return DIST / f"planner-desktop-{version}-setup.exe"


def pack_setup(folder: Path, out: Path, version: str = VERSION, *, small: bool = True) -> Path:
    """Write the setup file of a laid program; where it is. Raises BuildError.

    Not `small` takes seconds instead of minutes, for tests.
    """
    work = BUILD / "setup"
    work.mkdir(parents=True, exist_ok=True)
    files = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    install, remove = work / "install.nsh", work / "remove.nsh"
    install.write_text(installing(folder, files), "utf-8")
    remove.write_text(removing(files), "utf-8")
    words = {
        "NUMBERS": ".".join(map(str, four_numbers(version))),
        "VERSION": version,
        "ICON": str(ROOT / "resources" / "icons" / "program.ico"),
        "OUT": str(out),
        "INSTALL": str(install),
        "REMOVE": str(remove),
        "KILOBYTES": str(size_of(folder) // 1024),
    } | ({"SMALL": "yes"} if small else {})
    out.unlink(missing_ok=True)
    defined = [f"-D{name}={value}" for name, value in words.items()]
    if signing := os.environ.get(SIGN):
        defined.append(f"-D{SIGN}={signing}")
    run_tool("makensis", "-V2", "-INPUTCHARSET", "UTF8", "-WX", *defined, str(HERE / "setup.nsi"))
    sign(out)
    return out


def installing(folder: Path, files: list[Path]) -> str:
    """NSIS's words that lay every file, always in the same order: those of one kind together, which packs better."""
    lines: list[str] = []
    by_kind = sorted(files, key=lambda file: (file.suffix, _windows(file.parent), _windows(file)))
    for parent, inside in groupby(by_kind, key=lambda file: file.parent):
        lines.append(f'SetOutPath "$INSTDIR\\{_windows(parent)}"' if parent.parts else 'SetOutPath "$INSTDIR"')
        lines += [f'File "{_escaped(str(folder / file))}"' for file in inside]
    return "\n".join(lines) + "\n"


def removing(files: list[Path]) -> str:
    """NSIS's words that take every file away, and every folder that nothing of the user's is left in."""
    folders = {parent for file in files for parent in file.parents if parent.parts}
    deepest_first = sorted(folders, key=lambda each: (-len(each.parts), _windows(each)))
    lines = [f'Delete "$INSTDIR\\{_windows(file)}"' for file in sorted(files, key=_windows)]
    return "\n".join(lines + [f'RMDir "$INSTDIR\\{_windows(each)}"' for each in deepest_first]) + "\n"


def _windows(path: Path) -> str:
    return _escaped("\\".join(path.parts))


def _escaped(text: str) -> str:
    return text.replace("$", "$$")

"""Lays the program in a folder as users get it: Python, the libraries as far as they stay, the program, its licences.

`lib` holds the libraries, compiled, without their source; `app` the program with its source, which a report of a fault
shows, and beside it compiled. So nothing is ever written there when it runs.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

from packaging.utils import canonicalize_name

from installer import fetch, licences
from installer.commit import BuildError, moment, tracked
from installer.launcher import compile_launchers
from installer.paths import HERE, LINUX, ROOT, WINDOWS
from installer.stays import MEGABYTE, Part, Stays, pinned_python, what_stays
from installer.stdlib import trimmed

PROGRAM = ("planner_desktop", "forms", "resources", "docs/manual", "docs/screenshots")
_SOURCES_ONLY = (".po", ".pot")


def lay_windows(out: Path = WINDOWS) -> Path:
    """Lay the program for Windows. Raises BuildError, also where something weighs more than it may."""
    python, stays = pinned_python(), what_stays()
    if sys.version_info[:2] != python.minor:
        wanted = f"{python.minor[0]}.{python.minor[1]}"
        raise BuildError(f"Python {wanted} must compile for {python.version}: make clean, and PYTHON=python{wanted}")
    embeddable, libraries = fetch.windows_python(), fetch.windows_libraries()
    shutil.rmtree(out, ignore_errors=True)
    for name in sorted(file.name for file in embeddable.iterdir()):
        if stays.python.keeps(name):
            _copy(embeddable / name, out / name)
    library = out / f"{python.name}.zip"
    library.write_bytes(trimmed(library.read_bytes(), stays.python.but_modules))
    sizes = {"python": size_of(out)}
    licences.write({"LICENSE.txt": (embeddable / "LICENSE.txt").read_bytes()}, out / "licences" / "CPython")
    sizes |= lay_libraries(libraries, out, stays)
    sizes["program"] = lay_program(out)
    # It takes the place of PYTHONPATH, the registry and site-packages: nothing else is ever looked at.
    (out / f"{python.name}._pth").write_text(f"{python.name}.zip\n.\nlib\napp\n", "utf-8")
    compile_launchers(out)
    refuse_grown(out, sizes, stays)
    return _settled(out)


def lay_linux(out: Path = LINUX) -> Path:
    """Lay the program for Linux, which runs on the system's own Python of this minor version. Raises BuildError."""
    libraries = fetch.linux_libraries()
    shutil.rmtree(out, ignore_errors=True)
    lay_libraries(libraries, out, what_stays())
    lay_program(out)
    shutil.copyfile(HERE / "start.py", out / "start.py")
    starter = (HERE / "planner-desktop.sh").read_text("utf-8")
    (out / "planner-desktop").write_text(starter.replace("@PYTHON@", f"python3.{sys.version_info.minor}"), "utf-8")
    (out / "planner-desktop").chmod(0o755)
    return _settled(out)


def lay_libraries(source: Path, out: Path, stays: Stays) -> dict[str, int]:
    """Lay what stays of every library, and its licence; the bytes of each. Raises BuildError."""
    found = {str(canonicalize_name(each.metadata["Name"])): each for each in _distributions(source)}
    if wrong := stays.strangers(set(found)):
        raise BuildError("\n".join(wrong))
    sizes: dict[str, int] = {}
    for name, part in sorted(stays.libraries.items()):
        before = size_of(out / "lib")
        beside = _lay_library(found[name], part, out)
        _compile(out / "lib", out, with_source=False)
        sizes[name] = size_of(out / "lib") - before + beside
        licences.write(licences.of_library(found[name], part), out / "licences" / found[name].metadata["Name"])
    licences.write_list([found[name] for name in sorted(stays.libraries)], out / "licences")
    return sizes


def _lay_library(library: PathDistribution, part: Part, out: Path) -> int:
    """Lay one library; the bytes that went beside the programs."""
    beside = 0
    for file in sorted(library.files or (), key=str):
        name, place = file.as_posix(), Path(str(library.locate_file(file)))
        if name in part.beside:
            beside += _copy(place, out / file.name)
        elif part.keeps(name):
            _copy(place, out / "lib" / name)
        elif name.endswith(".dist-info/METADATA"):
            _copy_head(place, out / "lib" / name)
    return beside


def _copy_head(metadata: Path, target: Path) -> None:
    """Copy what a library says of itself, by which its version is known, without the introduction for who reads it."""
    head = re.split(rb"\r?\n\r?\n", metadata.read_bytes(), maxsplit=1)[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(head + b"\n")


def lay_program(out: Path) -> int:
    """Lay the committed program with its form packs and resources, and its licences; its bytes."""
    licences.write_own(out / "licences")
    for name in tracked(*PROGRAM):
        if not name.endswith(_SOURCES_ONLY):
            _copy(ROOT / name, out / "app" / name)
    _compile(out / "app", out, with_source=True)
    return size_of(out / "app")


def refuse_grown(out: Path, sizes: dict[str, int], stays: Stays) -> None:
    """Say what weighs more than `stays.toml` allows. Raises BuildError."""
    wrong = stays.grown(sizes)
    if size_of(out) > stays.total["unpacked"] * MEGABYTE:
        wrong.append(f"{out} is {size_of(out) / MEGABYTE:.1f} MB of {stays.total['unpacked']:g} allowed")
    if wrong:
        raise BuildError("\n".join(wrong))


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _settled(out: Path) -> Path:
    """Have every file of the age of the commit, and readable by all."""
    for file in [out, *out.rglob("*")]:
        file.chmod(0o755 if file.is_dir() or file.stat().st_mode & 0o100 else 0o644)
        os.utime(file, (moment(), moment()))
    return out


def _distributions(folder: Path) -> list[PathDistribution]:
    return [PathDistribution(each) for each in sorted(folder.glob("*.dist-info"))]


def _copy(source: Path, target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target.stat().st_size


def _compile(folder: Path, base: Path, *, with_source: bool) -> None:
    """Compile all modules in a folder, the same on every machine; their paths begin at `base`."""
    words = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(base), *([] if with_source else ["-b"])]
    command = [sys.executable, "-m", "compileall", *words, str(folder)]
    # Sets in constants would else stand in another order each time.
    if subprocess.run(command, check=False, env=os.environ | {"PYTHONHASHSEED": "0"}).returncode:
        raise BuildError(f"what is in {folder} cannot be compiled")
    for source in [] if with_source else list(folder.rglob("*.py")):
        source.unlink()

"""Fetches what is pinned, once: the libraries of a lock file for a system, and the embeddable CPython for Windows.

Everything is held against its checksum before anything is done with it. What was fetched is kept under the checksum of
what asked for it.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from installer.commit import BuildError
from installer.paths import CACHE, ROOT
from installer.signature import check_signature
from installer.stays import Python, pinned_python, what_stays

WINDOWS_LOCK, LOCK = ROOT / "requirements-windows.lock", ROOT / "requirements.lock"


def windows_libraries() -> Path:
    """A folder with the libraries for Windows, unpacked."""
    major, minor = pinned_python().minor
    # bagit comes as source only, which is pure Python: the wheel built here is the one that Windows would build.
    platform = ["--platform", "win_amd64", "--implementation", "cp", "--python-version", f"{major}.{minor}"]
    abis = ["--abi", f"cp{major}{minor}", "--abi", "abi3", "--abi", "none"]
    return _installed(WINDOWS_LOCK.read_text("utf-8"), [*platform, *abis])


def linux_libraries() -> Path:
    """A folder with the libraries for this Linux and this Python: of the one lock those that the program needs."""
    stays = what_stays()
    wanted = set(stays.libraries) | set(stays.left_out)
    entries = re.split(r"\n(?=\S)", LOCK.read_text("utf-8").strip())
    asked = "\n".join(entry for entry in entries if entry.partition("==")[0] in wanted) + "\n"
    return _installed(asked, [])


def _installed(asked: str, words: Sequence[str]) -> Path:
    def install(into: Path) -> None:
        fixed = ["--no-deps", "--require-hashes", "--no-build-isolation", "--no-compile"]
        lock = into.with_suffix(".lock")
        lock.write_text(asked, "utf-8")
        _pip("install", "--target", str(into), *fixed, *words, "-r", str(lock))
        lock.unlink()

    return kept("libraries", [asked, *words], install)


def windows_python() -> Path:
    """A folder with all of the embeddable CPython, its signature checked. Raises BuildError."""
    python = pinned_python()

    def unpack(into: Path) -> None:
        for name, content in _embeddable(python).items():
            (into / name).write_bytes(content)
        check_signature(into / f"{python.name}.dll", python.signer)

    return kept("python", [python.requirement, python.sha256, python.folder], unpack)


def _embeddable(python: Python) -> dict[str, bytes]:
    """The files of the embeddable CPython in the distribution that bears it."""

    def download(into: Path) -> None:
        asked = into / "asked.txt"
        asked.write_text(f"{python.requirement} --hash=sha256:{python.sha256}\n", "utf-8")
        fixed = ["--no-deps", "--require-hashes", "--no-build-isolation", "--no-binary", ":all:"]
        _pip("download", "--dest", str(into), *fixed, "-r", str(asked))

    folder = kept("download", [python.requirement, python.sha256], download)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        (name,) = [each for each in opened.getnames() if each.endswith("/data.zip")]
        inner = opened.extractfile(name)
        assert inner is not None
        with zipfile.ZipFile(BytesIO(inner.read())) as packed:
            wanted = [each for each in packed.namelist() if each.startswith(f"{python.folder}/") and each[-1] != "/"]
            return {each.removeprefix(f"{python.folder}/"): packed.read(each) for each in wanted}


def kept(kind: str, asked: Sequence[str], make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled for what was asked, from the cache where it was asked before."""
    name = hashlib.sha256("\0".join([*asked, sys.version]).encode()).hexdigest()[:16]
    place = CACHE / f"{kind}-{name}"
    if not place.is_dir():
        part = place.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        make(part)
        part.rename(place)
    return place


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", words[0], "-qq", "--disable-pip-version-check", *words[1:]]
    if subprocess.run(command, check=False).returncode:
        raise BuildError("pip could not fetch what the lock file names; is there a way to the package index?")

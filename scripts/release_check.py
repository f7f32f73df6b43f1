"""What must hold before a version is given out: `make release-check` names everything that does not.

Each check is a function that yields what is wrong, in a sentence with what to do. They are run in the order below; a
name on the command line runs that one alone.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer.given import SUMS  # noqa: E402
from installer.stays import MEGABYTE, what_stays  # noqa: E402
from planner_desktop import __version__  # noqa: E402
from scripts import built_twice  # noqa: E402

GIVEN = {"setup": "*-setup.exe", "zip": "*-windows-portable.zip", "deb": "*.deb", "tar": "*-linux-portable.tar.xz"}
"""What users get, by the parts of the installer, whose stays.toml says how large each may be."""
PERMITTED = re.compile(
    "MIT|BSD|Apache|LGPL|OFL|PSF|Python Software|HPND|CC0|Public Domain|Unlicense|Zlib", re.IGNORECASE
)
TOOLS = {"ruff", "mypy", "pytest-xdist", "pytest-cov", "types-pyyaml", "types-reportlab", "setuptools", "pytest-qt"}
"""What is run and not imported."""


def project() -> dict[str, object]:
    """What pyproject.toml says of the project."""
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def tracked(*patterns: str) -> list[Path]:
    """The committed files."""
    command = ["git", "ls-files", "-z", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    return [ROOT / name for name in listed.split("\0") if name]


# ---------------------------------------------------------------- the checks


def committed() -> Iterator[str]:
    """Everything is committed."""
    status = ["git", "status", "--porcelain"]
    if said := subprocess.run(status, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout:
        yield f"not committed:\n{said}"


def version() -> Iterator[str]:
    """The version is said once."""
    place = ROOT / "planner_desktop" / "__init__.py"
    told = re.compile(rf"(?<![\w.=]){re.escape(__version__)}(?![\w.])")
    for file in tracked("*.py", "*.toml", "*.md", "*.nsi", "*.sh", "Makefile"):
        if (
            file != place
            and file.name != "CHANGELOG.md"
            and "tests" not in file.parts
            and told.search(file.read_text("utf-8"))
        ):
            yield f"{file.relative_to(ROOT)} says {__version__}; only {place.relative_to(ROOT)} may"


def locks() -> Iterator[str]:
    """The lock files hold what the project asks for, the same versions in both, and what is installed is that."""
    locked = {name: _locked(name) for name in ("requirements.lock", "requirements-windows.lock")}
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    asked = {"requirements.lock": [*_dependencies(), *extras["dev"]], "requirements-windows.lock": _dependencies()}
    for file, requirements in asked.items():
        for requirement in map(Requirement, requirements):
            found = locked[file].get(canonicalize_name(requirement.name))
            if found is None or found not in requirement.specifier:
                yield f"{file} has not {requirement}, but {found}: make lock"
    for name, there in locked["requirements-windows.lock"].items():
        if locked["requirements.lock"].get(name, there) != there:
            yield f"{name} is {there} for Windows and {locked['requirements.lock'][name]} elsewhere: make lock"
    for requirement in map(Requirement, asked["requirements.lock"]):
        try:
            installed = distribution(requirement.name).version
        except PackageNotFoundError:
            yield f"{requirement.name} is not installed: make setup"
            continue
        if Version(installed) != locked["requirements.lock"].get(canonicalize_name(requirement.name)):
            yield f"{requirement.name} {installed} is installed, which is not what is locked: make setup"


def _dependencies() -> list[str]:
    found = project()["dependencies"]
    assert isinstance(found, list)
    return [str(each) for each in found]


def _locked(file: str) -> dict[str, Version]:
    text = (ROOT / file).read_text("utf-8")
    return {name: Version(version) for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)}


def licences() -> Iterator[str]:
    """Every library that goes along may, and brings its licence."""
    for name in _locked("requirements-windows.lock"):
        try:
            metadata = distribution(name).metadata
        except ImportError:
            continue  # of Windows alone; the build of the installer looks at it
        words = [each for name in ("License-Expression", "License") for each in metadata.get_all(name) or ()]
        words += [each for each in metadata.get_all("Classifier") or () if each.startswith("License")]
        if not any(PERMITTED.search(word) for word in words):
            yield f"{name}: its licence is none of those that are known to permit this: {words}"


def sizes() -> Iterator[str]:
    """What users get is there, of this version, and not larger than it may be."""
    made, most = ROOT / "dist", what_stays().total
    for part, pattern in GIVEN.items():
        files = [file for file in made.glob(pattern) if __version__ in file.name]
        if not files:
            yield f"dist/ has no {pattern} of {__version__}: make installer"
        for file in files:
            if file.stat().st_size > most[part] * MEGABYTE:
                yield f"{file.name} is {file.stat().st_size / MEGABYTE:.1f} MB of {most[part]:g} allowed"
    if not (made / SUMS).is_file():
        yield f"dist/ has no {SUMS}: make installer"


def same_bytes() -> Iterator[str]:
    """Two builds of the last commit are the same bytes."""
    yield from built_twice.differences()


def dependencies() -> Iterator[str]:
    """Every dependency is imported by what asks for it."""
    of_module = packages_distributions()
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    for asked, folders in (
        (_dependencies(), ["planner_desktop"]),
        (extras["dev"], ["planner_desktop", "tests", "scripts", "bench", "installer"]),
    ):
        modules = {name for folder in folders for name in _imported(folder)}
        used = {canonicalize_name(each) for module in modules for each in of_module.get(module, ())}
        for requirement in map(Requirement, asked):
            name = canonicalize_name(requirement.name)
            if name not in used | TOOLS:
                yield f"{requirement.name} is imported nowhere in {', '.join(folders)}: take it out of pyproject.toml"


def _imported(folder: str) -> Iterator[str]:
    for file in tracked(f"{folder}/*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def manual() -> Iterator[str]:
    """The manual's pages of keys and messages are as the program is, and so are its pictures."""
    for script in (["scripts/manual.py", "--check"], ["scripts/screenshots.py", "--manual", "--check"]):
        if (done := _python(*script)).returncode:
            yield f"{' '.join(script)}:\n{done.stdout}{done.stderr}\nmake manual screenshots, and look at them"


def golden() -> Iterator[str]:
    """The golden pages are those that are printed."""
    if (done := _python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/document/test_golden.py")).returncode:
        yield f"the golden pages differ:\n{done.stdout[-2000:]}"


def coverage() -> Iterator[str]:
    """The tests run as much of each room as they did."""
    if (done := _python("-m", "pytest", "-n", "auto", "--dist", "worksteal", "--cov", "--cov-report=")).returncode:
        yield done.stdout[-1500:]
    if (floors := _python("scripts/coverage_floors.py")).returncode:
        yield floors.stdout


def soak() -> Iterator[str]:
    """What `make soak` found is in docs/reliability.md, and is of no older version than this."""
    text = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    proven = text.partition("## ")[2] and re.findall(r"^\|.*\d.*\|$", text, re.MULTILINE)
    if len(proven) < 5:
        yield "docs/reliability.md tells no figures of make soak"
    for line in text.splitlines():
        if "have not been run" in line:
            yield f"docs/reliability.md says that a proof was not run to its end: {line.strip('| ')[:160]}…"


def dated() -> Iterator[str]:
    """The changelog has the version, with the day on which it is given out."""
    heads = re.findall(r"^## \[(.+?)\](.*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    if not any(name == __version__ and re.search(r"\d{4}-\d\d-\d\d", rest) for name, rest in heads):
        yield f"CHANGELOG.md has no heading “## [{__version__}] - YYYY-MM-DD” under [Unreleased]: write it on that day"


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, encoding="utf-8")


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    committed, version, locks, licences, dependencies, sizes, same_bytes, soak, manual, golden, coverage, dated,
)  # fmt: skip


def main(names: list[str]) -> int:
    """Run the checks, all if none is named; 1 if anything is wrong."""
    wrong: list[Callable[[], Iterator[str]]] = []
    for check in CHECKS:
        if names and check.__name__ not in names:
            continue
        found = list(check())
        wrong += [check] if found else []
        print(f"{'no' if found else 'ok'}  {check.__name__}: {(check.__doc__ or '').splitlines()[0]}", flush=True)
        for each in found:
            print(f"      {each}", flush=True)
    if wrong == [dated] and not names:
        print(f"{__version__} is not given out yet, and nothing else is missing: it can be.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

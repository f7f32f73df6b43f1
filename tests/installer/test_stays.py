"""What goes along to users: all that the program imports, nothing that nobody asked for, and never more than its bound."""

import re
import subprocess
import sys
from fnmatch import fnmatchcase
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from installer import licences
from installer.fetch import LOCK, WINDOWS_LOCK
from installer.stays import MEGABYTE, Part, Stays, pinned_python, what_stays
from tests.own_places import unmeasured

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = sorted(what_stays().libraries)

# What a day with the program needs: every module of it and all that any of them imports, if only in a function; a plan
# made, printed, bundled and verified.
A_DAY = """
import ast, importlib, pkgutil, sys
from pathlib import Path
import planner_desktop
from planner_desktop.bundle import verify_bundle
from planner_desktop.cli import main
for found in pkgutil.walk_packages(planner_desktop.__path__, "planner_desktop."):
    if not found.name.endswith("__main__") and not {"signing", "national", "server"} & set(found.name.split(".")):  # extras
        importlib.import_module(found.name)
for source in Path(planner_desktop.__path__[0]).rglob("*.py"):
    if source.parent.name in ("signing", "national", "server"):
        continue
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        for name in names:
            if name.partition(".")[0] not in sys.stdlib_module_names:
                importlib.import_module(name)
draft, pdf, bundle = (str(Path(sys.argv[1]) / name) for name in ("ร่าง.bmaplan", "แผน.pdf", "ชุด.zip"))
assert main(["new", "--sample", "2568-international-affairs", draft]) == 0
assert main(["export", draft, "--pdf", pdf, "--bundle", bundle]) == 0
verify_bundle(Path(bundle))
for module in list(sys.modules.values()):
    print("FILE", getattr(module, "__file__", None))
for name in sys.modules:
    if name.partition(".")[0] in sys.stdlib_module_names:
        print("STANDARD", name.replace(".", "/") + ".pyc")
"""


def locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text("utf-8"), re.MULTILINE))


def stays(most: float) -> Stays:
    return Stays(Part(1), Part(1), {"bagit": Part(most)}, {"pip": "not used"}, {})


def test_a_library_that_nobody_decided_on_ends_the_build() -> None:
    assert stays(1).strangers({"bagit", "pip"}) == []
    (said,) = stays(1).strangers({"bagit", "pip", "numpy"})
    assert "numpy" in said
    (said,) = stays(1).strangers({"bagit"})
    assert "pip" in said


def test_what_grew_beyond_its_bound_is_named_with_its_size() -> None:
    assert stays(2).grown({"bagit": 2 * MEGABYTE, "python": MEGABYTE, "program": 0}) == []
    (said,) = stays(2).grown({"bagit": 2 * MEGABYTE + 100_000, "python": MEGABYTE})
    assert said == "bagit grew to 2.1 MB of 2 allowed"


def test_bounds_add_up_to_no_more_than_what_an_office_was_promised() -> None:
    assert what_stays().total == {"unpacked": 118, "setup": 33, "zip": 48, "deb": 46, "tar": 46}


def test_every_library_of_the_lock_for_windows_stays_or_is_left_out_for_a_reason() -> None:
    known = {canonicalize_name(name) for name in locked(WINDOWS_LOCK)}
    assert what_stays().strangers({str(name) for name in known}) == []
    assert all(what_stays().left_out.values())


def test_the_lock_for_windows_has_the_versions_of_the_other_with_checksums_and_no_addresses() -> None:
    text = WINDOWS_LOCK.read_text("utf-8")
    windows, everywhere = locked(WINDOWS_LOCK), locked(LOCK)
    assert windows
    assert {name: everywhere[name] for name in windows} == windows, "run `make lock`"
    assert not {"pytest", "ruff", "mypy", "babel"} & set(windows), "what only developers need"
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(windows)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links| @ ", text)


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_library_that_goes_along_brings_its_licence(name: str) -> None:
    library = distribution(name)
    assert any(text.strip() for text in licences.of_library(library, what_stays().libraries[name]).values())


def test_a_library_without_a_licence_is_refused() -> None:
    with pytest.raises(Exception, match="brings no licence"):
        licences.of_library(distribution("bagit"), Part(1))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What was imported in a day: files of libraries, and modules of the standard library as its zip names them."""
    command = [sys.executable, "-c", A_DAY, str(tmp_path_factory.mktemp("วัน"))]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT, env=unmeasured())
    return set(done.stdout.splitlines())


def test_all_that_the_program_imports_goes_along(used: set[str]) -> None:
    brought = {
        f"FILE {library.locate_file(file)}": part.keeps(file.as_posix())
        for library, part in ((distribution(name), part) for name, part in what_stays().libraries.items())
        for file in library.files or ()
    }
    assert any(brought.values())
    assert sorted(file for file in used & set(brought) if not brought[file]) == [], "name it in stays.toml"
    assert not used & {f"FILE {file}" for name in what_stays().left_out for file in paths_of(name)}, "left out, it says"


def test_no_module_that_the_program_imports_is_taken_out_of_the_standard_library(used: set[str]) -> None:
    modules = [line.removeprefix("STANDARD ") for line in used if line.startswith("STANDARD ")]
    assert "json/decoder.pyc" in modules
    patterns = what_stays().python.but_modules
    assert sorted(name for name in modules if any(fnmatchcase(name, pattern) for pattern in patterns)) == []


def paths_of(name: str) -> list[Path]:
    try:
        library = distribution(name)
    except PackageNotFoundError:
        return []
    return [Path(str(library.locate_file(file))) for file in library.files or ()]


def test_python_for_windows_is_pinned_once_by_version_and_checksum() -> None:
    python = pinned_python()
    assert re.fullmatch(r"[0-9a-f]{64}", python.sha256)
    assert python.name == "python" + "".join(python.version.split(".")[:2])
    for file in (ROOT / "installer").glob("*.*"):
        if file.name != "pins.toml":
            assert python.version not in file.read_text("utf-8"), file


def test_every_word_list_that_the_program_reads_goes_along() -> None:
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "planner_desktop").rglob("*.py"))
    read = set(re.findall(r"""corpus\(["']([\w.]+)["']\)""", sources))
    assert read >= {"words_th.txt", "syllables_th.txt"}
    patterns = what_stays().libraries["pythainlp"].files
    assert [
        name for name in sorted(read) if not any(fnmatchcase(f"pythainlp/corpus/{name}", p) for p in patterns)
    ] == []

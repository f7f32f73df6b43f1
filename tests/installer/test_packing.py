"""What users install is the same bytes whenever it is packed, and takes away no file that it did not bring."""

import os
import re
import tarfile
import zipfile
from importlib.metadata import distributions
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from installer import archives, commit, debian, layout, nsis
from installer.stays import Part, Stays
from planner_desktop import app_paths

ROOT = Path(__file__).resolve().parents[2]
SETUP = (ROOT / "installer" / "setup.nsi").read_text("utf-8")


@pytest.fixture
def laid(tmp_path: Path) -> Path:
    """A folder as the program is laid in, small."""
    folder = tmp_path / "planner-desktop"
    for name in ("planner-desktop", "app/ข้อมูล.txt", "app/ui/b.py", "app/ui/a.py", "lib/x$y.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    (folder / "planner-desktop").chmod(0o755)
    return folder


@pytest.mark.parametrize("pack", [archives.pack_zip, archives.pack_tar])
def test_an_archive_has_the_same_bytes_whenever_it_is_packed(
    laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: object
) -> None:
    assert callable(pack)
    one, other = pack(laid, tmp_path / "1"), pack(laid, tmp_path / "2")
    first = one.read_bytes()
    for file in laid.rglob("*"):
        os.utime(file, (1, 1))
    assert pack(laid, other).read_bytes() == first


def test_a_portable_archive_holds_every_file_and_that_which_makes_it_portable(laid: Path, tmp_path: Path) -> None:
    files = {f"planner-desktop/{file.relative_to(laid).as_posix()}" for file in laid.rglob("*") if file.is_file()}
    wanted = files | {"planner-desktop/portable"}
    with zipfile.ZipFile(archives.pack_zip(laid, tmp_path / "zip")) as packed:
        assert set(packed.namelist()) == wanted
    with tarfile.open(archives.pack_tar(laid, tmp_path / "tar")) as opened:
        assert set(opened.getnames()) == wanted
        assert opened.getmember("planner-desktop/planner-desktop").mode == 0o755


def test_what_an_archive_unpacks_to_is_portable(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(archives.pack_zip(laid, tmp_path / "zip")) as packed:
        packed.extractall(tmp_path / "แฟลช")
    stick = tmp_path / "แฟลช" / "planner-desktop"
    monkeypatch.setattr(app_paths, "PROGRAM", stick / "app")
    assert app_paths.user_data().is_relative_to(stick)


def test_a_library_is_laid_with_its_version_and_without_its_introduction(tmp_path: Path) -> None:
    about = tmp_path / "libraries" / "small-1.2.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_bytes(
        b"Metadata-Version: 2.4\r\nName: small\r\nVersion: 1.2\r\n\r\n# Small\r\n\r\nVersion: 9\r\n"
    )
    (about / "LICENSE").write_text("As you like.")
    (about / "RECORD").write_text(
        "".join(f"small-1.2.dist-info/{name},,\n" for name in ("METADATA", "LICENSE", "RECORD"))
    )
    layout.lay_libraries(about.parent, tmp_path / "laid", Stays(Part(1), Part(1), {"small": Part(1)}, {}, {}))
    (library,) = distributions(path=[str(tmp_path / "laid" / "lib")])
    assert (library.name, library.version) == ("small", "1.2")
    assert "Small" not in (tmp_path / "laid" / "lib" / about.name / "METADATA").read_text()
    assert (tmp_path / "laid" / "licences" / "small" / "LICENSE").is_file()


def test_a_setup_file_takes_away_the_files_it_brought_by_name_and_no_folder_with_something_in_it(laid: Path) -> None:
    files = [file.relative_to(laid) for file in laid.rglob("*") if file.is_file()]
    lines = nsis.removing(files).splitlines()
    assert [line for line in lines if line.startswith("Delete ")] == [
        'Delete "$INSTDIR\\app\\ui\\a.py"',
        'Delete "$INSTDIR\\app\\ui\\b.py"',
        'Delete "$INSTDIR\\app\\ข้อมูล.txt"',
        'Delete "$INSTDIR\\lib\\x$$y.pyc"',
        'Delete "$INSTDIR\\planner-desktop"',
    ]
    assert lines[5:] == ['RMDir "$INSTDIR\\app\\ui"', 'RMDir "$INSTDIR\\app"', 'RMDir "$INSTDIR\\lib"']
    assert "RMDir /r" not in SETUP


def test_a_setup_file_lays_every_file_in_one_order_those_of_a_kind_together(laid: Path) -> None:
    files = [file.relative_to(laid) for file in laid.rglob("*") if file.is_file()]
    assert nsis.installing(laid, files) == nsis.installing(laid, files[::-1])
    lines = nsis.installing(laid, files).splitlines()
    assert lines[0] == 'SetOutPath "$INSTDIR"'
    laid_in_turn = [Path(line.removeprefix("File ").strip('"')) for line in lines if line.startswith("File ")]
    assert {file.name for file in laid_in_turn} >= {"a.py", "b.py", "ข้อมูล.txt"}
    assert len(laid_in_turn) == len(files)
    kinds = [kind for kind, _files in groupby(file.suffix for file in laid_in_turn)]
    assert len(kinds) == len(set(kinds))
    assert lines[lines.index(f'File "{laid}/app/ui/a.py"') - 1] == 'SetOutPath "$INSTDIR\\app\\ui"'


def test_a_setup_file_asks_for_no_rights_and_backs_up_before_it_replaces() -> None:
    assert "RequestExecutionLevel user" in SETUP
    assert "HKLM" not in SETUP
    assert SETUP.index("backup --known") < SETUP.index("ExecWait"), "the old version goes only after that"


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("1.2.3.4", (1, 2, 3, 4))]
)
def test_a_version_is_told_to_windows_as_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert commit.four_numbers(version) == numbers


def test_the_version_is_said_in_one_place() -> None:
    for file in (ROOT / "installer").iterdir():
        if file.is_file():
            assert not re.search(rf"(?<![\d.]){re.escape(commit.VERSION)}(?![\d.])", file.read_text("utf-8")), file


def test_the_package_asks_of_the_system_what_the_setup_of_a_checkout_does() -> None:
    script = (ROOT / "scripts" / "setup.sh").read_text("utf-8")
    found = re.search(r"packages=\((.*?)\)", script, re.DOTALL)
    assert found
    assert set(debian.LIBRARIES) == set(found[1].split()) - {"poppler-utils", "strace", "softhsm2"}
    assert all(f"{name}" in debian.control(1) for name in debian.LIBRARIES)


def test_the_desktop_knows_a_draft_by_its_name_and_by_its_first_bytes(draft_bytes: bytes) -> None:
    kind = (ROOT / "installer" / "planner-desktop.xml").read_text("utf-8")
    found = re.search(r'offset="(\d+)" value="(\w+)"', kind)
    assert found
    start = int(found[1])
    assert draft_bytes[start : start + len(found[2])] == found[2].encode()
    entry = (ROOT / "installer" / "planner-desktop.desktop").read_text("utf-8")
    mime = re.search(r'mime-type type="([^"]+)"', kind)
    assert mime
    assert f"MimeType={mime[1]};" in entry


@pytest.fixture
def draft_bytes(draft: object) -> bytes:
    path = getattr(draft, "path", None)
    assert isinstance(path, Path)
    return path.read_bytes()


def test_hosted_runners_test_on_both_systems_with_pinned_actions_and_no_secrets() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    systems = {str(job["runs-on"]).split("-")[0] for job in jobs.values()}
    assert systems == {"ubuntu", "windows"}
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)
    assert "secrets" not in text
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target

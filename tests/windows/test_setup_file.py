"""The setup file on a PC that has the program already: a newer one takes its place, an older one does not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import nsis
from planner_desktop import __version__
from tests.patience import PATIENCE
from tests.windows.conftest import Program
from tests.windows.test_program import waited_for
from tests.windows.wine import Wine

pytestmark = pytest.mark.windows

OLDER, NEWER = "0.0.1", "999.0"
DRAFT = "แผน เดิม.bmaplan"


@pytest.fixture(scope="module")
def installed(program: Program, wine: Wine) -> Iterator[Program]:
    """The program, a draft that it knows, one that somebody keeps in its folder, and a file that is not its own."""
    if program.setup is None:
        pytest.skip("there is no setup file in dist/: the program was laid as a folder")
    program.install()
    draft = program.documents / DRAFT
    draft.unlink(missing_ok=True)
    assert program.run("new", "--sample", "2568-finance", draft).status == 0
    own = wine.home / "AppData" / "Local" / "planner_desktop"
    own.mkdir(exist_ok=True)
    (own / "recent.json").write_text(f'["{wine.name(draft)}"]'.replace("\\", "\\\\"), "utf-8")
    (program.folder / "app" / DRAFT).write_bytes(draft.read_bytes())
    yield program
    if (program.folder / "uninstall.exe").exists():
        program.uninstall()


def setup(tmp_path: Path, version: str) -> Path:
    """A setup file of another version, which brings two files only."""
    folder = tmp_path / version
    (folder / "app").mkdir(parents=True)
    (folder / "app" / "new.txt").write_text(version, "utf-8")
    (folder / "planner-desktop.exe").write_bytes(b"MZ")
    return nsis.pack_setup(folder, tmp_path / f"{version}.exe", version, small=False)


def entry(wine: Wine) -> str:
    """The version under installed programs; wine writes the registry down a moment after it is told."""
    found = wine.run("reg", "query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\planner_desktop").out
    said = re.search(r"DisplayVersion\s+REG_SZ\s+(\S+)", found)
    return said[1] if said else ""


def test_it_is_one_entry_with_a_shortcut_and_the_drafts_file_type(installed: Program, wine: Wine) -> None:
    assert entry(wine) == __version__
    assert [link.stem for link in wine.home.rglob("*.lnk")] == ["แผนปฏิบัติราชการประจำปี"]
    said = wine.run("reg", "query", r"HKCU\Software\Classes\planner_desktop.draft\shell\open\command", "/ve").out
    assert 'planner-desktop.exe" open "%1"' in said
    for suffix in (".bmareturn", ".bmashare", ".bmacatalogue", ".bmakeys"):
        assert "planner_desktop.given" in wine.run("reg", "query", rf"HKCU\Software\Classes\{suffix}", "/ve").out
    for suffix in (".bmaplan", ".bmapart"):
        assert "planner_desktop.draft" in wine.run("reg", "query", rf"HKCU\Software\Classes\{suffix}", "/ve").out
    assert "planner_desktop.collection" in wine.run("reg", "query", r"HKCU\Software\Classes\.bmacollect", "/ve").out


def test_an_older_version_is_refused_and_changes_nothing(installed: Program, wine: Wine, tmp_path: Path) -> None:
    before = sorted(installed.folder.rglob("*"))
    assert wine.run(setup(tmp_path, OLDER), "/S").status == 3
    assert entry(wine) == __version__
    assert sorted(installed.folder.rglob("*")) == before


def test_while_the_program_runs_nothing_takes_its_place(installed: Program, wine: Wine, tmp_path: Path) -> None:
    newer = setup(tmp_path, NEWER)
    with wine.start(installed.folder / "planner-desktop.exe", installed.documents / DRAFT) as process:
        try:
            title = next(iter(waited_for(installed, "แผน เดิม")))
            assert wine.run(newer, "/S").status == 4
            assert entry(wine) == __version__
            installed.python("windows_open.py", title)
            assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()


def test_another_python_and_proxies_change_nothing(installed: Program) -> None:
    foreign = {"PYTHONHOME": r"C:\none", "PYTHONPATH": r"C:\none", "PYTHONUTF8": "0", "PYTHONVERBOSE": "1"}
    foreign |= {"HTTPS_PROXY": "http://127.0.0.1:9", "QT_PLUGIN_PATH": r"C:\none", "PYTHONINSPECT": "1"}
    ran = installed.run("samples", **foreign)
    assert (ran.status, ran.err) == (0, "")
    assert "2568-finance" in ran.out


def test_any_number_of_words_and_no_star_of_them_reaches_the_program(installed: Program) -> None:
    ran = installed.run("check", *(f"คำ{n}*" for n in range(300)))
    assert ran.status == 2
    assert "คำ299*" in ran.err


def test_a_newer_version_backs_drafts_up_and_takes_the_place_of_every_file(
    installed: Program, wine: Wine, tmp_path: Path
) -> None:
    own = wine.home / "AppData" / "Local" / "planner_desktop"
    backups = len(list((own / "backups").rglob("*.bmaplan")))
    (installed.documents / DRAFT).touch()
    interpreter = installed.folder / "python.exe"
    interpreter.unlink(missing_ok=True)  # it is only there for tests
    assert wine.run(setup(tmp_path, NEWER), "/S").status == 0
    assert entry(wine) == NEWER
    left = {file.relative_to(installed.folder).as_posix() for file in installed.folder.rglob("*") if file.is_file()}
    assert left == {"planner-desktop.exe", "uninstall.exe", "app/new.txt", f"app/{DRAFT}"}
    assert len(list((own / "backups").rglob("*.bmaplan"))) >= max(1, backups)
    assert (own / "recent.json").is_file()


def test_it_is_taken_away_without_the_drafts(installed: Program, wine: Wine) -> None:
    installed.uninstall()
    left = [file.relative_to(installed.folder).as_posix() for file in installed.folder.rglob("*") if file.is_file()]
    assert left == [f"app/{DRAFT}"]
    assert entry(wine) == ""
    assert list(wine.home.rglob("*.lnk")) == []
    assert (installed.documents / DRAFT).is_file()

"""What must hold before a version is given out is looked at truly: each check finds what is wrong where something is."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from planner_desktop import __version__
from scripts import built_twice, release_check


@pytest.mark.parametrize("check", [release_check.locks, release_check.licences, release_check.dependencies])
def test_locks_licences_and_dependencies_are_as_they_must_be(check: object) -> None:
    assert callable(check)
    assert list(check()) == []


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of two files, to be looked at in place of this one."""
    (tmp_path / "planner_desktop").mkdir()
    (tmp_path / "planner_desktop" / "__init__.py").write_text(f'__version__ = "{__version__}"\n')
    (tmp_path / "CHANGELOG.md").write_text(f"## [Unreleased]\n\n## [{__version__}] - 2026-11-29\n")
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(release_check, "ROOT", tmp_path)
    monkeypatch.setattr(release_check, "tracked", lambda *_patterns: sorted(tmp_path.rglob("*.*")))
    return tmp_path


def test_a_version_is_said_once(elsewhere: Path) -> None:
    assert list(release_check.version()) == []
    (elsewhere / "docs" / "page.md").write_text(f"version {__version__}, not 1{__version__}.2")
    assert "page.md" in next(release_check.version())


def test_a_version_that_is_not_given_out_yet_is_told_from_one_that_may_not_be(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = elsewhere / "docs" / "page.md"
    monkeypatch.setattr(release_check, "CHECKS", (release_check.version, release_check.dated))
    assert release_check.main([]) == 0
    (elsewhere / "CHANGELOG.md").write_text("## [Unreleased]\n")
    assert release_check.main([]) == 1
    assert "nothing else is missing" in capsys.readouterr().out
    page.write_text(f"version {__version__}")
    assert release_check.main([]) == 1
    said = capsys.readouterr().out
    assert "CHANGELOG.md has no heading" in said
    assert "nothing else is missing" not in said


def test_a_library_of_developers_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_there(name: str) -> object:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(release_check, "distribution", not_there)
    assert "pytest-cov is not installed: make setup" in list(release_check.locks())


def test_what_is_given_out_must_be_there_and_not_too_large(elsewhere: Path) -> None:
    assert any("setup.exe" in wrong for wrong in release_check.sizes())
    made = elsewhere / "dist"
    made.mkdir()
    for pattern in release_check.GIVEN.values():
        (made / pattern.replace("*", f"planner-{__version__}")).touch()
    (made / "SHA256SUMS").touch()
    assert list(release_check.sizes()) == []
    with (made / f"planner-{__version__}-setup.exe").open("wb") as file:
        file.truncate(34_000_000)
    assert "34.0 MB of 33" in next(release_check.sizes())


def test_what_two_builds_differ_in_is_named(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "อีกที่ หนึ่ง"
    for folder in (one, other):
        (folder / "lib").mkdir(parents=True)
        for name in ("a.exe", "lib/same.pyc"):
            (folder / name).write_bytes(b"as it is")
    assert list(built_twice.differing(one, other)) == []
    (one / "a.exe").write_bytes(b"as it Is")
    (other / "lib" / "more").touch()
    assert list(built_twice.differing(one, other)) == ["a.exe has other bytes", "lib/more is only in one"]


def test_a_dependency_that_nothing_imports_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = release_check._dependencies()
    monkeypatch.setattr(release_check, "_dependencies", lambda: [*asked, "pypdf>=5"])
    assert [wrong.partition(" ")[0] for wrong in release_check.dependencies()] == ["pypdf"]


def test_proofs_that_were_not_run_are_told(elsewhere: Path) -> None:
    page = elsewhere / "docs" / "reliability.md"
    rows = "".join(f"| proof {n} | {n}00 rounds |\n" for n in range(9))
    page.write_text(f"# Page\n\n## Proven\n\n{rows}")
    assert list(release_check.soak()) == []
    page.write_text(f"# Page\n\n## Proven\n\n{rows}| fuzz | have not been run to their end |\n")
    assert "not run to its end" in next(release_check.soak())

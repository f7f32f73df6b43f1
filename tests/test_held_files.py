"""What Windows does with a file that another program has open: it is waited for, then told; nothing is left behind.

A virus scanner has each new file for a moment. Acrobat and Excel have theirs for as long as they show it. Here a system
is played that answers as Windows does; in wine the same is seen with real files.
"""

import errno
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner_desktop import app_paths, csv_table, i18n, json_cache, leftovers, whole_file
from planner_desktop.app_paths import FORMS
from planner_desktop.bundle import write_bundle
from planner_desktop.document.export import plan_pdf
from planner_desktop.document.pdf import Made
from planner_desktop.draft import Draft
from planner_desktop.draft.file.author import set_author_name
from planner_desktop.draft.file.share import copy_durably
from planner_desktop.draft.history.backups import Backups
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import PlannerError
from planner_desktop.formpack import store
from tests.own_places import own_places

TAKES_NAMES = ("replace", "rename", "unlink", "rmdir")


class Held(PermissionError):
    """As Python on Windows tells of a file that another program has."""

    def __init__(self, code: int) -> None:
        super().__init__(13, "The process cannot access the file")
        self.winerror = code


class Scanner:
    """Has each file for the first few tries at doing something with it; `tries` tells how often."""

    def __init__(self, patch: pytest.MonkeyPatch, holds: float, code: int = 32) -> None:
        self.tries: dict[str, int] = {}
        self.holds, self.code = holds, code
        for name in TAKES_NAMES:
            patch.setattr(os, name, self._held(getattr(os, name)))
        real = os.open

        def opened(path: Any, flags: int, *rest: Any, **words: Any) -> int:
            if str(path).endswith(".part") and not flags & os.O_CREAT:
                self._look("open")
            return real(path, flags, *rest, **words)

        patch.setattr(os, "open", opened)
        patch.setattr(os, "link", _no_links)

    def _held(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def does(*arguments: Any, **words: Any) -> Any:
            self._look(real.__name__)
            return real(*arguments, **words)

        return does

    def _look(self, what: str) -> None:
        self.tries[what] = self.tries.get(what, 0) + 1
        if self.tries[what] <= self.holds:
            raise Held(self.code)


def _no_links(_file: Path, _name: Path) -> None:
    raise PermissionError(errno.EPERM, "Windows gives a file its new name by `rename`")


@pytest.fixture(scope="module")
def made(sample_plan: Path) -> Made:
    with Draft.open(sample_plan) as draft:
        return plan_pdf(draft)


@pytest.fixture(scope="module")
def sample_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("แผน ปี 2568") / "ร่าง.bmaplan"
    plan_json.read_plan(app_paths.SAMPLES / "2568-finance.json", path).close()
    return path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is this user's own."""
    own_places(monkeypatch, tmp_path / "ของฉัน")
    return app_paths.user_data()


Writes = Callable[[Draft, Path, Made], object]


def save_share(draft: Draft, path: Path, _made: Made) -> None:
    assert draft.path is not None
    copy_durably(draft.path, path, lambda: None)


WRITERS: dict[str, tuple[str, Writes]] = {
    "pdf": ("แผน.pdf", lambda _draft, path, made: made.write(path)),
    "bundle": ("ชุดส่ง.zip", lambda draft, path, made: write_bundle(draft, path, pdf=lambda _told: made)),
    "json": ("แผน.json", lambda draft, path, _made: plan_json.write_plan(draft, path)),
    "csv": ("ปัญหา.csv", lambda _draft, path, _made: csv_table.write(path, [["ก"]])),
}
"""What may be open in another program, and how it is written."""
NEW: dict[str, tuple[str, Writes]] = {
    "draft": ("สำเนา.bmaplan", lambda draft, path, _made: draft.save_as(path)),
    "share": ("บนแชร์.bmaplan", save_share),
    "form pack": ("bma-2570", lambda _draft, path, _made: store.new(FORMS / "bma-2568", path)),
}


def left_beside(path: Path) -> list[str]:
    return [file.name for file in path.parent.iterdir() if file.name.startswith((".", "planner-"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "งาน ปี 2568").mkdir()
    return tmp_path / "งาน ปี 2568"


@pytest.fixture
def draft(sample_plan: Path) -> Iterator[Draft]:
    with Draft.open(sample_plan) as draft:
        yield draft


@pytest.mark.parametrize("kind", [*WRITERS, *NEW])
def test_a_scanner_that_has_each_new_file_for_a_moment_is_waited_for(
    kind: str, draft: Draft, folder: Path, made: Made, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, write = (WRITERS | NEW)[kind]
    if kind in WRITERS:
        (folder / name).write_bytes(b"old")
    monkeypatch.setattr(whole_file, "PATIENCE", 60.0)
    with monkeypatch.context() as patch:
        scanner = Scanner(patch, 3)
        write(draft, folder / name, made)
    assert max(scanner.tries.values()) > 3
    assert left_beside(folder / name) == []
    assert (folder / name).is_dir() or (folder / name).stat().st_size > 3


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("code", [5, 32])
def test_a_file_that_is_open_in_acrobat_or_excel_is_told_with_the_same_words_everywhere(
    kind: str, code: int, draft: Draft, folder: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, write = WRITERS[kind]
    (folder / name).write_bytes(b"old")

    real = os.replace

    def held(part: Path, path: Path) -> None:
        if path == folder / name:
            raise Held(code)
        real(part, path)

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(PlannerError) as told:
        write(draft, folder / name, made)
    assert told.value.message == (
        f"{folder / name} cannot be written: it is open in another program, as in Acrobat, Excel or Word"
    )
    assert told.value.fix.startswith("Close it there")
    assert (folder / name).read_bytes() == b"old"
    assert left_beside(folder / name) == []


def test_what_is_the_users_own_is_waited_for_too(
    draft: Draft, own: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_file, "PATIENCE", 60.0)
    with monkeypatch.context() as patch:
        scanner = Scanner(patch, 3)
        json_cache.keep("words/x.json", {"ก": 1})
        set_author_name("สมชาย")
        backups = Backups.of(draft)
        assert backups is not None
        backup = backups.make(datetime.now(UTC))
    assert max(scanner.tries.values()) > 3
    assert json_cache.recall("words/x.json") == {"ก": 1}
    assert backup.path.is_file()
    assert left_beside(backup.path) == []
    assert not list(own.parent.rglob("*planner-*-*"))


def test_an_edition_with_a_file_that_is_open_stays_whole(
    own: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.new(FORMS / "bma-2568", folder / "bma-2570")
    store.add(folder / "bma-2570")
    before = sorted((own / "forms").rglob("*"))
    with monkeypatch.context() as patch:
        Scanner(patch, float("inf"))
        with pytest.raises(PlannerError, match="open in another program"):
            store.remove("bma-2570")
    assert sorted((own / "forms").rglob("*")) == before
    store.remove("bma-2570")
    assert list((own / "forms").iterdir()) == []


def test_an_error_of_another_kind_is_told_at_once_and_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_part: Path, _path: Path) -> None:
        tried.append(1)
        raise OSError(28, "No space left on device")

    tried: list[int] = []
    monkeypatch.setattr(whole_file, "PATIENCE", 60.0)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PlannerError, match=r"แผน\.pdf cannot be written: the disk is full"):
        csv_table.write(folder / "แผน.pdf", [["ก"]])
    assert tried == [1]
    assert left_beside(folder / "แผน.pdf") == []


def test_a_temporary_folder_that_cannot_be_taken_away_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with monkeypatch.context() as patch, leftovers.temporary_folder() as temporary:
        (temporary / "ร่าง").write_bytes(b"1")
        Scanner(patch, float("inf"))
    assert temporary.is_dir()


def test_so_it_is_told_in_thai(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.set_language("th")
    (folder / "แผน.csv").write_bytes(b"old")
    Scanner(monkeypatch, float("inf"))
    with pytest.raises(PlannerError, match="เปิดอยู่ในโปรแกรมอื่น"):
        csv_table.write(folder / "แผน.csv", [["ก"]])

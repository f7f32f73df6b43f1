"""A process in which writing fails: every call in turn, once or from then on, while it does one thing after another.

python faults.py FOLDER FORMAT-1-DRAFT EDITION STRIDE, with faults.c loaded before the C library. A STRIDE over 1 leaves
calls and things out, for a quick run. Prints how it ended, as JSON.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from tests.reliability.writer import state

SHIM = ctypes.CDLL(None)
Deed = Callable[[Draft, Path], object]


def edit(draft: Draft, _folder: Path) -> None:
    draft.enter("cover", 1, "agency", "สำนักงานใหม่")


def paste(draft: Draft, _folder: Path) -> None:
    with draft.action("paste"):
        for n in range(200):
            draft.add("project", {"name": f"โครงการที่วาง {n}"})


def undo(draft: Draft, _folder: Path) -> None:
    draft.undo()


def type_(draft: Draft, _folder: Path) -> None:
    draft.typing("cover", 1, "agency", "กำลังพิมพ์")


def attach(draft: Draft, folder: Path) -> None:
    draft.attach(folder / "แนบ.bin")


def save(draft: Draft, folder: Path) -> None:
    draft.save_as(folder / "สำเนา.bmaplan")


DEEDS: tuple[Deed, ...] = (edit, paste, undo, type_, attach, save)


def everything(draft: Draft) -> Any:
    """All that an action could have changed."""
    names = [attached.name for attached in draft.attachments()]
    typing = draft.database.execute("SELECT kind, field, text FROM typing").fetchall()
    return json.loads(json.dumps([state(draft), draft.undo_label(), draft.redo_label(), names, typing]))


def stored(path: Path) -> Any:
    """What is in a file, which is sound."""
    with Draft.open(path) as draft:
        assert not draft.read_only, draft.opened.reason
        assert draft.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
        return everything(draft)


def attempt(
    deed: Deed, new: Any, path: Path, folder: Path, calls: int, error: int, lasting: bool, told: set[str]
) -> str:
    """Do a thing while the call after `calls` others fails: how it ended. Undisturbed it leads to the state `new`."""
    copy = folder / "สำเนา.bmaplan"
    copy.unlink(missing_ok=True)
    with Draft.open(path) as draft:
        old, message = everything(draft), ""
        SHIM.fault_arm(calls, error, lasting)
        try:
            deed(draft, folder)
        except DraftError as problem:
            message = problem.message
        finally:
            hits = SHIM.fault_disarm()
        now = everything(draft)
        assert now == new if not message else now in (old, new), (deed.__name__, calls, message)
        draft.add("project", {"name": "หลังจากนั้น"})  # it goes on once the disk does
        draft.undo()
    after = stored(path)
    assert [*after[:2], *after[3:]] == [*now[:2], *now[3:]], (deed.__name__, calls)
    if copy.exists():
        stored(copy)
    parts = list(folder.glob("*.part"))
    assert lasting or not parts
    for part in parts:  # nothing could be removed either
        part.unlink()
    if not hits:
        return "done"
    told |= {message} - {""}
    if message:
        return "refused" if now == old else "refused, though done"
    return "done all the same"


def open_(path: Path, folder: Path, calls: int, error: int, lasting: bool) -> str:
    """Open a draft, of an older format perhaps, and close it, while calls fail: how it ended."""
    SHIM.fault_arm(calls, error, lasting)
    ended = "done"
    try:
        with Draft.open(path) as draft:
            ended = "read only" if draft.read_only else "done"
    except DraftError:
        ended = "refused"
    finally:
        hits = SHIM.fault_disarm()
    stored(path)
    return ended if hits else "no fault"


def main() -> None:
    """Every thing, every call, disk full and I/O error, once and for good."""
    folder, older, stride = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4])
    os.environ["XDG_DATA_HOME"] = str(folder / "user")
    start = folder / "เริ่ม.bmaplan"
    (folder / "แนบ.bin").write_bytes(bytes(200_000))
    with Draft.create(start, formpack.read(FORMS / sys.argv[3])) as draft:
        draft.add("project", {"name": "โครงการ"})
    ended: Counter[str] = Counter()
    told: set[str] = set()
    for error, lasting in ((errno.ENOSPC, True), (errno.EIO, False), (errno.ENOSPC, False), (errno.EIO, True)):
        if stride == 1 or lasting == (error == errno.ENOSPC):
            for deed in DEEDS if stride == 1 else (edit, undo):
                calls, how, path = 0, "", folder / "ร่าง.bmaplan"
                (folder / "สำเนา.bmaplan").unlink(missing_ok=True)
                path.unlink(missing_ok=True)
                shutil.copyfile(start, path)
                with Draft.open(path) as draft:
                    deed(draft, folder)
                    new = everything(draft)
                while how != "done":
                    shutil.copyfile(start, path)
                    how = attempt(deed, new, path, folder, calls, error, lasting, told)
                    ended[how] += how != "done"
                    calls += stride
            for which in (start, older) if stride == 1 else (start,):  # a migration writes a thousand times
                calls, how = 0, ""
                while how != "no fault":
                    path = folder / "เปิด.bmaplan"
                    shutil.copyfile(which, path)
                    how = open_(path, folder, calls, error, lasting)
                    ended[f"opening: {how}"] += how != "no fault"
                    calls += stride if calls < 100 else 15
    print(json.dumps({"ended": ended, "told": sorted(told)}, ensure_ascii=False))


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()

"""A draft's costs: an edit against a bare commit, opening one with 10,000 projects, and whether its size is linear.

python bench/draft.py
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from planner_desktop.draft import Draft
from planner_desktop.formpack.editions import edition_pack

ROUNDS = 300
COUNTS = (0, 2_500, 5_000, 10_000)


def seconds(does: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    does()
    return time.perf_counter() - start


def edit(folder: Path) -> None:
    """An acknowledged edit of a field against one row committed by SQLite alone, turn by turn."""
    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    bare.execute("PRAGMA synchronous = EXTRA")
    bare.execute("CREATE TABLE t (text TEXT)")
    bare.execute("INSERT INTO t VALUES ('')")
    one, ours, typed = [], [], []
    with Draft.create(folder / "edit.bmaplan", edition_pack("")) as draft:
        project = draft.add("project", {"name": "โครงการ"})
        for n in range(ROUNDS):
            text = f"โครงการที่ {n}"
            one.append(seconds(lambda text=text: bare.execute("UPDATE t SET text = ?", [text])))
            typed.append(seconds(lambda text=text: draft.typing("project", project, "name", text)))
            ours.append(seconds(lambda text=text: draft.enter("project", project, "name", text)))
    bare.close()
    print(f"an edit against a bare commit: {median(ours) / median(one):.2f} times", end="; ")
    print(f"what is being typed: {median(typed) / median(one):.2f} times ({median(one) * 1000:.2f} ms)")


def large(folder: Path, count: int) -> None:
    """A draft with so many projects, each entered as an action."""
    path = folder / f"{count}.bmaplan"
    with Draft.create(path, edition_pack("")) as draft, draft.action("all"):
        for n in range(count):
            draft.add("project", {"name": f"โครงการที่ {n}", "budget": n * 100})
    times = [seconds(lambda: Draft.open(path).close()) for _ in range(5)]
    print(f"{count:6} projects: {path.stat().st_size:>10,} bytes, opened and closed in {median(times) * 1000:.0f} ms")


def main() -> None:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as temporary:
        edit(Path(temporary))
        for count in COUNTS:
            large(Path(temporary), count)


if __name__ == "__main__":
    main()

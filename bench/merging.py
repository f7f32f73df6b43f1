"""Merging twelve divisions' parts of 500 projects each, against copying and reading such a plan; a ratio for each.

python bench/merging.py
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.apply import merge, prepared
from planner_desktop.draft.merging.conflicts import count
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import State, read
from planner_desktop.formpack.editions import edition_pack

PARTS, PROJECTS = 12, 500


def seconds(does: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    does()
    return time.perf_counter() - start


def fill(draft: Draft, projects: int) -> None:
    """Give a draft so many projects."""
    with draft.action("fill"):
        for n in range(projects):
            draft.add("project", {"name": f"โครงการที่ {n}", "budget": n * 100})


def edit(draft: Draft, part: int, parts: int) -> None:
    """What a division does: its own projects' budgets, a name that others change too, a project more and one less."""
    ids = draft.ids("project")
    with draft.action("edit"):
        for id in ids[part::parts]:
            draft.set("project", id, "budget", part * 1000)
        draft.set("project", ids[0], "name", f"โครงการของกอง {part}")
        draft.add("project", {"name": f"เพิ่มโดยกอง {part}"})
        draft.delete("project", [ids[-1 - part]])


def measure(folder: Path, projects: int, parts: int) -> None:
    """Merge the parts of a plan one after another, as one undo step each."""
    path = folder / f"{projects}.bmaplan"
    with Draft.create(path, edition_pack("")) as draft:
        fill(draft, projects)
        base, theirs = read(draft), list[State]()
        for part in range(parts):
            copy_path = folder / f"{projects} {part}.bmaplan"
            draft.save_as(copy_path)
            with Draft.open(copy_path) as copy:
                edit(copy, part, parts)
                theirs.append(read(copy))
        reading = min(seconds(lambda: read(draft)) for _n in range(5))

        def merge_all() -> None:
            for part, state in enumerate(theirs):
                merge(draft, prepared(draft, base, state, Source(f"{part}", f"กอง {part}")))

        computed = time.process_time()
        took = seconds(merge_all)
        computed = time.process_time() - computed
        print(
            f"{parts} parts of {projects} projects merged: {took:.2f} s, of which {computed:.2f} s were computed, "
            f"{took / parts / reading:.1f} times reading such a plan each ({reading * 1000:.0f} ms); "
            f"{count(draft)} conflicts"
        )


def main() -> None:
    """Measure a plan of 500 projects and one of 6,000."""
    with tempfile.TemporaryDirectory() as temporary:
        measure(Path(temporary), PROJECTS, PARTS)
        measure(Path(temporary), PROJECTS * PARTS, PARTS)


if __name__ == "__main__":
    main()

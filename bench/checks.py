"""How long all checks of a plan take, against its bare queries in one run: what each check costs beside its SQL.

python bench/checks.py

Bare are the queries of the edition's checks, run on the draft's connection without conditions, texts or problems. Both
are CPU time, the median of several rounds; the first look after a draft was opened, whose queries are prepared anew, is
told apart. The samples come first, then a plan of 2,000 projects, and what an edit costs that follows the draft.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from bench.large import MANY, filled
from planner_desktop.checks import LiveProblems, find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample, samples
from planner_desktop.formpack import queries

ROUNDS = 7


def timed(does: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of its milliseconds of CPU."""
    times = []
    for _round in range(rounds):
        start = time.process_time()
        does()
        times.append(time.process_time() - start)
    return median(times) * 1000


def bare(draft: Draft) -> None:
    """Run the queries of all checks and nothing else."""
    checks = [check for section in draft.pack.sections for check in section.checks]
    checks += [check for of_file in draft.pack.checks.values() for check in of_file]
    for check in checks:
        queries.run(draft.database.conn, check.sql, draft.pack.values(), check.id)


def told(name: str, draft: Draft) -> None:
    """Print what the checks of a draft cost."""
    first = timed(lambda: find_problems(draft), 1)
    checks, alone = timed(lambda: find_problems(draft)), timed(lambda: bare(draft))
    live, changed = LiveProblems(), set[str]()
    problems = live.update(draft)
    draft.watchers.append(changed.update)
    project, amounts = draft.ids("project")[0], count(100_000)

    def edit() -> None:
        draft.set("project", project, "budget", next(amounts))
        live.update(draft, changed)
        changed.clear()

    edit()  # the first edit of a table also learns which columns the queries read
    after = timed(edit)
    print(
        f"{name:32} {len(problems):6} problems  first {first:7.1f} ms  again {checks:7.1f} ms"
        f"  bare queries {alone:7.1f} ms  ratio {checks / alone:4.1f}  after an edit {after:6.1f} ms"
    )


def main() -> int:
    """Print how long all checks take in each sample, and in a plan of 2,000 projects."""
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples():
            with new_from_sample(sample.name, Path(folder) / f"{sample.name}.bmaplan") as draft:
                told(sample.name, draft)
        with filled(Path(folder) / "large.bmaplan", MANY) as draft:
            told(f"{MANY} projects", draft)
    return 0


if __name__ == "__main__":
    sys.exit(main())

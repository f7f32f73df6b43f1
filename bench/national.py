"""The plans of 7,850 local governments over five years as Parquet: the time and memory of the national reports.

python bench/national.py [GOVERNMENTS [YEARS]]

The rows are made of those that a collection holds of the samples of an edition, as many times as there are
governments, with amounts that differ: they are rows, not bundles. A province is a collection. Each report is asked in a
process of its own, so that its memory is its own; a tenth of the governments first, to see how time grows.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from planner_desktop.bundle import write_bundle
from planner_desktop.collect.opening import make
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample, samples
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.national import asking, shape, warehouse

GOVERNMENTS, YEARS, PROVINCES = 7850, 5, 76
PROJECTS = 100
"""Of a plan, on average: samples are repeated until they have as many."""


def collected(folder: Path, edition: str) -> tuple[Path, int, int]:
    """A collection of the samples of an edition; how many plans and projects it holds."""
    path = folder / "ตัวอย่าง.bmacollect"
    numbers = count()
    with make(path, edition) as desk:
        for sample in samples():
            if sample.edition == edition:
                with new_from_sample(sample.name, folder / f"{next(numbers)}.bmaplan") as draft:
                    incomplete.mark(draft, "bench")
                    receive(desk, write_bundle(draft, folder / f"{sample.name}.zip"), "bench")
        said = desk.rows("SELECT count(DISTINCT bundle) AS plans, count(*) AS projects FROM main.project")[0]
    return path, said["plans"], said["projects"]


def made(base: Path, folder: Path, edition: str, governments: int, years: int, plans: int, projects: int) -> None:
    """The rows of so many governments and years, of the tables in `base`."""
    times = max(1, round(PROJECTS * plans / projects))
    pack = edition_pack(edition)
    with warehouse.connected() as duck:
        warehouse.shown(duck, base, pack)
        duck.execute("CREATE TABLE plan AS SELECT bundle, row_number() OVER (ORDER BY bundle) - 1 AS n FROM bundle")
        for name, columns in shape.tables(pack).items():
            repeated = 1 if name == "bundle" else times
            own = {
                "collection": f"'จังหวัด ' || (g.range % {PROVINCES})",
                "bundle": "g.range",
                "agency": "'อปท. ' || g.range" if name == "bundle" else "agency",
                "record": "record || '-' || r.range",
                "budget": "budget + 100 * (hash(g.range, r.range, record) % 100000)::BIGINT",
            }
            said = ", ".join(f"{own.get(column, f't.{column}')} AS {column}" for column in columns if column != "year")
            for year in range(pack.edition.year - years + 1, pack.edition.year + 1):
                target = folder / name / f"year={year}" / "all.parquet"
                target.parent.mkdir(parents=True)
                duck.execute(
                    f"COPY (SELECT {said} FROM range({governments}) g JOIN plan p ON p.n = (g.range + {year}) % {plans}"
                    f" JOIN {name} t ON t.bundle = p.bundle CROSS JOIN range({repeated}) r)"
                    f" TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
                )


def ask(folder: Path, edition: str, name: str) -> dict[str, float]:
    """The seconds of one report and the memory of the process that asks it, in MB."""
    pack = edition_pack(edition)
    asking.report(folder, pack, name)  # DuckDB is loaded, and the files are in the system's cache
    start, cpu = time.perf_counter(), time.process_time()
    asking.report(folder, pack, name)
    took, computed = time.perf_counter() - start, time.process_time() - cpu
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())  # getrusage tells the parent's, too
    return {"s": took, "cpu": computed, "mb": int(most[1]) / 1000 if most else 0}


def main() -> None:
    """Print a line for each report: seconds by the clock and of the CPU at a tenth and at all, and memory."""
    if sys.argv[1:2] == ["ask"]:
        print(json.dumps(ask(Path(sys.argv[2]), sys.argv[3], sys.argv[4])))
        return
    governments, years = ([int(each) for each in sys.argv[1:]] + [GOVERNMENTS, YEARS][len(sys.argv) - 1 :])[:2]
    edition = samples()[0].edition
    pack = edition_pack(edition)
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        path, plans, projects = collected(here, edition)
        warehouse.put(here / "base", path)
        sizes = {}
        for share in (10, 1):
            start = time.perf_counter()
            folder = here / f"share-{share}"
            made(here / "base", folder, edition, governments // share, years, plans, projects)
            with warehouse.connected() as duck:
                warehouse.shown(duck, folder, pack)
                rows = duck.execute("SELECT count(*) FROM project").fetchone()[0]
            size = sum(file.stat().st_size for file in folder.rglob("*.parquet"))
            sizes[share] = f"{rows:,} projects, {size / 1e6:.0f} MB, made in {time.perf_counter() - start:.0f} s"
        print(f"{governments:,} governments, {years} years: {sizes[1]} (a tenth: {sizes[10]})")
        for each in asking.reports(pack):
            found = []
            for share in (10, 1):
                command = [sys.executable, __file__, "ask", str(here / f"share-{share}"), edition, each.id]
                found.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
            tenth, full = found
            print(
                f"{each.id:26} {full['s']:6.2f} s  {full['cpu']:6.2f} CPU  {full['mb']:5.0f} MB"
                f"   a tenth {tenth['s']:5.2f} s  {tenth['cpu']:5.2f} CPU  {tenth['mb']:4.0f} MB"
            )


if __name__ == "__main__":
    main()

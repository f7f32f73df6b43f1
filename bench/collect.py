"""How long the strategy office's desk takes over the bundles of 77 agencies, against unpacking them in one run.

python bench/collect.py [AGENCIES]

The bundles are made of the samples of an edition: each agency of the catalogue gets one as its own, with amounts
and names that differ. Bare is what cannot be less: each zip unpacked, its files' SHA-256, and as many rows put into a
table as the collection gets. `receive` verifies each bundle and takes it in; `anew` makes the tables of all of them
again; `reports` are all reports and checks across agencies. `verify` is the whole look at a bundle, against `check` of
its draft and one extraction of its PDF's text: in this process, which has read the editions, and as the commands that
people run, of the first bundle. All are CPU seconds, children's too.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pypdfium2

from planner_desktop import formpack
from planner_desktop.bundle import verify_bundle, write_bundle
from planner_desktop.checks import find_problems
from planner_desktop.collect.across import problems, report, reports
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import agencies, new_from_sample, samples
from planner_desktop.formpack.editions import edition_folder

ALL = 77


def timed(does: Callable[[], object]) -> float:
    """Its CPU seconds."""
    start = os.times()
    does()
    end = os.times()
    return sum(end[:4]) - sum(start[:4])


def made(folder: Path, edition: str, count: int) -> list[Path]:
    """The bundles of so many agencies."""
    pack = formpack.read(edition_folder(edition))
    own = cycle([sample.name for sample in samples() if sample.edition == edition])
    bundles = []
    for n, (agency, sample) in enumerate(zip(agencies(pack)[:count], own, strict=False)):
        with new_from_sample(sample, folder / f"{n}.bmaplan", agency) as draft:
            for project in draft.records("project"):
                amount = project.values["budget"]
                draft.set("project", project.id, "name", f"{project.values['name']} ({n})")
                if isinstance(amount, int) and amount:
                    draft.set("project", project.id, "budget", amount + 100 * n)
            incomplete.mark(draft, "as published")
            bundles.append(write_bundle(draft, folder / f"{n}.zip"))
    return bundles


def bare(bundles: list[Path], rows: int) -> None:
    """Unpack, sum up, insert."""
    for path in bundles:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                hashlib.sha256(archive.read(entry)).hexdigest()
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE rows (a, b, c, d, e, f)")
        connection.executemany(
            "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", [(n, "", "", "", "", "") for n in range(rows)]
        )
    connection.close()


def asked(desk: Collection) -> None:
    """Everything that is asked across agencies."""
    problems(desk)
    for each in reports(desk):
        report(desk, each.id)


def checked(bundle: Path) -> None:
    """What the agency's check does with the draft of a bundle, and the text of its PDF read once."""
    with Draft.open(bundle.with_suffix(".bmaplan"), read_only=True) as draft:
        find_problems(draft)
    list(pages(bundle.with_suffix(".pdf")))


def pages(path: Path) -> Iterator[str]:
    """The text of each page."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_range()


def take_pdf(bundle: Path) -> None:
    """Put the PDF of a bundle beside it."""
    with zipfile.ZipFile(bundle) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/data/plan.pdf"))
        bundle.with_suffix(".pdf").write_bytes(archive.read(name))


TEXT = """import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()"""


def commanded(*arguments: str | Path) -> float:
    """The CPU seconds of Python with these arguments."""
    return timed(lambda: subprocess.run([sys.executable, *map(str, arguments)], stdout=subprocess.DEVNULL, check=False))


def verifying(bundles: list[Path]) -> None:
    """Print how long verifying takes against checking and one extraction of the text."""
    for bundle in bundles:
        take_pdf(bundle)
    verify_bundle(bundles[0])
    checked(bundles[0])
    whole = timed(lambda: [verify_bundle(bundle) for bundle in bundles])
    least = timed(lambda: [checked(bundle) for bundle in bundles])
    print(f"verify   {1000 * whole / len(bundles):7.0f} ms each, {whole / least:.2f} of check and the PDF's text, warm")
    first, program = bundles[0], ("-m", "planner_desktop")
    one = min(commanded(*program, "verify", first) for _n in range(3))
    two = min(commanded(*program, "check", first.with_suffix(".bmaplan")) for _n in range(3))
    text = min(commanded("-c", TEXT, first.with_suffix(".pdf")) for _n in range(3))
    print(f"verify   {1000 * one:7.0f} ms, {one / (two + text):.2f} of check and the PDF's text, as commands")


def main() -> None:
    """Print the seconds and their ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ALL
    edition = samples()[0].edition
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundles = made(folder, edition, count)
        path = folder / "ทุกหน่วยงาน.bmacollect"
        with make(path, edition) as desk:
            receiving = timed(lambda: [receive(desk, bundle, "bench") for bundle in bundles])
            tables = (*desk.pack.collected, "problem", "bundle")
            rows = sum(desk.rows(f"SELECT count(*) AS n FROM main.{table}")[0]["n"] for table in tables)
        least = timed(lambda: bare(bundles, rows))
        anew = timed(lambda: open_collection(path, anew=True).close())
        with open_collection(path) as desk:
            asking = timed(lambda: asked(desk))
        size = path.stat().st_size
        verifying(bundles)
    print(f"{len(bundles)} agencies, {rows} rows, collection {size / 1e6:.1f} MB")
    for label, seconds in (("bare", least), ("receive", receiving), ("anew", anew), ("reports", asking)):
        print(f"{label:8} {seconds:7.2f} s  {seconds / least:6.1f} bare  {1000 * seconds / len(bundles):7.0f} ms each")


if __name__ == "__main__":
    main()

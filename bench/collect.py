"""How long the strategy office's desk takes over the bundles of agencies, against unpacking them in one run.

python bench/collect.py [AGENCIES [FOLDER]]

The bundles are those of `bundles.py`, made in FOLDER where they are not there yet. Bare is what cannot be less: each
zip unpacked in memory, the SHA-256 of its files, and the rows that the collection has of it put into tables of an
SQLite file with the same columns and no keys; `commands` does so by unzip, sha256sum and sqlite3, for the first bundle.
`receive` verifies each bundle on all cores and takes it in. `anew` is integrity and load: each bundle is held against
its receipt, and all tables are made again. `reports` are all reports and checks across agencies. `verify` is the whole
look at a bundle, against `check` of its draft and one extraction of its PDF's text: in this process, which has read the
edition, and as the commands that people run, of the first.

Seconds are those of the processor, children's too; `wall` is what a clock says. Memory is the most that this process,
and one of its children, ever held.
"""

import hashlib
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from bundles import bundles as made

from planner_desktop.bundle import ready, verify_bundle
from planner_desktop.checks import find_problems
from planner_desktop.collect.across import problems, report, reports
from planner_desktop.collect.batch import receive_all
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.formpack.editions import edition_pack

ALL = 77
STEP = 125
"""So many are received at once: whether the last take as long as the first tells whether time is linear."""
FEW = 12
"""So many bundles are verified in this process."""
Rows = dict[str, list[dict[str, Any]]]
"""What a collection holds, by its tables."""


def timed(does: Callable[[], object]) -> float:
    """Its CPU seconds."""
    start = os.times()
    does()
    end = os.times()
    return sum(end[:4]) - sum(start[:4])


def told(label: str, does: Callable[[], object], count: int, least: float = 0) -> float:
    """Print how long something takes for so many bundles, against the least that is possible; its CPU seconds."""
    start = time.monotonic()
    seconds = timed(does)
    wall = time.monotonic() - start
    ratio = f"{seconds / least:6.1f} bare" if least else ""
    print(f"{label:8} {1000 * seconds / count:7.1f} ms each  {seconds:7.2f} s  {wall:7.2f} s wall  {ratio}", flush=True)
    return seconds


# ---------------------------------------------------------------- the least


def held(desk: Collection, bundle: int | None = None) -> Rows:
    """What a collection holds of a bundle, or of all."""
    which = "" if bundle is None else " WHERE bundle = :bundle"
    tables = (*desk.pack.collected, "problem")
    return {name: desk.rows(f"SELECT * FROM main.{name}{which}", {"bundle": bundle}) for name in tables}


def memory() -> str:
    """The most that was ever held."""
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own / 1000:.0f} MB, and {child / 1000:.0f} MB of a child, what both share counted twice"


def bare(bundles: Sequence[Path], rows: Rows, folder: Path) -> None:
    """Unpack, sum up, insert."""
    for path in bundles:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                hashlib.sha256(archive.read(entry)).hexdigest()
    with closing(sqlite3.connect(folder / "bare.sqlite")) as connection:
        for name, of_table in rows.items():
            columns = [f'"{column}"' for column in (of_table[0] if of_table else {"none": 0})]
            connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            values = [tuple(row.values()) for row in of_table]
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", values)
        connection.commit()


def by_commands(bundle: Path, rows: Rows, folder: Path) -> None:
    """The same by other programs."""
    statements = ["BEGIN;"]
    for name, of_table in rows.items():
        for n, row in enumerate(of_table):
            if n == 0:
                columns = [f'"{column}"' for column in row]
                statements.append(f"CREATE TABLE {name} ({', '.join(columns)});")
            statements.append(f"INSERT INTO {name} VALUES ({', '.join(map(quoted, row.values()))});")
    (folder / "rows.sql").write_text("\n".join([*statements, "COMMIT;"]), encoding="utf-8")
    run("unzip", "-q", bundle, "-d", folder / "unzipped")
    run("sha256sum", *(file for file in (folder / "unzipped").rglob("*") if file.is_file()))
    run("sqlite3", folder / "commands.sqlite", f".read {folder / 'rows.sql'}")


def quoted(value: object) -> str:
    """A value in SQL."""
    return (
        "NULL" if value is None else str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
    )


def run(*command: str | Path) -> None:
    """Run a program."""
    subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False)


# ---------------------------------------------------------------- the desk


def asked(desk: Collection) -> None:
    """Everything that is asked across agencies."""
    problems(desk)
    for each in reports(desk):
        report(desk, each.id)


# ---------------------------------------------------------------- verifying


def checked(bundle: Path, pdf: Path) -> None:
    """What the agency's check does with the draft of a bundle, and the text of its PDF read once."""
    with Draft.open(bundle.with_suffix(".bmaplan"), read_only=True) as draft:
        find_problems(draft)
    list(pages(pdf))


def pages(path: Path) -> Iterator[str]:
    """The text of each page."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_range()


def take_pdf(bundle: Path, folder: Path) -> Path:
    """The PDF of a bundle, put into a folder."""
    with zipfile.ZipFile(bundle) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/data/plan.pdf"))
        pdf = folder / f"{bundle.stem}.pdf"
        pdf.write_bytes(archive.read(name))
    return pdf


TEXT = """import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()"""


def commanded(*arguments: str | Path) -> float:
    """The CPU seconds of Python with these arguments."""
    return timed(lambda: run(sys.executable, *arguments))


def verifying(bundles: Sequence[Path], folder: Path) -> None:
    """Print how long verifying takes against checking and one extraction of the text; of some runs the quickest."""
    pdfs = [take_pdf(bundle, folder) for bundle in bundles]
    whole, least = 0.0, 0.0
    for bundle, pdf in zip(bundles, pdfs, strict=True):
        whole += min(timed(lambda: verify_bundle(bundle)) for _n in range(3))  # noqa: B023 - called at once
        least += min(timed(lambda: checked(bundle, pdf)) for _n in range(3))  # noqa: B023
    print(f"verify   {1000 * whole / len(bundles):7.0f} ms each, {whole / least:.2f} of check and the PDF's text, warm")
    first, program = bundles[0], ("-m", "planner_desktop")
    one = min(commanded(*program, "verify", first) for _n in range(3))
    two = min(commanded(*program, "check", first.with_suffix(".bmaplan")) for _n in range(3))
    text = min(commanded("-c", TEXT, pdfs[0]) for _n in range(3))
    print(f"verify   {1000 * one:7.0f} ms, {one / (two + text):.2f} of check and the PDF's text, as commands")


def main() -> None:
    """Print the seconds and their ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ALL
    edition = samples()[0].edition
    pack = edition_pack(edition)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundles = made(count, Path(sys.argv[2]) if len(sys.argv) > 2 else folder / "bundles", edition)
        path = folder / "ทุกหน่วยงาน.bmacollect"
        with make(path, edition) as desk:
            for at in range(0, count, STEP):
                some = bundles[at : at + STEP]
                told("receive", partial(receive_all, desk, some, "bench"), len(some))
                print(f"         {at + len(some)} are there; memory: {memory()}")
            rows, of_first = held(desk), held(desk, 1)
        (folder / "bare").mkdir()
        least = told("bare", lambda: bare(bundles, rows, folder / "bare"), count)
        told("commands", lambda: by_commands(bundles[0], of_first, folder), 1, least / count)
        print(f"{count} agencies, {sum(map(len, rows.values()))} rows, collection {path.stat().st_size / 1e6:.1f} MB")
        told("anew", lambda: open_collection(path, anew=True).close(), count, least)
        with open_collection(path) as desk:
            told("reports", lambda: asked(desk), count, least)
        with ready.for_many(pack):
            verifying(bundles[:FEW], folder)


if __name__ == "__main__":
    main()

"""Whole bundles of more agencies than there are: made of the samples of an edition, as the program writes any bundle.

python bench/bundles.py [COUNT FOLDER [EDITION]]

The first are the agencies of the edition's catalogue, the others local governments with made-up names. Each plan is a
sample as that agency's own: every project has another name and amount, some are left out and others are there twice.
What the folder has of them already is not made again; all cores make them.
"""

import sys
import time
from itertools import islice, product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from planner_desktop.bundle import write_bundle
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import Agency, agencies, new_from_sample, samples
from planner_desktop.formpack.editions import edition_pack

FEW = 6
KINDS = (("เทศบาลตำบล", "ทต."), ("องค์การบริหารส่วนตำบล", "อบต."), ("เทศบาลเมือง", "ทม."))
FIRST = ["หนอง", "บ้าน", "ท่า", "โคก", "บาง", "ดอน", "วัง", "ทุ่ง", "นา", "ห้วย", "คลอง", "เขา", "โนน", "ป่า", "สระ", "ศรี"]
SECOND = [
    "บัว",
    "แค",
    "ไผ่",
    "ม่วง",
    "แดง",
    "ขาว",
    "หิน",
    "ทราย",
    "สูง",
    "ยาว",
    "ใหม่",
    "กลาง",
    "เหนือ",
    "ใต้",
    "โพธิ์",
    "แก้ว",
    "งาม",
    "เจริญ",
    "ทอง",
    "น้ำใส",
]
AIMS = ("ระยะที่ 2", "อย่างยั่งยืน", "ประจำปี", "เชิงรุก", "แบบมีส่วนร่วม", "ในพื้นที่นำร่อง")


def who(count: int, edition: str) -> list[Agency]:
    """So many agencies, each of another name."""
    known = agencies(edition_pack(edition))
    made = (
        Agency(f"{kind}{first}{second}", f"{short}{first}{second}")
        for second, first, (kind, short) in product(SECOND, FIRST, KINDS)
    )
    return [*known, *islice(made, max(0, count - len(known)))][:count]


def varied(draft: Draft, chance: Random) -> None:
    """Have a plan's projects be others than those of its sample."""
    projects = draft.records("project")
    for project in projects:
        amount, name = project.values["budget"], project.values["name"]
        draft.set("project", project.id, "name", f"{name} {chance.choice(AIMS)} {chance.randrange(1, 99)}")
        if isinstance(amount, int) and amount:
            draft.set("project", project.id, "budget", amount + 100_00 * chance.randrange(10_000))
    some = [project.id for project in chance.sample(projects, len(projects) // 4)]
    draft.delete("project", some[::2])
    draft.duplicate("project", some[1::2])


def make(number: int, agency: Agency, edition: str, folder: Path) -> Path:
    """The bundle of an agency, with its draft beside it."""
    bundle, draft_file = folder / f"{number:04}.zip", folder / f"{number:04}.bmaplan"
    if not bundle.exists():
        own = [sample.name for sample in samples() if sample.edition == edition]
        draft_file.unlink(missing_ok=True)
        with new_from_sample(own[number % len(own)], draft_file, agency) as draft:
            varied(draft, Random(number))
            incomplete.mark(draft, "as the sample")
            write_bundle(draft, bundle)
    return bundle


def _make(arguments: tuple[int, Agency, str, Path]) -> Path:
    return make(*arguments)


def bundles(count: int, folder: Path, edition: str) -> list[Path]:
    """The bundles of so many agencies, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(number, agency, edition, folder) for number, agency in enumerate(who(count, edition))]
    with get_context("fork").Pool(maxtasksperchild=50) as pool:
        return pool.map(_make, wanted, chunksize=1)


def main() -> None:
    """Make what is asked for; where nothing is, a few, and tell how long each takes."""
    edition = sys.argv[3] if len(sys.argv) > 3 else samples()[0].edition
    if len(sys.argv) > 2:
        bundles(int(sys.argv[1]), Path(sys.argv[2]), edition)
        return
    with TemporaryDirectory() as name:
        start = time.process_time()
        made = [make(number, agency, edition, Path(name)) for number, agency in enumerate(who(FEW, edition))]
        each = 1000 * (time.process_time() - start) / FEW
        print(
            f"a bundle is made in {each:.0f} ms and has {sum(path.stat().st_size for path in made) / FEW / 1e3:.0f} KB"
        )


if __name__ == "__main__":
    main()

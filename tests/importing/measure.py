"""How much of the published plans comes in from Word: `python -m tests.importing.measure [--varied] [--own] [--missed]`.

Without an option the five plans are measured as Word files; with --own also what the program exports of its samples
itself, with --varied also all variations of the five. --missed names what is not right, and what is more.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.export import plan_docx
from planner_desktop.draft.plan import plan_json
from planner_desktop.exchange.word.document import read_document
from planner_desktop.importing.run import edition_of, read_into_memory
from tests.importing import varied, word_plans
from tests.importing.scores import SAMPLE_OF, Records, Score, printed, sample, scores

PLAIN, OWN = "as published", "own export"
WORKERS = 2


def measured(number: str, variation: str, folder: Path) -> dict[str, Score]:
    """The scores of one plan in one variation."""
    path = folder / f"{number}.docx"
    if variation == PLAIN:
        word_plans.write(number, path)
    elif variation == OWN:
        with plan_json.read_plan(SAMPLES / f"{SAMPLE_OF[number]}.json", folder / "sample.bmaplan") as draft:
            plan_docx(draft).write(path)
    else:
        varied.write(number, variation, path)
    return scores_of(path, sample(number) if variation == OWN else printed(number))


def scores_of(path: Path, records: Records) -> dict[str, Score]:
    """The scores of a Word file that has these records."""
    document = read_document(path)
    pack, why = edition_of(document)
    draft, _report = read_into_memory(document, pack, why)
    with draft:
        return scores(plan_json.to_plan(draft)["records"], records)


def _told(job: tuple[str, str]) -> tuple[str, str, dict[str, Score]]:
    number, variation = job
    with TemporaryDirectory() as folder:
        return variation, number, measured(number, variation, Path(folder))


def main(options: list[str]) -> None:
    """Print a line for each plan."""
    variations = [PLAIN, *([OWN] if "--own" in options else []), *(varied.VARIATIONS if "--varied" in options else ())]
    jobs = [(number, variation) for variation in variations for number in word_plans.NUMBERS]
    print("found, right / all (more): projects; key results; rows of indicators")
    with ProcessPoolExecutor(WORKERS) as pool:
        for variation, number, told in pool.map(_told, jobs):
            each = "; ".join(f"{one.found}, {one.right} / {one.all} ({len(one.more)})" for one in told.values())
            print(f"{number} {variation}: {each}", flush=True)
            if "--missed" in options:
                for one in told.values():
                    print(*(f"    not right {text!r}" for text in one.missed), sep="\n")
                    print(*(f"    more {text!r}" for text in one.more), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""A published plan, transcribed as JSON beside the clone, against the PDF of its sample.

Every table cell of the plan up to LONGEST characters appears in the PDF, white space and marks of emphasis aside, and
the rows stand in the published order, except what `NNN_differences.yaml` lists, each with `line` (the first line of its
table in the published text), `reason`, and either `cell` with what is `printed` instead, or `row`: a cell of a row that
stands elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.export import export_pdf
from planner_desktop.document.style import PAPER
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from tests.conftest import pdf_text, published

LONGEST = 200
CONTENTS = "สารบัญ"  # page numbers are ours
ROW = 400  # characters before and after a cell within which its row is drawn
AMOUNT = r"[\d,]{5,}(\.\d+)?"
SENTENCE = 60  # characters of running text that would be no coincidence


def squeezed(text: str) -> str:
    """The text without white space and marks of emphasis, its Thai mended as in every draft, its digits Arabic.

    One setting decides on the digits of a whole plan; the published ones mix them.
    """
    return re.sub(r"\s", "", re.sub(r"</?[a-z][^>]*>", "", to_arabic(repair(text))))


@dataclass(frozen=True)
class Table:
    """A table of the published plan: its first line in the published text, its head rows and its rows."""

    line: int
    head: list[list[str]]
    rows: list[list[str]]


def tables(number: str) -> Iterator[Table]:
    """The tables of a published plan but its contents."""
    for block in published(number)["blocks"]:
        if block["kind"] == "table" and block["caption"] != CONTENTS:
            yield Table(block["line"], block.get("header") or block.get("header_rows") or [], block["rows"])


def cells(number: str) -> Iterator[tuple[int, str]]:
    """Every cell that is compared, heads included, with its table's first line, once for each table."""
    seen = set()
    for table in tables(number):
        for row in (*table.head, *table.rows):
            for cell in row:
                if cell and len(cell) <= LONGEST and (table.line, squeezed(cell)) not in seen:
                    seen.add((table.line, squeezed(cell)))
                    yield table.line, cell


class Comparison:
    """A published plan and the text of its sample's PDF."""

    def __init__(self, number: str, pdf: Path) -> None:
        self.number = number
        self.text = squeezed(pdf_text(pdf))
        file = Path(__file__).with_name(f"{number}_differences.yaml")
        listed: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        assert all(entry["reason"] for entry in listed)
        self.other_cells = [entry for entry in listed if "cell" in entry]
        self.other_rows = [entry for entry in listed if "row" in entry]

    def hold(self, least: int) -> None:
        """Fail unless every cell is there, at least so many, every row in its order and every amount in its row."""
        assert len(list(cells(self.number))) > least
        assert self.missing() == self.listed()
        assert self.not_printed() == []
        assert self.displaced() == []
        assert self.astray() == []

    def missing(self) -> list[tuple[int, str]]:
        """The cells that the PDF does not have."""
        return [(line, cell) for line, cell in cells(self.number) if squeezed(cell) not in self.text]

    def listed(self) -> list[tuple[int, str]]:
        """The cells that are listed as printed differently."""
        return [(entry["line"], entry["cell"]) for entry in self.other_cells]

    def not_printed(self) -> list[str]:
        """What the list says is printed instead, and is not."""
        printed = (str(entry["printed"]) for entry in self.other_cells)
        return [text for text in printed if squeezed(text) not in self.text]

    def displaced(self) -> list[tuple[int, str]]:
        """The rows, each by a cell of its own, that do not stand after those that they follow in the plan."""
        return [(line, mark) for line, mark, _amounts, at in self._found() if at < 0]

    def astray(self) -> list[tuple[int, str]]:
        """The amounts that do not stand in the row that has them in the plan."""
        listed = {(line, squeezed(cell)) for line, cell in self.listed()}
        return [
            (line, amount)
            for line, mark, amounts, at in self._found()
            for amount in amounts
            if at >= 0 and amount not in self.text[at - ROW : at + len(mark) + ROW] and (line, amount) not in listed
        ]

    def _found(self) -> Iterator[tuple[int, str, list[str], int]]:
        """Every row: its table, the longest cell that the rows above it do not have, its amounts, its place."""
        instead = {(e["line"], squeezed(e["cell"])): squeezed(e["printed"]) for e in self.other_cells}
        elsewhere = {(e["line"], squeezed(e["row"])) for e in self.other_rows}
        place = 0
        for table in tables(self.number):
            above: set[str] = set()
            for row in table.rows:
                own = [squeezed(c) for c in row if c and len(c) <= LONGEST and squeezed(c) not in above]
                above.update(squeezed(c) for c in row if c)
                mark = max(own, key=len, default="")
                if len(mark) <= 3 or (table.line, mark) in elsewhere:
                    continue
                printed = instead.get((table.line, mark), mark)
                at = self.text.find(printed, place)
                place = max(place, at)
                yield table.line, mark, [c for c in map(squeezed, row) if re.fullmatch(AMOUNT, c)], at


def export_sample(name: str, folder: Path) -> Path:
    """The PDF of a sample plan, as `export_unparted` makes it."""
    with plan_json.read_plan(SAMPLES / f"{name}.json", folder / f"{name}.bmaplan") as draft:
        export_unparted(draft, folder / f"{name}.pdf")
    return folder / f"{name}.pdf"


def export_unparted(draft: Draft, pdf: Path) -> None:
    """A draft's PDF on paper so high that no page ends within a row: what is held against a plan are its texts."""
    high = {orientation: (width, 14_000.0) for orientation, (width, _height) in PAPER.items()}
    with patch.dict(PAPER, high):
        export_pdf(draft, pdf)


def borrowed(draft: Draft, number: str, kinds: tuple[str, ...]) -> list[str]:
    """Pieces of the published plan's running text that these records of the sample hold word for word."""
    ours = squeezed("".join(str(v) for kind in kinds for r in draft.records(kind) for v in r.values.values()))
    pieces = []
    for block in published(number)["blocks"]:
        if block["kind"] == "paragraph" and len(block["text"]) > LONGEST:
            theirs = squeezed(block["text"])
            pieces += [theirs[n : n + SENTENCE] for n in range(0, len(theirs) - SENTENCE, 20)]
    return [piece for piece in pieces if piece in ours]

"""What is searched for or copied is what was typed, letter for letter and in its order, in every PDF reader."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text_to_fp

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.outline import NewPage
from planner_desktop.thai.repair import repair

from .conftest import Render, paragraph, pdftotext, row, squeeze, table

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
HEAD = ("โครงการ/กิจกรรม", "ตัวชี้วัด", "น้ำใจ", "ผู้รับผิดชอบ")


def pdfium(path: Path) -> str:
    """What Chrome's reader reads."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def mupdf(path: Path) -> str:
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        return "\n".join(page.get_text() for page in pdf)


def pdfminer(path: Path) -> str:
    """In the order it is drawn, without guessing at columns."""
    text = StringIO()
    with path.open("rb") as file:
        extract_text_to_fp(file, text, laparams=None)
    return text.getvalue()


readers = pytest.mark.parametrize("read", [pdftotext, pdfium, mupdf, pdfminer], ids=lambda read: read.__name__)
samples = pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)


def texts(value: Any) -> Iterator[str]:
    """Every text of a plan."""
    match value:
        case str():
            yield repair(value)
        case list():
            for one in value:
                yield from texts(one)
        case dict():
            for one in value.values():
                yield from texts(one)


def rows(sample: Path) -> list[tuple[str, ...]]:
    """The texts of a sample, four to a row, but those that make a row so high that it is parted."""
    short = [text for text in texts(json.loads(sample.read_text("utf-8"))) if text.strip() and len(text) < 150]
    return [tuple(short[at : at + 4]) for at in range(0, len(short), 4)]


def seed(number: int) -> list[list[str]]:
    """A published plan's lines, each as its cells."""
    found = sorted(SEEDS.glob(f"{number:03}_*.txt"))
    if not found:
        pytest.skip("the published plans are not beside this checkout")
    # that a line of the plan ended at a hyphen would end a paragraph with it here, which Chrome takes for hyphenation
    text = re.sub(r"-\s*\n", "-", found[0].read_text("utf-8"))
    return [line.split("\t") for line in text.split("\n") if line.strip()]


@readers
@samples
def test_paragraphs_come_back_in_order(sample: Path, read: Callable[[Path], str], render: Render) -> None:
    typed = [text for text in texts(json.loads(sample.read_text("utf-8"))) if text.strip()]
    pdf = render(NewPage(numbered=False), *map(paragraph, typed))
    assert squeeze(read(pdf)) == squeeze("".join(typed))


@readers
@samples
def test_tables_come_back_row_by_row_under_their_repeated_heads(
    sample: Path, read: Callable[[Path], str], render: Render
) -> None:
    typed = rows(sample)
    pdf = render(NewPage(numbered=False), table([row(*HEAD)], [row(*one) for one in typed], 4))
    first, *others = squeeze(read(pdf)).split(squeeze("".join(HEAD)))
    assert first == ""
    assert "".join(others) == squeeze("".join(map("".join, typed)))
    with pymupdf.open(pdf) as pages:  # type: ignore[no-untyped-call]
        assert len(others) == len(pages)


def test_a_hyphen_stays_where_a_line_would_end_at_it(render: Render) -> None:
    text = "การประชุมเอเชีย-ตะวันออกเฉียงใต้ https://bangkok.go.th/annual-plan/action-plan "
    for lead in range(20):
        pdf = render(NewPage(numbered=False), table([], [row(*["ก" * lead + text] * 3)], 3))
        assert squeeze(pdfium(pdf)) == squeeze("ก" * lead + text) * 3


@readers
@pytest.mark.parametrize("number", range(5))
def test_a_published_plan_comes_back(number: int, read: Callable[[Path], str], render: Render) -> None:
    lines = seed(number)
    typed = squeeze("".join(map("".join, lines)))
    assert (
        squeeze(read(render(NewPage(numbered=False), *(paragraph(cell) for line in lines for cell in line)))) == typed
    )
    tables = [table([], [row(*line)], len(line)) for line in lines]
    extracted = squeeze(read(render(NewPage("landscape", numbered=False), *tables)))
    # by count: a row higher than a page goes on on the next one, cell by cell, so its order is another
    assert Counter(extracted) == Counter(typed)

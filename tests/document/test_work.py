"""How much is done for texts and tables that nobody writes: it grows with their length, and no faster."""

from collections import Counter

import nlpo3
import pytest

from planner_desktop.document import band, font, pieces
from planner_desktop.document.outline import Cell, Column, Document, PrintedSection, Row, Run, Table
from planner_desktop.document.pdf import make_pdf
from planner_desktop.thai import dictionary, words
from tests.document.conftest import paragraph

HARD = {
    "one letter in many ways": "ส",
    "one word in many ways": "ราก",
    "dots": "ก.",
    "no words": "ฮฌู่ฑฏ",
    "brackets": "(ก",
    "Latin letters": "W",
}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many letters were given to nlpo3, by the third power of what it may take for each call, and to HarfBuzz."""
    done: Counter[str] = Counter()
    segment, shape = nlpo3.segment, font.Face._shape_run

    def segmented(text: str, name: str) -> list[str]:
        done["words"] += len(text) ** (3 if any("\u0e01" <= letter <= "\u0e4e" for letter in text) else 1)
        return segment(text, name)

    def shaped(self: font.Face, run: str, *rest: object) -> None:
        done["shapes"] += len(run)
        shape(self, run, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(nlpo3, "segment", segmented)
    monkeypatch.setattr(font.Face, "_shape_run", shaped)
    return done


def forget() -> None:
    """What was found before is found anew."""
    for known in (
        dictionary._part_segments, dictionary._joints, words.breaks, words.forced_breaks, words._inside_phrase, pieces._one_run
    ):  # fmt: skip
        known.cache_clear()
    for face in font.faces():
        face._words.clear()


@pytest.mark.parametrize("name", HARD)
def test_a_text_of_twice_the_length_takes_twice_the_work(name: str, work: Counter[str]) -> None:
    done = []
    for length in (6_000, 12_000):
        forget()
        work.clear()
        text = (HARD[name] * length)[:length]
        make_pdf(Document("แผน", "สำนัก", [PrintedSection("s", (paragraph(text),))]))
        done.append(dict(work))
    for what, much in done[0].items():
        assert done[1][what] <= 2.5 * much, what
    assert done[1]["words"] <= 12_000 * 4 * dictionary._AT_ONCE**2
    assert done[1]["shapes"] <= 12_000 * 8


def test_rows_that_one_cell_ties_together_are_parted_without_looking_at_all_of_them_for_every_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = 0
    found = band.Band.__post_init__

    def counted(one: band.Band) -> None:
        nonlocal made
        made += len(one.boxes)
        found(one)

    monkeypatch.setattr(band.Band, "__post_init__", counted)
    boxes = []
    for rows in (1_500, 3_000):
        made = 0
        cells = [Row([Cell((Run("ก"),), rows=rows), Cell((Run("1"),))])]
        cells += [Row([Cell((Run(str(n)),))]) for n in range(2, rows + 1)]
        make_pdf(Document("แผน", "สำนัก", [PrintedSection("s", (Table([Column()] * 2, [], cells),))]))
        boxes.append(made)
    assert boxes[1] < 2.5 * boxes[0]
    assert boxes[1] < 3_000 * 30


def test_where_words_end_in_a_long_text_without_spaces_is_what_it_is_in_the_whole() -> None:
    sentence = "โครงการพัฒนาบุคลากรด้านการต่างประเทศและส่งเสริมการมีส่วนร่วมของประชาชนในพื้นที่กรุงเทพมหานคร"
    text = sentence * 12
    whole = nlpo3.segment(text, dictionary._words())
    assert dictionary.words_of(text) == whole

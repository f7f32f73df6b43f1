"""Files that are made so that work on them never ends: it is done quickly all the same, refused, or stopped in words."""

import itertools
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop import stopping
from planner_desktop.cli import main
from planner_desktop.document import pieces
from planner_desktop.document.outline import Cell, Column, Document, Paragraph, PrintedSection, Row, Run, Table
from planner_desktop.document.pdf import make_pdf
from planner_desktop.document.running_text import MOST_CELLS, rich
from planner_desktop.draft import Draft
from planner_desktop.errors import DocumentError, StoppedError
from planner_desktop.formpack import FormPack
from planner_desktop.thai.dictionary import joints, word_ends
from tests.document.conftest import paragraph
from tests.patience import PATIENCE

STOPPED = """
import sys, time
from planner_desktop import draft
from planner_desktop.cli import limits, main
limits.SECONDS, limits.GRACE = {seconds}, 0.5

class Draft:
    @staticmethod
    def open(*_arguments, **_named):
        {work}

draft.Draft = Draft
sys.exit(main(["--language", "th", "check", "x.bmaplan"]))
"""

PATIENT = """
import sys, time
from planner_desktop.draft.plan import new_plan
from planner_desktop.cli import limits, main
limits.SECONDS, limits.GRACE = 0.5, 5
was = new_plan.samples

def samples():
    time.sleep(1.5)
    return was()

new_plan.samples = samples
sys.exit(main({asked}))
"""


@pytest.mark.parametrize(
    "work", ["while True: pass", "time.sleep(10_000)", "bytearray(10**12)"], ids=["ours", "a library's", "memory"]
)
def test_a_command_that_does_not_end_is_stopped_with_a_message(work: str, tmp_path: Path) -> None:
    if sys.platform == "win32" and "bytearray" in work:
        pytest.skip("there is no such bound on Windows")
    ran = subprocess.run(
        [sys.executable, "-c", STOPPED.format(work=work, seconds=60 if "bytearray" in work else 0.5)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert ("หน่วยความจำ" if "bytearray" in work else "นานกว่า") in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(("asked", "status"), [([], 2), (["--patience", "0"], 0), (["--patience=900"], 0)])
def test_a_command_gets_the_time_that_is_asked_for(asked: list[str], status: int, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PATIENT.format(asked=["samples", *asked])],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == status, ran.stderr
    assert ("--patience 600" in ran.stderr) == (status == 2)


@pytest.mark.parametrize("asked", ["--patience", "--patience=", "--patience=-1", "--patience=nan", "--patience=soon"])
def test_a_time_that_is_none_is_refused(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["samples", asked]) == 2
    assert "--patience 600" in capsys.readouterr().err


def stops_inside(work: Callable[[], object], looks: int) -> int:
    """How often it was looked until work ended that is asked to stop at the look of this number."""
    count = itertools.count(1)
    seen = 0

    def asked() -> bool:
        nonlocal seen
        seen = next(count)
        return seen >= looks

    with stopping.when(asked), pytest.raises((StoppedError, sqlite3.OperationalError)):
        work()
    return seen


def test_work_stops_inside_one_paragraph_one_table_and_one_query(draft: Draft) -> None:
    def of(block: Paragraph | Table) -> Callable[[], object]:
        return lambda: make_pdf(Document("แผน", "สำนัก", [PrintedSection("s", (block,))]))

    cells = [Row([Cell((Run(f"ขนานนาม{n}" * 5),)) for _column in range(20)]) for n in range(100)]
    query = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n WHERE x < 0"
    for work in (
        of(paragraph("ฮฌู่ฑฏก." * 20_000)),
        of(Table([Column()] * 20, [], cells)),
        lambda: draft.query(query),
        lambda: draft.database.execute(query.replace("x < 0", "x > 30000000")).fetchone(),
    ):
        assert stops_inside(work, 500) < 520  # it goes on for no more than what tidies up


def test_the_tables_of_a_text_are_printed_up_to_a_size() -> None:
    most = [{"table": [["ก"] * 20] * (MOST_CELLS // 20)}]
    assert list(rich(json.dumps(most), lambda _name: b""))
    with pytest.raises(DocumentError, match="too large"):
        list(rich(json.dumps([*most, {"table": [["ก"], ["ข"]]}]), lambda _name: b""))


def test_thai_letters_in_one_piece_are_not_looked_through_in_every_way() -> None:
    assert joints("ฮ" * 20_000) == set()


def test_where_words_end_in_a_long_text_is_what_it_is_in_its_parts() -> None:
    sentence = "โครงการพัฒนาบุคลากร ด้านการต่างประเทศ "
    ends = {at for at in word_ends(sentence * 600) if at < len(sentence)}
    assert ends - {len(sentence)} == word_ends(sentence) - {len(sentence)}


@given(st.lists(st.text("กข ", min_size=0, max_size=5), min_size=2, max_size=6), st.sets(st.integers(1, 20)))
def test_runs_are_cut_where_asked(texts: list[str], places: set[int]) -> None:
    text = tuple(Run(each, bold=bool(n % 2)) for n, each in enumerate(texts))
    whole = "".join(texts)
    cuts = [place for place in sorted(places) if place < len(whole)]
    parts = list(pieces._cut(text, cuts))
    bounds = [0, *cuts, len(whole)]
    assert ["".join(run.text for run in part) for part in parts] == [
        whole[start:end] for start, end in pairwise(bounds)
    ]
    bold = [run.bold for part in parts for run in part for _letter in run.text]
    assert bold == [run.bold for run in text for _letter in run.text]


def test_a_letter_under_a_heap_of_marks_is_printed() -> None:
    piled = PrintedSection("s", (paragraph("ก" + "\u0e48" * 2_000),))
    assert make_pdf(Document("แผน", "สำนัก", [piled])).pages >= 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_is_no_file_is_neither_a_draft_nor_its_journal(kind: str, tmp_path: Path, pack: FormPack) -> None:
    def special(place: Path) -> Path:
        os.mkfifo(place) if kind == "pipe" else place.mkdir() if kind == "folder" else place.symlink_to("/dev/zero")
        return place

    draft = tmp_path / "ร่าง.bmaplan"
    Draft.create(draft, pack).close()
    special(tmp_path / "ร่าง.bmaplan-journal")
    assert main(["check", str(draft)]) in (0, 1)
    assert main(["repair", str(draft), "--to", str(tmp_path / "ใหม่.bmaplan")]) in (0, 1)
    assert main(["repair", str(special(tmp_path / "x.bmaplan")), "--to", str(tmp_path / "y.bmaplan")]) == 2
    assert main(["import", str(special(tmp_path / "x.json")), str(tmp_path / "y.bmaplan")]) == 2
    assert main(["forms", "add", str(special(tmp_path / "x.zip"))]) == 2
    assert not (tmp_path / "y.bmaplan").exists()

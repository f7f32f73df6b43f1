"""CSV for Excel: in Thai, without formulas, and with every text as it was when it is read again."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop import csv_table
from planner_desktop.exchange import files

SIGNS = ("=1+1", "+66 2 221 2141", "@ผู้ว่าฯ", "- ข้อหนึ่ง", "\t=1", "'=1", "''@x")
TEXTS = st.one_of(st.sampled_from(SIGNS), st.text("'=+-@ก1\t\n,;\" ", max_size=8), st.text(max_size=20))


@pytest.mark.parametrize("text", SIGNS)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert csv_table.neutralised(text).startswith("'")


@pytest.mark.parametrize("text", ["-", "-1,000.50", "+5", "15%", "โครงการ = 1", "", "'คำ'"])
def test_numbers_dashes_and_other_texts_stand_as_they_are(text: str) -> None:
    assert csv_table.neutralised(text) == text == csv_table.restored(text)


@given(TEXTS)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert csv_table.restored(csv_table.neutralised(text)) == text


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    path, table = tmp_path / "ตาราง.csv", [["หัว", "เงิน, บาท"], *([text, "1,000\nบาท"] for text in SIGNS)]
    csv_table.write(path, table)
    assert list(map(list, files.grid_of(path.read_bytes()).rows)) == table
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert all(row[0][:1] not in "=+-@\t\r" for row in csv.reader(file)), "as Excel reads it"

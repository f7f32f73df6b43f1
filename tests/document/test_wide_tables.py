"""Tables of many columns inside running text, and columns beside what cannot be parted."""

import json
from pathlib import Path

import pytest

from planner_desktop.document.band import Band
from planner_desktop.document.outline import Column, Document, NewPage, OutlineBlock, PrintedSection, Table
from planner_desktop.document.pdf import write_pdf
from planner_desktop.document.running_text import rich
from planner_desktop.document.table import table_slabs
from planner_desktop.document.typesetter import Typeset, Typesetter

from .conftest import pdftotext, row, squeeze

WIDTH = 450.0


def blocks(columns: int, page: str = "") -> list[OutlineBlock]:
    """A text with a table of as many columns, its caption and its note, which the officer wants on such pages."""
    head = ["โครงการ/กิจกรรม", *[f"ไตรมาสที่ {n}" for n in range(1, columns)]]
    rows = [["โครงการพัฒนาระบบ", *[f"{n * 1234567:,}" for n in range(1, columns)]] for _row in range(4)]
    told = [
        {"paragraph": "ก่อน"},
        {"table": [head, *rows], "head": 1, "caption": "ตารางที่ 1", "note": "ที่มา: สำนัก", "page": page},
        {"paragraph": "หลัง"},
    ]
    return list(rich(json.dumps(told), lambda _name: b""))


def laid(*given: OutlineBlock) -> Typeset:
    return Typesetter().typeset(Document("", "", [PrintedSection("s", given)]))


def test_a_table_too_wide_for_a_page_that_stands_lies_with_its_caption_and_note(tmp_path: Path) -> None:
    typeset = laid(*blocks(12))
    assert [page.orientation for page in typeset.pages] == ["portrait", "landscape", "portrait"]
    assert [page.number for page in typeset.pages] == [1, 2, 3]
    write_pdf(typeset.document, tmp_path / "plan.pdf")
    _first, lying, _last = pdftotext(tmp_path / "plan.pdf").split("\f")[:3]
    assert "ตารางที่ 1" in lying
    assert "ที่มา" in lying
    assert "13,580,237" in lying  # no amount is broken


def test_on_pages_that_lie_already_it_opens_no_other() -> None:
    typeset = laid(NewPage("landscape", numbered="roman"), *blocks(12))
    assert [page.numbered for page in typeset.pages] == ["roman"]


def test_pages_that_lie_for_a_table_are_counted_as_the_page_before() -> None:
    typeset = laid(NewPage(numbered="letters"), *blocks(12))
    assert [page.numbered for page in typeset.pages] == ["letters"] * 3


@pytest.mark.parametrize("columns", [3, 6])
def test_a_table_of_few_columns_stays_on_the_page(columns: int) -> None:
    assert [page.orientation for page in laid(*blocks(columns)).pages] == ["portrait"]


def test_the_officer_may_want_it_otherwise() -> None:
    assert [page.orientation for page in laid(*blocks(3, "landscape")).pages] == ["portrait", "landscape", "portrait"]
    assert {page.orientation for page in laid(*blocks(12, "portrait")).pages} == {"portrait"}


def test_a_table_that_no_page_has_room_for_is_refused_with_advice(tmp_path: Path) -> None:
    made = write_pdf(Document("", "", [PrintedSection("s", blocks(60))]), tmp_path / "plan.pdf")
    ((said,),) = made.refused.values()
    assert "“ตารางที่ 1”" in said
    assert "60 columns" in said
    assert "Part it into several tables" in said
    text = squeeze(pdftotext(tmp_path / "plan.pdf"))
    assert text.index("ก่อน") < text.index("isnotprinted") < text.index("หลัง")


@pytest.mark.parametrize(
    "token",
    [
        "https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789AbCd/view?usp=sharing",
        "BMA_Action_Plan_2568_Final_v2_signed_by_director_general.pdf",
        "A" * 200,
        "ก" * 200,
        "ฮฌ" * 100,
        "9" * 200,
        "a.b" * 60,
    ],
)
def test_what_cannot_be_parted_leaves_its_neighbours_room(token: str) -> None:
    columns = [Column(share=2), Column(share=2), *[Column()] * 3]
    rows = [row("ประเด็นการพัฒนา", f"หลักฐาน {token}", "หน่วยงาน", "1,234,567.50", "สนับสนุน")]
    bands: list[Band] = table_slabs(Table(columns, [row("ประเด็น", "ค่าเป้าหมาย", "รับผิดชอบ", "งบ", "ร่วม")], rows), WIDTH)
    for band in bands:
        for box in band.boxes:
            assert all(line.width <= box.width for line in box.lines)
    one_lined = [box for box in bands[1].boxes if token not in box.text[0].text][1:]
    assert [len(box.lines) for box in one_lined] == [1] * 3

"""README.html of a bundle: one whole page of well-formed HTML that asks for nothing from outside."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planner_desktop.bundle import layout, overview, report
from planner_desktop.draft import Draft

VOID = {"meta", "input", "br"}
HOSTILE = "<script>alert('ก')</script><img src=x onerror=alert(1)> \" ' & โครงการ"


class Reader(HTMLParser):
    """What a page is made of. What is not closed as it was opened is told."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len({name for name, _value in attrs}) != len(attrs):
            self.wrong.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture
def said() -> dict[str, str]:
    return {layout.DESCRIPTION: "แผน", layout.AGENCY: HOSTILE, layout.VERSION: "1", layout.SCANNED: "01.pdf, 02.jpg"}


@pytest.fixture
def page(sample: Draft, said: dict[str, str]) -> str:
    sample.set("project", sample.ids("project")[0], "name", HOSTILE)
    return overview.page(sample, said, report.report(sample, said))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_it_is_well_formed_and_every_id_is_one_thing(page: str) -> None:
    reader = read(page)
    assert (reader.wrong, reader.open) == ([], [])
    ids = [given["id"] for _tag, given in reader.tags if "id" in given]
    assert len(set(ids)) == len(ids)
    inside = [str(given["href"])[1:] for _tag, given in reader.tags if str(given.get("href", "")).startswith("#")]
    assert inside
    assert set(inside) <= set(ids)


def test_it_asks_for_nothing_from_outside(page: str) -> None:
    reader = read(page)
    assert [tag for tag, given in reader.tags if "src" in given or tag in ("link", "img", "iframe", "object")] == []
    assert not re.search(r"https?:|//[a-z]|@import", re.sub(r"base64,[A-Za-z0-9+/=]+", "", page))
    assert set(re.findall(r"url\((.{15})", page)) == {"data:font/woff;"}
    (policy,) = (given["content"] for tag, given in reader.tags if given.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none';")
    assert "connect-src" not in str(policy)


def test_what_the_plan_says_is_text_and_nothing_else(page: str) -> None:
    reader = read(page)
    assert sum(tag == "script" for tag, _given in reader.tags) == 1
    assert not any(name.startswith("on") for _tag, given in reader.tags for name in given)
    assert page.count("&lt;script&gt;alert(") >= 3  # the agency, and the project in several tables


def test_it_links_to_what_lies_beside_it(page: str) -> None:
    links = [given.get("href") for tag, given in read(page).tags if tag == "a"]
    for name in ("plan.pdf", "plan.json", "report.json", "tables/", "scans/01.pdf", "scans/02.jpg"):
        assert name in links
    assert "plan.docx" not in links


def test_what_a_label_from_anyone_says_of_time_is_shown_as_it_is(sample: Draft, said: dict[str, str]) -> None:
    odd = said | {layout.SENT_AT: "9999-99-99<b>", layout.MADE_AT: "5000-01-01T00:00:00+00:00"}
    page = overview.page(sample, odd, report.report(sample, odd))
    assert "9999-99-99&lt;b&gt;" in page
    assert "5000-01-01T00:00:00+00:00" in page


def test_the_report_is_json_that_says_what_the_page_says(sample: Draft, said: dict[str, str], page: str) -> None:
    told = json.loads(report.as_bytes(report.report(sample, said)))
    shown = [line for line in _items(page) if line.startswith(("<li class", "<li"))]
    assert len(shown) == len(told["problems"]) + len(told["accepted"])


def _items(page: str) -> Iterator[str]:
    yield from re.findall(r"<li[^>]*>", page)


def test_its_fonts_hold_every_letter_of_thai(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    from planner_desktop.app_paths import FONTS

    for weight in ("Regular", "Bold"):
        with TTFont(FONTS / f"Sarabun-{weight}.woff") as font, TTFont(FONTS / f"Sarabun-{weight}.ttf") as whole:
            assert set(range(0xE01, 0xE3B)) <= font.getBestCmap().keys()
            letters = {code for code in whole.getBestCmap() if 0x20 <= code < 0x7F or 0xE00 <= code < 0xE5C}
            assert letters <= font.getBestCmap().keys()

"""README.html of a bundle in a real browser, from a file and with no network. `make test-browser` runs it."""

import base64
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop import i18n
from planner_desktop.bundle import write_bundle
from planner_desktop.draft import Draft
from tests.browser.chromium import Page, opened

if "BROWSER_PROGRAM" not in os.environ:
    pytest.skip("`make test-browser` runs it, with Chromium", allow_module_level=True)


@pytest.fixture
def page(sample: Draft, tmp_path: Path) -> Iterator[Page]:
    """The page of the sample's bundle, unzipped where users have such files."""
    project = sample.ids("project")[0]
    sample.set("project", project, "name", "โครงการ <script>alert(1)</script> & “ทดสอบ”")
    i18n.set_language("th")
    with zipfile.ZipFile(write_bundle(sample, tmp_path / "ชุด.zip")) as archive:
        archive.extractall(tmp_path / "แตกไฟล์ แล้ว")
    (file,) = (tmp_path / "แตกไฟล์ แล้ว").glob("*/data/README.html")
    with opened(file) as page:
        yield page


def test_it_opens_offline_with_no_request_and_no_complaint(page: Page) -> None:
    assert [url[:30] for url in page.requests if not url.startswith(("file://", "data:"))] == []
    assert len([url for url in page.requests if url.startswith("file://")]) == 1
    assert page.complaints == []
    assert page.ask("document.querySelectorAll('script').length") == 1  # a text of the plan is none


def test_thai_is_drawn_in_the_font_that_it_brings(page: Page) -> None:
    assert page.ask("document.fonts.ready.then(() => [...document.fonts].every(font => font.status == 'loaded'))")
    wide = "(font => {const c=document.createElement('canvas').getContext('2d'); c.font=font;"
    wide += " return c.measureText('แผนปฏิบัติราชการ').width})"
    assert page.ask(f"{wide}('40px Sarabun')") != page.ask(f"{wide}('40px monospace')")


def test_sums_and_charts_are_seen(page: Page) -> None:
    assert "23,219,000" in page.ask("document.querySelector('#overview').innerText")
    widths = page.ask("[...document.querySelectorAll('.bar')].map(bar => bar.getBoundingClientRect().width)")
    assert len(widths) >= 5
    assert all(width > 0 for width in widths)


def test_what_is_typed_finds_rows(page: Page) -> None:
    shown = "[...document.querySelectorAll('#project tbody tr')].filter(row => !row.hidden).length"
    every = page.ask(shown)
    assert every == 26
    page.ask("document.querySelector('input[data-of=project]').focus()")
    page.send("Input.insertText", text="ฟูกูโอกะ")
    assert page.ask(shown) == 1
    assert page.ask("document.getElementById('project-count').textContent") == "1"
    page.ask("document.querySelector('input[data-of=project]').select()")
    page.send("Input.insertText", text="ไม่มีคำนี้แน่")
    assert page.ask(shown) == 0
    assert page.complaints == []


def test_a_phone_shows_it_without_moving_sideways(page: Page) -> None:
    page.send("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True)
    assert page.ask("document.documentElement.scrollWidth") <= 390


def test_it_prints_all_of_its_tables(page: Page) -> None:
    import pymupdf

    page.ask("document.querySelectorAll('details').forEach(each => each.open = false)")
    printed = base64.b64decode(page.send("Page.printToPDF", preferCSSPageSize=True)["data"])
    with pymupdf.open(stream=printed) as pdf:  # type: ignore[no-untyped-call]
        text = "".join(each.get_text() for each in pdf)
        assert pdf[0].rect.width > pdf[0].rect.height
        assert pdf.page_count > 5
    assert text.count("23,219,000") >= 2
    assert "certutil" in text  # the last of the page

"""The pages of the manual: they are read, lead somewhere, show what there is, and say the program's own words."""

import re
from pathlib import Path

import pytest

from planner_desktop.app_paths import SCREENSHOTS
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.i18n import set_language
from planner_desktop.manual import as_document, as_html, reading
from planner_desktop.manual import editions as of_editions
from planner_desktop.manual.page import Item, Page, PageTable, PageText, Prose, Screenshot, Title, all_words, plain
from planner_desktop.ui.kit.action_text import plain as without_mnemonic
from scripts import manual as made
from scripts import translations
from tests.conftest import pdf_text

PACKS = [edition_pack(each.id) for each in editions()]
GENERATED = {reading.page_id(name) for name in made.PAGES}
WRITTEN = [page for page in reading.pages() if page.id not in GENERATED]
KEYS = re.compile(r"^(?:(?:Ctrl|Alt|Shift)\+)+.+$|^F\d+$")


def everything() -> list[Page]:
    return [*reading.pages(), *(page for pack in PACKS for page in of_editions.pages(pack))]


def by_id(page: str) -> Page:
    return next(each for each in everything() if each.id == page)


def test_every_link_leads_to_a_page_and_every_page_has_a_name_of_its_own() -> None:
    ids = [page.id for page in everything()]
    assert len(ids) == len(set(ids))
    leads = {(page.id, span.link) for page in everything() for said in all_words(page) for span in said if span.link}
    assert leads
    assert {(page, link) for page, link in leads if link not in ids} == set()


def test_every_picture_is_there_and_none_that_no_page_shows() -> None:
    shown = {block.file for page in everything() for block in page.blocks if isinstance(block, Screenshot)}
    assert len(shown) > 15
    assert {file.name for file in SCREENSHOTS.glob("*.png")} == shown


def own_words() -> set[str]:
    """All that the program and its editions write on buttons, menus, fields and signs, in Thai."""
    said: set[str] = set()
    for message in translations.read("th"):
        for text in [message.string] if isinstance(message.string, str) else message.string or ():
            said.add(without_mnemonic(text).removesuffix("…"))
            said.add(without_mnemonic(text))
            said.update(without_mnemonic(part).strip() for part in re.split(r"\{\w+\}", text))
    for pack in PACKS:
        for section in pack.sections:
            said.add(section.title)
            said.update(part.title for part in section.screen)
        for record in pack.records.values():
            said.add(record.label)
            for field in record.fields.values():
                said.update((field.label, *field.choices.values()))
    return said


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.id)
def test_what_a_page_calls_by_name_is_called_so_in_the_program(page: Page) -> None:
    named = {span.text for said in all_words(page) for span in said if span.bold}
    assert named - own_words() == set()


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.id)
def test_the_keys_that_a_page_names_are_the_programs(page: Page) -> None:
    """Of those with Ctrl or Alt and of F1 to F12; what Tab and Enter do is told by the widgets' own tests."""
    known = {span.text for said in all_words(by_id("keys")) for span in said if span.code}
    known |= {"Shift+Tab", "Shift+F3", "Alt+ลูกศร", "Shift+ลูกศร", "Ctrl+ลูกศร", "F2"}
    known |= {"Ctrl+Shift+O", "Ctrl+Shift+N", "Ctrl+Shift+W"}  # of the start page, which has no menu
    known |= {"Ctrl+M", "F12", "Ctrl+F12"}  # of the windows of the strategy office's desk
    arrows = str.maketrans({"↑": "Up", "↓": "Down", "→": "Right", "←": "Left"})
    named = {span.text.translate(arrows) for said in all_words(page) for span in said if span.code}
    assert {name for name in named if KEYS.fullmatch(name)} - known == set()


def test_the_pages_made_from_the_program_are_as_it_is(qapp: object) -> None:
    assert made.stale() == [], "run `make manual`"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.edition.id)
def test_every_section_field_and_check_of_an_edition_is_told(pack: FormPack) -> None:
    pages = {page.id: " ".join(plain(said) for said in all_words(page)) for page in of_editions.pages(pack)}
    for section in pack.sections:
        text = pages[of_editions.section_page(pack, section.id)]
        assert section.title in text
        assert section.help in text
        for part in section.screen:
            assert part.guide in text
        for check in section.checks:
            assert f"({check.id})" in text
            assert check.id in pages[of_editions.section_page(pack, "all-checks")]
    for name, record in pack.records.items():
        if not pack.sections_showing(name):
            continue
        texts = [pages[of_editions.section_page(pack, section.id)] for section in pack.sections_showing(name)]
        for field in record.fields.values():
            assert any(field.label in text and field.help in text for text in texts), (name, field.label)


def written(folder: Path, text: str) -> Path:
    file = folder / "10-page.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_page_is_read_into_its_kinds(tmp_path: Path) -> None:
    page = reading.read(
        written(
            tmp_path,
            "# หน้า\n\nย่อหน้า\nต่อกัน **ปุ่ม** `Ctrl+S`\n\n1. หนึ่ง\n   - ย่อย\n2. สอง\n\n"
            "| ก | ข |\n| --- | --- |\n| [ไป](20-start.md) | |\n\n![ภาพ](../screenshots/00-start.png)\n",
        )
    )
    title, prose, first, below, second, grid, picture = page.blocks
    assert isinstance(title, Title)
    assert page.id == "page"
    assert page.title == "หน้า"
    assert isinstance(prose, Prose)
    assert plain(prose.words) == "ย่อหน้า ต่อกัน ปุ่ม Ctrl+S"
    assert [isinstance(item, Item) and (item.label, item.depth) for item in (first, below, second)] == [
        ("1.", 0),
        ("–", 1),
        ("2.", 0),
    ]
    assert isinstance(grid, PageTable)
    assert [span.link for span in grid.rows[0][0]] == ["start"]
    assert picture == Screenshot("00-start.png", "ภาพ")


@pytest.mark.parametrize(
    "text",
    [
        "no title",
        "# ก\n\n> quoted",
        "# ก\n\n*slanted*\n\n* item",
        "# ก\n\n<b>tag</b>",
        "# ก\n\n[out](https://example.org)",
        "# ก\n\n| a | b |\n| --- | --- |\n| one |",
        "# ก\n\n#### deep",
        "# ก\n\n**unfinished",
    ],
)
def test_what_is_of_no_known_kind_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"10-page\.md"):
        reading.read(written(tmp_path, text))


def test_the_manual_is_written_as_pdf_with_its_contents_and_pictures(tmp_path: Path) -> None:
    set_language("th")
    file = tmp_path / "คู่มือ.pdf"
    pages = [by_id("first-plan"), by_id("questions"), *of_editions.pages(PACKS[0])[:2]]
    assert as_document.write(pages, file) > 5
    text = "".join(pdf_text(file).split())
    for said in ("สารบัญ", "แผนแรกในสามสิบนาที", "เครื่องดับกลางคันข้อมูลหายไหม", PACKS[0].edition.title):
        assert said.replace(" ", "") in text
    document = as_document.document(pages)
    assert len([block for block in document.blocks if type(block).__name__ == "Figure"]) > 5


def test_the_manual_is_written_for_a_browser_with_links_and_pictures(tmp_path: Path) -> None:
    as_html.write(everything(), tmp_path / "html")
    names = {file.name for file in (tmp_path / "html").iterdir()}
    index = (tmp_path / "html" / "index.html").read_text("utf-8")
    for page in everything():
        assert f'href="{page.id}.html"' in index
        text = (tmp_path / "html" / f"{page.id}.html").read_text("utf-8")
        assert "\u200b" not in text
        for name in re.findall(r'(?:href|src)="([^"]+)"', text):
            assert name in names
    assert "<b>" in (tmp_path / "html" / "start.html").read_text("utf-8")


def test_texts_of_an_edition_are_letters_and_no_tags() -> None:
    page = Page("p", (Title((PageText("<img src=x>"),), 1),))
    assert "<img src=x>" not in as_html.body(page)


def test_thai_lines_of_the_window_end_at_words() -> None:
    assert "\u200b" in as_html.body(by_id("start"))

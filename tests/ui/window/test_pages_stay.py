"""The page of a section that was shown stays: it comes back at once, and shows what one built anew would show."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.screens.section_page import SectionPage
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

OF_EDITIONS = ("2565-budget", "2567-strategy", "2568-international-affairs")
Opener = Callable[[Draft], MainWindow]


def page_of(window: MainWindow, section: str) -> SectionPage:
    window.go_to_section(section)
    assert window.page is not None
    return window.page


def table_of(page: SectionPage, part: int) -> TableScreen:
    screen = page.show_part(part)
    assert isinstance(screen, TableScreen)
    return screen


def cells(view: QAbstractItemView) -> list[str]:
    """All that a view shows, row by row."""
    model, found = view.model(), []
    columns = 1 if isinstance(view, QListView) else model.columnCount()

    def read(parent: QModelIndex) -> None:
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                index = model.index(row, column, parent)
                ticked = index.data(Qt.ItemDataRole.CheckStateRole)
                found.append(without_break_marks(f"{index.data()} {ticked if ticked is not None else ''}"))
            read(model.index(row, 0, parent))

    read(QModelIndex())
    return found


def said(page: SectionPage) -> list[str]:
    """All that can be read on a page, in any order."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        kind = type(widget).__name__
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(f"{kind} {widget.text()}")
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            found.append(f"{kind} {widget.toPlainText()}")
        elif isinstance(widget, QComboBox):
            found.append(f"{kind} {widget.currentText()}")
        elif isinstance(widget, QAbstractItemView):
            found += [f"{kind} {cell}" for cell in cells(widget)]
    return sorted(found)


def edit_everything(draft: Draft) -> None:
    """Change a record of every kind, in its texts and links, have one refuse a text, add one and delete one."""
    for n, (kind, spec) in enumerate(draft.pack.records.items()):
        ids = draft.ids(kind)
        for id in ids[:1]:
            for field in spec.plain_texts:
                draft.set(kind, id, field, f"เปลี่ยนแล้ว {kind} {field}")
            for field in spec.pairs:
                draft.set(kind, id, field, list(reversed(draft.links(kind, id, field)))[:2])
            for field in spec.plain_texts[-1:]:
                draft.refuse(kind, id, field, f"ไม่รับ {kind}", "เพราะไม่ใช่")
        if spec.single or spec.preset:
            continue
        if len(ids) > 1 and n % 2:
            draft.delete(kind, ids[-1:])
        above = draft.ids(spec.parent) if spec.parent else []
        if above or not spec.parent:
            draft.add(kind, parent=above[0] if above else None)


def test_an_edit_is_seen_where_one_was_before(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    page, old = page_of(sample_window, "key-results"), sample.title("project", sample.ids("project")[0])
    assert old in "\n".join(said(page))
    table = table_of(page_of(sample_window, "projects"), 1).table
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, table.records.fields.index("name")))
    keys.press("F2", "Ctrl+A")
    keys.write("โครงการที่ตั้งชื่อใหม่")
    keys.press("Return")
    assert page_of(sample_window, "key-results") is page
    texts = "\n".join(said(page))
    assert "โครงการที่ตั้งชื่อใหม่" in texts
    assert old not in texts


def test_undo_leads_back_to_the_page_that_was_left(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    window, agency = sample_window, sample.records("cover")[0].values["agency"]
    cover = page_of(window, "cover")
    assert cover.go_to("cover", 1, "agency")
    keys.press("Ctrl+A")
    keys.write("หน่วยงานอื่น")
    situation = page_of(window, "situation")
    assert sample.records("cover")[0].values["agency"] == "หน่วยงานอื่น"
    window.turning.undo()
    assert window.page is cover
    assert focused_place() == ("cover", 1, "agency")
    focused = keys.focused()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == agency
    window.go_to_section("situation")
    assert window.page is situation
    window.turning.redo()
    assert window.page is cover
    assert focused.text() == "หน่วยงานอื่น"


def test_hidden_pages_read_nothing_at_an_edit(sample_window: MainWindow, sample: Draft) -> None:
    run: list[str] = []

    def edited(name: str) -> list[str]:
        window.go_to_section("contents")
        run.clear()
        sample.set("project", project, "name", name)
        return [re.sub(r"\d+|'.*'", "", sql) for sql in run]

    window, project = sample_window, sample.ids("project")[0]
    sample.database.conn.set_trace_callback(run.append)
    alone = edited("หนึ่ง")
    for section in sample.pack.sections:
        page = page_of(window, section.id)
        for number in range(len(section.screen)):
            page.show_part(number)
    assert edited("สอง") == alone
    sample.database.conn.set_trace_callback(None)


def test_coming_back_leads_to_the_same_page_and_field(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    second = sample.ids("project")[1]
    sample_window.go_to_record("projects", "project", second, "budget")
    page = sample_window.page
    keys.press("Ctrl+PgDown")
    assert sample_window.page is not page
    keys.press("Ctrl+PgUp")
    assert sample_window.page is page
    assert focused_place() == ("project", second, "budget")


def test_a_key_of_the_page_means_the_one_that_is_seen(qtbot: QtBot, keys: Keys, sample_window: MainWindow) -> None:
    pages = [page_of(sample_window, section) for section in ("projects", "key-results", "kpi-forms")]
    numbers = [page.number for page in pages]
    assert page_of(sample_window, "projects") is pages[0]
    keys.press("Alt+PgDown")
    assert [page.number for page in pages] == [numbers[0] + 1, *numbers[1:]]
    assert pages[0].isAncestorOf(keys.focused())


def test_a_version_that_is_sent_turns_every_page(sample_window: MainWindow) -> None:
    window = sample_window
    cover = page_of(window, "cover")
    page_of(window, "situation")
    window.show_again()
    assert set(window.pages) == {"situation"}
    assert page_of(window, "cover") is not cover


def test_guidance_is_turned_on_all_pages(sample_window: MainWindow) -> None:
    cover, projects = page_of(sample_window, "cover"), page_of(sample_window, "projects")
    assert projects.guidance_button.isChecked()
    projects.guidance_button.click()
    assert page_of(sample_window, "cover") is cover
    assert not cover.guidance_button.isChecked()
    assert all(guide.isHidden() for guide in cover.findChildren(Guide))
    cover.guidance_button.click()
    assert page_of(sample_window, "projects").guidance_button.isChecked()
    assert not all(guide.isHidden() for guide in projects.findChildren(Guide))


def test_an_empty_note_that_was_asked_for_is_gone_when_one_comes_back(sample_window: MainWindow) -> None:
    cover = page_of(sample_window, "cover")
    cover.note.ask()
    page_of(sample_window, "situation")
    assert page_of(sample_window, "cover") is cover
    assert cover.note.isHidden()


@pytest.fixture(params=OF_EDITIONS)
def plan(request: pytest.FixtureRequest, draft_path: Path) -> Iterator[Draft]:
    with new_from_sample(request.param, draft_path) as draft:
        yield draft


def test_a_page_shown_again_shows_what_one_built_anew_shows(qtbot: QtBot, plan: Draft, open_window: Opener) -> None:
    window = open_window(plan)
    sections = [section.id for section in window.session.in_use.sections]
    for section in sections:
        page = page_of(window, section)
        for number in page.shown:
            page.show_part(number)
    edit_everything(plan)
    qtbot.waitUntil(lambda: window.watch.is_up_to_date)
    for section in sections:
        kept = page_of(window, section)
        shown = {}
        for number in kept.shown:
            kept.show_part(number)
            QApplication.processEvents()
            shown[number] = said(kept)
        window.show_again()
        anew = window.page
        assert anew is not None
        assert anew is not kept
        for number in anew.shown:
            anew.show_part(number)
            QApplication.processEvents()
            assert shown[number] == said(anew), f"{section} {number}"

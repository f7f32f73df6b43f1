"""The command palette: everything that can be done or gone to, by typing a part of its name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.i18n import set_language
from planner_desktop.plans import recent
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.window import commands
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.palette import Palette
from tests.ui.keys import Keys


def asked(keys: Keys, window: MainWindow, typed: str) -> Palette:
    keys.press("Ctrl+K")
    keys.write(typed)
    return window.menus.palette


def test_every_action_of_the_menus_is_there_with_its_keys(keys: Keys, window: MainWindow) -> None:
    palette = asked(keys, window, "")
    told = {(command.text, command.note) for command in palette.commands}
    for above, action in commands.actions(window.menuBar()):
        assert (plain(action.text()), " › ".join(above)) in told
    pdf = next(c for c in palette.commands if c.text.startswith("Export PDF"))
    assert (pdf.note, pdf.keys) == ("File", "Ctrl+Shift+E")


def test_what_is_typed_is_done_with_the_focus_back_in_its_place(keys: Keys, window: MainWindow) -> None:
    before = QApplication.focusWidget()
    palette = asked(keys, window, "preview")
    assert palette.isVisible()
    keys.press("Return")
    assert not palette.isVisible()
    assert window.preview.is_shown
    assert QApplication.focusWidget() is before


def test_words_in_any_order_and_digits_of_both_kinds(keys: Keys, window: MainWindow, draft: Draft) -> None:
    title = draft.pack.section("projects").title
    keys.press("Ctrl+K")
    palette = window.menus.palette
    keys.write("โครงการ ส่วน")
    assert title in palette.listed()
    palette.line.clear()
    keys.write("exportpdf")
    assert palette.listed()[:1] == ["Export PDF…"]
    palette.line.clear()
    keys.write("ctrl+๗")
    assert [c for c in palette.listed() if c == "Preview"] == []


@pytest.fixture
def thai() -> Iterator[None]:
    set_language("th")
    yield
    set_language("en")


def test_in_thai_the_english_name_is_found_too(
    thai: None, draft: Draft, open_window: Callable[[Draft], MainWindow], keys: Keys
) -> None:
    window = open_window(draft)
    palette = asked(keys, window, "go preview into")
    assert palette.list.count() == 1
    palette.line.clear()
    keys.write("ไปตัวอย่าง")
    assert palette.list.count() >= 1


def test_a_project_is_gone_to_by_its_name(qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    project = sample.records("project")[3]
    name = str(project.values["name"])
    palette = asked(keys, sample_window, name[:12])
    qtbot.waitUntil(lambda: sample.title("project", project.id) in palette.listed())
    row = palette.listed().index(sample.title("project", project.id))
    keys.press(*["Down"] * row, "Return")
    assert sample_window.page is not None
    assert sample_window.page.section.id == sample.pack.sections_showing("project")[0].id
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sample_window.page.isAncestorOf(focused)


def test_a_part_of_a_section_is_gone_to(keys: Keys, window: MainWindow, draft: Draft) -> None:
    section = next(s for s in draft.pack.sections if len(s.screen) > 2)
    part = next(c for c in commands.of_parts(window) if c.name == f"{section.id} 2")
    palette = asked(keys, window, f"{part.text} {section.title}")
    at = next(n for n in range(palette.list.count()) if palette.list.item(n).data(256).name == part.name)
    keys.press(*["Down"] * at, "Return")
    assert window.page is not None
    assert (window.page.section.id, window.page.number) == (section.id, 2)


def test_what_is_used_most_comes_first(keys: Keys, window: MainWindow) -> None:
    for _time in range(2):
        asked(keys, window, "problems")
        keys.press("Return")
    keys.press("Ctrl+K")
    assert window.menus.palette.listed()[0] == "Problems"


def test_recent_drafts_are_opened(qtbot: QtBot, keys: Keys, window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "แผนปีก่อน.bmaplan"
    recent.remember(other)
    asked(keys, window, "แผนปีก่อน")
    with qtbot.waitSignal(window.open_wanted) as wanted:
        keys.press("Return")
    assert wanted.args == [other.resolve()]


def test_escape_and_another_place_close_it(keys: Keys, window: MainWindow) -> None:
    before = QApplication.focusWidget()
    palette = asked(keys, window, "x")
    keys.press("Escape")
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before
    asked(keys, window, "x")
    window.steps.list.setFocus()
    assert not palette.isVisible()


def test_what_cannot_be_done_is_shown_and_not_done(keys: Keys, window: MainWindow) -> None:
    action = next(a for _above, a in commands.actions(window.menuBar()) if plain(a.text()) == "Preview")
    action.setEnabled(False)
    action.setStatusTip("Not now")
    palette = asked(keys, window, "preview not now")
    assert palette.list.count() == 0
    palette.line.clear()
    keys.write("preview")
    at = palette.listed().index("Preview")
    assert at == palette.list.count() - 1
    palette.list.setCurrentRow(at)
    assert "Not now" in palette.line.accessibleDescription()
    keys.press("Return")
    assert palette.isVisible()
    assert not window.preview.is_shown

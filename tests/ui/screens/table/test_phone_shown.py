"""Telephone numbers in a table and a form: grouped as soon as they are typed, and filtered without dashes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.formpack.test_phone import OFFICERS, SECTION
from tests.small_pack import small_pack
from tests.ui.keys import Keys


@pytest.fixture
def draft(tmp_path: Path, draft_path: Path) -> Iterator[Draft]:
    with Draft.create(draft_path, small_pack(tmp_path / "แม่แบบ", SECTION, OFFICERS)) as draft:
        draft.add("officer", {"name": "ก", "telephone": "02-224-2958"})
        draft.add("officer", {"name": "ข"})
        yield draft


@pytest.fixture
def screen(window: MainWindow) -> TableScreen:
    window.go_to_section("all")
    assert window.page is not None
    shown = window.page.show_part(1)
    assert isinstance(shown, TableScreen)
    shown.start()
    return shown


def test_a_number_typed_into_a_cell_is_grouped(screen: TableScreen, draft: Draft, keys: Keys) -> None:
    screen.table.setFocus()
    screen.table.setCurrentIndex(screen.model.index(1, 1))
    keys.write("0812345678")
    keys.press("Return")
    assert draft.record("officer", 2).values["telephone"] == "081-234-5678"
    assert screen.model.text(1, 1) == "081-234-5678"


@pytest.mark.parametrize("words", ["0222429", "02-224-2958", "02 224 2958"])
def test_rows_are_filtered_by_a_number_without_dashes(screen: TableScreen, words: str) -> None:
    screen.model.set_filter(words, {})
    assert screen.model.ids == [1]

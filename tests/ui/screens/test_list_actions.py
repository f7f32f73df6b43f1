"""In every kind of list the same can be done under the same keys, from its menu, the menu bar and by name: one undo each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.formpack import read
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.kit.item_views import open_menu
from planner_desktop.ui.screens.board.screen import BoardScreen
from planner_desktop.ui.screens.gantt.actions import MONTHS as MONTH_ACTIONS
from planner_desktop.ui.screens.gantt.actions import STEPS
from planner_desktop.ui.screens.gantt.model import MONTHS
from planner_desktop.ui.screens.gantt.screen import GanttScreen
from planner_desktop.ui.screens.list_actions import ListActions, ListKind, actions_of
from planner_desktop.ui.screens.matrix.screen import MatrixScreen
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.tree.screen import TreeScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]


@dataclass
class Listed:
    """A list in a window, with three records of which the second is chosen."""

    draft: Draft
    window: MainWindow
    view: QAbstractItemView
    kind: str
    field: str
    choose: Callable[[], object]

    @property
    def actions(self) -> ListActions:
        found = actions_of(self.view)
        assert found is not None
        return found

    def held(self) -> str:
        return "".join(str(record.values[self.field] or "_") for record in self.draft.records(self.kind))

    def start(self) -> None:
        self.choose()
        self.view.setFocus()


def screen(window: MainWindow, section: str, number: int = 0) -> object:
    window.go_to_section(section)
    assert window.page is not None
    part = window.page.show_part(number)
    part.start()
    return part


def table(draft: Draft, window: MainWindow) -> Listed:
    part = screen(window, "missions")
    assert isinstance(part, TableScreen)
    return Listed(
        draft, window, part.table, "mission", "text", lambda: part.table.setCurrentIndex(part.model.index(1, 0))
    )


def tree(draft: Draft, window: MainWindow) -> Listed:
    part = screen(window, "part-two")
    assert isinstance(part, TreeScreen)
    return Listed(
        draft, window, part.tree, "agency_issue", "name", lambda: part.choose(("agency_issue", second(draft)))
    )


def second(draft: Draft) -> int:
    return draft.ids("agency_issue")[1]


def board(draft: Draft, window: MainWindow) -> Listed:
    part = screen(window, "swot")
    assert isinstance(part, BoardScreen)
    box = part.boxes["strength"]
    return Listed(draft, window, box, "swot_item", "text", lambda: box.setCurrentRow(1))


def steps(draft: Draft, window: MainWindow) -> Listed:
    part = chart(window)
    return Listed(draft, window, part.list, "step", "text", lambda: part.list.setCurrentIndex(part.model.index(1, 0)))


def months(draft: Draft, window: MainWindow) -> Listed:
    part = chart(window)
    return Listed(
        draft, window, part.grid, "step", "text", lambda: part.grid.setCurrentIndex(part.model.index(1, MONTHS))
    )


def chart(window: MainWindow) -> GanttScreen:
    part = screen(window, "table-e")
    assert isinstance(part, GanttScreen)
    return part


LISTS = {"table": table, "tree": tree, "board": board, "steps": steps, "months": months}
WITH_CELLS = ("table", "steps")


@pytest.fixture
def plan(draft: Draft, draft_path: Path, request: pytest.FixtureRequest) -> Iterator[Draft]:
    """A plan with three records of the kind that the list shows; steps are there in an edition of their own."""
    name = request.node.callspec.params["name"]
    if name in ("steps", "months"):
        with Draft.create(draft_path.with_name("steps.bmaplan"), read(FORMS / "bma-2567")) as other:
            schedule = other.add("schedule", {"project": other.add("project", {"name": "โครงการ"})})
            activity = other.add("activity", {"name": "กิจกรรม"}, parent=schedule)
            for letter in "กขค":
                other.add("step", {"text": letter}, parent=activity)
            yield other
        return
    for letter in "กขค":
        draft.add("mission", {"text": letter})
        draft.add("agency_issue", {"name": letter})
        draft.add("swot_item", {"text": letter, "quadrant": "strength"})
    yield draft


@pytest.fixture
def listed(plan: Draft, open_window: Opener, request: pytest.FixtureRequest) -> Listed:
    found = LISTS[request.node.callspec.params["name"]](plan, open_window(plan))
    found.start()
    return found


Way = Callable[[Listed, str], None]


def by_key(listed: Listed, name: str) -> None:
    Keys().press(listed.actions[name].shortcut().toString())


def by_menu(listed: Listed, name: str) -> None:
    menu = listed.actions.menu()
    open_menu(menu, listed.view)
    one(found_in(menu), listed, name).trigger()
    menu.close()


def by_menu_bar(listed: Listed, name: str) -> None:
    editing = listed.window.menus.in_list.parent()
    assert isinstance(editing, QMenu)
    editing.aboutToShow.emit()
    one(found_in(editing), listed, name).trigger()


def by_name(listed: Listed, name: str) -> None:
    """In the palette."""
    Keys().press("Ctrl+K")
    palette = listed.window.menus.palette
    palette.line.setText(plain(listed.actions[name].text()))
    wanted = [n for n, text in enumerate(palette.listed()) if text == plain(listed.actions[name].text())]
    palette.list.setCurrentRow(wanted[0])
    Keys().press("Return")


def found_in(menu: QMenu) -> list[QAction]:
    below = [action.menu() for action in menu.actions()]
    inside = [found for one in below if isinstance(one, QMenu) for found in found_in(one)]
    return [*(action for action in menu.actions() if not action.isSeparator()), *inside]


def one(among: list[QAction], listed: Listed, name: str) -> QAction:
    text = plain(listed.actions[name].text())
    return next(action for action in among if plain(action.text()) == text and action.isEnabled())


WAYS = {"key": by_key, "menu": by_menu, "menu bar": by_menu_bar, "palette": by_name}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", LISTS)
def test_the_same_is_done_in_every_list_in_every_way_one_undo_each(listed: Listed, name: str, way: Way) -> None:
    after = {"duplicate": "กขขค", "delete": "กค", "up": "ขกค", "down": "กคข", "above": "ก_ขค", "add": "กข_ค"}
    for wanted, held in after.items():
        if name == "board" and wanted in ("add", "above"):
            continue  # cards are typed into the line under their box
        listed.start()
        way(listed, wanted)
        assert listed.held() == held, wanted
        if wanted in ("add", "above"):
            assert QApplication.focusWidget() is not listed.view or name == "table"  # it is to be typed
        listed.draft.undo()
        assert listed.held() == "กขค", wanted


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", ["tree", "board"])
def test_whole_records_are_cut_copied_and_pasted_where_there_are_no_cells(listed: Listed, name: str, way: Way) -> None:
    way(listed, "copy")
    assert "ข" in QApplication.clipboard().text()
    way(listed, "paste")
    assert listed.held() == "กขขค"
    listed.draft.undo()
    listed.start()
    way(listed, "cut")
    assert listed.held() == "กค"
    way(listed, "paste")
    assert sorted(listed.held()) == ["ก", "ข", "ค"]
    listed.draft.undo()
    listed.draft.undo()
    assert listed.held() == "กขค"


@pytest.mark.parametrize("name", ["tree", "board"])
def test_lines_of_another_program_become_records(listed: Listed, name: str) -> None:
    QApplication.clipboard().setText("1. หนึ่ง\n2. สอง")
    by_key(listed, "paste")
    assert sorted(listed.held()) == sorted("กขคหนึ่งสอง")
    listed.draft.undo()
    assert listed.held() == "กขค"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", WITH_CELLS)
def test_cells_are_cut_copied_emptied_and_pasted(listed: Listed, name: str, way: Way) -> None:
    way(listed, "copy")
    assert QApplication.clipboard().text().strip() == "ข"
    for wanted in ("clear", "cut"):
        way(listed, wanted)
        assert listed.held() == "ก_ค"
        listed.draft.undo()
        listed.start()
    QApplication.clipboard().setText("หนึ่ง\nสอง\nสาม")
    way(listed, "paste")
    assert listed.held() == "กหนึ่งสองสาม"
    listed.draft.undo()
    assert listed.held() == "กขค"


@pytest.mark.parametrize(("name", "deletes"), [("table", False), ("steps", False), ("tree", True), ("board", True)])
def test_delete_empties_cells_where_there_are_cells_and_takes_whole_records(
    listed: Listed, name: str, deletes: bool
) -> None:
    Keys().press("Delete")
    assert listed.held() == ("กค" if deletes else "ก_ค")


@pytest.mark.parametrize("name", ["table"])
def test_delete_takes_rows_that_are_chosen_whole(listed: Listed, name: str) -> None:
    Keys().press("Home", "Shift+Space", "Delete")
    wide = listed.view.model().columnCount() > 1
    assert listed.held() == ("กค" if wide else "ก_ค")


@pytest.mark.parametrize("name", LISTS)
def test_what_cannot_be_done_says_why_and_its_key_does_nothing_else(listed: Listed, name: str) -> None:
    Keys().press("Alt+Up")
    assert listed.held() == "ขกค"
    up = listed.actions["up"]
    if name != "board":  # whose cards step from group to group
        assert (up.isEnabled(), up.statusTip()) == (False, "It is the first in the list")
    row = listed.view.currentIndex()
    Keys().press("Alt+Up")
    assert listed.held() == "ขกค"
    assert listed.view.currentIndex() == row


@pytest.mark.parametrize("name", LISTS)
def test_the_sheet_tells_just_the_keys_that_a_list_has(listed: Listed, name: str) -> None:
    kind: ListKind = listed.actions.kind
    with_keys = [action for action in listed.view.actions() if action.shortcuts()]
    assert len(with_keys) == sum(bool(each.keys) for each in kind.actions.values())
    for action in with_keys:
        assert action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
        keys = {key.toString() for key in action.shortcuts()}
        assert keys in [set(each.keys) for each in kind.actions.values()]
        assert action.statusTip()


def test_the_months_have_all_that_is_done_to_steps() -> None:
    assert {"add", "under", "duplicate", "delete", "up", "down"} <= set(STEPS.actions) & set(MONTH_ACTIONS.actions)


def test_a_matrix_offers_by_menu_and_name_what_its_keys_do(draft: Draft, open_window: Opener, keys: Keys) -> None:
    draft.add("project", {"name": "โครงการ"})
    draft.add("key_result", {"code": "7401", "name": "ตัววัด"})
    window = open_window(draft)
    part = screen(window, "key-results", 1)
    assert isinstance(part, MatrixScreen)
    listed = Listed(draft, window, part.view, "key_result", "name", lambda: None)

    def linked() -> bool:
        return draft.records("key_result")[0].links["projects"] != ()

    for way in WAYS.values():
        way(listed, "tick")
        assert linked()
        way(listed, "clear")
        assert not linked()

"""Trees by keyboard."""

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.tree.screen import TreeScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def tree_of(window: MainWindow, section: str, part: int = 0) -> TreeScreen:
    window.go_to_section(section)
    assert window.page is not None
    screen = window.page.show_part(part)
    assert isinstance(screen, TreeScreen)
    screen.start()
    return screen


def names(draft: Draft, kind: str) -> list[object]:
    return [record.values["name"] for record in draft.records(kind)]


def test_records_are_added_beside_and_below(keys: Keys, window: MainWindow, draft: Draft) -> None:
    screen = tree_of(window, "part-two")
    keys.press("Insert")
    keys.write("ประเด็นหนึ่ง")
    keys.press("Shift+Tab")
    screen.tree.setFocus()
    screen.add("agency_objective")
    keys.write("วัตถุประสงค์")
    screen.tree.setFocus()
    assert screen.chosen() == ("agency_objective", draft.ids("agency_objective")[0])
    assert screen.kinds_to_add() == ["agency_kpi", "alignment", "agency_objective", "agency_issue"]
    screen.add("agency_kpi")
    keys.write("ตัววัด")
    screen.tree.setFocus()
    assert screen.kinds_to_add() == ["agency_kpi", "alignment", "agency_objective", "agency_issue"]
    screen.add("alignment")
    assert draft.record("alignment", 1).parent == draft.ids("agency_objective")[0]
    screen.tree.setFocus()
    screen.add("agency_issue")
    keys.write("ประเด็นสอง")
    screen.tree.setFocus()
    assert names(draft, "agency_issue") == ["ประเด็นหนึ่ง", "ประเด็นสอง"]
    assert names(draft, "agency_objective") == ["วัตถุประสงค์"]
    assert names(draft, "agency_kpi") == ["ตัววัด"]


def test_the_menu_offers_what_may_stand_below(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("agency_issue", {"name": "ประเด็น"})
    screen = tree_of(window, "part-two")
    keys.press("Ctrl+Insert")
    assert screen.menu is not None
    assert screen.menu.isVisible()
    labels = [action.text() for action in screen.menu.actions()]
    assert labels == [draft.spec(kind).label for kind in ("agency_objective", "agency_issue")]
    screen.menu.actions()[0].trigger()
    screen.menu.close()
    assert len(draft.ids("agency_objective")) == 1


def test_records_move_and_go_and_come_back(keys: Keys, window: MainWindow, draft: Draft) -> None:
    first = draft.add("agency_issue", {"name": "ก"})
    draft.add("agency_issue", {"name": "ข"})
    draft.add("agency_objective", {"name": "ค"}, parent=first)
    screen = tree_of(window, "part-two")
    keys.press("Alt+Down")
    assert names(draft, "agency_issue") == ["ข", "ก"]
    assert screen.chosen() == ("agency_issue", first)
    keys.press("Del")
    assert names(draft, "agency_issue") == ["ข"]
    assert draft.ids("agency_objective") == []
    keys.press("Ctrl+Z")
    assert names(draft, "agency_issue") == ["ข", "ก"]
    assert len(draft.ids("agency_objective")) == 1
    assert [node for node, _above in screen.nodes()] == [screen.node(item) for item in screen.items()]


def test_a_catalogue_row_brings_what_it_stands_under(keys: Keys, window: MainWindow, draft: Draft) -> None:
    screen = tree_of(window, "part-one", 1)
    screen.add_line.setFocus()
    keys.write("6.1.1.1")
    keys.press("Return")
    assert len(draft.ids("tactic")) == len(draft.ids("goal")) == len(draft.ids("strategy")) == 1
    assert draft.ids("tactic_indicator")
    assert screen.add_line.hasFocus()
    draft.undo()
    assert draft.ids("strategy") == []


def test_the_form_stores_and_the_tree_follows(keys: Keys, window: MainWindow, draft: Draft) -> None:
    issue = draft.add("agency_issue", {"name": "เดิม"})
    screen = tree_of(window, "part-two")
    keys.press("Return")
    keys.press("Ctrl+A")
    keys.write("ชื่อใหม่")
    keys.press("Tab")
    assert draft.records("agency_issue")[0].values["name"] == "ชื่อใหม่"
    (item,) = screen.items()
    assert "ชื่อใหม่" in item.toolTip(0)
    assert screen.chosen() == ("agency_issue", issue)


def test_a_right_click_offers_what_the_keys_and_buttons_do(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in ("หนึ่ง", "สอง"):
        draft.add("agency_issue", {"name": name})
    screen = tree_of(window, "part-two")
    menu = screen.tree.context_menu()
    assert menu is not None
    offered = {action.text(): action for action in menu.actions() if action.text()}
    assert {"Into the form of the chosen one", "Delete", "Duplicate", "Move up", "Move down"} <= offered.keys()
    offered["Move down"].trigger()
    assert names(draft, "agency_issue") == ["สอง", "หนึ่ง"]
    offered["Delete"].trigger()
    assert names(draft, "agency_issue") == ["สอง"]

"""Links in forms: search, take from the catalogue, add new, reorder, remove."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from planner_desktop.draft import Draft
from planner_desktop.entry.picking import MOST
from planner_desktop.ui.fields.link import LinkEditor
from planner_desktop.ui.fields.links import LinksEditor
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of


def form_of(window: MainWindow) -> RecordForm:
    form = screen_of(window, "key-results").form
    assert form is not None
    return form


def titles(draft: Draft, field: str, kind: str) -> list[str]:
    return [draft.title(kind, id) for id in draft.records("key_result")[0].links[field]]


def test_links_are_added_one_after_another_reordered_and_removed(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name in ("โครงการ ก", "โครงการ ข"):
        draft.add("project", {"name": name})
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.write("ข")
    assert editor.line.listed()[0] == "โครงการ ข"
    keys.press("Return")
    keys.write("โครงการ ก")
    keys.press("Return")
    keys.write("โครงการใหม่")
    keys.press("Return")
    assert titles(draft, "projects", "project") == ["โครงการ ข", "โครงการ ก", "โครงการใหม่"]
    keys.press("Up")
    assert editor.list.hasFocus()
    keys.press("Alt+Up")
    assert titles(draft, "projects", "project") == ["โครงการ ข", "โครงการใหม่", "โครงการ ก"]
    keys.press("Del")
    assert titles(draft, "projects", "project") == ["โครงการ ข", "โครงการ ก"]
    assert len(draft.ids("project")) == 3
    draft.undo()
    assert editor.list.count() == 3


def test_what_is_chosen_is_not_offered_again(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.add("key_result", {"name": "KR", "projects": [project]})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.press("Down")
    assert editor.line.listed() == []


def test_a_link_takes_over_from_the_catalogue_with_what_it_links_to(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("city_issue")
    assert isinstance(editor, LinkEditor)
    editor.input.setFocus()
    keys.write("7.4")
    keys.press("Return")
    assert editor.line.text().startswith("7.4")
    assert len(draft.ids("theme")) == 1
    assert draft.undo_label() == draft.spec("key_result").fields["city_issue"].label or draft.undo_label()
    draft.undo()
    assert draft.ids("city_issue") == draft.ids("theme") == []
    assert editor.line.text() == ""


def test_an_emptied_link_is_taken_away(keys: Keys, window: MainWindow, draft: Draft) -> None:
    issue = draft.add("city_issue", {"code": "9.9", "name": "ประเด็น"})
    draft.add("key_result", {"name": "KR", "city_issue": issue})
    editor = form_of(window).editor("city_issue")
    editor.input.setFocus()
    keys.press("Ctrl+A", "Del", "Tab")
    assert draft.records("key_result")[0].values["city_issue"] is None


def test_what_was_typed_and_not_picked_is_told(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "KR"})
    form = form_of(window)
    form.editor("city_issue").input.setFocus()
    keys.write("ไม่มี")
    keys.press("Esc")
    form.go_to("name")
    assert "ไม่มี" in form.rows["city_issue"].message.said()
    assert draft.records("key_result")[0].values["city_issue"] is None


def test_a_new_entry_that_does_not_fit_is_refused(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    form = screen_of(window, "projects", 1).form
    assert form is not None
    form.go_to("policies")
    keys.write("99999 นโยบาย")
    keys.press("Return")
    assert form.rows["policies"].message.said()
    assert draft.ids("policy") == []
    assert draft.records("project")[0].links["policies"] == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("7402", "7402 "),
        ("๗๔๐๒", "7402 "),
        ("โปร่งใส", "3201 "),  # the name of the theme of its issue
        ("ร้อยละ 100 ITA", "3306 "),  # its target and a word of its name
        ("ร้อยละ ๑๐๐ ita", "3306 "),
    ],
)
def test_a_key_result_is_found_by_code_name_theme_and_target(
    keys: Keys, window: MainWindow, draft: Draft, typed: str, first: str
) -> None:
    line = screen_of(window, "key-results").add_line
    line.setFocus()
    keys.write(typed)
    assert line.listed()[0].startswith(first)


def test_what_an_entry_brings_is_told_before_it_is_taken(keys: Keys, window: MainWindow, draft: Draft) -> None:
    line = screen_of(window, "key-results").add_line
    line.setFocus()
    keys.write("3301")
    assert line.list is not None
    told = line.list.preview.text()
    assert "ร้อยละ 50" in told
    assert "ด้านที่ 3 โปร่งใสดี" in told
    keys.press("Return")
    (record,) = draft.records("key_result")
    assert record.values["target"] == "ร้อยละ 50"
    assert draft.title("theme", draft.ids("theme")[0]) == "ด้านที่ 3 โปร่งใสดี"


def test_entries_named_so_come_before_those_that_only_bring_it(keys: Keys, window: MainWindow, draft: Draft) -> None:
    division = draft.add("division", {"name": "ฝ่ายแผน"})
    draft.add("project", {"name": "โครงการอบรม", "divisions": [division]})
    draft.add("project", {"name": "แผนของฝ่ายแผน"})
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.write("ฝ่ายแผน")
    assert [entry.split("  ·")[0] for entry in editor.line.listed()] == ["แผนของฝ่ายแผน", "โครงการอบรม", "ฝ่ายแผน"]


def test_a_thousand_entries_are_walked_through_by_keyboard(keys: Keys, window: MainWindow, draft: Draft) -> None:
    with draft.action("many"):
        for n in range(1000):
            draft.add("project", {"name": f"โครงการที่ {n}", "budget": n * 100})
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.press("Down")
    assert len(editor.line.listed()) == MOST
    keys.press("PgDown", "PgDown", "Down", "Up", "PgUp")
    assert editor.line.list is not None
    chosen = editor.line.list.list.currentRow()
    assert chosen > 0
    keys.press("Return")
    assert titles(draft, "projects", "project") == [f"โครงการที่ {chosen}"]


def test_the_list_stays_in_a_small_window(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.resize(911, 512)
    line = screen_of(window, "key-results").add_line
    line.setFocus()
    keys.press("Down")
    assert line.list is not None
    assert window.rect().contains(line.list.geometry())


def panel_of(window: MainWindow, draft: Draft, names: tuple[str, ...] = ("กอง ก", "กอง ข")) -> LinksEditor:
    """The panel over a project's cell of divisions, of which it has the first."""
    divisions = [draft.add("division", {"name": name}) for name in names]
    draft.set("project", draft.add("project", {"name": "โครงการ"}), "divisions", divisions[:1])
    table = screen_of(window, "projects", 1).table
    table.setCurrentIndex(table.records.index(0, table.records.fields.index("divisions")))
    QApplication.processEvents()  # a window that was just opened still goes to its form
    table.edit(table.currentIndex())
    assert table.panel is not None
    assert isinstance(table.panel.editor, LinksEditor)
    return table.panel.editor


@pytest.mark.parametrize("by", ["button", "key"])
def test_to_take_the_only_link_away_stays_in_the_field(by: str, keys: Keys, window: MainWindow, draft: Draft) -> None:
    editor = panel_of(window, draft)
    editor.list.setFocus()
    editor.list.setCurrentRow(0)
    if by == "button":
        button = next(b for b in editor.findChildren(QToolButton) if b.text() == "✕")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        keys.press("Del")
    assert draft.records("project")[0].links["divisions"] == ()
    assert editor.line.hasFocus()
    table = screen_of(window, "projects", 1).table
    keys.write("กอง ข")
    keys.press("Return")
    assert [draft.title("division", id) for id in draft.records("project")[0].links["divisions"]] == ["กอง ข"]
    assert len(draft.ids("project")) == 1
    assert table.records.ids == draft.ids("project")


def test_neither_what_is_chosen_nor_what_is_offered_covers_the_line(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    editor = panel_of(window, draft, tuple(f"กอง {n}" for n in range(9)))

    def is_clear(offered: QWidget | None) -> bool:
        for _layout in range(5):  # of the field, the panel and the list, one after the other
            QApplication.processEvents()
        line = QRect(editor.line.mapToGlobal(QPoint()), editor.line.size())
        covers = offered is not None and QRect(offered.mapToGlobal(QPoint()), offered.size()).intersects(line)
        return not covers and not editor.list.geometry().intersects(editor.line.geometry())

    for n in range(1, 7):
        keys.write(f"กอง {n}")
        keys.press("Return")
        assert is_clear(None)
    keys.write("กอง")
    offered = editor.line.list
    assert offered is not None
    assert is_clear(offered)
    with window.session.trying():  # more is chosen while the list is open, as by undo
        draft.set("project", draft.ids("project")[0], "divisions", draft.ids("division"))
    assert offered.isVisible()
    assert is_clear(offered)


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_what_is_offered_below_the_line_follows_it_down(keys: Keys, window: MainWindow, draft: Draft) -> None:
    editor = panel_of(window, draft, tuple(f"กอง {n}" for n in range(9)))
    keys.write("กอง")
    offered, before = editor.line.list, place(editor.line)
    assert offered is not None
    assert place(offered).top() >= before.bottom()
    with window.session.trying():  # more is chosen while the list is open, as by undo
        draft.set("project", draft.ids("project")[0], "divisions", draft.ids("division"))
    assert place(editor.line).top() > before.bottom()
    assert offered.isVisible()
    assert not place(offered).intersects(place(editor.line))


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
def test_the_line_at_the_windows_bottom_is_seen_and_never_covered_while_its_panel_grows(
    size: tuple[int, int], keys: Keys, window: MainWindow, draft: Draft
) -> None:
    """Looked at after every key, before any other event is dealt with: so it is seen."""
    window.resize(*size)
    for n in range(10):
        draft.add("division", {"name": f"กอง {n}", "full_name": "ชื่อเต็มที่ยาวจนต้องขึ้นบรรทัดใหม่ในแผง"})
    for n in range(30):
        draft.add("project", {"name": f"โครงการ {n}"})
    table = screen_of(window, "projects", 1).table
    cell = table.records.index(29, table.records.fields.index("divisions"))
    table.setCurrentIndex(cell)
    table.scrollTo(cell)
    table.setFocus()
    QApplication.processEvents()

    def is_clear(editor: LinksEditor) -> bool:
        line, offered = place(editor.line), editor.line.list
        covers = offered is not None and offered.isVisible() and place(offered).intersects(line)
        chosen = editor.list.isVisible() and place(editor.list).intersects(line)
        return not covers and not chosen and place(window).contains(line)

    for n in range(10):
        keys.write("ก")
        assert table.panel is not None
        editor = table.panel.editor
        assert isinstance(editor, LinksEditor)
        assert editor.line.list is not None
        assert editor.line.list.isVisible()
        assert is_clear(editor), n
        keys.press("Return")
        assert is_clear(editor), n
    assert len(draft.records("project")[29].links["divisions"]) == 10


def test_undo_after_a_pick_takes_the_link_back_and_not_the_letters_searched_with(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("project", {"name": "โครงการ ก"})
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.write("ก")
    keys.press("Return")
    assert titles(draft, "projects", "project") == ["โครงการ ก"]
    keys.press("Ctrl+Z")
    assert titles(draft, "projects", "project") == []
    assert editor.line.text() == ""
    keys.press("Ctrl+Y")
    assert titles(draft, "projects", "project") == ["โครงการ ก"]


def test_the_list_is_as_high_as_what_it_lists_and_tells(keys: Keys, window: MainWindow, draft: Draft) -> None:
    """Nothing of what an entry brings is cut, and nothing is left blank."""
    draft.add("project", {"name": "โครงการ ก", "budget": 100, "divisions": [draft.add("division", {"name": "กอง"})]})
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("projects")
    assert isinstance(editor, LinksEditor)
    editor.input.setFocus()
    keys.write("โครงการ ก")
    shown = editor.line.list
    assert shown is not None
    line = shown.fontMetrics().lineSpacing()
    told = shown.preview.text().split("\n")
    assert len(told) == 3
    assert len(told) * line <= shown.preview.height() < (len(told) + 1) * line
    assert shown.list.height() + shown.preview.height() <= shown.height()


def test_what_is_typed_after_a_choice_chooses_another(keys: Keys, window: MainWindow, draft: Draft) -> None:
    """It is not put before the name that stands there, to become a new record of both."""
    draft.add("key_result", {"name": "KR"})
    editor = form_of(window).editor("city_issue")
    assert isinstance(editor, LinkEditor)
    editor.input.setFocus()
    keys.write("7.4")
    keys.press("Return")
    first = draft.records("key_result")[0].values["city_issue"]
    assert first is not None
    assert editor.line.cursorPosition() == 0
    keys.write("7.1")
    assert editor.line.text() == "7.1"
    keys.press("Return")
    assert draft.records("key_result")[0].values["city_issue"] not in (None, first)
    assert all(draft.title("city_issue", id).startswith("7.") for id in draft.ids("city_issue"))

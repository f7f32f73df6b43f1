"""Text that is typed begins editing where the cursor is, letter for letter, or does nothing: in every view."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPersistentModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.fields.links import LinksEditor
from planner_desktop.ui.kit.item_views import TypedInto, text_of
from planner_desktop.ui.screens.board.box import Box
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.matrix.test_matrix import matrix_of
from tests.ui.screens.table.test_table import screen_of
from tests.ui.test_keys_everywhere import screens

Opener = Callable[[Draft], MainWindow]
Held = Qt.KeyboardModifier
SHIFTED = "โศธซณฤP013"
MOST_COLUMNS = 8


def typed(text: str) -> None:
    """Typed on a keyboard where every capital and half of the Thai letters need Shift."""
    for letter in text:
        held = Held.NoModifier if letter.isdigit() else Held.ShiftModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(Keys.focused(), QKeyEvent(kind, ord(letter), held, letter))


def composed(text: str) -> None:
    """Committed by an input method, which asks first whether it is wanted."""
    if Keys.focused().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(Keys.focused(), event)


def cells(view: TypedInto) -> Iterator[QPersistentModelIndex]:
    """Cells of the first row and of the last one, which often is for what is new."""
    model = view.model()
    for row in sorted({0, model.rowCount() - 1}):
        columns = range(model.columnCount() if isinstance(view, QTableView) else 1)
        shown = [n for n in columns if not (isinstance(view, QTableView) and view.isColumnHidden(n))]
        yield from (QPersistentModelIndex(model.index(row, n)) for n in shown[:MOST_COLUMNS])


def is_off(view: TypedInto, at: QPersistentModelIndex, text: str) -> str:
    """What went wrong after a text was typed at a cell; empty if nothing did."""
    focused = Keys.focused()
    if focused is view or QApplication.activePopupWidget() is not None:  # nothing was done, or choices are offered
        return "" if view.currentIndex() == at else f"went to {view.currentIndex().row()}"
    return "" if text_in(focused) == text else f"{type(focused).__name__} holds {text_in(focused)!r}"


def text_in(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QTextEdit):  # running text goes on at its end
        return widget.toPlainText()[-len(SHIFTED) :]
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""


def leave(view: TypedInto) -> None:
    """As before: nothing is being typed."""
    for _open in range(4):
        focused = Keys.focused()
        if focused is view:
            return
        if isinstance(focused, QLineEdit):
            focused.clear()
        Keys().press("Escape")
    view.setFocus()


def wrong(window: MainWindow, types: Callable[[str], None], views: set[str]) -> Iterator[str]:
    """What goes wrong on every screen of a draft, which has such `views`."""
    seen: set[str] = set()
    for place in screens(window):
        assert window.page is not None
        for view in window.page.findChildren(QAbstractItemView):
            if not isinstance(view, TypedInto) or not view.isVisible() or view.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            for cell in cells(view):
                leave(view)
                view.setFocus()
                view.setCurrentIndex(view.model().index(cell.row(), cell.column()))
                if Keys.focused() is not view:
                    continue
                types(SHIFTED)
                seen.add(type(view).__name__)
                if off := is_off(view, cell, SHIFTED):
                    yield f"{place} {type(view).__name__} {cell.row()},{cell.column()}: {off}"
            leave(view)
    assert views <= seen


@pytest.mark.parametrize("types", [typed, composed])
@pytest.mark.parametrize(
    ("sample", "views"),
    [
        ("2568-international-affairs", {"RecordTable", "RecordTree", "Box", "ChosenList"}),
        ("2567-strategy", {"RecordTable", "StepList", "MonthGrid"}),
    ],
)
def test_text_begins_editing_where_the_cursor_is_or_does_nothing(
    sample: str, views: set[str], types: Callable[[str], None], open_window: Opener, draft_path: Path
) -> None:
    window = open_window(new_from_sample(sample, draft_path))
    assert not list(wrong(window, types, views))


def test_a_letter_on_a_choice_offers_what_begins_so_and_chooses_nothing_by_itself(
    keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    id = sample.ids("project")[0]
    before = sample.record("project", id).values["funding"]
    form = screen_of(sample_window, "projects", 1).form
    assert form is not None
    form.editor("funding").input.setFocus()
    keys.write("ยก")
    assert QApplication.activePopupWidget() is not None
    keys.press("Esc", "Tab")
    assert sample.record("project", id).values["funding"] == before != "cancelled"
    form.editor("funding").input.setFocus()
    keys.write("ยก")
    keys.press("Return")
    assert sample.record("project", id).values["funding"] == "cancelled"


def test_a_letter_on_a_choice_in_a_table_offers_what_begins_so(
    keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    table = screen_of(sample_window, "annex", 1).table
    kind, field = table.records.kind, table.records.fields[0]
    table.setFocus()
    keys.write("โ")
    assert QApplication.activePopupWidget() is not None
    keys.press("Esc", "Esc", "Tab")
    assert sample.ids(kind) == []
    table.setCurrentIndex(table.records.index(0, 0))
    keys.write("โครงการยุทธศาสตร์หน่วยงาน")
    keys.press("Return", "Return")
    assert [record.values[field] for record in sample.records(kind)] == ["part_two"]


def test_a_draft_that_only_shows_takes_no_text(sample: Draft, open_window: Opener, draft_path: Path) -> None:
    sample.close()
    with Draft.open(draft_path, read_only=True) as draft:
        window = open_window(draft)
        table = screen_of(window, "projects", 1).table
        for column in range(table.records.columnCount()):
            table.setFocus()
            table.setCurrentIndex(table.records.index(2, column))
            for types in (typed, composed):
                types(SHIFTED)
                assert Keys.focused() is table
                assert (table.currentIndex().row(), table.currentIndex().column()) == (2, column)
        window.close()  # before its draft


@pytest.mark.parametrize("types", [typed, composed])
def test_a_code_that_begins_with_a_capital_arrives_whole_in_a_cell_of_links(
    types: Callable[[str], None], keys: Keys, sample_window: MainWindow
) -> None:
    table = screen_of(sample_window, "projects", 1).table
    table.setCurrentIndex(table.records.index(3, table.records.fields.index("policies")))
    table.setFocus()
    types("P013")
    assert table.panel is not None
    editor = table.panel.editor
    assert isinstance(editor, LinksEditor)
    assert editor.line.text() == "P013"
    assert table.currentIndex().row() == 3
    keys.press("Up")  # the list of what is chosen: typing there searches too
    editor.line.clear()
    editor.list.setFocus()
    typed("P1")
    assert editor.line.text() == "P1"
    assert editor.line.hasFocus()


def test_what_is_still_being_composed_is_seen_in_the_cell(sample_window: MainWindow) -> None:
    table = screen_of(sample_window, "projects", 1).table
    table.setCurrentIndex(table.records.index(2, 0))
    for text, commit in (("โ", ""), ("โค", ""), ("", "โครงการ")):
        event = QInputMethodEvent(text, [])
        event.setCommitString(commit)
        QApplication.sendEvent(Keys.focused(), event)
    assert text_in(Keys.focused()) == "โครงการ"
    assert table.currentIndex().row() == 2


def test_what_is_typed_on_a_box_of_cards_begins_a_card(keys: Keys, sample_window: MainWindow) -> None:
    sample_window.go_to_section("swot")
    assert sample_window.page is not None
    box = sample_window.page.findChildren(Box)[0]
    for types in (typed, composed):
        box.setFocus()
        types("โครงการ")
        line = Keys.focused()
        assert isinstance(line, QLineEdit)
        assert line.text() == "โครงการ"
        line.clear()


def test_views_that_take_no_typing_stay_where_they_are(keys: Keys, sample_window: MainWindow) -> None:
    sample_window.problems.show()
    matrix = matrix_of(sample_window).view
    for view in (sample_window.problems.findChildren(TypedInto)[0], matrix):
        view.setFocus()
        at = QPersistentModelIndex(view.currentIndex())
        typed(SHIFTED)
        keys.write("การ07")
        assert view.currentIndex() == at
        assert Keys.focused() is view


@pytest.mark.parametrize(
    ("held", "text", "types"),
    [
        (Held.NoModifier, "ก", "ก"),
        (Held.ShiftModifier, "โ", "โ"),
        (Held.KeypadModifier, "7", "7"),
        (Held.GroupSwitchModifier, "@", "@"),
        (Held.ControlModifier | Held.AltModifier, "€", "€"),  # AltGr on Windows
        (Held.ShiftModifier | Held.ControlModifier | Held.AltModifier, "฿", "฿"),
        (Held.ControlModifier, "ก", ""),
        (Held.AltModifier, "ก", ""),
        (Held.MetaModifier, "ก", ""),
        (Held.ControlModifier, "\x01", ""),
        (Held.NoModifier, "\x7f", ""),
        (Held.NoModifier, "", ""),
    ],
)
def test_what_a_key_types(held: Qt.KeyboardModifier, text: str, types: str) -> None:
    assert text_of(QKeyEvent(QEvent.Type.KeyPress, 0, held, text)) == types

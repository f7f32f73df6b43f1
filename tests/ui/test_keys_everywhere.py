"""On every screen of every edition: what can be typed into or pressed has a name in Thai for a screen reader, Tab leads
to all of it and away from it, and what Tab leaves out names its key."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.i18n import set_language
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.start import StartPage
from planner_desktop.ui.window.main_window import MainWindow
from planner_desktop.ui.window.shortcuts_sheet import show_keys
from tests.ui.looked import looked_at

QTS_OWN = re.compile(r"^(qt_|QTableCornerButton|ScrollLeftButton|ScrollRightButton)|^QLineEditIconButton")
THAI = re.compile("[\u0e01-\u0e4e]")
KEY = re.compile(r"\b(Ctrl|Alt|Shift)\+|\bF\d+\b|\b(Insert|Delete|Enter|Escape|PageUp|PageDown|Space)\b")
MOST_TABS = 400


@pytest.fixture
def thai() -> Iterator[None]:
    set_language("th")
    yield
    set_language("en")


def inputs(window: QWidget) -> list[QWidget]:
    """What can be typed into or pressed, and is not a part of another such thing."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if (isinstance(widget, QAbstractButton) or by_tab(widget))
        and widget.isVisible()
        and not QTS_OWN.match(widget.objectName() or type(widget).__name__)
        and not QTS_OWN.match(widget.metaObject().className())
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def by_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value
    return bool(policy & Qt.FocusPolicy.TabFocus.value) and widget.isEnabled()


def name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def said(widget: QWidget) -> str:
    """A widget in words, for the message of a test that fails."""
    above, chain = widget.parentWidget(), [type(widget).__name__]
    while above is not None and len(chain) < 6:
        chain.append(type(above).__name__)
        above = above.parentWidget()
    return f"{' in '.join(chain)}: {name(widget)!r} {widget.toolTip()!r}"


def nameless(window: QWidget, of_edition: str = "") -> Iterator[str]:
    for widget in inputs(window):
        said_so = name(widget)
        named = THAI.search(said_so) or (said_so and said_so in of_edition)
        if not named:
            yield f"no name: {said(widget)}"


def keyless(window: QWidget) -> Iterator[str]:
    for widget in inputs(window):
        left_out = isinstance(widget, QAbstractButton) and widget.isEnabled() and not by_tab(widget)
        if left_out and not any(by_tab(other) for other in beside(widget)):
            told = f"{widget.toolTip()} {widget.accessibleName()}"
            if not KEY.search(told):
                yield f"no key: {said(widget)}"


def beside(widget: QWidget) -> list[QAbstractButton]:
    """The other buttons of which only one can be down: the arrow keys go over them."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None:
        return group.buttons() if group.exclusive() else []
    above = widget.parentWidget()
    if isinstance(widget, QAbstractButton) and widget.autoExclusive() and above is not None:
        return above.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return []


def missed(window: MainWindow, within: QWidget) -> Iterator[str]:
    """What Tab does not lead to, or not away from; where Tab goes from cell to cell, Ctrl+Tab leaves the table."""
    waiting = {widget for widget in inputs(within) if by_tab(widget)}
    assert window.page is not None
    window.page.start()
    seen: set[QWidget] = set()
    for _step in range(MOST_TABS):
        focused = QApplication.focusWidget()
        if focused is None:
            yield "the focus is nowhere"
            return
        seen.add(focused)
        waiting -= {focused, *beside(focused)}
        if not waiting:
            return
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is focused:  # it went from cell to cell
            QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        if QApplication.focusWidget() is focused:
            yield f"Tab stays in: {said(focused)}"
            return
    yield from (f"Tab does not lead to: {said(widget)}" for widget in waiting)


def screens(window: MainWindow) -> Iterator[str]:
    """Every part of every section, with the first record of each kind chosen; what it is called."""
    draft = window.session.draft
    for section in draft.pack.sections:
        window.go_to_section(section.id)
        assert window.page is not None
        if not section.screen:
            yield section.id
        for number, part in enumerate(section.screen):
            for kind in part.edits(draft.pack):
                window.page.show_part(number)
                window.page.go_to(kind, next(iter(draft.ids(kind)), None), None)
                QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
                yield f"{section.id} {window.page.number} {kind}"


@pytest.mark.parametrize("sample", ["2568-international-affairs", "2567-strategy", "2565-budget"])
def test_every_input_has_a_name_and_can_be_reached(
    sample: str, thai: None, open_window: Callable[[Draft], MainWindow], draft_path: Path
) -> None:
    window = open_window(new_from_sample(sample, draft_path))
    window.resize(1366, 768)
    wrong: dict[str, str] = {}
    of_edition = b"".join(window.session.draft.pack.files.values()).decode("utf-8", "ignore")
    for n, place in enumerate(screens(window)):
        within = window.page if n and window.page else window  # what is round the page is always the same
        for what in (*nameless(within, of_edition), *keyless(within), *missed(window, within)):
            wrong.setdefault(what, place)
    assert not wrong, "\n".join(f"{place}: {what}" for what, place in wrong.items())


def test_so_have_the_panels_beside_the_form(
    thai: None, draft: Draft, open_window: Callable[[Draft], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(draft)
    window.resize(1366, 768)
    with looked_at(qtbot, window):
        draft.add("project", {"funding": "amount"})
    window.problems.show()
    window.preview.show()
    with qtbot.waitSignal(window.finding.search.found):
        window.finding.show(replacing=True).line.setText("แผน")
    wrong = [*nameless(window), *keyless(window), *missed(window, window)]
    window.menus.palette.toggle()
    wrong += nameless(window)
    assert not wrong, "\n".join(wrong)


def test_so_have_the_sheets_and_the_start_page(
    thai: None, sample: Draft, open_window: Callable[[Draft], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(sample)
    window.history.show_history()
    window.history.show_move()
    show_keys(window)
    start = StartPage()
    qtbot.addWidget(start)
    start.show()
    sheets = [*window.findChildren(Sheet), start]
    assert len(sheets) > 3
    wrong = [f"{type(sheet).__name__}: {what}" for sheet in sheets for what in (*nameless(sheet), *keyless(sheet))]
    assert not wrong, "\n".join(wrong)

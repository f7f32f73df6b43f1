"""Every text is in the program's font at the size that is set, whatever fonts the desktop has for its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QToolTip, QWidget

from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.kit import habits, look
from planner_desktop.ui.kit.screen_font import FAMILY
from planner_desktop.ui.program import Program
from planner_desktop.ui.window import settings
from scripts.beside import BESIDE, OF_STEPS, Shows, put_away, settle
from scripts.screenshots import SAMPLE, WITH_STEPS, screens
from tests.ui.widgets import every_widget

DESKTOPS = QFont("Monospace", 7)
OF_ITS_OWN = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")
"""The kinds of widgets for which Windows has a font; that of others is for those that the desktop has one for."""


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program on a desktop whose fonts Qt takes up with every style sheet, as it does on Windows."""
    real = QApplication.setStyleSheet

    def as_on_windows(application: QApplication, sheet: str) -> None:
        real(application, sheet)
        for kind in OF_ITS_OWN:
            QApplication.setFont(DESKTOPS, kind)  # type: ignore[arg-type]  # the stubs want bytes, which it refuses

    monkeypatch.setattr(QApplication, "setStyleSheet", as_on_windows)
    settings.take_up(qapp)
    program = Program()
    yield program
    for window in list(program.windows):
        window.close()
    if program.start is not None:
        program.start.close()
    settle()
    look.apply(qapp)


def strangers(points: int) -> set[str]:
    """What can be seen in another font, or in letters of no size that the program has."""
    found = set()
    for widget in every_widget():
        font = widget.font()
        fits = font.family() == FAMILY and points - 1 <= font.pointSizeF() <= points * 3 / 2
        if not fits and (widget.isVisible() or isinstance(widget, QMenu)):
            found.add(f"{widget.metaObject().className()} {widget.objectName()}: {font.family()} {font.pointSizeF()}")
    return found


def of_every_kind(points: int, parent: QWidget) -> set[str]:
    """The same of what comes up for a moment: a message box, a tip."""
    box = QMessageBox(QMessageBox.Icon.Warning, "", "ที่", parent=parent)
    box.open()
    found = strangers(points)
    box.close()
    box.deleteLater()
    tip = QToolTip.font()
    return found if (tip.family(), tip.pointSizeF()) == (FAMILY, points) else {*found, "QToolTip"}


@pytest.mark.parametrize(("sample", "beside"), [(SAMPLE, BESIDE), (WITH_STEPS, OF_STEPS)], ids=[SAMPLE, WITH_STEPS])
def test_every_screen_is_in_the_programs_font(
    program: Program, tmp_path: Path, sample: str, beside: Mapping[str, Shows]
) -> None:
    window = program.show_draft(new_from_sample(sample, tmp_path / "plan.bmaplan"))
    for name in screens(window):
        assert (name, strangers(look.POINTS)) == (name, set())
    for name, show in beside.items():
        shown = show(window)
        assert (name, strangers(look.POINTS)) == (name, set())
        if shown is not None and shown is not window:
            shown.close()
        put_away(window)
    assert of_every_kind(look.POINTS, window) == set()


def test_so_it_is_after_the_colours_and_the_size_of_the_text_were_changed(program: Program, tmp_path: Path) -> None:
    program.show_draft(new_from_sample(SAMPLE, tmp_path / "plan.bmaplan"))
    program.show_start()
    for habit, value, points in ((settings.SCHEME, "dark", look.POINTS), (settings.POINTS, 18, 18)):
        habits.keep(habit, value)
        program.look_anew()
        settle()
        (window,) = program.windows
        window.go_to_section("projects")
        settle()
        assert strangers(points) == set()
        assert of_every_kind(points, window) == set()

"""What a tooltip shows are a text's letters: tags in a name load no file, on this PC or on the network."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.widgets import every_window


def shown_tip(qtbot: QtBot, text: str) -> QLabel:
    QToolTip.showText(QPoint(5, 5), text)

    def found() -> list[QLabel]:
        return [w for w in every_window() if isinstance(w, QLabel) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_tags_in_a_tooltip_are_letters(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(300, 2000, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "a.png"))
    picture = (tmp_path / "a.png").as_uri()
    text = f'โครงการ <img src="{picture}">'
    shown = shown_tip(qtbot, tip(text))
    assert shown.height() < 500  # the picture is 2000 high, and the path may take a few lines
    QToolTip.hideText()


def test_tags_in_a_name_are_letters_where_a_table_tells_it_whole(sample: Draft, sample_window: MainWindow) -> None:
    project = sample.ids("project")[0]
    sample.set("project", project, "name", "<b>ชื่อ</b> " + "ยาว " * 200)
    sample_window.go_to_section("projects")
    assert sample_window.page is not None
    tips = []
    for table in sample_window.page.findChildren(RecordTable):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                tips.append(str(model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole) or ""))
    assert not any("<b>" in said for said in tips)

import struct
from pathlib import Path

import pytest
import uharfbuzz as hb
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, qRgb
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FONTS
from planner_desktop.ui.kit.screen_font import FAMILY, for_screen

STACKED = "ที่ ชี้ ปั้น กู ผู้"
FILES = sorted(FONTS.glob("*.ttf"))


def rows_of_ink(image: QImage, left: int = 0) -> int:
    """How many rows of pixels have letters from `left` on."""
    across = range(left, left + 150)
    return sum(any(image.pixel(x, y) & 0xFF < 128 for x in across) for y in range(image.height()))


def in_the_open() -> int:
    """How many rows the same letters take where nothing cuts them off."""
    image = QImage(400, 80, QImage.Format.Format_RGB32)
    image.fill(qRgb(255, 255, 255))
    painter = QPainter(image)
    painter.setFont(QApplication.font())
    painter.drawText(40, 50, STACKED)
    painter.end()
    return rows_of_ink(image, 40)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_font_of_the_screen_has_right_checksums_and_its_files_stay_as_they_are(file: Path) -> None:
    font = for_screen(file)
    assert len(font) == file.stat().st_size
    assert font != file.read_bytes()
    padded = font + bytes(-len(font) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) % 2**32 == 0xB1B0AFBA
    face = hb.Face(font)
    assert hb.Font(face).get_font_extents("ltr").ascender == 1250
    assert face.get_name(hb.OTNameIdPredefined.FONT_FAMILY).startswith(FAMILY)


def test_a_line_is_as_high_as_stacked_marks(qapp: QApplication) -> None:
    metrics = QFontMetricsF(QFont(FAMILY, 40))
    size = metrics.ascent() / 1.25
    assert metrics.descent() == pytest.approx(0.34 * size, abs=1)


@pytest.mark.parametrize("kind", ["line", "choice", "box", "list"])
def test_no_mark_is_cut_off(kind: str, qtbot: QtBot) -> None:
    widget: QWidget
    if kind == "line":
        widget = QLineEdit(STACKED)
        widget.setCursorPosition(0)
        widget.setReadOnly(True)
    elif kind == "choice":
        widget = QComboBox()
        widget.addItem(STACKED)
    elif kind == "box":
        widget = QCheckBox(STACKED)
    else:
        widget = QListWidget()
        widget.addItem(STACKED)
    qtbot.addWidget(widget)
    widget.setStyleSheet("* { border: none; background: white; color: black; }")
    widget.setFixedWidth(300)
    assert rows_of_ink(widget.grab().toImage(), 24 if kind == "box" else 0) >= in_the_open()

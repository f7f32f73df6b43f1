"""Draw the program's icon, `resources/icons/program.svg`, as Windows wants it: `make icon`."""

import struct
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from planner_desktop.app_paths import ICONS

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: what Windows takes at 100 to 250 %, and what Explorer shows large."""


def png(size: int) -> bytes:
    """The icon as a PNG of so many pixels each way."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "program.svg")).render(painter)
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return written.data()


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNGs of several sizes in one file for Windows, which since Vista takes them as they are."""
    at, head, body = 6 + 16 * len(pictures), struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(body))
        body += picture
    return head + body


def main() -> int:
    """Write the icon beside its drawing."""
    app = QGuiApplication(["icon", "-platform", "offscreen"])
    (ICONS / "program.ico").write_bytes(ico({size: png(size) for size in SIZES}))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())

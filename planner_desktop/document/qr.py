"""The squares of a QR code."""

from typing import Any

_CODE = "คิวอาร์โค้ดของ"  # said before the address that a code leads to


def dark_squares(link: str) -> tuple[int, list[tuple[int, int]]]:
    """How many squares a link's code has on each side, and the columns and rows of the dark ones."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(link)  # the stubs do not know its matrix
    code = widget.qr
    code.make()
    count: int = code.getModuleCount()
    return count, [(column, row) for row in range(count) for column in range(count) if code.isDark(row, column)]


def said(link: str) -> str:
    """What a link's code is to those who do not see it."""
    return f"{_CODE} {link}"

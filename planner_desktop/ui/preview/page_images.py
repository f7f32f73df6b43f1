"""A page of the PDF as a picture. PDFium draws one page at a time, whatever thread asks."""

from math import ceil
from threading import Lock

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_one_at_a_time = Lock()
_FINE = 1.0  # pixels a point: PDFium draws no line thinner than a pixel, which is too thick where pages are small


def screen_image(page: bytes, scale: float) -> QImage:
    """The one page of a PDF for the screen, `scale` pixels a point; small ones are drawn larger and made smaller."""
    if scale >= _FINE:
        return page_image(page, scale)
    fine = page_image(page, 2 * scale)
    return fine.scaled(fine.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)


def page_image(page: bytes, scale: float, *, top: int = 0, rows: int | None = None) -> QImage:
    """The one page of a PDF, `scale` pixels a point; of it only `rows` rows of pixels from row `top` on if given."""
    with _one_at_a_time, pypdfium2.PdfDocument(page) as document:
        sheet = document[0]
        whole = ceil(sheet.get_height() * scale)
        below = 0 if rows is None else max(0, whole - top - rows)
        cut = [max(0.0, pixels - 0.5) / scale for pixels in (0, below, 0, top)]  # rounded up by PDFium's wrapper
        bitmap = sheet.render(scale=scale, crop=tuple(cut), prefer_bgrx=True)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        return image

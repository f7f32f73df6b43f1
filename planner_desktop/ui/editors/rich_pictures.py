"""Pictures that come with pasted text: those that the clipboard really holds are kept in the draft."""

import base64
import binascii
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage

SUFFIXES = (".png", ".jpg", ".jpeg")
"""What the document can print."""


class Pictures:
    """Keeps pasted pictures. `attach` keeps a file in the draft and gives its name, or None where that failed.

    `lost` counts those that could not be had: their address leads elsewhere, or to what is no picture.
    """

    def __init__(self, attach: Callable[[Path], str | None]) -> None:
        self._attach = attach
        self.lost = 0

    def keep(self, address: str) -> str | None:
        """Keep the picture at an address inside pasted HTML."""
        name = None
        if address.startswith("data:image/"):
            head, _comma, body = address.partition(",")
            with suppress(binascii.Error):
                if head.endswith(";base64"):
                    name = self.keep_image(QImage.fromData(base64.b64decode(body)))
        elif address.startswith("file:"):
            # Word leaves its pictures in the temporary folder. No other place is looked at: a page that was copied
            # must not have this program fetch a file from the network, or put one into the plan unseen.
            path = Path(QUrl(address).toLocalFile())
            if ".." not in path.parts and path.is_relative_to(tempfile.gettempdir()):
                name = self.keep_file(str(path))
        self.lost += name is None
        return name

    def keep_file(self, path: str) -> str | None:
        """Keep a picture's file."""
        if Path(path).suffix.lower() in SUFFIXES and not QImage(path).isNull():
            return self._attach(Path(path))
        image = QImage(path) if path and Path(path).suffix.lower() in (".gif", ".bmp") else QImage()
        return self.keep_image(image)

    def keep_image(self, image: QImage) -> str | None:
        """Keep a picture that is no file."""
        if image.isNull():
            return None
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "picture.png")
            return self._attach(path) if image.save(str(path)) else None

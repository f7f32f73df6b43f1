"""Pictures that come with pasted text: those that the clipboard really holds are kept in the draft."""

import base64
import binascii
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from planner_desktop import leftovers, pictures
from planner_desktop.errors import PictureRefused

_KEPT_AS_THEY_ARE = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_OTHERS = (".gif", ".bmp")
_ON_CLIPBOARDS = ("image/png", "image/jpeg", "image/gif", "image/bmp")


def is_picture(path: str) -> bool:
    """Whether a file's name says that it is a picture."""
    return Path(path).suffix.lower() in (*_KEPT_AS_THEY_ARE, *_OTHERS)


class PastedPictures:
    """Keeps pasted pictures. `attach` keeps a file in the draft and gives its name, or None where that failed.

    `lost` counts those that could not be had: their address leads elsewhere, or to what is no picture.
    """

    def __init__(self, attach: Callable[[Path], str | None]) -> None:
        self._attach = attach
        self.lost = 0

    def keep(self, address: str) -> str | None:
        """Keep the picture at an address inside pasted HTML."""
        name = None
        if address.startswith("data:image/") and len(address) < 2 * pictures.MAX_BYTES:
            head, _comma, body = address.partition(",")
            with suppress(binascii.Error, ValueError):
                if head.endswith(";base64"):
                    name = self.keep_content(base64.b64decode(body))
        elif address.startswith("file:"):
            # Word leaves its pictures in the temporary folder. No other place is looked at: a page that was copied
            # must not have this program fetch a file from the network, or put one into the plan unseen.
            path = Path(QUrl(address).toLocalFile())
            temporary = Path(tempfile.gettempdir())
            inside = ".." not in path.parts and path.is_relative_to(temporary)
            if inside and path.resolve().is_relative_to(temporary.resolve()):
                name = self.keep_file(str(path))
        self.lost += name is None
        return name

    def keep_file(self, path: str) -> str | None:
        """Keep a picture's file."""
        file = Path(path)
        if not is_picture(path):
            return None
        with suppress(OSError):
            if not file.is_file() or file.stat().st_size > pictures.MAX_BYTES:
                return None
            content = file.read_bytes()
            if file.suffix.lower() in _KEPT_AS_THEY_ARE and not pictures.problem(content):
                return self._attach(file)
            return self.keep_content(content)
        return None

    def keep_content(self, content: bytes) -> str | None:
        """Keep what the clipboard gives as a picture's file; as PNG if it is none that a document prints as it is."""
        try:
            suffix = {"PNG": ".png", "JPEG": ".jpg"}.get(pictures.Picture(content).format)
            kept = content if suffix and not pictures.problem(content) else pictures.as_png(content)
        except PictureRefused:
            return None
        with leftovers.temporary_folder() as folder:
            path = Path(folder, "picture" + (suffix or ".png"))
            path.write_bytes(kept)
            return self._attach(path)

    def keep_clipboard(self, data: QMimeData) -> str | None:
        """Keep the picture that the clipboard holds beside its text: a screenshot, or a picture alone.

        Qt would read any format it has a plugin for; its own reading is taken only where the clipboard has no file of
        a picture, but the dots themselves.
        """
        if any(kind.startswith("image/") for kind in data.formats()):
            files = (data.data(kind).data() for kind in _ON_CLIPBOARDS if data.hasFormat(kind))
            return next((name for content in files if (name := self.keep_content(bytes(content)))), None)
        image = data.imageData() if data.hasImage() else None
        return self.keep_image(image) if isinstance(image, QImage) else None

    def keep_image(self, image: QImage) -> str | None:
        """Keep a picture that is no file."""
        if image.isNull():
            return None
        with leftovers.temporary_folder() as folder:
            path = Path(folder, "picture.png")
            return self._attach(path) if image.save(str(path)) else None

"""Pictures of a Word file, with what they show in words."""

from io import BytesIO

from planner_desktop.document.figure import FigureSlab, QrSlab
from planner_desktop.document.qr import dark_squares, said
from planner_desktop.document.word.markup import emu, quoted
from planner_desktop.document.word.package import Package

NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SIDE = 8  # dots of a square of a code


class Pictures:
    """The pictures of a file, each stored once however often it is shown."""

    def __init__(self, package: Package, source: str) -> None:
        """Take the package and the part of it that shows them."""
        self._package, self._source = package, source
        self._names: dict[bytes, str] = {}
        self._count = 0

    def figure(self, slab: FigureSlab) -> str:
        """A picture as large as it is on paper."""
        return self._drawing(slab.content, slab.width, slab.height, slab.alt)

    def code(self, slab: QrSlab) -> str:
        """A link as a QR code, which leads there itself."""
        link = self._package.relate(self._source, "hyperlink", slab.link, outside=True)
        return self._drawing(_code(slab.link), slab.width, slab.height, said(slab.link), link)

    def _drawing(self, content: bytes, width: float, height: float, alt: str, link: str = "") -> str:
        if content not in self._names:
            kind = "jpeg" if content.startswith(b"\xff\xd8") else "png"
            name = f"media/image{len(self._names) + 1}.{kind}"
            self._package.add(f"word/{name}", content)
            self._names[content] = self._package.relate(self._source, "image", name)
        self._count += 1
        size = f'cx="{emu(width)}" cy="{emu(height)}"'
        about = f'id="{self._count}" name="Picture {self._count}" descr={quoted(alt)}'
        click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f"<wp:docPr {about}>{click}</wp:docPr><wp:cNvGraphicFramePr>"
            '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{self._names[content]}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )


def _code(link: str) -> bytes:
    from PIL import Image

    count, dark = dark_squares(link)
    image = Image.new("L", (count, count), 255)
    for column, row in dark:
        image.putpixel((column, row), 0)
    made = BytesIO()
    image.resize((count * _SIDE, count * _SIDE), Image.Resampling.NEAREST).save(made, "PNG")
    return made.getvalue()

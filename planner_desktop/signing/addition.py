"""What signing adds to a PDF: what is seen of the signature, set by our typesetter, and no other word of the file."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader

from planner_desktop.document.stamp import stamp
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment


class Addition(IncrementalPdfFileWriter):
    """The end of a PDF that is signed. The description of the file (XMP) stays as it is.

    pyHanko writes it anew with today's date, and loses of it what PDF/A asks for (ISO 19005-2, 6.6.2.3).
    """

    def _update_meta(self) -> None:
        pass


class Seen(PdfContent):
    """Who signed and when, and why if that is said, for a field `width` by `height` points."""

    def __init__(self, name: str, at: datetime, reason: str, width: float, height: float) -> None:
        super().__init__(box=BoxConstraints(width=width, height=height))
        lines = [_("Signed electronically by"), name, _("on {moment}").format(moment=format_moment(at))]
        self._page = stamp([*lines, reason] if reason else lines, width, height)

    def render(self) -> bytes:
        """The content stream: the page, as a form of the PDF that is signed."""
        self.resources.xobject[pdf_name("/Seen")] = self._ensure_writer.import_page_as_xobject(
            PdfFileReader(BytesIO(self._page))
        )
        return b"/Seen Do"

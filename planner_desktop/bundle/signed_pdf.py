"""The plan's PDF as it was signed with certificates, on its way into the bundle in place of the one made now."""

from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from planner_desktop import whole_file
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

MOST_BYTES = 200_000_000


def take(path: Path, to: Path) -> int:
    """Put a signed PDF in its place, and return how many signatures it bears. Raises BundleError."""
    try:
        content = whole_file.read(path, MOST_BYTES)
        count = signatures(content)
    except OSError as error:
        raise BundleError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
        ) from error
    except pypdfium2.PdfiumError as error:
        raise BundleError(_("{path} is no whole PDF").format(path=path), _("Choose the signed PDF.")) from error
    if not count:
        raise BundleError(
            _("{path} bears no electronic signature").format(path=path),
            _("Choose the file that was signed. Pages that were signed on paper go along as scanned pages."),
        )
    whole_file.write(to, content)
    return count


def signatures(content: bytes) -> int:
    """How many electronic signatures a PDF bears. Raises pypdfium2.PdfiumError."""
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return max(0, int(raw.FPDF_GetSignatureCount(pdf)))

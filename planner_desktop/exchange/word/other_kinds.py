"""Files that are no .docx though somebody takes them for one: which kind each is, and how a .docx is made of it."""

from collections.abc import Collection
from typing import IO

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_THROUGH = 60_000_000


def save_again() -> str:
    """What mends most documents that are put together wrongly."""
    return _("Open it in Word or LibreOffice, and save it as a Word document (.docx) under another name.")


def _saved_as_docx() -> str:
    return _("Open it in Word, choose File > Save As, and as type “Word Document (*.docx)”; in LibreOffice likewise.")


def refuse(file: IO[bytes], source: str) -> None:
    """Raises PlannerError where a file's first bytes say that it is of another kind. It is left at its start."""
    begin = file.read(1000)
    ole = begin.startswith(_OLE)
    encrypted = ole and _ENCRYPTED in begin + file.read(_LOOKED_THROUGH)
    file.seek(0)
    start = begin.lstrip(b"\xef\xbb\xbf\x00\t\r\n ")
    if not start:
        raise PlannerError(_("{path} is empty").format(path=source), _("Copy it anew from where it came."))
    if encrypted:
        raise PlannerError(
            _("{path} is locked with a password").format(path=source),
            _("Open it in Word, choose File > Info > Protect Document > Encrypt with Password, empty the field."),
        )
    if ole:
        raise PlannerError(
            _("{path} is in the form of Word before 2007 (.doc)").format(path=source),
            _saved_as_docx(),
        )
    if b"%PDF-" in begin:
        raise PlannerError(
            _("{path} is a PDF, which holds pages and no tables").format(path=source),
            _("Give the Word file that it was made of; or copy its text in a PDF reader and paste it into a field."),
        )
    if start.startswith(b"{\\rtf"):
        raise _saved_otherwise(source, _("Rich Text (.rtf)"))
    if start[:5].lower() in (b"<html", b"<!doc") or start[:12].lower() == b"mime-version":
        raise _saved_otherwise(source, _("a web page"))
    if b"<?mso-application" in begin or b"<pkg:package" in begin or start.startswith(b"<?xml"):
        raise _saved_otherwise(source, "XML")
    if not begin.startswith(b"PK"):
        raise PlannerError(
            _("{path} is no document of Word").format(path=source),
            _("Give a file that Word or LibreOffice saved as a Word document (.docx)."),
        )


def _saved_otherwise(source: str, kind: str) -> PlannerError:
    return PlannerError(
        _("{path} is no .docx, but {kind}").format(path=source, kind=kind),
        _saved_as_docx(),
    )


def refuse_parts(parts: Collection[str], mimetype: bytes, source: str) -> None:
    """Raises PlannerError where the parts of a zip are those of another kind of file."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        raise _saved_otherwise(source, _("OpenDocument text (.odt)"))
    if mimetype.startswith(b"application/vnd.oasis.opendocument.") or "xl/workbook.xml" in parts:
        raise PlannerError(
            _("{path} is a workbook or the like, and no document of Word").format(path=source),
            _("Give the document; tables of a workbook are pasted into a table of the plan."),
        )
    if "bagit.txt" in {name.rpartition("/")[2] for name in parts}:
        raise PlannerError(
            _("{path} is a bundle of this program, and no document of Word").format(path=source),
            _("Open the draft that is in it."),
        )


def refuse_main(part: str, source: str) -> None:
    """Raises PlannerError where the main part of a package is that of a workbook or of slides."""
    if part.startswith(("xl/", "ppt/", "visio/")):
        raise PlannerError(
            _("{path} is a workbook or the like, and no document of Word").format(path=source),
            _("Give the document; tables of a workbook are pasted into a table of the plan."),
        )

"""Signing a field of a PDF: PAdES, as an addition at the file's end, so that earlier signatures stay valid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner_desktop import whole_file
from planner_desktop.errors import SigningError
from planner_desktop.i18n import _
from planner_desktop.signing.library import ask_for

if TYPE_CHECKING:
    from pyhanko.sign import Signer

_BROKEN = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, AssertionError)
"""What pyHanko raises, beside its own errors, at a file that is no PDF or a damaged one."""
LARGEST = 500_000_000
"""A PDF of more bytes is none of ours, and is not read."""


@dataclass(frozen=True, slots=True)
class SignField:
    """A place of a PDF to sign at: its name, the words that stand there (“ลงชื่อ ผู้อนุมัติ”), and whether it is signed."""

    name: str
    words: str
    signed: bool


def sign_fields(path: Path) -> list[SignField]:
    """The places of a PDF to sign at, in the order of the document. Raises SigningError."""
    ask_for()
    from pyhanko.pdf_utils.reader import PdfFileReader

    with opened(path) as data:
        return _fields(PdfFileReader(data))


def sign(
    path: Path, to: Path, key: Signer, *, field: str = "", reason: str = "", at: datetime | None = None
) -> SignField:
    """Sign a place of a PDF, the first that is empty if none is named, and write the PDF to `to`, which may be `path`.

    `reason` is kept in the signature and shown in it. Raises SigningError; then nothing was written.
    """
    ask_for()
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError as LibraryError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.stamp import StaticStampStyle

    from planner_desktop.signing.addition import Addition, Seen

    now = at or datetime.now().astimezone()
    with opened(path) as data:
        writer = Addition(data)
        place = _chosen(_fields(writer.prev), field, path)
        width, height = _size(writer.prev, place.name)
        said = PdfSignatureMetadata(
            field_name=place.name,
            reason=reason or None,
            name=name_of(key.signing_cert),
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        )
        seen = Seen(name_of(key.signing_cert), now, reason, width, height)
        style = StaticStampStyle(background=seen, border_width=0)
        try:
            signed = PdfSigner(said, key, stamp_style=style).sign_pdf(writer, output=BytesIO())
        except (LibraryError, PdfError, ValueError) as error:
            raise SigningError(_("{name} cannot be signed: {reason}").format(name=path.name, reason=error)) from error
    try:
        whole_file.write(to, signed.getvalue())
    except OSError as error:
        raise SigningError(*whole_file.cannot_be_written(to, error)) from error
    return place


def name_of(certificate: Any) -> str:
    """Whose certificate it is: the common name, or else the whole subject."""
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)


@contextmanager
def opened(path: Path) -> Iterator[BytesIO]:
    """The bytes of a PDF. What goes wrong while it is read is raised as SigningError."""
    from pyhanko.pdf_utils.misc import PdfError

    try:
        data = BytesIO(whole_file.read(path, LARGEST))
    except OSError as error:
        raise SigningError(_("{path} cannot be read").format(path=path), whole_file.told(error)) from error
    try:
        yield data
    except (PdfError, *_BROKEN) as error:
        raise SigningError(
            _("{name} is no whole PDF").format(name=path.name), _("Export the plan as PDF again, and sign that file.")
        ) from error


def _fields(reader: Any) -> list[SignField]:
    from pyhanko.sign.fields import enumerate_sig_fields

    return [
        SignField(name, str(reference.get_object().get("/TU", "")), value is not None)
        for name, value, reference in enumerate_sig_fields(reader)
    ]


def _chosen(fields: Sequence[SignField], wanted: str, path: Path) -> SignField:
    empty = [field for field in fields if not field.signed]
    named = [field for field in empty if wanted in (field.name, field.words) or (wanted and wanted in field.words)]
    if wanted and len(named) == 1:
        return named[0]
    if not wanted and empty:
        return empty[0]
    places = ", ".join(f"{field.name} ({field.words})" for field in empty)
    raise SigningError(
        _("{name} has no such empty place to sign at").format(name=path.name)
        if fields
        else _("{name} has no place to sign at").format(name=path.name),
        _("Give one of these: {places}").format(places=places)
        if places
        else _("Name who signs in the section for signatures, and export the plan as PDF again."),
    )


def _size(reader: Any, name: str) -> tuple[float, float]:
    """How large a field is, in points."""
    from pyhanko.sign.fields import enumerate_sig_fields

    for _name, _value, reference in enumerate_sig_fields(reader, with_name=name):
        left, bottom, right, top = (float(each) for each in reference.get_object()["/Rect"])
        return abs(right - left), abs(top - bottom)
    raise AssertionError(name)  # it was chosen of these fields

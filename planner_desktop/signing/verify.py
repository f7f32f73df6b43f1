"""What a PDF's signatures are worth: who signed which place and when, and whether anything was changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from planner_desktop.errors import SigningError
from planner_desktop.i18n import _
from planner_desktop.signing.library import ask_for
from planner_desktop.signing.sign import name_of, opened


class State(StrEnum):
    """What became of a signed PDF."""

    UNCHANGED = "unchanged"
    """The file is as it was signed."""
    SIGNED_SINCE = "signed since"
    """Only further signatures were added."""
    CHANGED = "changed"
    """Something else was changed, or the signature does not fit the file."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of a PDF. `when` is what the signer's clock said, None where nothing is said.

    `trusted` says whether the certificate leads to one that was named as trusted; None where none was named.
    """

    field: str
    words: str
    name: str
    issuer: str
    when: datetime | None
    reason: str
    state: State
    trusted: bool | None

    @property
    def holds(self) -> bool:
        """Whether the file is what was signed, by a certificate that is trusted where any is named as such."""
        return self.state is not State.CHANGED and self.trusted is not False

    def as_data(self) -> dict[str, Any]:
        """It as JSON, for other programs."""
        when = self.when.isoformat() if self.when else None
        return {
            "field": self.field, "words": self.words, "name": self.name, "issuer": self.issuer, "when": when,
            "reason": self.reason, "state": str(self.state), "trusted": self.trusted,
        }  # fmt: skip


def signatures(path: Path, trust: Sequence[Path] = ()) -> list[Signature]:
    """The signatures of a PDF, the first made first. `trust` are files of certificates (PEM or DER) that are trusted.

    Nothing is asked over a network, so a certificate that was withdrawn is not known. Raises SigningError.
    """
    ask_for()
    from pyhanko.pdf_utils.reader import PdfFileReader

    roots = _roots(trust)
    with opened(path) as data:
        reader = PdfFileReader(data)
        ends = (int(each.byte_range[2]) + int(each.byte_range[3]) for each in reader.embedded_signatures)
        covered = max(ends, default=0) == path.stat().st_size
        return [_signature(each, roots, covered=covered) for each in reader.embedded_regular_signatures]


def _signature(embedded: Any, roots: list[Any], *, covered: bool) -> Signature:
    """`covered`: whether the last signature is of all bytes; what stands behind it may be no revision."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    state, trusted = State.CHANGED, False
    try:
        status = validate_pdf_signature(embedded, context)
    except SignatureValidationError:
        pass  # it is no signature of this file
    else:
        trusted = status.trusted
        if status.intact and status.valid:
            level = status.modification_level
            if level == ModificationLevel.NONE and covered:
                state = State.UNCHANGED
            elif level in (ModificationLevel.FORM_FILLING, ModificationLevel.LTA_UPDATES):
                state = State.SIGNED_SINCE
    certificate = embedded.signer_cert
    when = embedded.self_reported_timestamp
    return Signature(
        field=embedded.field_name,
        words=str(embedded.sig_field.get("/TU", "")),
        name=name_of(certificate),
        issuer=str(certificate.issuer.native.get("common_name") or certificate.issuer.human_friendly),
        when=when.astimezone() if when else None,
        reason=str(embedded.sig_object.get("/Reason", "")),
        state=state,
        trusted=trusted if roots else None,
    )


def _roots(trust: Sequence[Path]) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data

    roots = []
    for path in trust:
        try:
            roots += load_certs_from_pemder_data(path.read_bytes())
        except (OSError, ValueError) as error:
            raise SigningError(
                _("{path} holds no certificate").format(path=path), _("Give a certificate as .pem, .cer or .crt.")
            ) from error
    return roots


def told(signature: Signature) -> str:
    """A signature in a sentence: what became of the file since, and whether its certificate is known."""
    states = {
        State.UNCHANGED: _("not changed since"),
        State.SIGNED_SINCE: _("not changed since but for further signatures"),
        State.CHANGED: _("CHANGED since, or not signed by this certificate"),
    }
    known = {
        True: _("certificate trusted"),
        False: _("certificate not among those that are trusted"),
        None: _("issued by {issuer}, which was not looked into").format(issuer=signature.issuer),
    }
    return f"{states[signature.state]}; {known[signature.trusted]}"

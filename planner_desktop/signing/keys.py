"""The certificate and key that sign: of a PKCS#12 file, or of a token such as a smart card (PKCS#11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from planner_desktop import whole_file
from planner_desktop.errors import SigningError
from planner_desktop.i18n import _
from planner_desktop.signing.library import ask_for

if TYPE_CHECKING:
    from pyhanko.sign import Signer

Found = TypeVar("Found")


@contextmanager
def key_of_file(path: Path, password: str) -> Iterator[Signer]:
    """The key in a PKCS#12 file (.p12, .pfx). Raises SigningError if it is none, or the password is not its own."""
    ask_for()
    from pyhanko.sign.signers import SimpleSigner

    try:
        data = path.read_bytes()
    except OSError as error:
        raise SigningError(_("{path} cannot be read").format(path=path), whole_file.told(error)) from error
    try:
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=password.encode() or None)
    except (ValueError, AttributeError, TypeError) as error:
        raise SigningError(
            _("{name} cannot be opened with this password").format(name=path.name),
            _("Give the password of the certificate's file (.p12 or .pfx), or choose another file."),
        ) from error
    yield signer


@contextmanager
def key_of_token(library: Path, pin: str, label: str = "", certificate: str = "") -> Iterator[Signer]:
    """The key on a token, through its maker's PKCS#11 library (.so, .dll).

    `label` is the token's, `certificate` that of the certificate on it; neither is needed where there is only one.
    Raises SigningError if the token or a certificate with its key is not there, or the PIN is wrong.
    """
    ask_for()
    ask_for("pkcs11")
    import pkcs11
    from pyhanko.sign.pkcs11 import PKCS11Signer

    try:
        there = [
            token
            for token in pkcs11.lib(str(library)).get_tokens()
            if pkcs11.TokenFlag.TOKEN_INITIALIZED in token.flags and label in ("", token.label)
        ]
        token = _only(there, _("It is not clear which token shall sign"), [token.label for token in there])
        session: Any = token.open(user_pin=pin)
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        raise SigningError(
            _("The token cannot be opened through {name}").format(name=library.name),
            _("See that the token is plugged in, its label and PIN are right, and the library is its maker's."),
        ) from error
    with session:
        found = session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
        labels = [each[pkcs11.Attribute.LABEL] for each in found]
        wanted = [each for each in labels if certificate in ("", each)]
        yield PKCS11Signer(session, cert_label=_only(wanted, _("It is not clear which certificate shall sign"), labels))


def _only(found: Sequence[Found], problem: str, labels: Sequence[str]) -> Found:
    """The one that was found. Raises SigningError where there are several or none, with the labels there are."""
    if len(found) == 1:
        return found[0]
    fix = _("Give the label of one: {labels}").format(labels=", ".join(labels))
    raise SigningError(problem, fix if labels else _("There is none: plug it in, and see that it is set up."))

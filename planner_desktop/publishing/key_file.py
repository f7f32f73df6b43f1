"""A private key in a file of its own, which a passphrase opens: Argon2id makes a key of it, for XSalsa20-Poly1305."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import nacl.utils
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from planner_desktop import whole_file
from planner_desktop.errors import PublishingError
from planner_desktop.i18n import _

LEAST = 12
"""Letters of a passphrase."""
_MOST_BYTES = 10_000
_WORK = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
"""What guessing a passphrase costs each time: about a second and 256 MB."""


class PrivateKey(NamedTuple):
    """A private key, and who holds it."""

    key: SigningKey
    holder: str

    @property
    def public(self) -> str:
        """The public key in base64, as an edition names it."""
        return base64.b64encode(bytes(self.key.verify_key)).decode("ascii")


def id_of(public: str) -> str:
    """What a public key is called: the beginning of its SHA-256, which a person can compare."""
    return hashlib.sha256(base64.b64decode(public)).hexdigest()[:12]


def make(path: Path, holder: str, passphrase: str) -> PrivateKey:
    """Make a key and write its file, which must not be there yet. Raises PublishingError."""
    if len(passphrase) < LEAST:
        raise PublishingError(_("The passphrase is too short"), _("Take at least {count} letters.").format(count=LEAST))
    made = PrivateKey(SigningKey.generate(), holder)
    salt = nacl.utils.random(argon2id.SALTBYTES)
    box = SecretBox(_of_passphrase(passphrase, salt)).encrypt(bytes(made.key))
    said = {"holder": holder, "public": made.public, "salt": _text(salt), "box": _text(box)}
    try:
        whole_file.write(path, json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8"), new=True, private=True)
    except OSError as error:
        raise PublishingError(*whole_file.cannot_be_written(path, error)) from error
    return made


def public(path: Path) -> tuple[str, str]:
    """The public key in a key's file and who holds it, without its passphrase. Raises PublishingError."""
    said = _said(path)
    return str(said["public"]), str(said["holder"])


def opened(path: Path, passphrase: str) -> PrivateKey:
    """The private key in a file. Raises PublishingError."""
    said = _said(path)
    try:
        key = _of_passphrase(passphrase, base64.b64decode(said["salt"]))
        made = PrivateKey(SigningKey(SecretBox(key).decrypt(base64.b64decode(said["box"]))), str(said["holder"]))
        if made.public != said["public"]:
            raise _no_key(path)
    except (CryptoError, ValueError, TypeError) as error:
        raise PublishingError(
            _("{path} is not opened by this passphrase").format(path=path), _("Type the key's passphrase again.")
        ) from error
    return made


def _said(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(whole_file.read(path, _MOST_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise _no_key(path) from error
    if not isinstance(said, dict) or not {"holder", "public", "salt", "box"} <= said.keys():
        raise _no_key(path)
    return said


def _no_key(path: Path) -> PublishingError:
    return PublishingError(
        _("{path} is no file of a key").format(path=path), _("Give a file that `keys new` made, ending in .bmakey.")
    )


def _of_passphrase(passphrase: str, salt: bytes) -> bytes:
    return argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, *_WORK)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")

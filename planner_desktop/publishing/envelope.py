"""A text with signatures beside it: the envelope of DSSE 1.0 (secure-systems-lab/dsse), with Ed25519 (RFC 8032)."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from typing import Any

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

Envelope = Mapping[str, Any]
"""As JSON has it: `payloadType`, `payload` in base64, and `signatures` with `keyid` and `sig`."""


def sealed(kind: str, payload: Mapping[str, Any], key: SigningKey, key_id: str) -> Envelope:
    """Plain data with the signature of a key."""
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode("utf-8")
    signature = key.sign(_signed(kind, text)).signature
    return {
        "payloadType": kind,
        "payload": base64.b64encode(text).decode("ascii"),
        "signatures": [{"keyid": key_id, "sig": base64.b64encode(signature).decode("ascii")}],
    }


def read(envelope: Envelope, kind: str) -> dict[str, Any]:
    """The data, whoever signed them. Raises ValueError where it is no envelope of this kind."""
    if envelope.get("payloadType") != kind:
        raise ValueError(f"payloadType is not {kind}")
    data = json.loads(_bytes(envelope.get("payload")), parse_constant=no_number)
    if not isinstance(data, dict):
        raise ValueError("the payload is no object")
    return data


def signed_by(envelope: Envelope, keys: Iterable[str]) -> str:
    """The first of these public keys (base64) of which a signature is good; empty if none is. Raises ValueError."""
    text = _signed(str(envelope.get("payloadType")), _bytes(envelope.get("payload")))
    signatures = envelope.get("signatures")
    if not isinstance(signatures, list) or len(signatures) > 20:
        raise ValueError("signatures is no short list")
    found = [_bytes(each.get("sig") if isinstance(each, dict) else None) for each in signatures]
    for key in keys:
        verifier = VerifyKey(base64.b64decode(key))
        for signature in found:
            try:
                verifier.verify(text, signature)
            except (CryptoError, ValueError):  # a signature of another length is none
                continue
            return key
    return ""


def _signed(kind: str, text: bytes) -> bytes:
    """What is signed: the kind and the text, each behind its length, so that neither passes for the other."""
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(name), name, len(text), text)


def no_number(name: str) -> float:
    """Refuse what JSON does not know as a number, as NaN. Raises ValueError."""
    raise ValueError(f"{name} is no number")


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise ValueError("base64 is missing")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error

"""Certificates made for a test, with their keys, as files and on a token."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = "รหัส 1234"
PIN = "4321"
TOKEN_LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
"""A token in software, of Debian's package softhsm2."""


def certificate(name: str) -> tuple[RSAPrivateKey, x509.Certificate]:
    """A key, and a certificate of it in that name, which it issued itself."""
    key = generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


def key_file(folder: Path, name: str) -> Path:
    """A PKCS#12 file with such a certificate, and the certificate alone beside it as `.pem`."""
    key, made = certificate(name)
    file = folder / f"{name}.p12"
    sealed = BestAvailableEncryption(PASSWORD.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, sealed))
    file.with_suffix(".pem").write_bytes(made.public_bytes(Encoding.PEM))
    return file


def token(folder: Path, name: str) -> None:
    """Make a token with such a certificate; SOFTHSM2_CONF, which is set, says where it is."""
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\n", encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    key, made = certificate(name)
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    program = shutil.which("softhsm2-util")
    assert program is not None
    for arguments in (
        ["--init-token", "--free", "--label", "แผน", "--pin", PIN, "--so-pin", PIN],
        ["--import", str(folder / "key.pem"), "--token", "แผน", "--label", "ลงนาม", "--id", "01", "--pin", PIN],
    ):
        subprocess.run([program, *arguments], check=True, capture_output=True)
    import pkcs11
    from pkcs11 import Attribute, CertificateType, ObjectClass

    subject = made.subject.public_bytes()
    with pkcs11.lib(str(TOKEN_LIBRARY)).get_token(token_label="แผน").open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "ลงนาม",
                Attribute.ID: b"\x01",
                Attribute.SUBJECT: subject,
                Attribute.VALUE: made.public_bytes(Encoding.DER),
            }
        )

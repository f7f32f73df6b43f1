"""Checks that a file for Windows is signed by whom it should be, as Windows itself would (Authenticode)."""

import re
from pathlib import Path

from installer.commit import BuildError
from installer.tools import run_tool

TOOL = "osslsigncode"
_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"


def check_signature(file: Path, signer: str) -> None:
    """See that the organisation `signer` signed a file, vouched for by an authority that this system trusts.

    The signature counts as of the time that its own time stamp bears witness to. Raises BuildError.
    """
    trusted = ["-CAfile", _AUTHORITIES, "-TSA-CAfile", _AUTHORITIES]
    # A newer tool asks the authorities' servers for what was called back; a build needs no net beyond its packages.
    offline = ["-ignore-crl"] if "-ignore-crl" in _help() else []
    said = run_tool(TOOL, "verify", *offline, *trusted, "-in", str(file))
    signers = re.findall(r"Signer #0:\s+Subject: (.*)", said)
    if "Signature verification: ok" not in said or not any(f"/O={signer}/" in f"{each}/" for each in signers):
        raise BuildError(f"{file.name} is not signed by {signer}")


def _help() -> str:
    try:
        return run_tool(TOOL, "verify", "--help")
    except BuildError as error:  # some versions end their help with a failure
        return str(error)

"""pyHanko, which is an extra: whether it is installed, and what is said where it is not."""

import logging
from importlib.util import find_spec

from planner_desktop.errors import SigningError
from planner_desktop.i18n import _


def is_installed() -> bool:
    """Whether this program can sign."""
    return find_spec("pyhanko") is not None


def ask_for(module: str = "pyhanko") -> None:
    """Raise SigningError if the library is not installed, saying how it is."""
    if find_spec(module) is None:
        extra = "tokens" if module == "pkcs11" else "signing"
        raise SigningError(
            _("Signing with a certificate is not installed"),
            _("Have it installed: pip install planner-desktop[{extra}]. Signing in a PDF reader works without.").format(
                extra=extra
            ),
        )
    for name in ("pyhanko", "pyhanko_certvalidator"):  # what it says goes to the program's log, never on the screen
        logging.getLogger(name).addHandler(logging.NullHandler())

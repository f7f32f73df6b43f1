"""Why a bundle is refused: each fault with its kind, the file in the bundle at fault, and what to do about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from planner_desktop.errors import BundleError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, ngettext

Kind = Literal[
    "zip", "files", "checksums", "label", "plan", "draft", "attachments", "pdf", "word", "tables", "report",
    "signature", "limits",
]  # fmt: skip


class Fault(Frozen):
    """Something for which a bundle is refused; `place` is a file of it, empty where the whole is meant."""

    kind: Kind
    message: str
    place: str = ""
    fix: str = ""


class RefusedError(BundleError):
    """A bundle that does not verify, with all that was found at once."""

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        super().__init__(message, faults[0].fix)
        self.faults = tuple(faults)


def ask_again() -> str:
    """What to do about a file that is damaged."""
    return _("Do not use it, and ask the agency to send it again.")


def ask_for_ours() -> str:
    """What to do about a file that this program did not make so."""
    return _("Do not use it, and ask the agency for the file that the program made.")


def is_no_bundle(path: Path, problem: str, place: str = "") -> RefusedError:
    """It is put together otherwise than the program does."""
    said = _("{path} is not a bundle of this program: {problem}").format(path=path, problem=problem)
    return RefusedError(said, [Fault("zip", problem, place, ask_for_ours())])


def does_not_verify(path: Path, *faults: Fault) -> RefusedError:
    """Something in it is not what it should be."""
    said = _("{path} does not verify: {problem}").format(path=path, problem=faults[0].message)
    if more := len(faults) - 1:
        said += "\n" + ngettext("and {count} fault more", "and {count} faults more", more).format(count=more)
    return RefusedError(said, faults)

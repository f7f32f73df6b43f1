"""Whether the PDF in a bundle is signed, and its signatures hold. What looks at them is an extra (`signing`)."""

from pathlib import Path

from planner_desktop.bundle import layout
from planner_desktop.bundle.refusal import Fault, ask_again
from planner_desktop.errors import SigningError
from planner_desktop.i18n import _
from planner_desktop.signing.library import is_installed

_MARK = b"/ByteRange"
_PIECE = 1_000_000


def signature_of(pdf: Path) -> tuple[list[Fault], str]:
    """The signatures that do not hold, and what is said of them, also that there is none."""
    if not _has_mark(pdf):
        return [], _("{path} bears no electronic signature").format(path=layout.PDF)
    if not is_installed():
        return [], _(
            "{name} is signed. Its signatures were not checked: what checks them is not installed here."
        ).format(name=layout.PDF)
    from planner_desktop.signing.verify import State, signatures, told

    try:
        found = signatures(pdf)
    except SigningError as error:
        return [Fault("signature", error.message.replace(str(pdf), layout.PDF), f"data/{layout.PDF}", ask_again())], ""
    said = [
        _("{name} signed {file}: {told}").format(name=each.name, file=layout.PDF, told=told(each)) for each in found
    ]
    faults = [
        Fault("signature", line, f"data/{layout.PDF}", ask_again())
        for each, line in zip(found, said, strict=True)
        if each.state is State.CHANGED
    ]
    return faults, "; ".join(said)


def _has_mark(pdf: Path) -> bool:
    with pdf.open("rb") as content:
        before = b""
        while piece := content.read(_PIECE):
            if _MARK in before + piece:
                return True
            before = piece[-len(_MARK) :]
    return False

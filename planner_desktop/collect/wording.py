"""How what happens at the desk is told, the same in the window and by command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.collect.batch import Arrival


def standing_name(word: str) -> str:
    """What a standing of the board, or the verdict of a receipt, is called."""
    return {
        "missing": _("missing"),
        "received": _("received"),
        "wrong": _("with errors"),
        "refused": _("refused"),
        "returned": _("returned"),
        "accepted": _("accepted"),
        "unread": _("could not be read"),
    }.get(word, word)


def is_bad(arrival: Arrival) -> bool:
    """Whether the agency has to be told that something is wrong."""
    return arrival.receipt is None or arrival.receipt.verdict in ("wrong", "refused")


def lines_of(arrival: Arrival) -> Iterator[str]:
    """What is said of a bundle that came; the lines below the first are what is wrong."""
    receipt = arrival.receipt
    name = _one_line(arrival.path.name)
    if receipt is None:
        yield f"–  {standing_name('unread')}  {name}"
        yield from (f"    {_one_line(line)}" for line in arrival.trouble.splitlines())
        return
    again = _(" (received before)") if receipt.again else ""
    yield f"{receipt.number}  {standing_name(receipt.verdict)}{again}  {_one_line(receipt.agency)}  {name}"
    if receipt.errors or receipt.warnings:
        yield _("    {errors} errors, {warnings} warnings").format(errors=receipt.errors, warnings=receipt.warnings)
    yield from (f"    {_one_line(line)}" for line in receipt.problem.splitlines() if line)


def _one_line(text: str) -> str:
    """What stands in a line of its own: it cannot begin another."""
    return " ".join(text.split())

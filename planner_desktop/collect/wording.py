"""How what happens at the desk is told, the same in the window and by command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.collect.batch import Arrival
    from planner_desktop.collect.board import OnBoard
    from planner_desktop.collect.receiving import Receipt
    from planner_desktop.formpack import FormPack


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


def standing_of(receipt: Receipt) -> str:
    """How a bundle that came stands, with what is to be known at first sight."""
    old = _(" (older than what is held)") if receipt.against == "older" else ""
    return standing_name(receipt.verdict) + old + (_(" (received before)") if receipt.again else "")


def against_told(receipt: Mapping[str, Any]) -> str:
    """What a bundle was to the newest of its agency when it came, if that is to be told: of a receipt, or its row."""
    words = {
        "older": _("OLDER than what is held: version {version} of receipt {receipt}, which stays the agency's plan."),
        "alike": _(
            "Other content with the number of version {version} of receipt {receipt}. Made later, it counts now."
        ),
    }
    said = words.get(receipt["against"] or "", "")
    return said.format(version=receipt["held_version"] or "–", receipt=receipt["held_receipt"])


def incomplete_told(mark: Mapping[str, str]) -> str:
    """That an agency gave its bundle out though errors stand, with why, by whom and when; nothing where it did not."""
    from planner_desktop.bundle import given_out  # help names standings, and is quick

    return _("Marked incomplete: {told}").format(told=given_out.told(mark)) if mark else ""


def board_standing(row: OnBoard) -> str:
    """How an agency's plan stands; where one before it was accepted, that too."""
    if not row.accepted:
        return standing_name(row.standing)
    return _("{standing} (version {version} was accepted)").format(
        standing=standing_name(row.standing), version=row.accepted
    )


def place_name(pack: FormPack, kind: str, field: str) -> str:
    """What people call a place in a plan; empty for the plan as a whole."""
    spec = pack.records.get(kind)
    if spec is None:
        return ""
    return f"{spec.label}: {spec.fields[field].label}" if field in spec.fields else spec.label


def year_told(receipt: Receipt) -> str:
    """That a plan is of another year than the collection's, if it is."""
    if not receipt.other_year:
        return ""
    return _("It is of the year {year}: it is kept to compare with, and does not stand on the board.").format(
        year=receipt.other_year
    )


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
    yield f"{receipt.number}  {standing_of(receipt)}  {_one_line(receipt.agency)}  {name}"
    told = (year_told(receipt), against_told(vars(receipt)), incomplete_told(receipt.incomplete))
    yield from (f"    {said}" for said in told if said)
    if receipt.errors or receipt.warnings:
        yield _("    {errors} errors, {warnings} warnings").format(errors=receipt.errors, warnings=receipt.warnings)
    yield from (f"    {_one_line(line)}" for line in receipt.problem.splitlines() if line)


def _one_line(text: str) -> str:
    """What stands in a line of its own: it cannot begin another."""
    return " ".join(text.split())

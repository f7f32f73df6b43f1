"""Codes of key results before a name that bears another code elsewhere, and codes that the plan has only once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_CODED = regex(r"\b(KR|KPI)\s*((?:\d+\.)*\d+)(?![\d.]*\d)[:)\s]*([ก-๎][^:]{14,110})?")
_LETTERS, _LEAST = 60, 24
_SAME = 0.92
_PIECE, _MOST_LIKELY = 6, 20
"""Names are compared with those that share so many letters in a row, with so many of them at most."""
_KNOWN_CODES = 4
"""A plan with so many codes that stand more than once names all of its codes more than once."""


@dataclass(frozen=True, slots=True)
class _Use:
    kind: str
    code: str
    name: str
    said: Said


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each use of a wrong code."""
    uses = [
        _Use(found[1], found[2], bare_key(found[3] or "")[:_LETTERS], said)
        for said in plan.texts
        for found in _CODED.finditer(to_arabic(said.text))
    ]
    told: set[int] = set()
    for use, others in _with_others_code(uses):
        told.add(use.said.line)
        usual = others[0]
        yield _finding(
            use,
            [one.said.line for one in others],
            usual.code,
            _("{kind} {code} stands before “{name}”, which is {other}").format(
                kind=use.kind, code=use.code, name=short(use.name, 40), other=usual.code
            ),
        )
    for use in _only_once(uses):
        if use.said.line not in told:
            yield _finding(
                use, [], "", _("{kind} {code} stands nowhere else in the plan").format(kind=use.kind, code=use.code)
            )


def _with_others_code(uses: list[_Use]) -> Iterator[tuple[_Use, list[_Use]]]:
    """Uses of a code, once, before a name that has another code at least twice."""
    named = [use for use in uses if len(use.name) >= _LEAST]
    by_name: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    with_piece: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for use in named:
        pieces = {use.name[at : at + _PIECE] for at in range(len(use.name) - _PIECE)}
        likely = dict.fromkeys(at for piece in pieces for at in with_piece[piece][:_MOST_LIKELY])
        alike = next((at for at in likely if at[0] == use.kind and _is_same(at[1], use.name)), None)
        if alike is None:
            alike = use.kind, use.name
            for piece in pieces:
                with_piece[piece].append(alike)
        by_name[alike].append(use)
    for group in by_name.values():
        lines: dict[str, set[int]] = defaultdict(set)
        for use in group:
            lines[use.code].add(use.said.line)
        usual = max(lines, key=lambda code: len(lines[code]))
        for code, at in lines.items():
            if len(at) == 1 and len(lines[usual]) > 1 and code != usual:
                yield (
                    next(use for use in group if use.code == code),
                    [use for use in group if use.code == usual],
                )


def _is_same(one: str, other: str) -> bool:
    letters = min(len(one), len(other))
    return SequenceMatcher(None, one[:letters], other[:letters], autojunk=False).ratio() >= _SAME


def _only_once(uses: list[_Use]) -> Iterator[_Use]:
    """Codes with dots of an evaluation that no part has."""
    lines: dict[tuple[str, str], set[int]] = defaultdict(set)
    for use in uses:
        lines[use.kind, use.code].add(use.said.line)
    often = [code for code, at in lines.items() if "." in code[1] and len(at) > 1]
    for use in uses:
        if (
            use.said.place.part == "evaluation"
            and re.search(r"\.", use.code)
            and len(lines[use.kind, use.code]) == 1
            and len(often) >= _KNOWN_CODES
        ):
            yield use


def _finding(use: _Use, others: list[int], usual: str, message: str) -> Finding:
    return Finding(
        "kr-code-differs",
        "error",
        at_lines(use.said.line, *others),
        use.said.place.said,
        f"{use.kind} {use.code}",
        f"{use.kind} {usual}" if usual else "",
        message,
        _("Write the code that the parts of the plan have."),
    )

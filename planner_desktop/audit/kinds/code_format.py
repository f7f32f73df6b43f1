"""Codes that are not in their form or column, and policy codes left blank where others have a dash."""

import re
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_CODE = regex(r"(?:OKR\s*)?\d{4}|เพิ่มเติม.*")
_POLICY_ONLY = regex(r"P?\d{3}")
_JOINED = regex(r"OKR\d{4}")


def find(plan: Audited) -> Iterator[Finding]:
    """What is wrong with codes as they are written."""
    for placed, table in plan.tables:
        at = placed.columns.get("codes")
        if at is None or ("OKR" not in table.titles[at] and "KR" not in table.titles[at]):
            continue
        for row in table.rows:
            cell = " ".join(to_arabic(row.cells[at]).split())
            if _POLICY_ONLY.fullmatch(cell):
                yield _finding(
                    "code-column",
                    row.line,
                    placed.place.said,
                    cell,
                    _("{code} is a policy's code in the column of key results"),
                )
            elif re.search(r"\d{4}", cell) and re.sub(r"OKR|\d{4}|[\s,/]", "", cell):
                yield _finding("code-format", row.line, placed.place.said, cell, _("{code} is no code of four digits"))
    yield from _prefixed(plan)
    yield from _of_policies(plan)
    joined = [said for said in plan.texts if _JOINED.search(said.text)]
    if joined and any("OKR " in said.text for said in plan.texts):
        yield Finding(
            "code-format",
            "note",
            at_lines(*(said.line for said in joined)),
            joined[0].place.said,
            ", ".join(dict.fromkeys(code for said in joined for code in _JOINED.findall(said.text))),
            "OKR 0000",
            _("OKR is written without a space behind it in {count} places").format(count=len(joined)),
            _("Write a space between OKR and its code."),
        )
    yield from _blank(plan)


def _prefixed(plan: Audited) -> Iterator[Finding]:
    """Codes with OKR before them in a column of bare ones, or the reverse."""
    for placed, table in plan.tables:
        at = placed.columns.get("codes")
        rows = [row for row in table.rows if at is not None and re.search(r"\d{4}", to_arabic(row.cells[at]))]
        with_it = [row for row in rows if "OKR" in row.cells[at or 0]]
        odd = min((with_it, [row for row in rows if row not in with_it]), key=len)
        if at is not None and odd and len(odd) * 4 <= len(rows):
            cells = [" ".join(row.cells[at].split()) for row in odd]
            yield _of_two_forms(placed.place.said, [row.line for row in odd], ", ".join(cells))


def _of_policies(plan: Audited) -> Iterator[Finding]:
    """Policies' codes with P in some tables and without it in others."""
    told = [one for one in plan.projects if one.policies and one.policy_text and not _of_evaluation(one)]
    with_it = [one for one in told if "P" in (one.policy_text or "").upper()]
    odd = min((with_it, [one for one in told if one not in with_it]), key=len)
    if odd:
        texts = dict.fromkeys(" ".join((one.policy_text or "").split()) for one in odd)
        yield _of_two_forms(plan.place_of(odd[0].table), [one.line for one in odd], ", ".join(texts))


def _of_two_forms(place: str, lines: list[int], codes: str) -> Finding:
    return Finding(
        "code-format",
        "note",
        at_lines(*lines),
        place,
        short(codes, 80),
        "",
        _("{codes} is written in another form than other codes").format(codes=short(codes, 40)),
        _("Write all codes in one form."),
    )


def _finding(kind: str, line: int, place: str, code: str, message: str) -> Finding:
    return Finding(
        kind,
        "warning",
        at_lines(line),
        place,
        code,
        "",
        message.format(code=code),
        _("Write the four digits of the key result."),
    )


def _blank(plan: Audited) -> Iterator[Finding]:
    """Rows without a policy code, in a plan that writes a dash where a project has none."""
    told = [one for one in plan.projects if one.policy_text is not None and not one.is_sub and not _of_evaluation(one)]
    if not any(one.policy_text and one.policy_text.strip() == "-" for one in told):
        return
    by_part: dict[str, list[Mention]] = {}
    for one in told:
        if not (one.policy_text or "").strip() and not one.policies:
            by_part.setdefault(f"{one.part}", []).append(one)
    for rows in by_part.values():
        yield Finding(
            "policy-code-blank",
            "note",
            at_lines(*(one.line for one in rows)),
            plan.place_of(rows[0].table),
            "",
            "-",
            _("{count} projects have no policy code and no “-”").format(count=len(rows)),
            _("Write the code, or “-” where there is none."),
        )


def _of_evaluation(mention: Mention) -> bool:
    return mention.part == "evaluation"

"""The part of a plan as a workbook, for a division that has Excel alone: filled there, taken as the part itself is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.draft import Draft
from planner_desktop.draft.parts import handing, taking
from planner_desktop.draft.records import handed_parts
from planner_desktop.draft.records.handed_parts import HandedPart
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _
from planner_desktop.spreadsheet import reading
from planner_desktop.spreadsheet.changes import Preview
from planner_desktop.spreadsheet.file import opened
from planner_desktop.spreadsheet.take import take
from planner_desktop.spreadsheet.write import workbook
from planner_desktop.thai.dates import format_date


def write_part(part_file: Path, out: Path) -> list[str]:
    """Write what may be filled of a part as a workbook; what the officer should know of it. Raises DraftError."""
    with Draft.open(part_file, read_only=True) as plan:
        part = handed_parts.own_part(plan)
        if part is None:
            raise DraftError(
                _("{path} is no part that was handed out").format(path=part_file),
                _("Choose a file that ends in .bmapart."),
            )
        given = handing.records_given(plan, part.given)
        chosen = {kind: tuple(ids) for kind, ids in given.items()}
        content, remarks = workbook(
            plan, only={*given, *part.given.new}, chosen=chosen, guidance=_guidance(part), mark=part.key
        )
    try:
        whole_file.write(out, content, new=True)
    except OSError as error:
        raise DraftError(*whole_file.cannot_be_written(out, error)) from error
    return remarks


def _guidance(part: HandedPart) -> list[str]:
    lines = [_("Part of the plan for {division}").format(division=part.division)]
    if part.deadline:
        lines.append(_("To be given back until {date}").format(date=format_date(date.fromisoformat(part.deadline))))
    return [*lines, *filter(None, [part.note]), _("Fill the sheets, save, and send this file back.")]


def prepared(draft: Draft, path: Path) -> tuple[taking.Taking, Preview]:
    """Work out what a part's workbook brings into the plan, and what of it cannot be taken; nothing is written.

    The workbook is filled into what was handed out, and that is merged like the part's file. Raises DraftError.
    """
    handed_parts.refuse_if_part(draft)
    book = opened(path)
    key = reading.mark_of(book)
    part = next((each for each in handed_parts.handed_parts(draft) if key and each.key == key), None)
    if part is None:
        raise DraftError(
            _("{path} is no workbook of a part of this plan").format(path=path),
            _("Open the plan that it was handed out of. A workbook of a whole plan is taken with `take`."),
        )
    with handing.open_state(draft, part.base) as filled:
        filled.read_only = False
        found = reading.preview(filled, book)
        take(filled, found, path.name)
        return taking.worked_out(draft, part, filled, path, part.division, ""), found

"""Tables and formulas that hold nothing but dashes, and years of a baseline left blank."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_NOTHING = regex(r"[-–\s]*")
_LABEL_DASH = regex(r"(วิธี(?:การ)?คำนวณ|สูตร(?:การ)?คำนวณ|สูตรการหา)\s*[:：]?\s*[-–]\s*$")
_YEAR_BLANK = regex(r"พ\.ศ\.\s*(25\d\d)\s*:\s*(?=พ\.ศ\.\s*25\d\d|\(|$)")
_YEAR_TOLD = regex(r"พ\.ศ\.\s*25\d\d\s*:\s*[-\d]")


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each table, formula and baseline."""
    for placed, table in plan.tables:
        cells = [cell for row in table.rows for cell in row.cells]
        if cells and any(cell.strip() for cell in cells) and all(_NOTHING.fullmatch(cell) for cell in cells):
            yield Finding(
                "empty-table",
                "note",
                at_lines(table.line, *(row.line for row in table.rows)),
                placed.place.said,
                "-",
                "",
                _("The table has nothing but dashes"),
                _("Fill the table, or say that there is nothing for it."),
            )
    for said in plan.texts:
        if said.role == "cell" and (label := _LABEL_DASH.search(said.text)):
            yield Finding(
                "kpi-form-incomplete",
                "warning",
                at_lines(said.line),
                said.place.said,
                label[0].strip(),
                "",
                _("“{label}” is left as a dash").format(label=label[1]),
                _("Write how the indicator is worked out."),
            )
    if not any(_YEAR_TOLD.search(said.text) for said in plan.texts):
        return
    for said in plan.texts:
        if said.role == "cell" and (years := _YEAR_BLANK.findall(said.text)):
            yield Finding(
                "baseline-empty",
                "note",
                at_lines(said.line),
                said.place.said,
                ", ".join(years),
                "-",
                _("The baseline of {years} is left blank").format(years=", ".join(years)),
                _("Write the result of each year, or “-” where there is none."),
            )

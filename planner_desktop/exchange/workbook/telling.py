"""What an officer should know of a sheet before its cells are taken: where something is odd, and what is hidden."""

from collections.abc import Iterator, Sequence

from planner_desktop.exchange.workbook.sheet import Sheet, Trouble, column_letters
from planner_desktop.i18n import ngettext

NAMED = 5
"""So many places are named."""


def told(sheet: Sheet) -> Iterator[str]:
    """A sentence for each kind of thing that is odd about a sheet."""
    for trouble, places in sheet.troubles().items():
        yield _said(trouble, len(places)).format(n=len(places), cells=_listed(places))
    rows = sorted({row for row, _column in sheet.cells if row in sheet.hidden_rows})
    if rows:
        said = ngettext("{n} hidden row is left out ({rows}).", "{n} hidden rows are left out ({rows}).", len(rows))
        yield said.format(n=len(rows), rows=_listed([str(row + 1) for row in rows]))
    columns = sorted({column for _row, column in sheet.cells if column in sheet.hidden_columns})
    if columns:
        said = ngettext(
            "{n} hidden column is left out ({columns}).", "{n} hidden columns are left out ({columns}).", len(columns)
        )
        yield said.format(n=len(columns), columns=_listed([column_letters(column) for column in columns]))


def _said(trouble: Trouble, n: int) -> str:
    if trouble == "error":
        return ngettext(
            "{n} cell shows an error instead of a value ({cells}). Mend it in the spreadsheet.",
            "{n} cells show an error instead of a value ({cells}). Mend them in the spreadsheet.",
            n,
        )
    if trouble == "not calculated":
        return ngettext(
            "{n} formula was never worked out ({cells}). Open the file in the spreadsheet and save it.",
            "{n} formulas were never worked out ({cells}). Open the file in the spreadsheet and save it.",
            n,
        )
    if trouble == "Buddhist year":
        return ngettext(
            "{n} date has a year after 2400 ({cells}): it is read as one of the Buddhist era.",
            "{n} dates have years after 2400 ({cells}): they are read as those of the Buddhist era.",
            n,
        )
    return ngettext(
        "{n} date lies before 2000 ({cells}). Was its Buddhist year typed with two digits? Look at it.",
        "{n} dates lie before 2000 ({cells}). Were their Buddhist years typed with two digits? Look at them.",
        n,
    )


def _listed(places: Sequence[str]) -> str:
    return ", ".join(places[:NAMED]) + (" …" if len(places) > NAMED else "")

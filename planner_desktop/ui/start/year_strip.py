"""The years of one agency side by side above the list of drafts: last year's, this year's, the one being written."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.start import draft_rows
from planner_desktop.ui.start.draft_rows import DraftRow

MOST = 4
"""As many years are shown, the last ones."""


def fiscal_year(today: date) -> int:
    """The fiscal year of a day, in the Buddhist era: it begins in October of the year before."""
    return today.year + 543 + (today.month >= 10)


def years_of(rows: Sequence[DraftRow], chosen: DraftRow | None) -> list[DraftRow]:
    """The latest draft of each year of the chosen draft's agency, in the order of years; none where it has but one."""
    if chosen is None or not chosen.card.agency:
        return []
    found: dict[int, DraftRow] = {}
    for row in rows:
        if row.card.read and row.card.agency == chosen.card.agency:
            found.setdefault(row.card.year, row)
    found[chosen.card.year] = chosen
    return [found[year] for year in sorted(found)][-MOST:] if len(found) > 1 else []


def said(row: DraftRow, today: date) -> str:
    """A year, when that is, and where its plan stands."""
    when = {-1: _("last year"), 0: _("this year"), 1: _("next year")}.get(row.card.year - fiscal_year(today), "")
    state = draft_rows.state(row)[0]
    return f"{row.card.year}\n" + (" · ".join(filter(None, (when, state))) or "–")


class YearStrip(QWidget):
    """A button for each year; `wanted` brings the row of the one that was pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Years of this agency"))
        self.row = bare(QHBoxLayout(self), 6)
        self.buttons: list[QPushButton] = []
        self.years: list[DraftRow] = []
        self.hide()

    def show_years(self, rows: Sequence[DraftRow], chosen: DraftRow | None) -> None:
        """Show the years beside the chosen draft's."""
        years, today = years_of(rows, chosen), date.today()
        self.setVisible(bool(years))
        while len(self.buttons) > len(years):
            self.buttons.pop().deleteLater()
        while len(self.buttons) < len(years):
            self.buttons.append(button := QPushButton())
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, len(self.buttons) - 1))
            self.row.addWidget(button, 1)
        self.years = years
        for button, year in zip(self.buttons, years, strict=True):
            button.setText(said(year, today))
            about = [year.card.title, draft_rows.progress(year), year.card.path.name]
            button.setToolTip(tip("\n".join(filter(None, about))))
            button.setAccessibleName(f"{said(year, today)} {draft_rows.progress(year)}".replace("\n", " "))
            button.setChecked(year is chosen)

    def _press(self, n: int) -> None:
        self.wanted.emit(self.years[n])

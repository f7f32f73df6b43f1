"""Where the text of a bar stands in a Gantt chart: in its months, else also over the empty months beside them."""

from collections.abc import Iterable

from planner_desktop.document.grid import GridCell
from planner_desktop.document.outline import Align, plain


class EmptyMonths:
    """The months of a table's rows that nothing stands in."""

    def __init__(self, cells: Iterable[GridCell]) -> None:
        self._columns = {
            (place.row, column)
            for place in cells
            if place.cell.month and place.rows == 1 and not place.cell.bar and not plain(place.cell.text).strip()
            for column in range(place.column, place.column + place.columns)
        }

    def room(self, bar: GridCell, edges: list[float], needed: float) -> tuple[float, float, Align]:
        """From where to where the text of a bar may stand that needs a width in points, and how it stands there.

        Months behind the bar are taken first, then those before it, no more than are needed.
        """
        first, end = bar.column, bar.column + bar.columns
        while edges[end] - edges[first] < needed and (bar.row, end) in self._columns:
            end += 1
        while edges[end] - edges[first] < needed and (bar.row, first - 1) in self._columns:
            first -= 1
        after, before = end > bar.column + bar.columns, first < bar.column
        align: Align = bar.cell.align if after == before else "left" if after else "right"
        return edges[first], edges[end], align

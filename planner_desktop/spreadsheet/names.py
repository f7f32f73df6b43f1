"""What the cells of a workbook call records: their titles on one line, each with a number where several are alike."""

from collections.abc import Mapping

from planner_desktop.draft import Draft
from planner_desktop.entry.candidates import untaken
from planner_desktop.entry.holdings import row_title
from planner_desktop.entry.picking import folded


class RecordNames:
    """The records of a draft by name, and the rows of catalogues that are not taken over yet; read once for a kind."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._names: dict[str, dict[int, str]] = {}
        self._rows: dict[str, dict[str, Mapping[str, str]]] = {}
        self._ids: dict[str, dict[str, int]] = {}

    def of(self, kind: str) -> dict[int, str]:
        """The name of every record of a kind, by id."""
        if kind not in self._names:
            taken: dict[str, int] = {}
            names: dict[int, str] = {}
            for record in self._draft.records(kind):
                names[record.id] = _unlike(" ".join(self._draft.title_of(record).split()), taken)
            self._names[kind] = names
            rows: dict[str, Mapping[str, str]] = {}
            spec = self._draft.spec(kind)
            for row in untaken(self._draft, kind):
                rows[_unlike(" ".join(row_title(spec, row).split()), taken)] = row
            self._rows[kind] = rows
            self._ids[kind] = {folded(name): id for id, name in names.items()}
        return self._names[kind]

    def rows(self, kind: str) -> dict[str, Mapping[str, str]]:
        """The rows of the catalogue that are no records yet, by name."""
        self.of(kind)
        return self._rows[kind]

    def find(self, kind: str, text: str) -> int | Mapping[str, str] | None:
        """The id of the record that a text names, or the row of the catalogue; None where it names none."""
        self.of(kind)
        key = folded(text)
        if key in self._ids[kind]:
            return self._ids[kind][key]
        return next((row for name, row in self._rows[kind].items() if folded(name) == key), None)


def _unlike(name: str, taken: dict[str, int]) -> str:
    """The name, with a number behind it where another has the same; `taken` counts how many have each."""
    wanted = name
    while folded(wanted) in taken:
        taken[folded(name)] = number = taken.get(folded(name), 1) + 1
        wanted = f"{name} #{number}"
    taken[folded(wanted)] = 1
    return wanted

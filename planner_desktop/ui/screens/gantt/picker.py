"""The choice of the record whose steps a Gantt chart shows."""

from planner_desktop.ui.kit.drop_down import DropDown


class Picker(DropDown):
    """The records whose steps can be shown, each with what its weights come to."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def show_records(self, records: list[tuple[int, str]]) -> None:
        """List these records; the chosen one stays so while it is among them."""
        if records == [(self.itemData(n), self.itemText(n)) for n in range(self.count())]:
            return
        chosen, at = self.currentData(), self.currentIndex()
        self.blockSignals(True)
        self.clear()
        for id, text in records:
            self.addItem(text, id)
        ids = [id for id, _text in records]
        self.setCurrentIndex(ids.index(chosen) if chosen in ids else min(max(at, 0), len(ids) - 1))
        self.blockSignals(False)

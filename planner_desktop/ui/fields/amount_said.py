"""Under an amount of money: how it is read, while it is typed, and a warning where it is far above the others."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, RecordSpec, fields
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import baht_words, format_baht
from planner_desktop.thai.unlikely import TIMES, usual_amount
from planner_desktop.ui.fields.said_under import SaidUnder
from planner_desktop.ui.kit.look import look_as


def unlikely_said(usual: int | None) -> str:
    """What is said of an amount that is far above what is `usual` in its list; it is stored all the same."""
    if usual is None:
        return ""
    said = _("⚠ {times} times the others or more (about {usual} baht is usual). Check the number of digits.")
    return said.format(times=f"{TIMES:,}", usual=format_baht(usual))


class AmountSaid(SaidUnder):
    """Tells the amount of a line with commas and in words, or the state typed in its place."""

    def __init__(
        self,
        record: RecordSpec,
        spec: FieldSpec,
        line: QLineEdit,
        others: Callable[[], Iterable[int]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._others = others
        self._spec, self._states = spec, record.fields[spec.states] if spec.states else None
        self._line = line
        line.textChanged.connect(self.tell)

    def tell(self) -> None:
        """Say what stands in the line; nothing where it is no amount (yet)."""
        told, warning = self._told(self._line.text())
        role = "warning" if warning else "muted"
        if self.property("role") != role:
            look_as(self, "role", role)
        self.say("\n".join(filter(None, (told, warning))))

    def _told(self, text: str) -> tuple[str, str]:
        """How a text is read, and what is unlikely about it."""
        if not text.strip():
            return "", ""
        if self._states is not None:
            try:
                state = fields.parse(text, self._states)
                return _("State of the budget: {state}").format(state=fields.show(state, self._states)), ""
            except ValueRefused:
                pass  # then it is an amount, or will be one
        try:
            amount = int(fields.parse(text, self._spec) or 0)
        except ValueRefused:
            return "", ""
        warning = unlikely_said(usual_amount(amount, self._others()))
        said = _("{amount} baht").format(amount=format_baht(amount))
        if not self.is_loaded("words of numbers", lambda: baht_words(100)):
            return said, warning
        return f"{said} ({baht_words(amount)})", warning

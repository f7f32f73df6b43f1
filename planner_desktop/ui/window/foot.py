"""The foot of the window: the ways to the sections before and after, to the problems and to the preview."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from planner_desktop.checks import SEVERITIES, Problem
from planner_desktop.checks.listing import severity_name
from planner_desktop.checks.problem import REQUIRED
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.colours import ColourName, hex_of
from planner_desktop.ui.kit.look import tip

MARKS: Mapping[str, tuple[str, ColourName]] = {"error": ("✗", "bad"), "warning": ("!", "begun"), "note": ("i", "muted")}
LEFT: tuple[str, ColourName] = ("◐", "begun")
DONE: tuple[str, ColourName] = ("✓", "good")
PADDING, SLACK, LETTERS = 34, 8, 32


class LeadButton(QPushButton):
    """Names where it leads, as far as there is room. `pattern` holds {title} where the name stands."""

    def __init__(self, short: str, pattern: str) -> None:
        super().__init__(short)
        self.short, self.pattern, self.title = short, pattern, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def lead_to(self, title: str, key: str = "") -> None:
        """Name what it leads to; nowhere if there is nothing."""
        self.title = title
        self.setEnabled(bool(title))
        said = self.pattern.format(title=title) if title else self.short
        self.setAccessibleName(said)
        self.setToolTip(tip((f"{said} ({key})" if key else said) if title else ""))
        self.updateGeometry()
        self._fit()

    def _wide(self, text: str) -> int:
        self.ensurePolished()  # it may be bold
        return self.fontMetrics().horizontalAdvance(text) + PADDING

    def sizeHint(self) -> QSize:
        most = self.fontMetrics().horizontalAdvance("ก") * LETTERS
        wanted = self._wide(self.pattern.format(title=self.title)) if self.title else 0
        return QSize(max(self._wide(self.short), min(wanted + SLACK, most)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self.short), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._wide(self.pattern.format(title=""))
        title = self.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        text = self.pattern.format(title=title) if len(title) > 3 else self.short
        self.setText(text.replace("&", "&&"))


class FootButtons(QWidget):
    """The row of buttons under the form: back, problems, preview, next."""

    def __init__(self) -> None:
        super().__init__()
        self.back_button = LeadButton(_("← Back"), _("← Back: {title}"))
        self.problems_button = QPushButton(_("Problems"))  # until they are looked for
        self.preview_button = QPushButton(_("Preview"))
        self.preview_button.setCheckable(True)
        self.preview_button.setToolTip("F7")
        self.next_button = LeadButton(_("Next →"), _("Next: {title} →"))
        self.next_button.setProperty("role", "first")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 8, 3)
        row.setSpacing(8)
        for button in (self.problems_button, self.preview_button, self.back_button, self.next_button):
            row.addWidget(button)

    def show_place(self, before: str, after: str, end: str) -> None:
        """Name the sections before and after; `end` is what is done after the last one."""
        self.back_button.lead_to(before, "Ctrl+PageUp")
        if after:
            self.next_button.lead_to(after, "Ctrl+PageDown")
        else:
            self.next_button.lead_to(end)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say how much is wrong, in the colour of the worst, and how many fields are left, which is no fault."""
        wrong = [problem.severity for problem in problems if problem.check != REQUIRED]
        said = [f"{severity_name(each)} {wrong.count(each)}" for each in SEVERITIES if each in wrong]
        words, left = [], len(problems) - len(wrong)
        if wrong:
            words.append(ngettext("{count} problem", "{count} problems", len(wrong)).format(count=len(wrong)))
        if left:
            words.append(ngettext("{count} field left", "{count} fields left", left).format(count=left))
        text = " · ".join(words) or _("No problems found")
        mark, name = MARKS[min(wrong, key=SEVERITIES.index)] if wrong else LEFT if left else DONE
        self.problems_button.setText(f"{mark} {text}")
        self.problems_button.setStyleSheet(f"QPushButton {{ color: {hex_of(name)}; }}")
        self.problems_button.setAccessibleName(f"{text}: {', '.join(said)}" if said else text)
        self.problems_button.setToolTip(" · ".join([*said, _("F8 shows them, Ctrl+F8 goes to the next")]))

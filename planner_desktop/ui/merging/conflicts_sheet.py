"""The sheet of what merges ask: each place that two sides changed differently, side by side, to choose or write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from planner_desktop.draft.merging import resolving
from planner_desktop.draft.merging.conflicts import OpenConflict, about, open_conflicts
from planner_desktop.draft.merging.resolving import Choice
from planner_desktop.draft.merging.showing import value
from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.dates import format_moment, read_moment
from planner_desktop.thai.invisible import harmless
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit import too_large
from planner_desktop.ui.kit.item_views import ListWidget
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.side_by_side import ShownText
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

SIDES: tuple[Choice, ...] = ("mine", "theirs", "base")
ID = Qt.ItemDataRole.UserRole


class Side(QWidget):
    """What one side has: whose it is and since when, the text, and the button that chooses it."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.heading = Text("", "label", self)
        self.who = Text("", "muted", self)
        self.text = ShownText("")
        self.text.setPlaceholderText(_("empty"))
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        for each in (self.heading, self.who):
            layout.addWidget(each)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)

    def say(self, heading: str, who: str, text: str, button: str) -> None:
        """Show a side; without words on its button it cannot be chosen."""
        self.heading.say(heading)
        self.who.say(who)
        self.text.setAccessibleName(heading)
        self.text.setPlainText(with_break_marks(too_large.of_text(text) or text))
        self.button.setText(button)
        self.button.setVisible(bool(button))


class ConflictsSheet(Sheet):
    """Every open conflict of the draft; it is decided here, or closed by setting the field by hand."""

    manual = "parts"

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell.frame,
            _("Changed on both sides"),
            _waiting(),
        )
        self.shell, self.session, self.draft = shell, shell.session, shell.session.draft
        self.found: list[OpenConflict] = []
        self.list = ListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(ListWidget.ResizeMode.Adjust)
        self.list.setAccessibleName(_("What is to be decided"))
        self.list.currentRowChanged.connect(self._show)
        self.about = Text("", "heading")
        self.changed = Text("", "guide")
        self.sides: dict[Choice, Side] = {side: Side() for side in SIDES}
        for side, widget in self.sides.items():
            widget.button.clicked.connect(lambda _checked=False, side=side: self.choose(side))
        beside = QHBoxLayout()
        for widget in self.sides.values():
            beside.addWidget(widget, 1)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(_("Something else"))
        self.edit.setMaximumHeight(4 * self.fontMetrics().lineSpacing())
        self.edit_label = Text(_("Or something else:"), "label")
        self.edit_button = QPushButton(_("Use this text"))
        self.edit_button.setAutoDefault(False)
        self.edit_button.clicked.connect(self.enter)
        self.trouble = Text("", "problem")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.changed)
        column.addLayout(beside, 1)
        column.addWidget(self.edit_label)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.edit_button)
        column.addLayout(row)
        column.addWidget(self.trouble)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.list)
        self.split.addWidget(right)
        self.split.setSizes([260, 640])
        self.split.setChildrenCollapsible(False)
        self.body.addWidget(self.split, 1)
        self.body.addStretch(0)
        self.go_button = self.add_button(_("Go to the field"), self.go)
        self.both_button = self.add_button(_("Keep both"), lambda: self.choose("both"))
        self.leave_button = self.add_button(_("Leave the plan as it is"), self.leave)
        follow(self, self.session, None, self.refresh)
        self.take_room(56, 30)
        self.refresh()

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """List what is still to be decided."""
        chosen, at = self.chosen(), max(0, self.list.currentRow())
        self.found = open_conflicts(self.draft)
        self.list.blockSignals(True)
        self.list.clear()
        for each in self.found:
            item = QListWidgetItem(with_break_marks(harmless(brief(self._called(each)))), self.list)
            item.setData(ID, each.id)
            item.setToolTip(tip(self._called(each)))
        ids = [each.id for each in self.found]
        same = ids.index(chosen.id) if chosen is not None and chosen.id in ids else min(at, len(ids) - 1)
        self.list.setCurrentRow(same)
        self.list.blockSignals(False)
        count = len(self.found)
        many = ngettext("{count} place is to be decided.", "{count} places are to be decided.", count)
        self.setWindowTitle(f"{self.title.said()} ({count})" if count else self.title.said())
        self.split.setVisible(bool(count))
        self.guide.say(f"{many.format(count=count)} {_waiting()}" if count else _("Everything is decided."))
        self._show(same)

    def _called(self, each: OpenConflict) -> str:
        spec = self.draft.pack.records.get(each.kind)
        if spec is None:
            return each.title or each.kind
        label = spec.fields[each.field].label if each.field in spec.fields else about(each)
        return " – ".join(filter(None, (spec.label if spec.single else each.title or spec.label, label)))

    def chosen(self) -> OpenConflict | None:
        """The conflict that is shown."""
        item = self.list.currentItem()
        id = item.data(ID) if item is not None else None
        return next((each for each in self.found if each.id == id), None)

    def _show(self, _row: int) -> None:
        each = self.chosen()
        may = self.session.writable()
        able = resolving.choices(each) if each is not None and may else []
        self.trouble.say("")
        self.about.say(f"{self._called(each)} · {about(each)}" if each is not None else "")
        headings = {
            "mine": _("In the plan"),
            "theirs": _("From {name}").format(name=each.name if each is not None else ""),
            "base": _("Before both changed it"),
        }
        buttons = {
            "mine": _("Use the plan's"),
            "theirs": _("Use that of {name}").format(name=brief(each.name) if each is not None else ""),
            "base": _("As it was before"),
        }
        for side, widget in self.sides.items():
            text = value(self.draft, each, side) if each is not None else ""
            widget.say(headings[side], _who(each, side), text, buttons[side] if side in able else "")
        self.sides["base"].setVisible(each is not None and each.what not in ("deleted", "double", "constraint"))
        may_write = each is not None and may and each.what in ("field", "refused")
        for part in (self.edit, self.edit_button, self.edit_label):
            part.setVisible(may_write)
        self.edit.setPlainText(value(self.draft, each, "mine") if each is not None and may_write else "")
        self.both_button.setVisible("both" in able)
        self.leave_button.setVisible(each is not None and may)
        self.go_button.setEnabled(each is not None and resolving.record_of(self.draft, each) is not None)
        since = each is not None and resolving.is_changed_since(self.draft, each)
        self.changed.say(_("The plan was changed here since; what it holds now may be right already.") if since else "")

    # ------------------------------------------------------------ deciding

    def choose(self, choice: Choice) -> None:
        """Put what a side has into the plan."""
        each = self.chosen()
        if each is not None:
            leave_field()
            with self.session.trying():
                resolving.resolve(self.draft, each, choice)

    def enter(self) -> None:
        """Put the text that was written here into the field."""
        each = self.chosen()
        if each is None:
            return
        try:
            with self.session.trying():
                resolving.resolve_with(self.draft, each, self.edit.toPlainText())
        except ValueRefused as error:
            self.trouble.say(str(error))

    def leave(self) -> None:
        """Close the conflict and leave the plan as it is."""
        each = self.chosen()
        if each is not None:
            with self.session.trying():
                resolving.close(self.draft, [each])

    def go(self) -> None:
        """Show the record in the window."""
        each = self.chosen()
        id = resolving.record_of(self.draft, each) if each is not None else None
        if each is not None and id is not None:
            self.shell.show_record(each.kind, id, each.field)


def _who(each: OpenConflict | None, side: str) -> str:
    """Who changed a side, and when, as far as that is known."""
    by, at = getattr(each, f"{side}_by", ""), getattr(each, f"{side}_at", "")
    moment = read_moment(at) if at else None
    return " · ".join(filter(None, (by, format_moment(moment) if moment is not None else "")))


def _waiting() -> str:
    return _("The plan holds its own until you decide. They wait here, also when the program was closed meanwhile.")

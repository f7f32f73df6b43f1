"""Records as cards in boxes, one box for each choice of a field (SWOT)."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.draft.records.records import Place
from planner_desktop.entry.list_actions import pasted_lines
from planner_desktop.entry.new_rows import new_row
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.screen_parts import BoardPart
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import Index, open_menu
from planner_desktop.ui.kit.look import Text, card, tip
from planner_desktop.ui.screens.board.box import HUES, AddLine, Box
from planner_desktop.ui.screens.board.cards import Card, CardHeading, Cards
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back_refused

COLUMNS = 2
LEAST_LINES = 3
"""How many lines of text a box shows at least."""


class Strip(QWidget):
    """The colour of a box, before its name."""

    def __init__(self, hue: ColourName) -> None:
        super().__init__()
        self.hue = hue
        self.setFixedWidth(5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self.hue))
        painter.end()


class GroupBox(DropDown):
    """The group that cards typed below get."""

    def __init__(self, label: str, groups: dict[str, str]) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setAccessibleName(label)
        self.addItem(_("– {label} –").format(label=label), None)
        for word, text in groups.items():
            self.addItem(text, word)
            self.setItemData(self.count() - 1, tip(text), Qt.ItemDataRole.ToolTipRole)

    def showPopup(self) -> None:
        longest = max(self.fontMetrics().horizontalAdvance(self.itemText(n)) for n in range(self.count()))
        self.view().setMinimumWidth(min(longest + 40, self.window().width() - 40))
        super().showPopup()


class BoardScreen(PartScreen):
    """Boxes side by side. Type in the line under a box and press Enter to add a card."""

    def __init__(self, session: Session, part: BoardPart, parent: QWidget | None = None) -> None:
        super().__init__(session, part, parent)
        self.part, self.kind, self.by = part, part.board, part.by
        self.cards = Cards(session, part)
        self.spec, self.field = self.cards.spec, self.cards.field
        self.writable, self.may_add = session.writable(), session.may_edit(self.kind)
        self.boxes: dict[str, Box] = {}
        self.heads: dict[str, Text] = {}
        self.lines: dict[str, AddLine] = {}
        self.groups: dict[str, GroupBox] = {}
        self.menu: QMenu | None = None
        grid = QGridLayout()
        grid.setSpacing(10)
        for n, (word, label) in enumerate(self.spec.fields[self.by].choices.items()):
            grid.addWidget(self._box(word, label, HUES[n % len(HUES)]), n // COLUMNS, n % COLUMNS)
            grid.setRowStretch(n // COLUMNS, 1)
            grid.setColumnStretch(n % COLUMNS, 1)
        self.body.addLayout(grid, 1)
        keys = _(
            "Enter or F2 edits a card, Delete removes it, F4 offers all that can be done, Alt+arrows move it within "
            "its box or to another. Several pasted lines become a card each."
        )
        self.body.addWidget(Guide(keys, "muted"))
        follow(self, session, self.cards.tables(), self.refresh)
        self.refresh()

    def _box(self, word: str, label: str, hue: ColourName) -> QWidget:
        frame = card()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Strip(hue))
        self.heads[word] = Text(label, "label")
        head.addWidget(self.heads[word], 1)
        layout.addLayout(head)
        self.boxes[word] = box = Box(self, word, hue)
        box.setAccessibleName(label)
        box.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())
        layout.addWidget(box, 1)
        below = QHBoxLayout()
        below.setSpacing(6)
        if self.part.group:
            self.groups[word] = group = GroupBox(self.spec.fields[self.part.group].label, self.cards.fitting(word))
            below.addWidget(group, 2)
        self.lines[word] = line = AddLine()
        line.setReadOnly(not self.may_add)
        line.setPlaceholderText(_("Type and press Enter to add") if self.may_add else self.session.why_not())
        line.setAccessibleName(_("Add to {label}").format(label=label))
        line.returnPressed.connect(partial(self.add, word))
        line.lines.connect(partial(self.add_all, word))
        line.save_wanted.connect(partial(self.save, word))
        Leaving(line).left.connect(partial(self.add, word))
        line.textEdited.connect(lambda: self.session.typing.note(self.new_place(word), lambda: line.text() or None))
        below.addWidget(line, 3)
        layout.addLayout(below)
        return frame

    def place(self, index: Index) -> Place:
        """Where what is typed into a card is kept."""
        return self.kind, index.data(Qt.ItemDataRole.UserRole), self.field

    def new_place(self, word: str) -> Place:
        """Where what is typed into the line under a box is kept."""
        return self.kind, new_row(self.session.draft.pack, self.kind, {self.by: word}), self.field

    def refresh(self) -> None:
        """Show what the draft holds now."""
        labels = self.spec.fields[self.by].choices
        for word, shown in self.cards.boxes().items():
            self.boxes[word].show_cards(shown)
            count = len(self.boxes[word].cards())
            cards = ngettext("{count} card", "{count} cards", count).format(count=count)
            said = f"{labels[word]} · {cards}" if count else labels[word]
            if self.heads[word].said() != said:
                self.heads[word].say(said)

    # ------------------------------------------------------------ adding and editing

    def write(self, word: str, typed: str) -> None:
        """Go on in the line under a box with what was typed on the box itself."""
        line = self.lines[word]
        if not line.isReadOnly():
            line.setFocus()
            line.insert(typed)
            line.textEdited.emit(line.text())

    def add(self, word: str) -> list[int]:
        """A new card with what is typed under the box; its id."""
        new: list[int] = []
        text = self.lines[word].text().strip()
        if text:
            self.lines[word].setText("")  # not cleared: the line's own undo would bring it back beside its card
            new = self.add_all(word, [text])
            if new:
                self.session.typing.forget(self.new_place(word))
            else:
                self.lines[word].setText(text)  # it could not be stored, which was told
        return new

    def save(self, word: str) -> None:
        """A new card with what is typed under the box so far, to be typed on in the card itself."""
        at = self.lines[word].cursorPosition()
        new = self.add(word)
        if new and self.choose(new[-1]):
            box = self.boxes[word]
            box.editItem(box.currentItem())
            editor = QApplication.focusWidget()
            if isinstance(editor, QPlainTextEdit):
                cursor = editor.textCursor()
                cursor.setPosition(min(at, len(editor.toPlainText())))
                editor.setTextCursor(cursor)

    def add_all(self, word: str, texts: list[str]) -> list[int]:
        """A new card for each text, as one undo step, of the group chosen under the box; their ids."""
        if not self.may_add:
            return []
        values: dict[str, Value] = {self.by: word}
        if self.part.group and (group := self.groups[word].currentData()):
            values[self.part.group] = group
        before = set(self.session.draft.ids(self.kind))
        with self.session.trying():
            self.cards.add(values, texts)
        new = [id for id in self.session.draft.ids(self.kind) if id not in before]
        box = self.boxes[word]
        if new and new[-1] in box.ids():
            box.scrollToItem(box.item(box.ids().index(new[-1])))
        return new

    def add_here(self, word: str) -> None:
        """Go to the line under a box."""
        self.lines[word].setFocus()

    def paste(self, box: Box) -> None:
        """Copied cards into a box; of a text a card for each line."""
        if not box.list_actions.paste() and (lines := pasted_lines(QApplication.clipboard().text())):
            self.add_all(box.word, lines)

    def enter(self, id: int, text: str) -> None:
        """Store the text of a card."""
        self.session.enter((self.kind, id, self.field), text)
        self.refresh()

    def take_back(self, card: Card) -> bool:
        """A card's text that was not taken is not wanted; whether there was one."""
        gone = take_back_refused(self.session, (self.kind, card.id, self.field))
        if gone:
            self.refresh()
        return gone

    def offer(self, box: Box, at: QPoint | None = None) -> None:
        """Offer what can be done with the chosen card: its group and further fields, and where it may go."""
        chosen = box.chosen()
        if chosen is None or not self.session.writable():
            return
        self.menu = menu = box.list_actions.menu()
        menu.addSeparator()
        values = self.session.draft.record(self.kind, chosen.id).values
        for field in filter(None, (self.part.group, *self.cards.further)):
            words = self._words(field, box.word)
            if words:
                self._submenu(menu, chosen.id, field, words, values.get(field))
        menu.addSeparator()
        for word, label in self.spec.fields[self.by].choices.items():
            if word != box.word:
                menu.addAction(
                    _("Move to {label}").format(label=label), partial(self.place_card, chosen.id, self.boxes[word])
                )
        open_menu(menu, box, at)

    def _words(self, field: str, word: str) -> dict[Any, str]:
        """What a field of a card may be, by what is stored."""
        spec, draft = self.spec.fields[field], self.session.draft
        if field == self.part.group:
            return self.cards.fitting(word)
        if spec.choices:
            return spec.choices
        if spec.field_type.to_one and spec.to:
            return {id: draft.title(spec.to, id) for id in draft.ids(spec.to)}
        return {}

    def _submenu(self, menu: QMenu, id: int, field: str, words: dict[Any, str], now: Value) -> None:
        spec = self.spec.fields[field]
        below = menu.addMenu(spec.label)
        choices: dict[Any, str] = words if spec.required else {None: _("(none)"), **words}
        for word, text in choices.items():
            action = below.addAction(text.replace("&", "&&"), partial(self.set_field, id, field, word))
            action.setCheckable(True)
            action.setChecked(str(word) == str(now))

    def set_field(self, id: int, field: str, value: Value) -> None:
        """Store a card's group or another of its fields."""
        with self.session.trying():
            self.session.draft.set(self.kind, id, field, value)
        self.choose(id)

    # ------------------------------------------------------------ moving

    def beside(self, box: Box, by: int) -> Box:
        """The next box in reading order, or the one before."""
        boxes = list(self.boxes.values())
        return boxes[(boxes.index(box) + by) % len(boxes)]

    def place_card(self, id: int, box: Box, group: str | None = None, before: int | None = None) -> None:
        """Put a card into a box, as one undo step. Its group stays where none is named, and is marked if it misfits."""
        if not self.session.writable():
            return
        with self.session.trying():
            self.cards.place(id, box.word, group, before)
        self.choose(id)

    def step_card(self, card: Card, box: Box, by: int) -> None:
        """Put a card before or behind its neighbour; at the end of its group into the next one."""
        cards = box.cards()
        at = cards.index(card)
        if not 0 <= at + by < len(cards):
            return
        neighbour = cards[at + by]
        if neighbour.group == card.group:
            behind = cards[at + 2].id if at + 2 < len(cards) else None
            self.place_card(card.id, box, None, neighbour.id if by < 0 else behind)
        elif neighbour.group in self.cards.fitting(box.word):  # at the near end of its group
            self.place_card(card.id, box, neighbour.group, neighbour.id if by > 0 else None)

    def drop_card(self, card: Card, box: Box, onto: Card | CardHeading | None) -> None:
        """A card was dropped onto another, before which it goes, onto a heading, or behind all."""
        fitting = self.cards.fitting(box.word)
        group = onto.group if onto is not None and onto.group in fitting else None
        if isinstance(onto, Card):
            if onto.id != card.id:
                self.place_card(card.id, box, group, onto.id)
            return
        first = next((other.id for other in box.cards() if onto is not None and other.group == onto.group), None)
        self.place_card(card.id, box, group, first)

    # ------------------------------------------------------------ going about

    def choose(self, id: int) -> bool:
        """Put the focus on a card; whether there is one."""
        for box in self.boxes.values():
            if id in box.ids():
                box.setCurrentRow(box.ids().index(id))
                box.setFocus()
                return True
        return False

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind != self.kind:
            return False
        if id is None or not self.choose(id):
            self.start()
        return True

    def start(self) -> None:
        next(iter(self.lines.values())).setFocus()


SCREEN = BoardScreen
"""What `build` shows."""

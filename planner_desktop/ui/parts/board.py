"""Records as cards in boxes, one box for each choice of a field (SWOT)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.model import BoardPart
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks, without_break_marks
from planner_desktop.ui.editors.base import Leaving
from planner_desktop.ui.keeping.typing import Place, new_row
from planner_desktop.ui.look import Text, card
from planner_desktop.ui.parts.base import PartScreen
from planner_desktop.ui.session import Session
from planner_desktop.ui.table.cells import CardDelegate, Index

ID = Qt.ItemDataRole.UserRole


class Box(QListWidget):
    """The cards of one choice."""

    def __init__(self, board: "BoardScreen", word: str) -> None:
        super().__init__()
        self.board, self.word = board, word
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setItemDelegate(CardDelegate(self, board.session, board.place))
        self.itemChanged.connect(self._edited)

    def ids(self) -> list[int]:
        """The records here, in order."""
        return [self.item(n).data(ID) for n in range(self.count())]

    def show_cards(self, cards: list[tuple[int, str]]) -> None:
        """Show these records; the chosen one stays chosen."""
        if [(id, text) for id, text in cards] == [(self.item(n).data(ID), self.text(n)) for n in range(self.count())]:
            return
        chosen = self.currentItem().data(ID) if self.currentItem() else None
        at = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for id, text in cards:
            item = QListWidgetItem(with_break_marks(text), self)
            item.setData(ID, id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            if self.board.writable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        ids = [id for id, _text in cards]
        self.setCurrentRow(ids.index(chosen) if chosen in ids else min(at, len(ids) - 1))
        self.blockSignals(False)

    def text(self, row: int) -> str:
        """A card's text as it is stored."""
        return without_break_marks(self.item(row).text())

    def _edited(self, item: QListWidgetItem) -> None:
        self.board.enter(item.data(ID), without_break_marks(item.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentRow()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if row < 0:
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.board.move_card(self.item(row).data(ID), self, row + (-1 if key == Qt.Key.Key_Up else 1))
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = self.board.beside(self, -1 if key == Qt.Key.Key_Left else 1)
            self.board.move_card(self.item(row).data(ID), to, to.count())
        elif key == Qt.Key.Key_Delete or (key == Qt.Key.Key_Minus and event.modifiers()):
            self.board.delete_card(self.item(row).data(ID))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.editItem(self.item(row))
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, Box) and source.currentItem() is not None:
            at = self.indexAt(event.position().toPoint()).row()
            event.setDropAction(Qt.DropAction.CopyAction)  # the draft moves the record; Qt must not take the item away
            event.accept()
            self.board.move_card(source.currentItem().data(ID), self, at if at >= 0 else self.count())


class BoardScreen(PartScreen):
    """Boxes side by side. Type in the line under a box and press Enter to add a card."""

    def __init__(self, session: Session, part: BoardPart) -> None:
        super().__init__(session, part)
        self.kind, self.by = part.board, part.by
        self.spec = session.draft.spec(self.kind)
        self.field = next(name for name, f in self.spec.fields.items() if f.type in ("text", "long_text"))
        self.writable = session.writable()
        self.boxes: dict[str, Box] = {}
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setSpacing(10)
        for n, (word, label) in enumerate(self.spec.fields[self.by].choices.items()):
            grid.addWidget(self._box(word, label), n // 2, n % 2)
            grid.setRowStretch(n // 2, 1)
        self.body.addLayout(grid, 1)
        keys = _("Enter or F2 edits a card, Delete removes it, Alt+arrows move it within its box or to another.")
        self.body.addWidget(Text(keys, "muted"))
        session.changed.connect(self.refresh)
        self.refresh()

    def _box(self, word: str, label: str) -> QWidget:
        frame = card()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.addWidget(Text(label, "label"))
        self.boxes[word] = box = Box(self, word)
        box.setAccessibleName(label)
        box.setMinimumHeight(110)
        layout.addWidget(box, 1)
        self.lines[word] = line = QLineEdit()
        line.setPlaceholderText(_("Type and press Enter to add"))
        line.setAccessibleName(_("Add to {label}").format(label=label))
        line.returnPressed.connect(lambda: self.add(word))
        Leaving(line).left.connect(lambda: self.add(word))
        line.textEdited.connect(lambda: self.session.typing.note(self.new_place(word), lambda: line.text() or None))
        layout.addWidget(line)
        return frame

    def place(self, index: Index) -> Place:
        """Where what is typed into a card is kept."""
        return self.kind, index.data(ID), self.field

    def new_place(self, word: str) -> Place:
        """Where what is typed into the line under a box is kept."""
        return self.kind, new_row(self.session.draft.pack, self.kind, {self.by: word}), self.field

    def refresh(self) -> None:
        """Show what the draft holds now."""
        records = self.session.draft.records(self.kind)
        for word, box in self.boxes.items():
            box.show_cards(
                [(r.id, self.session.draft.shown(r, self.field)) for r in records if r.values[self.by] == word]
            )

    def add(self, word: str) -> None:
        """A new card with what is typed under the box."""
        text = self.lines[word].text().strip()
        if not text:
            return
        self.lines[word].clear()
        with self.session.trying(), self.session.draft.action(_("add {label}").format(label=self.spec.label)):
            values: dict[str, Value] = {self.by: word}
            self.session.draft.enter(self.kind, self.session.draft.add(self.kind, values), self.field, text)
            self.session.typing.forget(self.new_place(word))
        self.boxes[word].scrollToBottom()

    def enter(self, id: int, text: str) -> None:
        """Store the text of a card."""
        try:
            with self.session.trying():
                self.session.draft.enter(self.kind, id, self.field, text)
        except ValueRefused as error:
            self.session.troubled.emit(error)
        self.refresh()

    def beside(self, box: Box, by: int) -> Box:
        """The next box in reading order, or the one before."""
        boxes = list(self.boxes.values())
        return boxes[(boxes.index(box) + by) % len(boxes)]

    def move_card(self, id: int, box: Box, at: int) -> None:
        """Put a card at a place of a box, as one undo step."""
        draft = self.session.draft
        others = [other for other in box.ids() if other != id]
        at = max(0, min(at, len(others)))
        order = [other for other in draft.ids(self.kind) if other != id]
        index = order.index(others[at]) if at < len(others) else len(order)
        with self.session.trying(), draft.action(_("move {label}").format(label=self.spec.label)):
            draft.set(self.kind, id, self.by, box.word)
            draft.move(self.kind, id, index)
        self.choose(id)

    def choose(self, id: int) -> bool:
        """Put the focus on a card; whether there is one."""
        for box in self.boxes.values():
            if id in box.ids():
                box.setCurrentRow(box.ids().index(id))
                box.setFocus()
                return True
        return False

    def delete_card(self, id: int) -> None:
        """Delete a card. Nothing is asked: undo brings it back."""
        with self.session.trying():
            self.session.draft.delete(self.kind, [id])

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind != self.kind:
            return False
        if id is None or not self.choose(id):
            self.start()
        return True

    def start(self) -> None:
        next(iter(self.lines.values())).setFocus()

"""One box of a board: its cards drawn with code and notes under headings, and the keys and drops it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from planner_desktop.draft.records.records import Place
from planner_desktop.entry.list_actions import ChosenRecords, pasted_lines
from planner_desktop.i18n import _, later
from planner_desktop.thai.words import with_break_marks, without_break_marks
from planner_desktop.ui.kit.colours import ColourName, colour
from planner_desktop.ui.kit.item_views import Index, ListWidget
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.look import marked, tip
from planner_desktop.ui.screens.board.cards import Card, CardHeading
from planner_desktop.ui.screens.list_actions import ACTIONS, WHOLE, ListAction, ListActions, ListKind
from planner_desktop.ui.screens.table.cells import CardDelegate
from planner_desktop.ui.session.session import Session

ID = Qt.ItemDataRole.UserRole
CODE, NOTES, GROUP, ODD, REFUSED, OPEN = (Qt.ItemDataRole(ID + n) for n in range(1, 7))
HUES: tuple[ColourName, ...] = ("good", "begun", "other", "bad")
"""Of the boxes in their order, over and over."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
ROOM = 5


def small(font: QFont) -> QFont:
    """Letters for what is less important."""
    less = QFont(font)
    less.setPointSizeF(font.pointSizeF() * 0.85)
    return less


def bold(font: QFont) -> QFont:
    """Letters for headings and codes."""
    more = QFont(font)
    more.setBold(True)
    return more


BOARD = ListKind(
    later("Boards of cards"),
    (
        *("edit", "cut", "copy", "paste", "", "add", "duplicate", "delete", ""),
        (later("Move the card"), ("up", "down", "left", "right")),
    ),
    WHOLE
    | {
        "edit": ListAction(later("Edit the card"), ("F2", "Return", "Enter"), later("Type into the card")),
        "add": replace(ACTIONS["add"], label=later("Another card"), help=later("Into the line under the box")),
        "left": ListAction(later("Move to the box before"), ("Alt+Left",), later("The card’s kind is another then")),
        "right": ListAction(later("Move to the next box"), ("Alt+Right",), later("The card’s kind is another then")),
    },
    {
        "offer": Key(later("All that can be done with the card"), ("F4",)),
        "give_up": Key(later("Take back what was not taken"), ("Escape",)),
    },
)


class Board(Protocol):
    """What a box asks of its screen, which knows the other boxes."""

    session: Session
    kind: str
    by: str
    field: str
    writable: bool
    may_add: bool

    def place(self, index: Index) -> Place: ...
    def write(self, word: str, typed: str) -> None: ...
    def paste(self, box: Box) -> None: ...
    def choose(self, id: int) -> bool: ...
    def enter(self, id: int, text: str) -> None: ...
    def take_back(self, card: Card) -> bool: ...
    def add_here(self, word: str) -> None: ...
    def offer(self, box: Box, at: QPoint | None = None) -> None: ...
    def beside(self, box: Box, by: int) -> Box: ...
    def place_card(self, id: int, box: Box) -> None: ...
    def step_card(self, card: Card, box: Box, by: int) -> None: ...
    def drop_card(self, card: Card, box: Box, onto: Card | CardHeading | None) -> None: ...


class BoxDelegate(CardDelegate):
    """Draws cards and headings, and edits a card's text in place."""

    def __init__(self, box: Box) -> None:
        super().__init__(box, box.board.session, box.board.place)
        self.box = box

    def _text_rect(self, option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return rect.adjusted(self._badge_width(option) + 2 * ROOM, ROOM, -ROOM, -ROOM)

    def _badge_width(self, option: QStyleOptionViewItem) -> int:
        widest = "✎ W88" if self.box.board.session.draft.limits is not None else "W88"
        return QFontMetrics(bold(small(option.font))).horizontalAdvance(widest) + 2 * ROOM

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self.box.viewport().width() - 2 * self.box.spacing()
        if not index.data(ID):
            tall = QFontMetrics(bold(small(option.font))).boundingRect(
                QRect(0, 0, width - 2 * ROOM, 10_000), WRAP, str(index.data())
            )
            return QSize(width, tall.height() + ROOM)
        inside = self._text_rect(option, QRect(0, 0, width, 10_000))
        height = option.fontMetrics.boundingRect(inside, WRAP, str(index.data())).height()
        if notes := str(index.data(NOTES) or ""):
            height += QFontMetrics(small(option.font)).boundingRect(inside, WRAP, notes).height()
        return QSize(width, max(height, option.fontMetrics.lineSpacing()) + 2 * ROOM + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(ID):
            self._paint_card(painter, option, index)
        else:
            painter.setFont(bold(small(option.font)))
            painter.setPen(colour("bad" if index.data(ODD) else "muted"))
            painter.drawText(
                option.rect.adjusted(ROOM, 0, -ROOM, 0), WRAP | Qt.AlignmentFlag.AlignBottom, str(index.data())
            )
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self.box.hasFocus()
        card = option.rect.adjusted(1, 1, -1, -1)
        painter.setBrush(colour("chosen" if chosen else "paper"))
        painter.setPen(QPen(colour("accent"), 2) if chosen else QPen(colour("bad" if index.data(ODD) else "line"), 1))
        painter.drawRoundedRect(card, 4, 4)
        letters = QFontMetrics(bold(small(option.font)))
        badge = QRect(card.left() + ROOM, card.top() + ROOM, self._badge_width(option), letters.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.box.hue))
        painter.drawRoundedRect(badge, 3, 3)
        painter.setFont(bold(small(option.font)))
        painter.setPen(colour("paper"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(index.data(CODE)))
        inside = self._text_rect(option, option.rect)
        painter.setFont(option.font)
        painter.setPen(colour("bad" if index.data(REFUSED) else "ink" if index.data(OPEN) else "muted"))
        painter.drawText(inside, WRAP, str(index.data()))
        if notes := str(index.data(NOTES) or ""):
            painter.setFont(small(option.font))
            painter.setPen(colour("muted"))
            painter.drawText(inside, WRAP | Qt.AlignmentFlag.AlignBottom, notes)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        option.rect.setLeft(self._text_rect(option, option.rect).left() - ROOM)
        super().updateEditorGeometry(editor, option, index)


class Box(ListWidget):
    """The cards of one choice."""

    def __init__(self, board: Board, word: str, hue: ColourName) -> None:
        super().__init__()
        self.board, self.word, self.hue = board, word, hue
        self._shown: list[Card | CardHeading] = []
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setResizeMode(ListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setItemDelegate(BoxDelegate(self))
        self.itemChanged.connect(self._edited)
        does: dict[str, Callable[[], object]] = {
            "edit": lambda: self.editItem(self.currentItem()), "add": lambda: board.add_here(word),
            "paste": lambda: board.paste(self),
            "up": lambda: self._on_card(lambda card: board.step_card(card, self, -1)),
            "down": lambda: self._on_card(lambda card: board.step_card(card, self, 1)),
            "left": lambda: self._on_card(lambda card: board.place_card(card.id, board.beside(self, -1))),
            "right": lambda: self._on_card(lambda card: board.place_card(card.id, board.beside(self, 1))),
        }  # fmt: skip
        self.list_actions = ListActions(self, BOARD, board.session, does, self, self._why_not)

    def sizeHint(self) -> QSize:
        # As high as there is room, not so high as Qt would have every list: the board shall not make the screen scroll.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def ids(self) -> list[int]:
        """The records here, row by row; 0 in the row of a heading."""
        return [self.item(n).data(ID) for n in range(self.count())]

    def cards(self) -> list[Card]:
        """The cards here, in order."""
        return [each for each in self._shown if isinstance(each, Card)]

    def chosen(self) -> Card | None:
        """The card that the keys are on."""
        each = self._shown[self.currentRow()] if 0 <= self.currentRow() < len(self._shown) else None
        return each if isinstance(each, Card) else None

    def focused_place(self) -> Place | None:
        """The record and field of the chosen card."""
        card = self.chosen()
        return (self.board.kind, card.id, self.board.field) if card is not None else None

    def show_cards(self, shown: list[Card | CardHeading]) -> None:
        """Show these cards under their headings; the chosen one stays chosen."""
        if shown == self._shown:
            return
        chosen, at = self.chosen(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        self._shown = shown
        odd = False
        for each in shown:
            if isinstance(each, CardHeading):
                odd = each.odd
                item = QListWidgetItem(marked(each.text), self)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setData(ID, 0)
            else:
                item = self._card(each)
            item.setData(ODD, odd)
        ids = self.ids()
        rows = [row for row, id in enumerate(ids) if id]
        if chosen is not None and chosen.id in ids:
            self.setCurrentRow(ids.index(chosen.id))
        elif rows:
            self.setCurrentRow(min(rows, key=lambda row: abs(row - at)))
        if rows and self.currentRow() == rows[0]:
            self.scrollToTop()  # its heading too
        self.blockSignals(False)

    def _card(self, card: Card) -> QListWidgetItem:
        item = QListWidgetItem(with_break_marks(card.text), self)
        item.setData(ID, card.id)
        item.setData(CODE, card.code)
        item.setData(NOTES, marked(card.notes))
        item.setData(REFUSED, card.refused)
        item.setData(OPEN, card.open)
        item.setToolTip(tip(marked(card.refused)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(filter(None, (card.code, card.text, card.notes))))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if card.open:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags)
        return item

    def _edited(self, item: QListWidgetItem) -> None:
        if item.data(ID):
            self.board.enter(item.data(ID), without_break_marks(item.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hasFocus() and self.currentItem() is not None:
            self.scrollToItem(self.currentItem())  # its lines are others now

    # ------------------------------------------------------------ keys and the mouse

    def take_key(self, key: str) -> bool:
        card = self.chosen()
        if card is not None and key == "offer":
            self.board.offer(self)
            return True
        return card is not None and self.board.take_back(card)

    def records_chosen(self) -> ChosenRecords:
        """The cards of the box, and the chosen one."""
        board, card = self.board, self.chosen()
        ids = [each.id for each in self.cards()]
        chosen = [card.id] if card is not None else []
        return ChosenRecords(
            board.session.draft, board.kind, chosen, {board.by: self.word}, ids, writable=board.writable
        )

    def choose_records(self, _kind: str, ids: Sequence[int], *, whole: bool = False) -> None:
        """Go to a card, wherever it stands now."""
        self.board.choose(ids[0])

    def _on_card(self, does: Callable[[Card], object]) -> None:
        if (card := self.chosen()) is not None:
            does(card)

    def _why_not(self, name: str) -> str:
        bare = name in ("edit", "left", "right") and self.chosen() is None
        return _("Nothing is chosen in the list") if bare else ""

    def takes_text(self, index: Index) -> bool:
        return self.board.may_add

    def begin_with(self, text: str) -> None:
        if text.strip():
            self.board.write(self.word, text)  # what is typed is meant to be a card

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.board.offer(self, None if event.reason() == QContextMenuEvent.Reason.Keyboard else event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        card = source.chosen() if isinstance(source, Box) else None
        if card is None:
            return
        row = self.indexAt(event.position().toPoint()).row()
        event.setDropAction(Qt.DropAction.CopyAction)  # the draft moves the record; Qt must not take the item away
        event.accept()
        self.board.drop_card(card, self, self._shown[row] if row >= 0 else None)


LINE = {"paste": Key(later("A card for each line that is pasted under a box"), ("Ctrl+V", "Shift+Ins"))}


class AddLine(QLineEdit):
    """The line under a box. Several lines pasted into it come as `lines`, a card each.

    `save_wanted` tells that what is typed is to be stored while it is typed on.
    """

    lines = Signal(object)
    save_wanted = Signal()

    def save_typed(self, _focused: QWidget) -> None:
        """Have what is being typed stored, while the cursor stays in it."""
        self.save_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asked(event, LINE):
            pasted = pasted_lines(QApplication.clipboard().text())
            if len(pasted) > 1 and not self.isReadOnly():
                self.lines.emit(pasted)
                return
        super().keyPressEvent(event)

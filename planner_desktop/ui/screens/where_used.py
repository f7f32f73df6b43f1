"""Where a record will stand in the document, and which records link to it: looked up beside the typing, in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _, later, ngettext
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.fitted_list import FittedList
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:  # imported in the thread: the window opens sooner without
    from planner_desktop.document.appearances import Appearance, LinkedFrom
    from planner_desktop.document.outline import Document
    from planner_desktop.draft import Draft

AFTER_MS = 350
"""From the last change or step to another record to the look."""
GOES = Qt.ItemDataRole.UserRole
MOST_LINES = 14


class Uses(NamedTuple):
    """What a look found, of which record."""

    kind: str
    id: int
    places: list[Appearance]
    links: list[LinkedFrom]


class WhereUsed(QWidget):
    """Two lists of one record: places in the document, which the preview shows, and records that link to it."""

    told = Signal()
    """What is known may be another than before."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self.id: int | None = None
        self.found: Uses | None = None
        self._document: Document | None = None
        """The draft's, filled at the last look; None where it changed since."""
        self._worker = Worker(self)
        self._timer = single_shot(self, self._look, AFTER_MS)
        self.message = Text("", "muted", self)
        self.places, self.links = GoList(), GoList()
        self.places.setAccessibleName(_("Where it will appear in the document"))
        self.links.setAccessibleName(_("Records that link here"))
        self.links_head = Text("", "label", self)
        layout = bare(QVBoxLayout(self), 4)
        for widget in (
            Text(_("Will appear in"), "label", self), self.message, self.places, self.links_head, self.links
        ):  # fmt: skip
            layout.addWidget(widget)
        self.places.chosen.connect(self._go)
        self.links.chosen.connect(self._go)
        follow(self, session, None, self._changed)

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way or will be."""
        return self._worker.is_busy or self._timer.isActive()

    def show_record(self, id: int | None) -> None:
        """Look for another record."""
        if id == self.id:
            return
        self.id, self.found = id, None
        self.places.clear()
        self.links.clear()
        self.links_head.say("")
        self.message.say("" if id is None else _("Looking…"))
        self._fit()
        self._again()

    def _changed(self) -> None:
        self._document = None
        self._again()

    def _again(self) -> None:
        self._worker.leave()  # another record is asked for, or the draft is another
        if self.id is not None and self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.found is None or self._document is None:
            self._again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._worker.leave()  # and not wait: in a large draft a look takes seconds

    # ------------------------------------------------------------ looking

    def _look(self) -> None:
        if self.id is None or not self.isVisible():
            return
        with self.session.trying():
            snapshot = self.session.draft.snapshot()
            document, kind, id = self._document, self.kind, self.id
            self._worker.start(lambda *_: _looked(snapshot, document, kind, id), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self.found = Uses(self.kind, self.id or 0, [], [])
        self.message.say(_("The document cannot be made now: {reason}").format(reason=error))

    def _show(self, result: tuple[Document, Uses] | None) -> None:
        if result is None:
            return
        self._document, self.found = result
        found = self.found
        pack = self.session.draft.pack
        self.places.fill([(text, place) for text, place in _places_said(pack, found.places)])
        self.links.fill([(_link_said(pack, link), link) for link in found.links])
        self.links_head.say(_("Linked from") if found.links else "")
        self.message.say("" if found.places else self._nowhere(found))
        self._fit()

    def _nowhere(self, found: Uses) -> str:
        """What to do where it appears in no table."""
        if found.links:
            return _("Not in any table yet: what links to it is not printed, or its name is empty.")
        labels = dict.fromkeys(
            _("{field} of {record}").format(field=field.label, record=spec.label)
            for spec in self.session.draft.pack.records.values()
            for field in spec.fields.values()
            if field.to == self.kind
        )
        return _("Not in any table yet. Choose it in: {places}").format(places=", ".join(labels))

    def _go(self, goes: Appearance | LinkedFrom) -> None:
        from planner_desktop.document.appearances import LinkedFrom

        if isinstance(goes, LinkedFrom):
            self.session.record_wanted.emit(goes.kind, goes.id, goes.field)
        else:
            self.session.printed_wanted.emit(goes.section, goes.text)

    def _fit(self) -> None:
        for list in (self.places, self.links):
            list.fit()
        self.told.emit()

    def summary(self) -> str:
        """In a line, what was found."""
        if self.found is None:
            return ""
        places, links = len(self.found.places), len(self.found.links)
        if not places:
            return _("Not in any table yet")
        count = ngettext("In {count} place of the document", "In {count} places of the document", places)
        linked = ngettext("linked from {count} record", "linked from {count} records", links)
        return f"{count.format(count=places)} · {linked.format(count=links)}"


def _looked(snapshot: Draft, known: Document | None, kind: str, id: int) -> tuple[Document, Uses] | None:
    """What a look finds; nothing where the record is gone."""
    from planner_desktop.document.appearances import appearances, linked_from, naming
    from planner_desktop.document.fill import fill

    with snapshot:
        if not snapshot.ids(kind, where={"id": id}):
            return None
        document = known or fill(snapshot)
        name = naming(snapshot, kind, id)
        places = list(appearances(document, name)) if name else []
        return document, Uses(kind, id, places, linked_from(snapshot, kind, id))


def _places_said(pack: FormPack, places: list[Appearance]) -> list[tuple[str, Appearance]]:
    """The places as they are listed: rows of one table in one line."""
    said = []
    for (section, heading, table), group in groupby(places, key=lambda place: place[:3]):
        rows = list(group)
        parts = [pack.section(section).title]
        if heading and heading != parts[0]:
            parts.append(heading)
        if table:
            numbers = ", ".join(dict.fromkeys(place.row for place in rows))
            row = _("row {rows}").format(rows=numbers)
            parts.append(_("table {table}, {row}").format(table=table, row=row) if table > 1 else row)
        elif rows[0].row:
            parts.append(_("item {number}").format(number=rows[0].row))
        said.append((" › ".join(parts), rows[0]))
    return said


def _link_said(pack: FormPack, link: LinkedFrom) -> str:
    spec = pack.records[link.kind]
    return f"{spec.label}: {link.title} ({spec.fields[link.field].label})"


KEYS = {"go": Key(later("Go to what the marked line names"), ("Return",))}


class GoList(FittedList):
    """Lines that lead somewhere, as high as they need. `chosen` brings where, after Enter or a click."""

    chosen = Signal(object)
    most_lines = MOST_LINES
    keys = KEYS

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(GOES)))

    def fill(self, lines: Sequence[tuple[str, object]]) -> None:
        """Show these lines with where each goes."""
        self.clear()
        for text, goes in lines:
            item = QListWidgetItem(with_break_marks(f"→ {text}"), self)
            item.setToolTip(_("Enter or a click goes there"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setData(GOES, goes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def take_key(self, _key: str) -> bool:
        if self.currentItem() is not None:
            self.chosen.emit(self.currentItem().data(GOES))
        return self.currentItem() is not None

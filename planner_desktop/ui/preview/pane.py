"""The preview beside the form: the pages, with what turns and zooms them, following the section that is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, sign_button
from planner_desktop.ui.preview.pages import Laid, Pages
from planner_desktop.ui.preview.view import FULL, PageView, Spot
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:
    from planner_desktop.document.flow import Said

LEAST_WIDTH = 320
OF_BUTTONS = 13
"""How many lines of text are as wide as the buttons and the zoom above the pages."""


class PreviewPane(QWidget):
    """The pages with buttons to turn and zoom them.

    Signals: `chosen` with the section that was clicked and the text at that place, `left` when the officer goes back to
    the form, `shut` when the preview is to be closed.
    """

    chosen = Signal(str, object)
    left = Signal()
    shut = Signal()

    def __init__(self, session: Session, section: str) -> None:
        super().__init__()
        manual_at.tells(self, "preview")
        self.session = session
        self.pages = Pages(session, self)
        self.view = PageView()
        self.view.setAccessibleName(_("Preview of the pages"))
        self.message = Text("", "problem")
        self.page_label = QLabel()
        self.zoom_label = QLabel()
        layout = bare(QVBoxLayout(self), 0)
        layout.addWidget(self._buttons())
        layout.addWidget(self.message)
        layout.addWidget(self.view, 1)
        self.message.setContentsMargins(10, 4, 10, 4)
        self.setMinimumWidth(LEAST_WIDTH)
        self._at_section = False
        self._sought: tuple[str, str] | None = None
        self.pages.section = section
        self.pages.laid.connect(self._laid)
        self.pages.drawn.connect(self.view.show_picture)
        self.pages.failed.connect(self._failed)
        self.view.wanted.connect(self.pages.want)
        self.view.turned.connect(self._tell)
        self.view.zoomed.connect(self._tell)
        self.view.clicked.connect(self._clicked)
        self.view.left.connect(self.left)
        self._tell()

    def _buttons(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "tools")
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        view = self.view
        row.addWidget(sign_button("▲", _("Page before (PageUp)"), lambda: view.turn(-1)))
        row.addWidget(sign_button("▼", _("Next page (PageDown)"), lambda: view.turn(1)))
        row.addWidget(self.page_label)
        row.addStretch(1)
        row.addWidget(sign_button("−", _("Smaller (Ctrl+-)"), view.smaller))
        row.addWidget(self.zoom_label)
        row.addWidget(sign_button("+", _("Larger (Ctrl++)"), view.larger))
        row.addWidget(sign_button("↔", _("As wide as the preview (Ctrl+0)"), view.fit_width))
        row.addWidget(sign_button("✕", _("Close the preview (F7)"), self.shut.emit))
        return frame

    def _tell(self, *_page: int) -> None:
        """Say which page this is, of how many, and how large it is shown."""
        typeset, page = self.view.typeset, self.view.page
        if typeset is None:
            self.page_label.setText(_("The pages are being made…"))
            return
        number = typeset.number(page)
        place = _("{sheet} of {count}").format(sheet=page + 1, count=len(typeset.pages))
        text = _("Page {number} ({place})").format(number=number, place=place) if number else place
        fits = self.width() > OF_BUTTONS * self.fontMetrics().lineSpacing() + self.fontMetrics().horizontalAdvance(text)
        self.page_label.setText(text if fits else f"{page + 1}/{len(typeset.pages)}")
        self.page_label.setToolTip(text)
        self.view.setAccessibleDescription(text)
        self.zoom_label.setText(f"{self.view.scale_of(page) / FULL:.0%}")

    # ------------------------------------------------------------ following

    def go_to_section(self, section: str) -> None:
        """Show where a section begins, and follow the changes in it."""
        self.pages.section = section
        self._at_section = False
        self._follow()

    def seek(self, section: str, text: str) -> None:
        """Show where a text of a section is, once its pages are there."""
        self._sought = section, text
        self._follow()

    def _follow(self) -> None:
        """Go to the text that is sought, else to the section, once its pages are there."""
        if self.view.typeset is not None and self._sought is not None:
            from planner_desktop.document.seek import place_of

            sought, self._sought, self._at_section = self._sought, None, True
            found = place_of(self.view.typeset, *sought)
            if found is not None:
                self.view.go_to(found)
        if self.view.typeset is None or self._at_section:
            return
        from planner_desktop.document.live import first_place

        self._at_section = not self.pages.is_stale  # the section may begin elsewhere on the pages to come
        place = first_place(self.view.typeset, self.pages.section)
        if place is not None:
            self.view.go_to(place)

    def _laid(self, laid: Laid) -> None:
        self.message.say("")
        self.view.show_pages(laid.typeset, laid.same)
        if laid.change is not None and self._at_section and not self.view.shows(laid.change):
            self.view.go_to(laid.change)
        self._follow()
        self._tell()

    def _failed(self, error: Exception) -> None:
        """What the officer can mend is told here, and the old pages stay; a fault of the program in the window."""
        if isinstance(error, PlannerError):
            self.message.say(str(error))
        else:
            self.session.troubled.emit(error)

    def _clicked(self, spot: Spot) -> None:
        assert self.view.typeset is not None
        page = self.view.typeset.pages[spot.page]
        said: Said | None = page.said(spot.x, spot.y)
        self.chosen.emit(page.section_at(spot.y), said)

    # ------------------------------------------------------------ coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pages.wake()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pages.sleep()

    def stop(self) -> None:
        """Make no more pages (the window closes)."""
        self.pages.stop()

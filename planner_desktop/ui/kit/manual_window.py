"""The manual, read beside the work: its pages in a list, one of them shown, a line to search in all of them.

Pages are read, put into HTML and their pictures made as large as they are shown in a thread; the window only shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.app_paths import SCREENSHOTS
from planner_desktop.entry.picking import folded
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.thai.words import with_break_marks, without_break_marks
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.item_views import ListWidget
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.timers import single_shot

if TYPE_CHECKING:
    from planner_desktop.formpack import FormPack
    from planner_desktop.manual.page import Page

_SETTLED_MS = 200  # after the window was made wider or narrower
_BESIDE = 60  # points of margins and scroll bar beside a picture


@dataclass(slots=True)
class Shown:
    """A page ready to be shown: its HTML, and its pictures by name."""

    page: str
    html: str
    pictures: dict[str, QImage] = field(default_factory=dict)


class Browser(QTextBrowser):
    """Shows a page of the manual. It loads nothing itself: pictures are given to it, clicked links are emitted."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, QImage] = {}
        self.setOpenLinks(False)
        self.setAccessibleName(_("Page of the manual"))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return self.pictures.get(QUrl(name).toString())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(without_break_marks(self.textCursor().selection().toPlainText()))
        return data


class ManualWindow(QWidget):
    """The one window of the manual. It stays open while the officer works, and does not keep the program open."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._reading, self._showing = Worker(self), Worker(self)
        self.pages: list[Page] = []
        self.wanted = ""
        """The id of the page that is shown, or on its way."""
        self.pack: FormPack | None = None
        self._place = ""
        """Where in that page it shall be shown, while it is on its way."""
        self._been: list[str] = []
        self._texts: dict[str, str] = {}
        self.progress = ProgressRow()
        self.bar = MessageBar()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Search in the manual (Ctrl+F)"))
        self.line.setAccessibleName(_("Search in the manual"))
        self.line.setClearButtonEnabled(True)
        self.list = ListWidget()
        self.list.setAccessibleName(_("Pages of the manual"))
        self.list.setWordWrap(True)
        self.nothing = Text("", "muted", self)
        self.browser = Browser()
        self.back_button = QPushButton(_("Back"))
        self.back_button.setToolTip("Alt+←")
        self.pdf_button = QPushButton(_("Save as PDF…"))
        self._build()
        self._settle = single_shot(self, self._show_again, _SETTLED_MS)
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._take_first)
        self.list.currentItemChanged.connect(self._chosen)
        self.browser.anchorClicked.connect(lambda url: self.go_to(url.toString()))
        self.back_button.clicked.connect(self.go_back)
        self.pdf_button.clicked.connect(self._ask_pdf)
        for keys, does in (("Alt+Left", self.go_back), ("Escape", self.close), ("Ctrl+F", self.line.setFocus)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _build(self) -> None:
        left = QWidget()
        column = bare(QVBoxLayout(left))
        column.addWidget(self.line)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.pdf_button)
        column.addLayout(buttons)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.browser)
        split.setStretchFactor(1, 1)
        letter = self.fontMetrics().horizontalAdvance("0")
        split.setSizes([32 * letter, 80 * letter])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        layout.addWidget(split, 1)
        self.resize(QSize(112 * letter, 80 * letter).boundedTo(self.screen().availableSize() - QSize(40, 80)))

    @staticmethod
    def opened() -> ManualWindow | None:
        """The manual, if it is open."""
        found = (w for w in QApplication.topLevelWidgets() if isinstance(w, ManualWindow) and w.isVisible())
        return next(found, None)

    def open_at(self, page: str, pack: FormPack | None) -> None:
        """Show the manual at a page, with the pages of an edition, the newest one's where none is given."""
        self.show()
        self.raise_()
        self.activateWindow()
        if self.pages and (pack is None or pack is self.pack):
            self.go_to(page)
            return
        self.wanted = page
        self._reading.start(lambda _p, _c: _all_pages(pack), partial(self._there, page, pack), self.bar.show_error)

    def _there(self, page: str, pack: FormPack | None, found: tuple[list[Page], dict[str, str]]) -> None:
        self.pack = pack
        self.pages, self._texts = found
        self.list.blockSignals(True)
        self.list.clear()
        group = ""
        for each in self.pages:
            if each.group != group:
                group = each.group
                head = QListWidgetItem(with_break_marks(group), self.list)
                bold = QFont(self.font())
                bold.setBold(True)
                head.setFont(bold)
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QListWidgetItem(with_break_marks(each.title), self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.title)
        self.list.blockSignals(False)
        self._narrow(self.line.text())
        self.wanted = ""
        self.go_to(page)

    # ------------------------------------------------------------ going about

    def go_to(self, page: str) -> None:
        """Show a page, at its place after "#" if it names one; the first page if there is none of that id."""
        ids = [each.id for each in self.pages]
        page, _sign, self._place = page.partition("#")
        page = page if page in ids else ids[0]
        if page == self.wanted:
            self._go_to_place()
            return
        if self.wanted:
            self._been.append(self.wanted)
        self.wanted = page
        self._mark()
        self._show_again()

    def go_back(self) -> None:
        """Show the page before."""
        if self._been:
            self.wanted = ""
            self.go_to(self._been.pop())

    def _mark(self) -> None:
        for n in range(self.list.count()):
            if self.list.item(n).data(Qt.ItemDataRole.UserRole) == self.wanted:
                self.list.blockSignals(True)
                self.list.setCurrentRow(n)
                self.list.blockSignals(False)
        self.back_button.setEnabled(bool(self._been))

    def _show_again(self) -> None:
        page = next((each for each in self.pages if each.id == self.wanted), None)
        if page is None:
            return
        self._showing.leave()
        scale = self.devicePixelRatioF()
        width = max(200, self.browser.width() - _BESIDE)
        self._showing.start(lambda _p, _c: _shown(page, width, scale), self._show, self.bar.show_error)

    def _show(self, shown: Shown) -> None:
        at = self.browser.verticalScrollBar().value() if self.browser.property("page") == shown.page else 0
        self.browser.pictures = shown.pictures
        document = self.browser.document()
        document.setDocumentMargin(14)
        document.setDefaultStyleSheet(
            f"h1 {{ font-size: x-large }} h2 {{ font-size: large }} th {{ background-color: {hex_of('head')} }}"
            f" code {{ background-color: {hex_of('head')} }} a {{ color: {hex_of('accent')} }}"
        )
        self.browser.setHtml(shown.html)
        self.browser.setProperty("page", shown.page)
        self.browser.verticalScrollBar().setValue(at)
        self._go_to_place()

    def _go_to_place(self) -> None:
        if self._place and self.browser.property("page") == self.wanted:
            self.browser.scrollToAnchor(self._place)
            self._place = ""

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and (page := item.data(Qt.ItemDataRole.UserRole)):
            self.go_to(page)

    def _narrow(self, typed: str) -> None:
        """List only the pages that hold every typed word."""
        sought, fitting = folded(typed).split(), 0
        for n in range(self.list.count()):
            item = self.list.item(n)
            page = item.data(Qt.ItemDataRole.UserRole)
            fits = not sought if page is None else all(word in self._texts[page] for word in sought)
            item.setHidden(not fits)
            fitting += fits
        self.nothing.say("" if fitting or not self.pages else _("Nothing fits what is typed."))

    def _take_first(self) -> None:
        rows = (self.list.item(n) for n in range(self.list.count()))
        first = next((item for item in rows if not item.isHidden() and item.data(Qt.ItemDataRole.UserRole)), None)
        if first is not None:
            self.list.setCurrentItem(first)
            self.browser.setFocus()

    # ------------------------------------------------------------ the PDF

    def _ask_pdf(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF…"), _("Manual") + ".pdf", "PDF (*.pdf)")
        if name:
            self.save_pdf(Path(name if name.endswith(".pdf") else f"{name}.pdf"))

    def save_pdf(self, path: Path) -> None:
        """Write the manual, with the pages of this edition, as PDF; `bar` tells when it is there."""
        self.pdf_button.setEnabled(False)

        def over() -> None:
            self.pdf_button.setEnabled(True)

        def done(count: int) -> None:
            over()
            self.bar.show_done(_("{path} was written: {count} pages.").format(path=path, count=count))

        def failed(error: Exception) -> None:
            over()
            self.bar.show_error(error)

        self.progress.run(_("Writing the PDF…"), partial(_write_pdf, self.pages, path), done, failed)

    # ------------------------------------------------------------ events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def closeEvent(self, event: Any) -> None:
        for worker in (self._reading, self._showing, self.progress.worker):
            worker.leave()
        super().closeEvent(event)


def _all_pages(pack: FormPack | None) -> tuple[list[Page], dict[str, str]]:
    """The pages, and what is searched in each."""
    from planner_desktop.formpack.editions import edition_pack
    from planner_desktop.manual import editions, reading
    from planner_desktop.manual.page import all_words, plain

    found = [*reading.pages(), *editions.pages(pack or edition_pack())]
    return found, {page.id: folded(" ".join(plain(said) for said in all_words(page))) for page in found}


def _shown(page: Page, width: int, scale: float) -> Shown:
    from planner_desktop.manual import as_html
    from planner_desktop.manual.page import Screenshot

    names = [block.file for block in page.blocks if isinstance(block, Screenshot)]
    return Shown(page.id, as_html.body(page), {name: _picture(name, width, scale) for name in names})


def _picture(name: str, width: int, scale: float) -> QImage:
    """A picture as wide as the page has room for, in the dots of this screen."""
    from planner_desktop import pictures

    made = pictures.Picture((SCREENSHOTS / name).read_bytes()).image().convert("RGB")
    shown = min(width, made.width)
    dots = min(round(shown * scale), made.width)
    made = made.resize((dots, round(made.height * dots / made.width)))
    image = QImage(made.tobytes(), made.width, made.height, 3 * made.width, QImage.Format.Format_RGB888).copy()
    image.setDevicePixelRatio(dots / shown)
    return image


def _write_pdf(pages: Sequence[Page], path: Path, progress: Progress, cancelled: Cancelled) -> int:
    from planner_desktop.manual import as_document

    return as_document.write(pages, path, progress=progress, cancelled=cancelled)

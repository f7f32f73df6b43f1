"""Catalogues that the city published, and lists of its keys: who signed them, what is other, and taking them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop.formpack.differing import told
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.dates import format_date
from planner_desktop.ui.history.dropped import SUFFIXES
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.side_by_side import TwoTexts

if TYPE_CHECKING:
    from planner_desktop.publishing.catalogues import Looked
    from planner_desktop.publishing.keys import Taken


def ask_published(parent: QWidget, near: Path, taken: Callable[[], None]) -> None:
    """Ask for such a file and show it."""
    kinds = _("Catalogues of the city ({endings})").format(endings=" ".join(f"*{ending}" for ending in SUFFIXES))
    path, _filter = QFileDialog.getOpenFileName(parent, _("Take catalogues of the city"), str(near), kinds)
    if path:
        PublishedSheet(parent, Path(path), taken).show()


class PublishedSheet(Sheet):
    """See what a file of the city holds, and take it for the installed edition; `taken` is called then."""

    manual = "city-catalogues"

    def __init__(self, parent: QWidget, path: Path, taken: Callable[[], None]) -> None:
        guide = _("No plan changes by it: each shows what is other first, and takes it up as one step.")
        super().__init__(parent, _("Catalogues of the city"), guide)
        self.path, self.taken = path, taken
        self.looked: Looked | None = None
        self.tree = TreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([_("What"), _("Before"), _("Now")])
        self.tree.setAccessibleName(_("What is other in the catalogues"))
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.texts = TwoTexts(_("Before"), _("Now"))
        self.texts.hide()
        self.tree.currentItemChanged.connect(self._show_whole)
        self.body.addWidget(self.tree, 3)
        self.body.addWidget(self.texts, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.take_button = self.add_button(_("Take them"), self.take, first=True)
        self.take_button.setEnabled(False)
        self.take_room(52, 32)
        self.progress.run(_("Looking who signed it…"), self._look, self._shown, self._refused)

    def _look(self, _progress: object, _cancelled: object) -> Looked | list[Taken]:
        from planner_desktop.publishing import catalogues, keys
        from planner_desktop.publishing.published_file import read

        return keys.take(self.path) if read(self.path).catalogue is None else catalogues.look(self.path)

    def _refused(self, error: Exception) -> None:
        self.title.say(_("This file is not taken"))
        self.guide.say(str(error))

    def _shown(self, found: Looked | list[Taken]) -> None:
        from planner_desktop.publishing.catalogues import Looked

        if not isinstance(found, Looked):
            said = ngettext(
                "The keys of {count} edition were taken.", "The keys of {count} editions were taken.", len(found)
            )
            self.guide.say(said.format(count=len(found)) if found else _("These lists of keys are held already."))
            self.take_button.hide()
            self.tree.setHeaderLabels([_("Edition"), _("Keys"), ""])
            for each in found:
                gone = _("number {number} was dropped, for its key is revoked").format(number=each.dropped)
                version = _("version {version}").format(version=each.version)
                self._add(each.edition, version, gone if each.dropped is not None else "")
            if found:
                self.taken()  # an open plan may have catalogues that are believed no more
            return
        self.looked = found
        said = _("Number {number} of {date} for “{edition}”, published by {name}, signed by {holder}. {note}")
        self.guide.say(
            said.format(
                number=found.published.number,
                date=format_date(date.fromisoformat(found.published.date)),
                edition=found.title,
                name=found.publisher.name,
                holder=found.holder,
                note=found.published.note,
            ).strip()
        )
        for change in found.changes:
            self._add(f"{change.where} · {told(change)}", change.before, change.after)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.texts.show()
            self.tree.setCurrentItem(first)
        else:
            self._add(_("The same as is held, signed anew"), "", "")
        self.take_button.setEnabled(True)
        self.take_button.setFocus()

    def _add(self, *texts: str) -> None:
        item = QTreeWidgetItem(self.tree, [" ".join(text.split()) for text in texts])
        for column, text in enumerate(texts):
            item.setToolTip(column, text)

    def _show_whole(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:  # a line shows no more than the beginning of a long text
            self.texts.show_texts(item.toolTip(1), item.toolTip(2))

    def take(self) -> None:
        """Take them for the installed edition."""
        looked = self.looked
        if looked is None:
            return
        self.take_button.setEnabled(False)

        def job(_progress: object, _cancelled: object) -> None:
            from planner_desktop.publishing import catalogues

            catalogues.take(looked)

        self.progress.run(_("Taking them…"), job, self._done, self._refused)

    def _done(self, _nothing: None) -> None:
        self.close()
        self.taken()

    def finish(self) -> None:
        self.progress.worker.stop()

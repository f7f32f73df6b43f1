"""What goes into a bundle beside what is made of the plan: the signed PDF, scanned pages, a Word file, the history."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.history.copy_and_bundle import history_tick, what_goes
from planner_desktop.ui.kit.look import Text


class EnclosedFiles(QWidget):
    """The files and ticks. `signed` and `scans` are what was chosen."""

    def __init__(self, near: Path, signed: Path | None = None, scans: tuple[Path, ...] = ()) -> None:
        super().__init__()
        self._near = near
        self.signed, self.scans = signed, scans
        self.word = QCheckBox(_("The plan as a Word file, too"))
        self.with_history = history_tick()
        self.signed_text, self.scans_text = Text(), Text()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.signed_button = QPushButton(_("Choose…"))
        self.unsign_button = QPushButton(_("Leave out"))
        self.scan_button = QPushButton(_("Add…"))
        self.unscan_button = QPushButton(_("Leave out"))
        for text, more, less in (
            (self.signed_text, self.signed_button, self.unsign_button),
            (self.scans_text, self.scan_button, self.unscan_button),
        ):
            row = QHBoxLayout()
            row.addWidget(text, 1)
            for button in (more, less):
                button.setAutoDefault(False)
                row.addWidget(button)
            column.addLayout(row)
        self.signed_button.clicked.connect(self._ask_signed)
        self.unsign_button.clicked.connect(lambda: self._choose(None, self.scans))
        self.scan_button.clicked.connect(self._ask_scans)
        self.unscan_button.clicked.connect(lambda: self._choose(self.signed, ()))
        column.addWidget(self.word)
        column.addWidget(self.with_history)
        column.addWidget(Text(what_goes(), "muted"))
        self._say()

    def _choose(self, signed: Path | None, scans: tuple[Path, ...]) -> None:
        self.signed, self.scans = signed, scans
        self._say()

    def _say(self) -> None:
        none = _("PDF signed with certificates: none; the one that is made goes along")
        name = harmless(self.signed.name) if self.signed else ""
        self.signed_text.say(_("PDF signed with certificates: {name}").format(name=name) if name else none)
        count = len(self.scans)
        names = ", ".join(harmless(path.name) for path in self.scans)
        said = ngettext(
            "Scanned pages, as signed on paper: {count} file: {names}",
            "Scanned pages, as signed on paper: {count} files: {names}",
            count,
        ).format(count=count, names=names)
        self.scans_text.say(said if count else _("Scanned pages, as signed on paper: none"))
        self.unsign_button.setVisible(self.signed is not None)
        self.unscan_button.setVisible(bool(self.scans))

    def _ask_signed(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("The signed PDF"), str(self._near), "PDF (*.pdf)")
        if chosen:
            self._choose(Path(chosen), self.scans)

    def _ask_scans(self) -> None:
        kinds = _("Scans (*.pdf *.jpg *.jpeg *.png)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Scanned pages"), str(self._near), kinds)
        if chosen:
            self._choose(self.signed, (*self.scans, *map(Path, chosen)))

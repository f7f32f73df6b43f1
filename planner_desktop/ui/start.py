"""The start page: begin a plan, open a draft, look at a sample, go on with a recent one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.draft import SUFFIX, Draft
from planner_desktop.draft.backups import Backup, all_backups
from planner_desktop.draft.new_plan import Agency, agencies, edition_pack, editions, new_from_sample, new_plan, samples
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.i18n import _
from planner_desktop.ui import recent
from planner_desktop.ui.candidates import Candidate, matching
from planner_desktop.ui.keeping.backups import BackupsSheet
from planner_desktop.ui.look import Text, card
from planner_desktop.ui.message_bar import MessageBar
from planner_desktop.ui.pick_line import PickLine

PATH = Qt.ItemDataRole.UserRole


class AgencyFinder:
    """The agencies of an edition, by name and abbreviation."""

    def __init__(self, known: list[Agency]) -> None:
        self.known = known

    def refresh(self) -> None:
        """The catalogue does not change."""

    def __call__(self, typed: str) -> list[Candidate]:
        """The agencies that fit."""
        return matching(
            [Candidate(" ".join((a.name, a.abbreviation)).strip(), lambda n=n: n) for n, a in enumerate(self.known)],  # type: ignore[misc]
            typed,
        )


def documents() -> Path:
    """Where this user keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


class StartPage(QWidget):
    """`opened` brings a draft to show in a window."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Annual action plan"))
        self.agency: Agency | None = None
        self.bar = MessageBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 18, 28, 24)
        inside.setSpacing(14)
        inside.addWidget(Text(_("Annual action plan"), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(self._new(), 3)
        columns.addWidget(self._go_on(), 2)
        inside.addLayout(columns, 1)
        layout.addLayout(inside, 1)
        self.resize(980, 620)

    # ------------------------------------------------------------ building

    def _new(self) -> QWidget:
        frame = card()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(18, 14, 18, 18)
        layout.setSpacing(6)
        layout.addWidget(Text(_("New plan"), "heading"))
        self.edition = QComboBox()
        for edition in editions():
            self.edition.addItem(edition.title, edition.id)
        self.edition.currentIndexChanged.connect(self._edition_chosen)
        self.pack = edition_pack(self.edition.currentData())
        self.agency_line = PickLine(AgencyFinder(agencies(self.pack)))
        self.agency_line.setPlaceholderText(_("Type a part of the name or the abbreviation"))
        self.agency_line.picked.connect(self._agency_picked)
        self.agency_line.left_over.connect(self._agency_typed)
        self.folder = QLineEdit(str(documents()))
        self.name = QLineEdit()
        browse = QPushButton(_("Choose…"))
        browse.clicked.connect(self._ask_folder)
        for label, widget in (
            (_("Edition of the template"), self.edition), (_("Agency"), self.agency_line),
            (_("File name"), self.name), (_("Folder"), self.folder),
        ):  # fmt: skip
            text = Text(label, "label")
            text.setBuddy(widget)
            widget.setAccessibleName(label)
            layout.addWidget(text)
            if widget is self.folder:
                row = QHBoxLayout()
                row.addWidget(widget, 1)
                row.addWidget(browse)
                layout.addLayout(row)
            else:
                layout.addWidget(widget)
        self.create_button = QPushButton(_("Create the plan"))
        self.create_button.setProperty("role", "first")
        self.create_button.clicked.connect(self.create_plan)
        self.name.returnPressed.connect(self.create_plan)
        layout.addSpacing(10)
        layout.addWidget(self.create_button)
        layout.addStretch(1)
        return frame

    def _go_on(self) -> QWidget:
        frame = card()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(18, 14, 18, 18)
        layout.setSpacing(8)
        layout.addWidget(Text(_("Go on with"), "heading"))
        self.recent = QListWidget()
        self.recent.setAccessibleName(_("Recent drafts"))
        self.recent.setWordWrap(True)
        self.backups = all_backups()
        for path in recent.known():
            name = path.stem if path.is_file() else _("{name} (not found)").format(name=path.stem)
            if path.is_file() or self._backups_of(path):
                item = QListWidgetItem(f"{name}\n{path.parent}", self.recent)
                item.setData(PATH, path)
        self.recent.itemActivated.connect(lambda item: self.open(item.data(PATH)))
        self.recent.setVisible(self.recent.count() > 0)
        layout.addWidget(self.recent, 1)
        if not self.recent.count():
            layout.addWidget(Text(_("Drafts that you open will be listed here."), "muted"))
        open_button = QPushButton(_("Open a draft…"))
        open_button.clicked.connect(self._ask_open)
        layout.addWidget(open_button)
        if self.backups:
            backups_button = QPushButton(_("Restore a backup…"))
            backups_button.clicked.connect(lambda: self.show_backups(self.backups))
            layout.addWidget(backups_button)
        self.sample_buttons: list[QPushButton] = []
        found = samples()
        if found:
            layout.addSpacing(8)
            layout.addWidget(Text(_("Look at a sample"), "heading"))
        for sample in found:
            layout.addWidget(Text(sample.title, "muted"))
            button = QPushButton(_("Open a copy of the sample"))
            button.setAccessibleDescription(sample.title)
            button.clicked.connect(lambda _checked=False, name=sample.name: self.open_sample(name))
            layout.addWidget(button)
            self.sample_buttons.append(button)
        layout.addStretch(1 if not self.recent.count() else 0)
        return frame

    # ------------------------------------------------------------ a new plan

    def _edition_chosen(self) -> None:
        self.pack = edition_pack(self.edition.currentData())
        self.agency = None
        self.agency_line.clear()
        self.agency_line.finder = AgencyFinder(agencies(self.pack))

    def _agency_picked(self, candidate: Candidate) -> None:
        self.agency = agencies(self.pack)[candidate.take()]
        self.agency_line.setText(self.agency.name)
        self.agency_line.setModified(False)
        short = self.agency.abbreviation.rstrip(".") or self.agency.name
        self.name.setText(f"{short} {self.pack.edition.year}{SUFFIX}")
        self.name.setFocus()
        self.name.selectAll()

    def _agency_typed(self, text: str) -> None:
        self.agency = Agency(" ".join(text.split()))  # one that the catalogue lacks

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text())
        if path:
            self.folder.setText(path)

    def create_plan(self) -> None:
        """Make the draft file and open it."""
        try:
            if self.agency is None or not self.agency_line.text().strip():
                raise DraftError(_("No agency is chosen"), _("Type a part of its name and choose it with Enter."))
            name = self.name.text().strip() or f"{self.agency.name} {self.pack.edition.year}"
            path = Path(self.folder.text().strip(), name if name.endswith(SUFFIX) else name + SUFFIX)
            self.opened.emit(new_plan(self.pack, self.agency, path))
        except PlannerError as error:
            self.bar.show_error(error)

    # ------------------------------------------------------------ drafts and samples

    def _ask_open(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self, _("Open a draft"), str(documents()), _("Draft (*{suffix})").format(suffix=SUFFIX)
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Open a draft file; where it is gone or cannot be read, its backups are listed."""
        try:
            self.opened.emit(Draft.open(path))
        except PlannerError as error:
            self.bar.show_error(error)
            if found := self._backups_of(path):
                self.show_backups(found)

    def _backups_of(self, path: Path) -> list[Backup]:
        return [backup for backup in self.backups if backup.source == path]

    def show_backups(self, found: Sequence[Backup]) -> None:
        """List backups; one that is restored is opened."""
        BackupsSheet(self, found, self.open).show()

    def open_sample(self, name: str) -> None:
        """Open a copy of a sample, in the chosen folder under a name that is free."""
        folder, number = Path(self.folder.text().strip()), 1
        path = folder / f"{name}{SUFFIX}"
        while path.exists():
            number += 1
            path = folder / f"{name} ({number}){SUFFIX}"
        try:
            self.opened.emit(new_from_sample(name, path))
        except PlannerError as error:
            self.bar.show_error(error)

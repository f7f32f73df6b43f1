"""The sheet on which a PDF is signed, and which says what its signatures are worth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidgetItem,
    QWidget,
)

from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.signing.sign import SignField
    from planner_desktop.signing.verify import Signature

PLACE = Qt.ItemDataRole.UserRole
"""Where a row of the list keeps the name of its place."""


@dataclass(frozen=True, slots=True)
class _Found:
    fields: list[SignField]
    signatures: list[Signature]


def ask_pdf(parent: QWidget, near: Path) -> None:
    """Ask for a PDF and open the sheet on it."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Sign a PDF"), str(near), "PDF (*.pdf)")
    if chosen:
        SigningSheet(parent, Path(chosen)).show()


class SigningSheet(Sheet):
    """Lists a PDF's places to sign at, and signs the one that is chosen, into a file beside it."""

    manual = "printing"

    def __init__(self, parent: QWidget, path: Path) -> None:
        super().__init__(
            parent,
            _("Signatures of {name}").format(name=harmless(path.name)),
            _("Each signs in turn with a certificate. Signing adds to the file, so earlier signatures stay valid."),
        )
        self.path = path
        self.bar = MessageBar()
        self.progress = ProgressRow()
        self.list = TreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(_("Places to sign at"))
        self.list.setHeaderLabels([_("Place"), _("Signed by"), _("When"), _("State")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.list, 1)
        self.kind = DropDown()
        self.kind.addItems([_("Certificate in a file (.p12, .pfx)"), _("Token or card (the maker's PKCS#11 library)")])
        self.add_field(_("Sign with"), self.kind)
        self.key = QLineEdit()
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._ask_key)
        self.add_field(_("File"), self.key)
        self.body.removeWidget(self.key)
        row = QHBoxLayout()
        row.addWidget(self.key, 1)
        row.addWidget(choose)
        self.body.addLayout(row)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_field(_("Password or PIN"), self.password)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("May stay empty"))
        self.add_field(_("Reason"), self.reason)
        self.sign_button = self.add_button(_("Sign here"), self.sign, first=True)
        self.sign_button.setEnabled(False)
        self.list.currentItemChanged.connect(self._may_sign)
        self.take_room(44, 30)
        self.look()

    def look(self) -> None:
        """Read the places of the PDF and what their signatures are worth."""
        path = self.path

        def job(_progress: object, _cancelled: object) -> _Found:
            from planner_desktop.signing.sign import sign_fields
            from planner_desktop.signing.verify import signatures

            return _Found(sign_fields(path), signatures(path))

        self.progress.run(
            _("Reading the signatures of {name}…").format(name=path.name), job, self._show, self.bar.show_error
        )

    def _show(self, found: _Found) -> None:
        from planner_desktop.signing.verify import told

        self.list.clear()
        signed = {signature.field: signature for signature in found.signatures}
        for field in found.fields:
            cells = [field.words or field.name, "", "", _("not signed yet")]
            if signature := signed.get(field.name):
                when = format_moment(signature.when) if signature.when else ""
                cells = [cells[0], signature.name, when, told(signature)]
            row = QTreeWidgetItem([harmless(cell) for cell in cells])
            row.setData(0, PLACE, "" if field.signed else field.name)
            row.setToolTip(3, tip(cells[3]))
            self.list.addTopLevelItem(row)
            if self.list.currentItem() is None and not field.signed:
                self.list.setCurrentItem(row)
        self._may_sign()
        if not found.fields:
            self.guide.say(_("It has no place to sign at. Name who signs in the plan, and export it as PDF again."))

    def _may_sign(self) -> None:
        row = self.list.currentItem()
        self.sign_button.setEnabled(row is not None and bool(row.data(0, PLACE)))

    def _ask_key(self) -> None:
        kinds = (_("Certificates (*.p12 *.pfx)"), _("Libraries (*.dll *.so *.dylib)"))
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Sign with"), self.key.text() or str(Path.home()), kinds[self.kind.currentIndex()]
        )
        if chosen:
            self.key.setText(chosen)

    def sign(self) -> None:
        """Sign the chosen place, into a file beside the PDF; a PDF that was signed here before goes on in its file."""
        row = self.list.currentItem()
        if row is None or not row.data(0, PLACE):
            return
        source, target, place = self.path, signed_name(self.path), str(row.data(0, PLACE))
        key, secret, reason = Path(self.key.text()), self.password.text(), self.reason.text().strip()
        is_token = self.kind.currentIndex() == 1

        def job(_progress: object, _cancelled: object) -> Path:
            from planner_desktop.signing.keys import key_of_file, key_of_token
            from planner_desktop.signing.sign import sign

            with key_of_token(key, secret) if is_token else key_of_file(key, secret) as signer:
                sign(source, target, signer, field=place, reason=reason)
            return target

        self.progress.run(_("Signing…"), job, self._signed, self.bar.show_error)

    def _signed(self, path: Path) -> None:
        self.path = path
        self.password.clear()
        self.bar.show_written(_("Written: {path}").format(path=path), path.parent, _("Open folder"))
        self.look()

    def finish(self) -> None:
        self.progress.leave()


def signed_name(path: Path) -> Path:
    """Where a PDF is written once it is signed: beside it, or in its place if it is such a file already."""
    signed = _("signed")
    word = f" ({signed})"
    if path.stem.endswith(word):
        return path
    target, n = path.with_name(f"{path.stem}{word}.pdf"), 2
    while target.exists():
        target, n = path.with_name(f"{path.stem} {n}{word}.pdf"), n + 1
    return target

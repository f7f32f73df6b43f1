"""The panel to find and replace in: what is looked for, what it is replaced with, and what was found."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDockWidget,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.draft.records.search import Match, Query
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _, later, ngettext
from planner_desktop.ui.finding.results import MOST, Results
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.key_table import Key, asked, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, sign_button

WIDE = 24
"""Times the height of a line: from there on what was found can stand beside what is looked for, not below it."""


KEYS = {
    "go": Key(later("Go to the field of the chosen match"), ("Return",)),
    "list": Key(later("Into the list of matches"), ("Down",)),
    "replace": Key(later("Replace all that is ticked"), ("Ctrl+Return",)),
    "close": Key(later("Close the panel"), ("Escape",)),
}


class FindPanel(QDockWidget):
    """The panel with the text to find, its replacement, and the matches.

    Signals: `asked` with the query, `wanted` with the match to show, `stepped` with 1 or -1 for the next or previous
    match, `replace_wanted` with the matches and their replacement, `left` when Escape was pressed.
    """

    asked = Signal(object)
    wanted = Signal(object)
    stepped = Signal(int)
    replace_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, pack: FormPack, parent: QWidget) -> None:
        super().__init__(_("Find"), parent)
        self.setObjectName("find")
        manual_at.tells(self, "finding")
        self._writable = True
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find in the whole plan"))
        self.line.setAccessibleName(_("Find in the whole plan"))
        self.line.setClearButtonEnabled(True)
        self.whole_words = QCheckBox(_("Whole words"))
        self.exactly = QCheckBox(_("Exactly as typed"))
        self.exactly.setToolTip(_("Capital and small letters, Thai and Arabic digits and spaces must be the same"))
        self.torn = QCheckBox(_("Torn Thai words"))
        self.torn.setToolTip(
            _("Words that a space parts before a mark, as PDFs leave them: each is shown as it will be")
        )
        self.count = Text("", "muted")
        self.replacing = QWidget()
        self.by = QLineEdit()
        self.by.setPlaceholderText(_("Replace with"))
        self.by.setAccessibleName(_("Replace with"))
        self.replace_button = QPushButton()
        self.replace_button.setToolTip(_("Ctrl+Enter; the whole is undone as one step"))
        self.results = Results({section.id: section.title for section in pack.sections})
        self._build()
        self.line.textChanged.connect(self._ask)
        self.whole_words.toggled.connect(self._ask)
        self.exactly.toggled.connect(self._ask)
        self.torn.toggled.connect(self._look_for_torn)
        self.by.textChanged.connect(self.results.replace_with)
        self.replace_button.clicked.connect(self.replace)
        self.results.wanted.connect(self.wanted)
        self.results.ticked.connect(self._tell_ticked)
        have_keys(self, KEYS, {"replace": self.replace})

    def _build(self) -> None:
        inside = QWidget()
        self.halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self.halves.setContentsMargins(10, 6, 10, 8)
        self.halves.setSpacing(6)
        head = QVBoxLayout()
        head.setSpacing(6)
        find = QHBoxLayout()
        find.addWidget(self.line, 1)
        find.addWidget(sign_button("▲", _("Match before (Shift+F3)"), lambda: self.stepped.emit(-1)))
        find.addWidget(sign_button("▼", _("Next match (F3)"), lambda: self.stepped.emit(1)))
        head.addLayout(find)
        replace = bare(QHBoxLayout(self.replacing))
        replace.addWidget(self.by, 1)
        replace.addWidget(self.replace_button)
        head.addWidget(self.replacing)
        options = QHBoxLayout()
        options.addWidget(self.whole_words)
        options.addWidget(self.exactly)
        options.addWidget(self.torn)
        options.addStretch(1)
        head.addLayout(options)
        head.addWidget(self.count)
        self.rest = QSpacerItem(0, 0)
        head.addItem(self.rest)
        self.halves.addLayout(head, 2)
        self.halves.addWidget(self.results, 3)
        self.setWidget(inside)

    # ------------------------------------------------------------ asking

    def begin(self, text: str, *, replacing: bool, writable: bool, torn: bool = False) -> None:
        """Be ready to look for `text`, or for what was looked for last, or to type another."""
        self._writable = writable
        self.replacing.setVisible(replacing)
        self.setWindowTitle(_("Find and replace") if replacing else _("Find"))
        self.by.setEnabled(writable and not torn)
        self.torn.setVisible(replacing)
        self.torn.setChecked(torn)
        self.results.set_replacing(replacing and writable)
        if text:
            self.line.setText(text)
        self.line.selectAll()
        (self.results if torn else self.line).setFocus()
        self._ask()

    @property
    def query(self) -> Query:
        """What is to be looked for."""
        if self.torn.isChecked():
            return Query("", torn=True)
        return Query(self.line.text(), self.whole_words.isChecked(), self.exactly.isChecked())

    def _look_for_torn(self, torn: bool) -> None:
        """Look for torn words in the place of a text: each tells itself what is to stand there."""
        for part in (self.line, self.by, self.whole_words, self.exactly):
            part.setEnabled(not torn)
        self._ask()

    def _ask(self) -> None:
        if self.sender() is not None:
            self.results.forget_ticks()
        self.asked.emit(self.query)

    def show_matches(self, matches: list[Match]) -> None:
        """List what was found."""
        self.results.show_matches(matches)
        count, records = len(matches), len({(m.place.kind, m.place.id) for m in matches})
        text = ngettext("{count} match", "{count} matches", count).format(count=count)
        if not self.query.asks:
            text = ""
        elif not matches:
            text = _("Nothing found")
        elif count > MOST:
            text += " · " + _("the first {most} are listed").format(most=MOST)
        else:
            text += " · " + ngettext("{count} record", "{count} records", records).format(count=records)
        if self.results.replacing and matches and not self.query.torn:
            text += "\n" + _("Codes, choices, links and numbers are not ticked.")
        elif self.replacing.isVisibleTo(self) and not self._writable:
            text += "\n" + _("The draft is open for reading only: nothing can be replaced.")
        self.count.say(text)

    # ------------------------------------------------------------ replacing

    def _tell_ticked(self) -> None:
        count = len(self.results.to_replace())
        label = _("Mend ({count})") if self.torn.isChecked() else _("Replace ({count})")
        self.replace_button.setText(label.format(count=count))
        self.replace_button.setEnabled(count > 0)

    def replace(self) -> None:
        """Have all that is ticked replaced."""
        matches = self.results.to_replace()
        if matches and self.replacing.isVisibleTo(self):
            self.replace_wanted.emit(matches, self.by.text())

    # ------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, in_line = asked(event, KEYS), self.line.hasFocus() or self.by.hasFocus()
        if key == "close":
            self.left.emit()
        elif in_line and key == "go":
            if self.results.chosen() is not None:
                self.wanted.emit(self.results.chosen())
        elif in_line and key == "list":
            self.results.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > max(self.height(), WIDE * self.fontMetrics().lineSpacing())
        way = QBoxLayout.Direction
        self.halves.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.halves.setStretch(0, 2 if wide else 0)
        grows = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.rest.changeSize(0, 0, QSizePolicy.Policy.Fixed, grows)
        self.halves.invalidate()

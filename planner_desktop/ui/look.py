"""How the window looks: the bundled font at a readable size, calm colours, labels that break at Thai words."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from planner_desktop.places import FONTS
from planner_desktop.thai.words import with_break_marks, without_break_marks

FAMILY, POINTS = "Sarabun", 12

INK, MUTED, PAPER, GROUND, LINE = "#1d2733", "#566170", "#ffffff", "#f3f5f7", "#c3cad3"
ACCENT, ACCENT_SOFT, CHOSEN, GOOD, BEGUN, BAD = "#0b6a58", "#dcefe9", "#bfe3d8", "#1b7a3d", "#8a5a00", "#b3261e"

STYLE = f"""
QLabel[role="title"] {{ font-size: 18pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: 13pt; font-weight: bold; }}
QLabel[role="label"] {{ font-weight: bold; }}
QLabel[role="muted"] {{ color: {MUTED}; font-size: 11pt; }}
QLabel[role="problem"] {{ color: {BAD}; font-size: 11pt; }}
QLabel[role="guide"] {{ background: {ACCENT_SOFT}; border-radius: 4px; padding: 6px 10px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{
    background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; padding: 4px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {ACCENT}; padding: 3px 5px; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QTextEdit[refused="true"] {{ border: 2px solid {BAD}; }}
QAbstractItemView {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; outline: none; }}
QAbstractItemView:focus {{ border: 2px solid {ACCENT}; }}
QHeaderView, QHeaderView:focus {{ border: none; border-radius: 0; background: transparent; }}
QTableCornerButton::section {{ background: #e9edf1; border: none; border-right: 1px solid {LINE};
    border-bottom: 1px solid {LINE}; }}
QTableView {{ gridline-color: {LINE}; }}
QTableView QLineEdit, QTableView QPlainTextEdit, QListView QPlainTextEdit {{ border-radius: 0; padding: 1px 3px; }}
QHeaderView::section {{ background: #e9edf1; border: none; border-right: 1px solid {LINE};
    border-bottom: 1px solid {LINE}; padding: 5px 6px; font-weight: bold; }}
QPushButton {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; padding: 5px 14px; }}
QPushButton:hover {{ background: {GROUND}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 13px; }}
QPushButton:checked {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; }}
QPushButton:disabled {{ color: #9aa3ae; }}
QPushButton[role="first"] {{ background: {ACCENT}; color: white; border-color: {ACCENT}; font-weight: bold; }}
QPushButton[role="first"]:hover {{ background: #095646; }}
QPushButton[role="first"]:focus {{ border: 2px solid {INK}; }}
QPushButton[role="first"]:disabled {{ background: #9fb9b2; border-color: #9fb9b2; }}
QToolButton {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; padding: 4px 8px; }}
QToolButton:hover {{ background: {GROUND}; border-color: {LINE}; }}
QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 3px 7px; }}
QToolButton:checked {{ background: {ACCENT_SOFT}; }}
QFrame[role="card"] {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 6px; }}
QFrame[role="foot"] {{ background: {PAPER}; border-top: 1px solid {LINE}; }}
QFrame[role="tools"] {{ background: {PAPER}; border-bottom: 1px solid {LINE}; }}
QFrame[role="error"] {{ background: #fbe9e7; border-bottom: 1px solid {BAD}; }}
QFrame[role="notice"] {{ background: #fdf3dc; border-bottom: 1px solid {BEGUN}; }}
QFrame[role="done"] {{ background: {ACCENT_SOFT}; border-bottom: 1px solid {ACCENT}; }}
QProgressBar {{ background: #e3e7ec; border: none; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 4px; }}
QSplitter::handle {{ background: {GROUND}; }}
QToolTip {{ color: {INK}; background: {PAPER}; border: 1px solid {LINE}; padding: 4px; }}
"""


def apply(application: QApplication) -> None:
    """Give the application its font, palette and style sheet."""
    for file in sorted(FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    application.setStyle("Fusion")
    application.setFont(QFont(FAMILY, POINTS))
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND), (QPalette.ColorRole.Base, PAPER), (QPalette.ColorRole.Button, PAPER),
        (QPalette.ColorRole.AlternateBase, "#f8fafb"), (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK), (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, CHOSEN), (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.PlaceholderText, "#6b7684"), (QPalette.ColorRole.Link, ACCENT),
    ):  # fmt: skip
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    application.setStyleSheet(STYLE)


@lru_cache(maxsize=4096)
def marked(text: str) -> str:
    """A text for the screen, kept because tables ask for theirs over and over."""
    return with_break_marks(text)


class Text(QLabel):
    """A label that breaks its lines at words. `role` is how it looks: title, heading, label, muted, problem, guide."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if role:
            self.setProperty("role", role)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        # The layout asks for the height at its width; QLabel's own hint is that of a very narrow label.
        return QSize(40, self.fontMetrics().lineSpacing())

    def say(self, text: str) -> None:
        """Show another text; nothing is shown, and no place taken, where it is empty."""
        self.setText(with_break_marks(text))
        self.setAccessibleName(text)
        shown = bool(text) or self.property("role") is None
        if self.parent() is not None or not shown:  # one without a parent would be a window for a moment
            self.setVisible(shown)

    def said(self) -> str:
        """The text without the marks that the screen needs."""
        return without_break_marks(self.text())


def sign_button(sign: str, says: str, does: Callable[[], object]) -> QToolButton:
    """A small button with a sign on it, for the mouse: what it does has a key, which `says` names."""
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(says)
    button.setAccessibleName(says)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: does())
    return button


def qt_application() -> QApplication:
    """The one application object."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def card() -> QFrame:
    """A white box with a thin border."""
    frame = QFrame()
    frame.setProperty("role", "card")
    return frame


def mark_refused(widget: QWidget, refused: bool) -> None:
    """Draw an input as one whose text was not taken, or as usual again."""
    if bool(widget.property("refused")) != refused:
        widget.setProperty("refused", refused)
        widget.style().unpolish(widget)
        widget.style().polish(widget)

"""How the window looks: the bundled font at a readable size, calm colours, labels that break at Thai words."""

from collections.abc import Callable
from functools import lru_cache
from typing import get_args

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from planner_desktop.app_paths import FONTS, ICONS
from planner_desktop.thai.invisible import harmless
from planner_desktop.thai.words import with_break_marks, without_break_marks
from planner_desktop.ui.kit import colours
from planner_desktop.ui.kit.colours import ColourName, Scheme, colour, hex_of, use
from planner_desktop.ui.kit.screen_font import FAMILY, for_screen

STYLE, STYLED = "Fusion", "styled"
"""Qt's style, and the property of an application that was begun with it."""
POINTS, LEAST_POINTS, MOST_POINTS = 12, 10, 18

MOST_LISTED = 2_000
"""Letters of a text in a list or a tooltip."""

_POINTED = """
QLabel[role="title"] {{ font-size: {title}pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: bold; }}
QLabel[role="label"] {{ font-weight: bold; }}
QLabel[role="muted"] {{ color: {muted}; font-size: {small}pt; }}
QLabel[role="problem"] {{ color: {bad}; font-size: {small}pt; }}
QLabel[role="warning"] {{ color: {begun}; font-size: {small}pt; }}
QLabel[role="guide"] {{ background: {accent_soft}; border-radius: 4px; padding: 3px 10px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{
    background: {paper}; border: 1px solid {edge}; border-radius: 4px; padding: 2px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QTextEdit[refused="true"] {{ border: 2px solid {bad}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{
    background: {ground}; border-color: {line}; color: {disabled}; }}
QAbstractItemView {{ background: {paper}; border: 1px solid {line}; border-radius: 4px; outline: none; }}
QAbstractItemView:focus {{ border: 2px solid {accent}; }}
QHeaderView, QHeaderView:focus {{ border: none; border-radius: 0; background: transparent; }}
QTableCornerButton::section {{ background: {head}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; }}
QTableView {{ gridline-color: {line}; }}
QTableView QLineEdit, QTableView QPlainTextEdit, QListView QPlainTextEdit {{ border-radius: 0; padding: 1px 3px; }}
QHeaderView::section {{ background: {head}; color: {ink}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; padding: 3px 6px; font-weight: bold; }}
QPushButton {{ background: {paper}; border: 1px solid {edge}; border-radius: 4px; padding: 3px 14px; }}
QPushButton:hover {{ background: {ground}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 2px 13px; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton:disabled {{ color: {disabled}; border-color: {line}; }}
QPushButton[role="first"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: bold; }}
QPushButton[role="first"]:hover {{ background: {accent_deep}; }}
QPushButton[role="first"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="first"]:disabled {{ background: {trough}; color: {disabled}; border-color: {trough}; }}
QToolButton {{ background: {paper}; border: 1px solid {edge}; border-radius: 4px; padding: 2px 8px; }}
QToolButton:hover {{ background: {ground}; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: 1px 7px; }}
QToolButton:checked {{ background: {accent_soft}; }}
QTabBar::tab {{ background: transparent; border: none; border-bottom: 3px solid transparent; padding: 3px 12px; }}
QTabBar::tab:hover {{ background: {head}; }}
QTabBar::tab:selected {{ border-bottom: 3px solid {accent}; font-weight: bold; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ background: {accent_soft}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {box}px; height: {box}px; background: {paper}; border: 1px solid {edge}; border-radius: 3px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{check}"); }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
    background: {accent_soft}; border: 2px solid {accent}; }}
QRadioButton::indicator {{ border-radius: {round}px; }}
QRadioButton::indicator:checked {{
    width: {core}px; height: {core}px; background: {on_accent}; border: {ring}px solid {accent}; }}
QComboBox {{ background: {paper}; border: 1px solid {edge}; border-radius: 4px; padding: 2px 6px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QComboBox:disabled {{ background: {ground}; color: {disabled}; border-color: {line}; }}
QComboBox::drop-down {{ border: none; width: {box}px; padding-right: 4px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: {box}px; height: {box}px; }}
QTableView QComboBox {{ border-radius: 0; padding: 1px 3px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled, QAbstractItemView::indicator:disabled {{
    background: {ground}; border-color: {line}; }}
QCheckBox:focus, QRadioButton:focus {{ background: {accent_soft}; }}
QFrame[role="card"] {{ background: {paper}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="foot"] {{ background: {paper}; border-top: 1px solid {line}; }}
QFrame[role="tools"] {{ background: {paper}; border-bottom: 1px solid {line}; }}
QFrame[role="error"] {{ background: {error_ground}; border-bottom: 1px solid {bad}; }}
QFrame[role="notice"] {{ background: {notice_ground}; border-bottom: 1px solid {begun}; }}
QFrame[role="done"] {{ background: {accent_soft}; border-bottom: 1px solid {accent}; }}
QProgressBar {{ background: {trough}; border: none; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QSplitter::handle {{ background: {ground}; }}
QMenu {{ menu-scrollable: 1; }}
QToolTip {{ color: {ink}; background: {paper}; border: 1px solid {edge}; padding: 4px; }}
"""


def style_sheet(points: int) -> str:
    """The application's style sheet in the colours now used, with text of `points`."""
    sizes = {"title": str(points * 3 // 2), "heading": str(points + 1), "small": str(points - 1)}
    box = points * 5 // 4
    ring = box // 3
    sizes |= {"box": str(box), "round": str((box + 2) // 2), "ring": str(ring), "core": str(box + 2 - 2 * ring)}
    ground = "dark" if colours.is_dark(colours.scheme()) else "light"
    sizes |= {name: (ICONS / f"{name}-{ground}.svg").as_posix() for name in ("check", "down")}
    return _POINTED.format_map({name: hex_of(name) for name in get_args(ColourName)} | sizes)


def apply(application: QApplication, points: int = POINTS, scheme: Scheme = "light") -> None:
    """Give the application its font, palette and style sheet."""
    use(scheme)
    if FAMILY not in QFontDatabase.families():
        for file in sorted(FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFontFromData(for_screen(file))
    if application.property(STYLED) is None:  # made by others: of ours it is an argument
        application.setStyle(STYLE)
    palette = QPalette()
    role = QPalette.ColorRole
    named: dict[QPalette.ColorRole, ColourName] = {
        role.Window: "ground", role.Base: "paper", role.Button: "paper", role.AlternateBase: "stripe",
        role.Text: "ink", role.WindowText: "ink", role.ButtonText: "ink", role.Highlight: "chosen",
        role.HighlightedText: "ink", role.PlaceholderText: "faint", role.Link: "accent", role.ToolTipBase: "paper",
        role.ToolTipText: "ink", role.BrightText: "bad", role.Light: "paper", role.Midlight: "head",
        role.Mid: "line", role.Dark: "edge", role.Shadow: "ink",
    }  # fmt: skip
    for which, name in named.items():
        palette.setColor(which, colour(name))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colour("disabled"))
    application.setPalette(palette)
    application.setStyleSheet(style_sheet(points))
    font = QFont(FAMILY, points)
    # Hinted in full, as on Windows, a line has a whole number of dots: one less than the marks need.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    # Last: with a style or sheet Qt takes up again what the desktop says for menus, lists, boxes and the status bar.
    application.setFont(font)


@lru_cache(maxsize=4096)
def marked(text: str) -> str:
    """A text for the screen, in which nothing turns what is read; kept because tables ask for theirs over and over."""
    return with_break_marks(harmless(text))


def brief(text: str) -> str:
    """As much of a text from anyone as a list or a tooltip has room for; to measure all of it may take seconds."""
    return text if len(text) <= MOST_LISTED else text[:MOST_LISTED] + "…"


def tip(text: str) -> str:
    """A text for a tooltip: shown letter by letter.

    Qt takes one with tags for HTML, and then opens the files, on the network too, that its pictures name.
    """
    return harmless(brief(text)).replace("<", "<\N{WORD JOINER}")


class Text(QLabel):
    """A label that breaks its lines at words. `role` is how it looks: title, heading, label, muted, problem, guide."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        # The layout asks for the height at its width; QLabel's own hint is that of a very narrow label.
        return QSize(40, self.fontMetrics().lineSpacing())

    def say(self, text: str) -> None:
        """Show another text; nothing is shown, and no place taken, where it is empty."""
        self.setText(marked(text))
        self.setAccessibleName(harmless(text))
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


def look_as(widget: QWidget, name: str, value: object) -> None:
    """Draw a widget as the style sheet says for this value of one of its properties."""
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # others are as soon as they are shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def mark_refused(widget: QWidget, refused: bool) -> None:
    """Draw an input as one whose text was not taken, or as usual again."""
    if bool(widget.property("refused")) != refused:
        look_as(widget, "refused", refused)

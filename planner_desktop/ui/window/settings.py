"""What the user sets once: language, text size, colours. Kept for the next time; every window takes it up at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QGuiApplication, QKeySequence

from planner_desktop.i18n import LANGUAGES, _, chosen_language, set_language
from planner_desktop.ui.kit import habits, look
from planner_desktop.ui.kit.colours import SCHEMES, Scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QMenu

LANGUAGE, POINTS, SCHEME = "language", "points", "scheme"
"""The names of the habits."""


def language() -> str:
    """The language to speak: the one asked for when the program was started, else the user's, else Thai."""
    kept = habits.habit(LANGUAGE)
    return kept if kept in LANGUAGES and "PLANNER_LANGUAGE" not in os.environ else chosen_language()


def points() -> int:
    """The size of the text, in points."""
    kept = habits.habit(POINTS)
    return min(max(kept, look.LEAST_POINTS), look.MOST_POINTS) if isinstance(kept, int) else look.POINTS


def scheme() -> Scheme:
    """The colours: the user's, else those of this PC."""
    kept = habits.habit(SCHEME)
    if kept in SCHEMES:
        return SCHEMES[SCHEMES.index(kept)]
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast-dark" if dark else "contrast"
    return "dark" if dark else "light"


def dress(application: QApplication) -> None:
    """Give the application the font and colours that are set."""
    look.apply(application, points(), scheme())


def take_up(application: QApplication) -> None:
    """Speak and look as is set."""
    set_language(language())
    dress(application)


def fill(menu: QMenu, changed: Callable[[], object]) -> None:
    """Put the settings into a menu; `changed` is called after one was changed."""

    def put(name: str, value: object) -> None:
        if name == LANGUAGE:
            os.environ.pop("PLANNER_LANGUAGE", None)  # what is chosen now counts more than how it was started
        habits.keep(name, value)
        changed()

    def choice(title: str, name: str, choices: Iterable[tuple[str, Any]], now: object) -> None:
        group = QActionGroup(menu)
        below = menu.addMenu(title)
        for label, value in choices:
            action = below.addAction(label, partial(put, name, value))
            action.setCheckable(True)
            action.setChecked(value == now)
            group.addAction(action)

    def resize(by: int) -> None:
        new = points() + by
        if look.LEAST_POINTS <= new <= look.MOST_POINTS:
            put(POINTS, new)

    for label, key, by in ((_("Larger text"), "Ctrl+Alt+=", 1), (_("Smaller text"), "Ctrl+Alt+-", -1)):
        menu.addAction(label, QKeySequence(key), partial(resize, by))
    sizes = range(look.LEAST_POINTS, look.MOST_POINTS + 1, 2)
    choice(_("Text size"), POINTS, ((_("{size} points").format(size=n), n) for n in sizes), points())
    kept = habits.habit(SCHEME) if habits.habit(SCHEME) in SCHEMES else ""
    schemes = (
        (_("As on this PC"), ""), (_("Light"), "light"), (_("Dark"), "dark"),
        (_("High contrast, light"), "contrast"), (_("High contrast, dark"), "contrast-dark"),
    )  # fmt: skip
    choice(_("Colours"), SCHEME, schemes, kept)
    choice(_("Language"), LANGUAGE, (("ไทย", "th"), ("English", "en")), language())

"""Thai first, English second: the program's own sentences through gettext.

Sources are written in English; `resources/translations/th` holds the Thai that users see by default.
"""

import gettext as _gettext
import logging
import os
from functools import cache
from pathlib import Path

from planner_desktop.app_paths import TRANSLATIONS

LANGUAGES = ("th", "en")
DOMAIN, QT_DOMAIN = "planner", "qt"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_qt_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def language() -> str:
    """The language that is spoken now."""
    return _language


def set_language(language: str) -> None:
    """Speak `language` ("th" or "en") from now on; English where there is no catalogue of it."""
    global _translations, _qt_translations, _language
    _language = language
    _translations = _qt_translations = _gettext.NullTranslations()
    if language == "en":
        return
    try:
        folder = TRANSLATIONS / language / "LC_MESSAGES"
        _translations = _catalogue(folder / f"{DOMAIN}.mo")
        _qt_translations = _catalogue(folder / f"{QT_DOMAIN}.mo")
    except OSError as error:  # a plan can be written all the same, so this is no reason not to start
        logging.getLogger(__name__).warning("no translations into %s: %s", language, error)


@cache
def _catalogue(path: Path) -> _gettext.GNUTranslations:
    # Not `gettext.translation`: it would load all that Python knows of countries, to look for a catalogue of one.
    with path.open("rb") as file:
        return _gettext.GNUTranslations(file)


def _(message: str) -> str:
    """The user's words for an English source sentence."""
    return _translations.gettext(message)


def set_off(name: str) -> str:
    """A name to be put right behind a word: Thai sets it off with a space where it begins with a Latin letter."""
    return f" {name}" if _language == "th" and name[:1].isascii() and name[:1].isalnum() else name


def source_of(words: str) -> str:
    """The English source of a sentence in the user's words; empty where there is none."""
    catalogue = getattr(_translations, "_catalog", {})  # gettext looks up only the other way
    return next((source for source, said in catalogue.items() if said == words and isinstance(source, str)), "")


def ngettext(one: str, many: str, count: int) -> str:
    """As `_`, for a sentence whose wording depends on a count."""
    return _translations.ngettext(one, many, count)


def qt_word(context: str, source: str) -> str:
    """The user's words for what a class of Qt says of its own accord."""
    return _qt_translations.pgettext(context, source)


def later(message: str) -> str:
    """Mark an English sentence that is put into the user's words when it is shown, not where it is written."""
    return message


def later_many(one: str, many: str) -> tuple[str, str]:
    """As `later`, for a sentence whose wording depends on a count."""
    return one, many


def chosen_language() -> str:
    """The language asked for in PLANNER_LANGUAGE, else Thai."""
    asked = os.environ.get("PLANNER_LANGUAGE", "")
    return asked if asked in LANGUAGES else "th"

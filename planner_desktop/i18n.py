"""Thai first, English second: the program's own sentences through gettext.

Sources are written in English; `resources/translations/th` holds the Thai that users see by default.
"""

import gettext as _gettext
import os

from planner_desktop.places import TRANSLATIONS

LANGUAGES = ("th", "en")
_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def set_language(language: str) -> None:
    """Speak `language` ("th" or "en") from now on."""
    global _translations
    if language == "en":
        _translations = _gettext.NullTranslations()
    else:
        _translations = _gettext.translation("planner", TRANSLATIONS, languages=[language])


def _(message: str) -> str:
    """The user's words for an English source sentence."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """As `_`, for a sentence whose wording depends on a count."""
    return _translations.ngettext(one, many, count)


def chosen_language() -> str:
    """The language asked for in PLANNER_LANGUAGE, else Thai."""
    asked = os.environ.get("PLANNER_LANGUAGE", "")
    return asked if asked in LANGUAGES else "th"

"""Qt's own words (standard buttons, file dialogs, the menus of text fields) in the user's language.

PySide6 comes without a Thai translation of Qt, so this program brings one: `qt.po` beside its own catalogue.
"""

from PySide6.QtCore import QTranslator

from planner_desktop.i18n import qt_word


class QtWords(QTranslator):
    """Looks Qt's words up in our catalogue of them."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        word = qt_word(context, source)
        return word if word != source else None

"""The advice to write a word that there is in place of one that there is not."""

from collections.abc import Iterable

from planner_desktop.i18n import _


def offer(words: Iterable[str]) -> str:
    """The advice to write one of these words."""
    return _("Write one of: {words}").format(words=", ".join(words) or "–")


def meant(word: str, words: Iterable[str]) -> str:
    """The advice to write the word that is nearest to one; empty where none is near."""
    import difflib  # only where something is wrong

    found = difflib.get_close_matches(word, words, 1)
    return _("Did you mean “{word}”?").format(word=found[0]) if found else ""


def near(word: str, words: Iterable[str]) -> str:
    """The advice to write the word that is nearest to one, or one of them all where none is near."""
    words = list(words)
    return meant(word, words) or offer(words)

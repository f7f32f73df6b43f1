"""What a document holds and no part of it tells: said in the user's words, each with its place."""

from planner_desktop.i18n import _

MOST_TOLD = 300
_LETTERS = 80


def shortened(text: str) -> str:
    """A text as a line has room for it."""
    text = " ".join(text.split())
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"


class LeftOut:
    """Collects it while a document is read."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._more = 0

    def say(self, place: str, what: str) -> None:
        """That at this place there is something that does not come along."""
        line = _("{place}: {what}").format(place=place, what=what) if place else what
        if line in self._told or len(self._told) < MOST_TOLD:
            self._told[line] = self._told.get(line, 0) + 1
        else:
            self._more += 1

    def hidden(self, place: str, text: str) -> None:
        """A text that the document hides."""
        if text.strip():
            self.say(place, _("hidden text “{text}”").format(text=shortened(text)))

    def struck(self, place: str, text: str) -> None:
        """A text that is struck out: it is not valid any more."""
        if text.strip():
            self.say(place, _("text struck out “{text}”").format(text=shortened(text)))

    def told(self) -> tuple[str, ...]:
        """All of it, as far as anybody reads."""
        lines = [line if n == 1 else f"{line} (× {n})" for line, n in self._told.items()]
        return (*lines, _("and {n} more of the kind").format(n=self._more)) if self._more else tuple(lines)

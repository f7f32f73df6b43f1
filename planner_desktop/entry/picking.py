"""Something to pick, and which of many fit what is typed. It knows no draft, so that what picks is shown at once."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from planner_desktop.frozen import Frozen
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn_words import join

MOST = 200
FieldTexts = tuple[tuple[str, str], ...]
"""Labels of fields with what stands in them."""


class Candidate(Frozen):
    """Something to pick. `take` makes it a record, if it is none yet, and gives its id.

    `brings` tells what the record holds, or what will be filled in if it is to be made: then it `fills`.
    """

    text: str
    take: Callable[[], int]
    note: str = ""
    brings: FieldTexts = ()
    fills: bool = False

    @property
    def line(self) -> str:
        """The line by which a list shows it: its text, and the note behind it."""
        return f"{self.text}  ·  {self.note}" if self.note else self.text

    @property
    def whole(self) -> str:
        """The text in which typed words are looked for: its own, and what it brings."""
        return " ".join((self.text, *(text for _label, text in self.brings)))


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The text as it is compared: without case, extra spaces, what PDFs do to Thai, and the difference of digits."""
    return " ".join(to_arabic(join(repair(text))).casefold().split())


def matching(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """The candidates that hold every typed word; at most `MOST`.

    Equal ones come first, then those whose name begins so, that have all words in their name, and in what they bring.
    """
    whole = folded(typed)
    words = whole.split()
    ranked: list[tuple[int, Candidate]] = []
    for candidate in candidates:
        text = folded(candidate.text)
        if all(word in text for word in words):
            ranked.append((0 if text == whole else 1 if text.startswith(whole) else 2, candidate))
        elif candidate.brings and all(word in folded(candidate.whole) for word in words):
            ranked.append((3, candidate))
    ranked.sort(key=lambda found: found[0])
    return [candidate for _rank, candidate in ranked[:MOST]]

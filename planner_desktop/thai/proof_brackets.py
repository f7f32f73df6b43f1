"""Brackets and quotes that do not close, or that nothing opened."""

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_MARKER = regex(r"(?:^|[\s/,])(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*|[ก-ฮ]|[A-Za-z])$")


def unclosed_brackets(text: str) -> list[Flaw]:
    """Brackets without a partner. The bracket behind a number that begins an item, "1)", has none and needs none."""
    opened: list[int] = []
    flaws = []
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")" and not _MARKER.search(text, max(0, at - 12), at):
            flaws.append(Flaw(at, at + 1))
    return sorted([*flaws, *(Flaw(at, at + 1) for at in opened)], key=lambda flaw: flaw.start)


def unclosed_quotes(text: str) -> list[Flaw]:
    """Curly quotes that open twice or close nothing, and straight ones that are odd in number."""
    flaws = []
    opened: int | None = None
    for at, letter in enumerate(text):
        if letter == "“":
            if opened is not None:
                flaws.append(Flaw(at, at + 1, "”"))
                opened = None
                continue
            opened = at
        elif letter == "”":
            if opened is None:
                flaws.append(Flaw(at, at + 1, "“"))
            opened = None
    if opened is not None:
        flaws.append(Flaw(opened, opened + 1))
    straight = [at for at, letter in enumerate(text) if letter == '"']
    if len(straight) % 2:
        flaws.append(Flaw(straight[-1], straight[-1] + 1))
    return flaws

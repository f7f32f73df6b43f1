"""The option that gives a command more time, read before any command as the language is: it holds for all of them."""

from planner_desktop.cli import limits
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

PATIENCE = "--patience"
MOST = 1_000_000.0
FOR_SAYING = 2.0
"""Seconds that are left to say what came of work that is done apart."""


def take_patience(arguments: list[str]) -> tuple[float, list[str]]:
    """How many seconds a command may take, 0 for no limit, and the arguments without the option.

    Raises PlannerError where it is no number of seconds.
    """
    rest: list[str] = []
    words = iter(arguments)
    seconds = limits.SECONDS
    for word in words:
        if word == "--":
            return seconds, [*rest, word, *words]
        name, given, value = word.partition("=")
        if name != PATIENCE:
            rest.append(word)
            continue
        seconds = _seconds(value if given else next(words, ""))
    return seconds, rest


def for_work_apart(seconds: float) -> float:
    """How many seconds work in a process of its own may take in a command that may take so many."""
    return max(seconds - FOR_SAYING, seconds / 2) if seconds else MOST


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MOST:
        raise PlannerError(
            _("{option} takes a number of seconds").format(option=PATIENCE),
            _("Write {option} 600, or {option} 0 to let it take as long as it does.").format(option=PATIENCE),
        )
    return seconds

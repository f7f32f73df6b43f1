"""Looking, aside from the page, at what became of the drafts that it lists."""

from dataclasses import replace
from pathlib import Path
from threading import Lock

from planner_desktop import whole_file
from planner_desktop.plans.recent import DraftCard

_one_at_a_time = Lock()


def look(card: DraftCard) -> DraftCard | None:
    """The card of a file as it is now, read only where that is another than it was; None where the file is gone."""
    try:
        stat = card.path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return replace(card, trouble=whole_file.told(error))
    if card.read and not card.unclosed and (card.size, card.mtime) == (stat.st_size, stat.st_mtime_ns):
        return card
    with _one_at_a_time:
        from planner_desktop.plans.summary import read_card

        return replace(read_card(card.path, card), size=stat.st_size, mtime=stat.st_mtime_ns)


def read(path: Path) -> DraftCard:
    """The card of a file that was chosen. Raises PlannerError where it is no draft."""
    from planner_desktop.errors import DraftError
    from planner_desktop.plans.summary import read_card

    card = read_card(path)
    if not card.read:
        raise DraftError(card.trouble)
    return card


def stamped(card: DraftCard) -> DraftCard:
    """The card with the size and time of its file as it is now."""
    try:
        stat = card.path.stat()
    except OSError:
        return card  # it is read anew when it is there again
    return replace(card, size=stat.st_size, mtime=stat.st_mtime_ns)

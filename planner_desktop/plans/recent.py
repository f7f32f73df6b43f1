"""The drafts that were opened last, in a small file of this user, each with what its card on the start page shows.

What is kept of a draft is as it was when its window was closed, or as the start page last read its file. So the page
shows it at once, also where the file is on a drive that is away.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.frozen import Frozen

MOST = 12


class DraftCard(Frozen):
    """What is known of a draft's file. All but `path` is empty of a draft that was never read; moments are ISO 8601."""

    path: Path
    agency: str = ""
    part: str = ""
    """Whose part it is, of one that was handed out."""
    edition: str = ""
    """The edition's id."""
    title: str = ""
    """The edition's title."""
    year: int = 0
    state: str = ""
    """As `draft.versions.State.word`."""
    version: int = 1
    stepped: str = ""
    """When it was sent or returned last."""
    reason: str = ""
    done: int = 0
    sections: int = 0
    """How many sections there are to fill in, of which `done` are complete."""
    problems: int = 0
    edited: str = ""
    did: str = ""
    """What was done last, and in which `section`."""
    section: str = ""
    unclosed: str = ""
    """Since when it is open; `ended` where the program that had it open is no more."""
    ended: bool = False
    trouble: str = ""
    """Why its file could not be read."""
    size: int = 0
    mtime: int = 0
    """Of the file when it was read, in nanoseconds; 0 where that has to be done anew."""

    @property
    def read(self) -> bool:
        """Whether its file was ever read."""
        return bool(self.title)


def _file() -> Path:
    return user_data() / "recent.json"


def cards() -> list[DraftCard]:
    """The drafts opened last, the latest first, also those that are there no more; no drive is asked."""
    try:
        found = json.loads(_file().read_text("utf-8"))
        return [_card(entry) for entry in found]
    except (OSError, ValueError, TypeError, KeyError):
        return []  # nothing opened yet, or not readable: there is nothing to lose


def _card(entry: Any) -> DraftCard:
    if isinstance(entry, str):  # as it was written before there were cards
        return DraftCard(Path(entry))
    card = DraftCard(Path(entry["path"]))
    known = {field.name: type(getattr(card, field.name)) for field in fields(card) if field.name != "path"}
    return replace(card, **{name: entry[name] for name, kind in known.items() if type(entry.get(name)) is kind})


def known() -> list[Path]:
    """The paths of all drafts that are remembered, also of those that are gone."""
    return [card.path for card in cards()]


def recent() -> list[Path]:
    """Those of `known` that are still there."""
    return [path for path in known() if path.is_file()]


def remember(path: Path) -> None:
    """Put a draft first, by its path without links, with what is known of it."""
    keep(next((card for card in cards() if card.path == path), DraftCard(path)))


def keep(card: DraftCard) -> None:
    """Put a draft first, with what is known of it now."""
    _write([card, *(other for other in cards() if other.path != card.path)])


def renew(card: DraftCard) -> None:
    """Keep what was read anew of a draft that is in the list, where it stands."""
    _write([card if other.path == card.path else other for other in cards()])


def forget(path: Path) -> int:
    """Take a draft out of the list, not its file away; where it stood, for `put_back`."""
    before = cards()
    _write([card for card in before if card.path != path])
    return next((at for at, card in enumerate(before) if card.path == path), 0)


def put_back(card: DraftCard, at: int) -> None:
    """Take back that a draft was forgotten."""
    rest = [other for other in cards() if other.path != card.path]
    _write([*rest[:at], card, *rest[at:]])


def _write(found: Iterable[DraftCard]) -> None:
    entries = [asdict(card) | {"path": str(card.path)} for card in list(found)[:MOST]]
    try:
        whole_file.own_folder(_file().parent)
        whole_file.write(_file(), json.dumps(entries, ensure_ascii=False, indent=1).encode(), private=True)
    except OSError:
        return  # a list of shortcuts is not worth a message

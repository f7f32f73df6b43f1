"""What can be asked for by name: every action of the menus, the parts of sections, records, and recent drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.entry.picking import folded
from planner_desktop.i18n import _, source_of
from planner_desktop.plans import recent
from planner_desktop.stopping import Cancelled
from planner_desktop.thai.dictionary import word_ends
from planner_desktop.thai.words import pieces
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.action_text import plain

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow

USED = "used"
"""The name of the habit: how often each command was asked for by name."""
MOST = 100


@dataclass(slots=True)
class Command:
    """One thing to do or to go to."""

    text: str
    does: Callable[[], object]
    note: str = ""
    """Where it stands: in which menu, section or folder."""
    keys: str = ""
    name: str = ""
    """By which it is known how often it was used; empty where nobody counts."""
    enabled: bool = True
    why: str = ""
    """Why it cannot be done now, if that is known."""
    other: str = ""
    """The English name."""
    searched: str = field(default="", init=False)

    def __post_init__(self) -> None:
        whole = folded(f"{self.text} {self.note} {self.other} {self.keys}")
        self.searched = f"{whole} {whole.replace(' ', '')}"  # who writes Thai puts no spaces


# ---------------------------------------------------------------- what there is


def keys_of(action: QAction) -> list[str]:
    """The keys of an action, also those that its text names because a field deals with them itself."""
    named = action.text().partition("\t")[2]
    keys = [sequence.toString(QKeySequence.SequenceFormat.PortableText) for sequence in action.shortcuts()]
    return [*([named] if named else []), *keys]


def actions(bar: QMenuBar) -> Iterator[tuple[tuple[str, ...], QAction]]:
    """Every action of the menus with the menus it stands in, which are filled as if they were opened."""

    def walk(menu: QMenu, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], QAction]]:
        menu.aboutToShow.emit()
        for action in menu.actions():
            below = action.menu()
            if isinstance(below, QMenu):
                yield from walk(below, (*above, plain(action.text())))
            elif not action.isSeparator() and action.text() and action.isVisible():
                yield above, action

    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from walk(menu, (plain(action.text()),))


def of_menus(bar: QMenuBar) -> Iterator[Command]:
    """The actions as commands; what cannot be done says why, if its status tip does."""
    for above, action in actions(bar):
        raw = action.text().partition("\t")[0]
        other = plain(source_of(raw) or source_of(raw.partition(": ")[0]))
        name = other or plain(raw)
        keys = ", ".join(keys_of(action)[:1])
        why = "" if action.isEnabled() else action.statusTip()
        note = " › ".join(above)
        yield Command(plain(raw), action.trigger, note, keys, name, action.isEnabled(), why, other)


def of_parts(window: DraftWindow) -> Iterator[Command]:
    """The parts of the sections that have several."""

    def go(section: str, number: int) -> None:
        window.go_to_section(section)
        if window.page is not None:
            window.page.show_part(number).start()

    draft, use = window.session.draft, window.session.in_use
    for section in use.sections:
        parts = use.parts(section)
        for number, part in parts if len(parts) > 1 else ():
            title = part.title or draft.spec(part.edits(draft.pack)[0]).label
            yield Command(title, partial(go, section.id, number), section.title, name=f"{section.id} {number}")


def of_recent(window: DraftWindow) -> Iterator[Command]:
    """The drafts opened last, but for this one."""
    here = window.session.draft.place
    for path in recent.known():  # whether they are there is asked when one is opened: a drive may be away
        if path != here:
            yield Command(
                _("Open {name}").format(name=path.name), partial(window.open_wanted.emit, path), str(path.parent)
            )


def titles(draft: Draft, cancelled: Cancelled) -> list[tuple[str, int, str, str, str]]:
    """Every record that has a name of its own: kind, id, title, what it is, and the section it is entered in."""
    found = []
    use = in_use(draft)
    for kind in use.kinds():
        spec = draft.spec(kind)
        if spec.single or cancelled():
            continue
        section = use.sections_showing(kind)[0].id
        found += [(kind, r.id, draft.title_of(r), spec.label, section) for r in draft.records(kind)]
    return found


def of_records(window: DraftWindow, titled: Iterable[tuple[str, int, str, str, str]]) -> list[Command]:
    """The records as commands that lead to them."""
    go = window.go_to_record
    return [Command(title, partial(go, section, kind, id, None), label) for kind, id, title, label, section in titled]


# ---------------------------------------------------------------- which fit


def used() -> dict[str, int]:
    """How often each command was asked for."""
    kept = habits.habit(USED)
    return {name: count for name, count in kept.items() if isinstance(count, int)} if isinstance(kept, dict) else {}


def note_use(command: Command) -> None:
    """Count that a command was asked for."""
    if command.name:
        counts = used()
        habits.keep(USED, counts | {command.name: counts.get(command.name, 0) + 1})


def fitting(commands: Iterable[Command], typed: str, counts: dict[str, int]) -> list[Command]:
    """The commands that hold every typed word in any order, the most used first; at most `MOST`."""
    whole = folded(typed)
    words = whole.split()
    among = list(commands)
    found = [c for c in among if all(word in c.searched for word in words)]
    if not found:  # words written together that stand apart, or the other way round
        words = [piece for word in words for piece in pieces(word, sorted(word_ends(word)))]
        found = [c for c in among if all(word in c.searched for word in words)]
    found.sort(key=lambda c: (not c.enabled, -counts.get(c.name, 0), bool(whole) and not c.searched.startswith(whole)))
    return found[:MOST]

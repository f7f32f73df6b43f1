"""What a session that was cut off left in fields, put back where it was typed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner_desktop.draft.session import Typed
from planner_desktop.entry.entering import enter
from planner_desktop.entry.new_rows import start_of
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft import Draft

MOST_SHOWN = 60  # letters of a text in a message


@dataclass
class PutBack:
    """What was put back, told to the officer, how many texts wait in fields that refuse them, and where the last is."""

    lines: list[str] = field(default_factory=list)
    waiting: int = 0
    kind: str = ""
    id: int = 0
    field: str = ""


def put_back(draft: Draft, trying: Callable[[], AbstractContextManager[object]] = nullcontext) -> PutBack:
    """Store what was typed and not stored, each as an action to undo; what a field refuses waits in it to be mended.

    Each is stored while `trying`, which may take errors in hand. Raises DraftError, unless that does.
    """
    done = PutBack()
    if draft.read_only:
        return done  # the typing is that of who has the draft open
    for typed in draft.recovered.typing:
        with trying():
            _put(draft, typed, done)
    return done


def _put(draft: Draft, typed: Typed, done: PutBack) -> None:
    kind, name = typed.kind, typed.field
    spec = draft.pack.records.get(kind)
    is_gone = spec is None or name not in spec.fields or not _has_place(draft, typed)
    if is_gone or spec is None:
        done.lines.append(_("What this was typed into is gone: “{text}”").format(text=typed.text))
        draft.forget_typing(kind, typed.id, name)
        return
    label = _("recover what was typed into {label}")
    id, refused = enter(draft, kind, typed.id, name, typed.text, label=label)
    if refused:
        done.waiting += 1
    else:
        text = draft.shown(draft.record(kind, id), name)
        done.lines.append(_("{place}: “{text}”").format(place=place_name(draft, kind, id, name), text=_shown(text)))
    done.kind, done.id, done.field = kind, id, name


def _has_place(draft: Draft, typed: Typed) -> bool:
    """Whether the record is there, or what a new one stands under."""
    kind, id = typed.kind, typed.id
    above = draft.spec(kind).parent
    if id > 0:
        return bool(typed.uid) and draft.uid(kind, id) == typed.uid
    if draft.spec(kind).single:
        return False
    if not above:
        return True
    return bool(draft.ids(above, where={"id": start_of(draft.pack, kind, id).get(above)}))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN] + "…"


def place_name(draft: Draft, kind: str, id: int, field: str) -> str:
    """A field as the officer knows it: its section and label, and the record's title where there is more than one."""
    spec = draft.spec(kind)
    sections = draft.pack.sections_showing(kind)
    title = "" if spec.single or id <= 0 else draft.title(kind, id)
    label = spec.fields[field].label if field else ""
    return " – ".join(filter(None, (sections[0].title if sections else "", title, label)))

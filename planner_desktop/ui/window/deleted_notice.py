"""Tells what was deleted: what appeared in the document with the button that undoes just that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop.formpack import fields
from planner_desktop.i18n import _, ngettext, set_off
from planner_desktop.ui.kit.background import Worker

if TYPE_CHECKING:
    from planner_desktop.draft import Draft, Record
    from planner_desktop.ui.session.shell import Shell

MOST_COUNTED = 30
"""Of more records at once it is not looked where each appeared: every one is searched for in the whole document."""
MOST_LETTERS = 60


class DeletedTeller(QObject):
    """Tells in a window what was deleted. It looks in a thread where that appeared in the document before."""

    def __init__(self, shell: Shell, last: Callable[[], int | None]) -> None:
        """`last` tells which action undo would take back."""
        super().__init__(shell.frame)
        self.shell, self._last = shell, last
        self._worker = Worker(self)
        shell.session.tell_deleted = self.tell

    def tell(self, before: Draft, kind: str, ids: list[int]) -> None:
        """The last action deleted these records of a draft as it was `before`, which is closed when that is told."""
        action = self._last()

        def job(_progress: object, _cancelled: object) -> tuple[str, int]:
            with before:
                places = _places(before, kind, ids)
                return said(before, kind, ids, places), places

        def told(result: tuple[str, int]) -> None:
            text, places = result
            if self._last() != action or not text:
                return  # it is undone, or not the last thing any more
            (self.shell.tell_with_undo if places or len(ids) > MOST_COUNTED else self.shell.say)(text)

        self._worker.start(job, told, self.shell.session.troubled.emit)

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be told."""
        return self._worker.is_busy

    def stop(self) -> None:
        """The window closes."""
        self._worker.stop()


def said(draft: Draft, kind: str, ids: list[int], places: int) -> str:
    """What is deleted, with its amount and in how many places of the document it appeared; empty of what was empty."""
    records = [record for record in draft.some(kind, ids).values() if places or _has_text(record)]
    if not records:
        return ""
    spec = draft.spec(kind)
    if len(records) == 1:
        title = draft.title_of(records[0])
        title = title if len(title) <= MOST_LETTERS else title[:MOST_LETTERS] + "…"
        parts = [_("Deleted {label} “{title}”").format(label=set_off(spec.label), title=title)]
    else:
        parts = [_("Deleted {count} {label}").format(count=len(records), label=set_off(spec.label))]
    amounts = [name for name, field in spec.fields.items() if field.field_type.money][:1]
    held = [int(value) for record in records for name in amounts if (value := record.values[name]) is not None]
    if held:
        parts.append(_("{amount} baht").format(amount=fields.show(sum(held), spec.fields[amounts[0]])))
    if places:
        text = ngettext("that appeared in {count} place", "that appeared in {count} places", places)
        parts.append(text.format(count=places))
    return " ".join(parts)


def _has_text(record: Record) -> bool:
    return any(isinstance(value, str) and value.strip() for value in record.values.values())


def _places(draft: Draft, kind: str, ids: list[int]) -> int:
    """In how many places of the document the records appear; of too many at once it is not looked."""
    from planner_desktop.document.appearances import appearances, naming
    from planner_desktop.document.fill import fill

    if len(ids) > MOST_COUNTED:
        return 0
    names = [name for id in ids if (name := naming(draft, kind, id)) is not None]
    document = fill(draft) if names else None
    return sum(len(list(appearances(document, name))) for name in names) if document else 0

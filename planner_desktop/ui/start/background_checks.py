"""What the start page finds out in threads once it is shown: drafts, editions, backups, a newer version."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner_desktop.plans import available, draft_cards
from planner_desktop.plans.recent import DraftCard
from planner_desktop.ui.kit.background import Worker

PATIENCE_MS = 2500
"""How long a drive has to answer before its drafts say so."""


class BackgroundChecks(QObject):
    """Looks at drafts, editions, backups and the policy in threads that drives may hold up.

    Signals: `seen` with a path and its card, None where the file is gone; `waiting` with a path whose drive does not
    answer; `known` and `backups` with what there is; `newer` with the setup file of a newer version, or None; `failed`
    with an error.
    """

    seen = Signal(object, object)
    waiting = Signal(object)
    known = Signal(object)
    backups = Signal(object)
    newer = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worker = Worker(self, may_hang=True)
        self.begun = False
        self._unanswered: set[Path] = set()

    def begin(self, cards: Sequence[DraftCard]) -> None:
        """Begin to look; what is found comes one by one."""
        self.begun = True
        self._unanswered = {card.path for card in cards}
        for card in cards:
            self._run(partial(draft_cards.look, card), partial(self._answered, card.path))
        self._run(available.known, self.known.emit)
        self._run(available.backups, self.backups.emit)
        self._run(available.newer, self.newer.emit)
        QTimer.singleShot(PATIENCE_MS, self, self._lose_patience)

    def _run(self, job: Callable[[], object], then: Callable[..., object]) -> None:
        self.worker.start(lambda _progress, _cancelled: job(), then, self.failed.emit)

    def _answered(self, path: Path, card: DraftCard | None) -> None:
        self._unanswered.discard(path)
        self.seen.emit(path, card)

    def _lose_patience(self) -> None:
        for path in self._unanswered:
            self.waiting.emit(path)

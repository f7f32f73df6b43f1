"""What the page finds out once it is shown: what became of the drafts, what a new plan may be, which backups."""

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
    """`seen` brings a path and its card as it is now, None where the file is gone; `waiting` a path of a drive that
    does not answer; `known` and `backups` what there is; `newer` the setup file of a newer version, or None;
    `failed` an error."""

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

"""A line under an input that tells how what is typed is read, while it is typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.look import Text

_loaded: set[str] = set()
"""To load what reads takes a tenth of a second and more; then all is told at once."""


class SaidUnder(Text):
    """Tells what `told` gives anew with each letter, and once what it reads with is loaded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "muted", parent)
        self._worker = Worker(self)

    def told(self) -> str:
        """How what is typed is read; empty for nothing to tell (yet)."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say how it is read now."""
        self.say(self.told())

    def is_loaded(self, name: str, load: Callable[[], object]) -> bool:
        """Whether what is called so was loaded; if not, a thread does, and then this is told anew."""
        if name not in _loaded and not self._worker.is_busy:
            self._worker.start(lambda _progress, _cancelled: load(), lambda _result: self._is_there(name))
        return name in _loaded

    def _is_there(self, name: str) -> None:
        _loaded.add(name)
        self.tell()

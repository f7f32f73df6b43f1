"""What the page does for the officer just now, with a way to leave it. One thing at a time."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.detached import Detached
from planner_desktop.ui.kit.look import Text


class UnderWay(QFrame):
    """A bar under the title. Nobody knows beforehand how long a drive takes, so it only shows that it goes on."""

    def __init__(self, detached: Detached, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "done")
        self._detached = detached
        self._number = 0
        self.text = Text()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton(_("Stop"))
        self.stop_button.setToolTip("Esc")
        self.stop_button.setShortcut("Esc")
        self.stop_button.clicked.connect(self.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.text)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.stop_button)
        self.hide()

    def run(
        self,
        label: str,
        job: Callable[[], Any],
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
        put_away: Callable[[Any], object] = lambda _result: None,
    ) -> None:
        """Do it, unless something else is still under way."""
        if self._number:
            return

        def over(follow: Callable[[Any], object]) -> Callable[[Any], None]:
            def do(result: Any) -> None:
                self._over()
                follow(result)

            return do

        self.text.say(label)
        self.bar.setAccessibleName(label)
        self._number = self._detached.run(job, over(then), over(failed), put_away)
        self.show()

    def stop(self) -> None:
        """Leave it: what comes of it is put away."""
        if self._number:
            self._detached.forget(self._number)
        self._over()

    def _over(self) -> None:
        self._number = 0
        self.hide()

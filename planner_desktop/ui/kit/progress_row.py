"""The row that shows long work: what is being done, how far it has come, and a button to stop it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress, Result
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.look import Text

PARTS = 1000


class ProgressRow(QFrame):
    """Runs one job at a time, and is shown while it runs.

    With `escape` the Escape key stops it too, wherever in the window the focus is. A job that `may_hang` is not waited
    for once it is stopped.
    """

    def __init__(self, parent: QWidget | None = None, *, escape: bool = False, may_hang: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "done")
        self.worker = Worker(self, may_hang=may_hang)
        self.text = Text("", "label")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton(_("Stop (Esc)") if escape else _("Stop"))
        if escape:
            self.stop_button.setShortcut("Esc")
        self.stop_button.clicked.connect(self.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.stop_button)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self.worker.is_busy

    def say(self, label: str) -> None:
        """Say what is being done; how far it has come is not known yet."""
        self.text.say(label)
        self.bar.setAccessibleName(label)
        self.bar.setRange(0, 0)

    def show_share(self, share: float) -> None:
        """Show which share is done, from 0 to 1."""
        self.bar.setRange(0, PARTS)
        self.bar.setValue(int(share * PARTS))

    def run(
        self,
        label: str,
        job: Callable[[Progress, Cancelled], Result],
        then: Callable[[Result], object],
        failed: Callable[[Exception], object],
        late: Callable[[Result], object] = lambda _result: None,
    ) -> None:
        """Run a job, unless one is running. That it was stopped is told as a failure, but not where it `may_hang`.

        A result that comes after that goes to `late`, to be closed.
        """
        if self.is_busy:
            return

        def done(result: Result) -> None:
            self.hide()
            then(result)

        def not_done(error: Exception) -> None:
            self.hide()
            failed(error)

        self.say(label)
        self.show()
        self.worker.start(job, done, not_done, progress=self.show_share, stopped=not_done, late=late)

    def stop(self) -> None:
        """Ask the job to stop."""
        if self.worker.may_hang:
            self.leave()
        else:
            self.worker.cancel()

    def leave(self) -> None:
        """Stop the job and want nothing more of it; there is room for the next at once."""
        self.worker.leave()
        self.hide()

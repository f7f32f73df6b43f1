"""The window of one draft, with its menus, from its beginning to its end."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from planner_desktop.draft import PART_SUFFIX, Draft
from planner_desktop.ui.auditing.dropped import dropped_bundle, dropped_plan
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.taking.dropped import dropped_workbook
from planner_desktop.ui.window.draft_window import DraftWindow
from planner_desktop.ui.window.given_files import dropped_given, show_given
from planner_desktop.ui.window.menus import Menus
from planner_desktop.ui.window.window_closing import WindowClosing


class MainWindow(DraftWindow):
    """Edits one draft, which it closes when it is closed itself."""

    def __init__(self, draft: Draft, before: Session | None = None) -> None:
        """A window of `draft`; `before` is that of the window whose place it takes."""
        super().__init__(draft, before)
        self.setAcceptDrops(True)
        self.ending = WindowClosing(self)
        self.menus = Menus(self)
        self.session.changed.connect(self.menus.refresh)
        self.steps.list.typed.connect(lambda text: self.menus.palette.ask(text))  # made when it is first wanted

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.ending.is_over())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        kinds = (dropped_plan, dropped_bundle, dropped_workbook, dropped_given, _dropped_return, self._dropped_part)
        if any(dropped(event) for dropped in kinds):
            event.acceptProposedAction()

    def _dropped_part(self, event: QDropEvent) -> Path | None:
        """The first part among the files that are dropped on a whole plan."""
        if self.session.draft.limits is not None:
            return None
        paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        return next((path for path in paths if path.suffix.lower() == PART_SUFFIX), None)

    def dropEvent(self, event: QDropEvent) -> None:
        """A plan made elsewhere is audited, a bundle verified, what was returned taken; what was filled in is shown."""
        if part := self._dropped_part(event):
            event.acceptProposedAction()
            self.parts.take(part)
            return
        if path := dropped_given(event):
            event.acceptProposedAction()
            show_given(self, path)
            return
        if path := _dropped_return(event):
            event.acceptProposedAction()
            self.returned.open(path)
            return
        if bundle := dropped_bundle(event):
            from planner_desktop.ui.auditing.verdict_sheet import show_bundle

            event.acceptProposedAction()
            show_bundle(self, bundle)
        elif path := dropped_plan(event):
            from planner_desktop.ui.auditing.sheet import AuditSheet

            event.acceptProposedAction()
            AuditSheet(self, path).show()
        elif path := dropped_workbook(event):
            from planner_desktop.ui.taking.sheet import show_workbook

            event.acceptProposedAction()
            show_workbook(self, path)


RETURN_SUFFIX = ".bmareturn"
"""Known here because a start imports nothing of returns."""


def _dropped_return(event: QDropEvent) -> Path | None:
    """The first file of what สยป. returned among those that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == RETURN_SUFFIX), None)

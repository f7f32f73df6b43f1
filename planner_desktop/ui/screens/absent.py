"""The box by which the officer says of an empty table that the agency has none of these: then nothing is missing."""

from PySide6.QtWidgets import QWidget

from planner_desktop.checks.lists import is_listed
from planner_desktop.draft.records.read_from import shown_from
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.ui.fields.choices import YesNoEditor
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session


class Absent(YesNoEditor):
    """The box to tick that there are none of these records; shown only while the table is empty."""

    def __init__(self, session: Session, part: Screen, parent: QWidget) -> None:
        kind, _dot, field = (part.absent or "").partition(".")
        super().__init__(session, kind, field)
        self.setParent(parent)
        self._part = part
        self.load(session.draft.ids(kind)[0])
        draft, kinds = session.draft, part.edits(session.draft.pack)
        tables = (shown_from(draft, each, draft.spec(each).fields) for each in kinds)
        follow(parent, session, {kind, "refused"}.union(*tables), self._show)
        self._show()

    def _show(self) -> None:
        self.refresh()
        self.setVisible(not is_listed(self.session.draft, self._part))

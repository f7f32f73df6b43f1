"""The sheet that lists the parts that were handed out: to whom, what of the plan, and which came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from planner_desktop.draft.parts.listing import came_in_words, given_in_words, handed_in_words, is_late
from planner_desktop.draft.records.handed_parts import handed_parts
from planner_desktop.i18n import _
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import brief, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell


class PartsSheet(Sheet):
    """Every part that was handed out, with the ways to hand out another and to take one back."""

    manual = "parts"

    def __init__(self, shell: Shell, hand_out: Callable[[], object], take: Callable[[], object]) -> None:
        guide = _("What is late stands in red. A part can be taken again when it comes again.")
        super().__init__(shell.frame, _("Parts handed out"), guide)
        self.draft = shell.session.draft
        self.tree = TreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setColumnCount(4)
        self.tree.setHeaderLabels([_("Division"), _("Handed out"), _("Came back"), _("What may be filled")])
        self.tree.setAccessibleName(_("Parts handed out"))
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.tree, 1)
        self.add_button(_("Hand a part out to a division…"), hand_out)
        self.add_button(_("Take what a division filled…"), take, first=True)
        follow(self, shell.session, {"handed_part"}, self.refresh)
        self.take_room(48, 20)
        self.refresh()

    def refresh(self) -> None:
        """List them as they are now."""
        self.tree.clear()
        for part in handed_parts(self.draft):
            texts = (part.division, handed_in_words(part), came_in_words(part), given_in_words(self.draft, part.given))
            item = QTreeWidgetItem([harmless(brief(text)) for text in texts])
            for column, text in enumerate(texts):
                item.setToolTip(column, tip("\n".join(filter(None, (text, part.note)))))
            if is_late(part, date.today()):
                item.setForeground(2, QBrush(colour("bad")))
            self.tree.addTopLevelItem(item)

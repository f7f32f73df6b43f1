"""The strategy office's desk as the manual shows it: some plans were received, one of them returned, one accepted."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from planner_desktop.bundle import write_bundle
from planner_desktop.collect import deciding
from planner_desktop.collect.opening import make
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.collecting.across_sheet import AcrossSheet
from planner_desktop.ui.collecting.window import CollectWindow
from scripts.beside import settle

SENT = ("2568-finance", "2568-personnel", "2568-international-affairs")
WITH_ERRORS = "2568-personnel"
EDITION = "bma-2568"
AT = datetime(2024, 9, 30, 2, 30, tzinfo=UTC)
MARKED = "สำนักงานคณะกรรมการข้าราชการกรุงเทพมหานคร"
BY = "สมใจ ใจดี"


def across(window: CollectWindow) -> AcrossSheet:
    """The sheet of what is seen across the plans, at the budgets of the agencies, whose records stand below."""
    sheet = window.show_across()
    settle(lambda: bool(sheet.said.said()))
    sheet.choice.setCurrentIndex(sheet.choice.findData("budget-by-agency"))
    settle(lambda: sheet.behind.topLevelItemCount() > 0, rounds=20)
    return sheet


@contextmanager
def desk(width: int, height: int) -> Iterator[CollectWindow]:
    """The window of a collection in which something was received and decided."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = folder / "แผน 2568.bmacollect"
        with make(path, EDITION) as collection:
            for name in SENT:
                with new_from_sample(name, folder / f"{name}.bmaplan") as draft:
                    if name == WITH_ERRORS:
                        incomplete.mark(draft, "รอข้อมูลจากส่วนราชการ")
                    receive(collection, write_bundle(draft, folder / f"{name}.zip"), BY, AT)
            deciding.look(collection, "2568-0002", BY, BY, AT)
            deciding.accept(collection, "2568-0001", BY, AT)
            deciding.give_back(collection, "2568-0003", "ขอให้ทบทวนค่าเป้าหมาย", BY, folder / "คืน.bmareturn", AT)
        window = CollectWindow(path)
        window.resize(width, height)
        window.show()
        settle(lambda: window.desk is not None and bool(window.board.model.rows), rounds=40)
        window.board.sort_by(4)
        window.board.sort_by(4)
        window.board.mark(MARKED)
        settle(rounds=40)
        yield window
        window.close()
        settle()

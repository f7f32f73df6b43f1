"""What opens beside the sections, to be drawn: each shown in a window, by what the officer would do."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from time import monotonic
from typing import TypeVar

import openpyxl
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QWidget

from planner_desktop.draft.history import sending, sources
from planner_desktop.draft.history.changes import changes
from planner_desktop.draft.plan.moving import plan_move
from planner_desktop.errors import DraftError
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.formpack.screen_parts import BoardPart, GanttPart, MatrixPart, TablePart
from planner_desktop.leftovers import temporary_folder
from planner_desktop.spreadsheet import write
from planner_desktop.spreadsheet.layout import FIRST
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.history.moving import LeftSheet, MoveSheet
from planner_desktop.ui.history.sending_sheets import ReturnedSheet
from planner_desktop.ui.history.sending_step import SendingStep
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.screens.board.box import Box
from planner_desktop.ui.screens.board.screen import BoardScreen
from planner_desktop.ui.screens.gantt.screen import GanttScreen
from planner_desktop.ui.screens.table.clipboard import paste
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.taking.sheet import TakingSheet, show_workbook
from planner_desktop.ui.window.main_window import MainWindow

WORD = "โครงการ"
PASTED = (
    ("ชื่อโครงการ", "งบประมาณ", "หมายเหตุ"),
    ("โครงการแลกเปลี่ยนบุคลากรกับเมืองพี่เมืองน้อง", "1,250,000", "รอยืนยัน"),
    ("โครงการอบรมล่าม", "สองแสน", ""),
)
TROUBLE = "เขียนไฟล์ E:\\แผน\\สรุปงบประมาณ.xlsx ไม่ได้: อุปกรณ์เต็ม"

Kind = TypeVar("Kind", bound=QWidget)
Shows = Callable[[MainWindow], QWidget | None]
"""Opens something, and brings what is to be drawn of it; None for the whole window."""


def settle(until: Callable[[], bool] = lambda: True, rounds: int = 6) -> None:
    """Let everything be laid out, and what is to be deleted go, until it has been so for some rounds; 60 s at most."""
    give_up, left = monotonic() + 60, rounds
    while left > 0 and monotonic() < give_up:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = left - 1 if until() else rounds


def at_rest() -> bool:
    """Whether no window has anything under way: in a thread, or to be done a moment later."""
    windows = QApplication.topLevelWidgets()
    busy = any(worker.is_busy for window in windows for worker in window.findChildren(Worker))
    return not busy and not any(
        timer.isSingleShot() and timer.isActive() for window in windows for timer in window.findChildren(QTimer)
    )


def put_away(window: MainWindow) -> None:
    """Close all that is open beside the sections."""
    for sheet in window.findChildren(Sheet):
        sheet.close()
    for dock in window.findChildren(QDockWidget):
        dock.hide()
    window.menus.palette.hide()
    window.bar.hide()
    for table in window.findChildren(RecordTable):
        table.close_panel()
    for line in window.findChildren(PickLine):
        line.shut()
    if window.preview.is_shown:
        window.preview.toggle()
    window.activateWindow()
    settle()
    window.to_form()
    settle()


def go_to(window: MainWindow, kind: type, where: Callable[[object], bool] = lambda _part: True) -> bool:
    """Show the first part of this kind; whether there is one."""
    for section in window.session.draft.pack.sections:
        for number, part in enumerate(section.screen):
            if isinstance(part, kind) and where(part):
                window.go_to_section(section.id)
                assert window.page is not None
                window.page.show_part(number)
                settle()
                return True
    return False


def seen(window: MainWindow, kind: type[Kind]) -> Iterator[Kind]:
    """The widgets of this kind that are to be seen."""
    yield from (each for each in window.findChildren(kind) if each.isVisible())


def sheet_of(window: MainWindow, ready: Callable[[], bool] = lambda: True) -> Sheet:
    """The sheet that was opened."""
    settle(ready, rounds=40)
    (sheet,) = window.findChildren(Sheet)
    return sheet


def table_of(window: MainWindow) -> RecordTable:
    """The table of the projects."""
    go_to(window, TablePart, lambda part: isinstance(part, TablePart) and part.table == "project")
    return next(table for table in seen(window, RecordTable) if table.records.kind == "project")


# ------------------------------------------------------------ what is done


def history(window: MainWindow) -> QWidget:
    """A project is renamed, and its history looked at."""
    draft = window.session.draft
    project = draft.ids("project")[0]
    draft.set("project", project, "name", draft.title("project", project) + " (ปรับปรุง)")
    table_of(window)
    window.history.show_history()
    return sheet_of(window)


def backups(window: MainWindow) -> QWidget:
    """The backups, of which there are some."""
    for name in ("โครงการใหม่", "โครงการใหม่ (แก้ชื่อ)"):
        window.session.draft.add("project", {"name": name})
        window.history.auto_backup.look(always=True)
        settle(at_rest)
    for _each in range(2):
        window.session.undo()  # what is drawn after this shows the plan as it was
    window.history.show_backups()
    return sheet_of(window)


def comparing(window: MainWindow) -> QWidget:
    """What differs from before the last change."""
    window.history.states.compare(sources.before(changes(window.session.draft)[0]))
    sheet = sheet_of(window)
    assert isinstance(sheet, CompareSheet)
    settle(lambda: sheet.old is not None)
    sheet.tree.expandAll()
    return sheet


def moving(window: MainWindow) -> QWidget:
    """What moving to the edition before would do."""
    sheet = MoveSheet(window)
    sheet.show()
    return sheet_of(window, sheet.move_button.isEnabled)


def left(window: MainWindow) -> QWidget:
    """What has no place in another edition."""
    draft = window.session.draft
    other = next(each.id for each in editions() if each.id != draft.pack.edition.id)
    LeftSheet(window, plan_move(draft, edition_pack(other)).left).show()
    return sheet_of(window)


def submitting(window: MainWindow) -> QWidget:
    """Before it is sent."""
    SendingStep(window.history.sending).show()
    return sheet_of(window)


def returned(window: MainWindow) -> QWidget:
    """When it came back."""
    ReturnedSheet(window.history.sending).show()
    return sheet_of(window)


def finding(window: MainWindow) -> None:
    """Find and replace."""
    table_of(window)
    window.finding.show(replacing=True)
    panel = window.finding.panel
    assert panel is not None
    panel.line.setText(WORD)
    panel.by.setText("กิจกรรม")
    settle(lambda: bool(panel.count.said()))


def palette(window: MainWindow) -> None:
    """Everything by name."""
    window.menus.palette.toggle()
    window.menus.palette.line.setText("งบ")
    settle(rounds=60)


def keys(window: MainWindow) -> QWidget:
    """The keys."""
    from planner_desktop.ui.window.shortcuts_sheet import show_keys

    show_keys(window)
    return sheet_of(window)


def problems(window: MainWindow) -> None:
    """The list of problems, of a plan that has some."""
    draft = window.session.draft
    for id in draft.ids("project")[:2]:
        draft.set("project", id, "budget", None)
    window.watch.look()
    settle(lambda: bool(window.problems.problems), rounds=40)
    window.show_problems()  # now that there is one to mark
    settle()


def preview(window: MainWindow) -> None:
    """The pages beside the form."""
    table_of(window)
    pane = window.preview.show()
    settle(lambda: not pane.pages.is_busy and pane.view.typeset is not None, rounds=200)
    settle(lambda: all(pane.view.is_drawn(n) for n in pane.view.in_sight()))


def pasting(window: MainWindow) -> QWidget:
    """Where pasted columns go."""
    table = table_of(window)
    table.setCurrentIndex(table.records.index(0, 0))
    data = QMimeData()
    data.setText("\n".join("\t".join(row) for row in PASTED))
    QGuiApplication.clipboard().setMimeData(data)
    paste(table)
    QGuiApplication.clipboard().clear()
    return sheet_of(window)


def picking(window: MainWindow) -> None:
    """The list to pick from, in a form."""
    table = table_of(window)
    assert window.page is not None
    form = window.page.part
    assert isinstance(form, TableScreen)
    assert form.form is not None
    field, line = next((f, i) for f, row in form.form.rows.items() if isinstance(i := row.editor.input, PickLine))
    table.setCurrentIndex(table.records.index(0, 0))
    form.form.go_to(field)
    settle()
    assert form.detail is not None
    form.detail.ensureWidgetVisible(line)
    settle()
    line.open()


def cell(window: MainWindow) -> None:
    """A field over the cell of a table."""
    table = table_of(window)
    at = next(n for n in range(table.records.columnCount()) if table.records.field(n).type in ("links", "link", "baht"))
    table.open_panel(table.records.index(0, at))


def matrix(window: MainWindow) -> None:
    """A table of links."""
    go_to(window, MatrixPart)


def gantt(window: MainWindow) -> None:
    """A chart of steps, of the record that has the most of them with months: an empty chart shows nothing."""
    go_to(window, GanttPart)
    assert window.page is not None
    screen = window.page.part
    assert isinstance(screen, GanttScreen)
    part = screen.part
    steps = window.session.draft.records(part.step)
    count = Counter(step.parent for step in steps if step.values[part.months])
    (most, _bars), *_rest = count.most_common(1) or [(None, 0)]
    assert most is not None, "the plan has no step with months"
    assert screen.choose(most)
    settle()


def board(window: MainWindow) -> None:
    """A board of cards that has some in each box."""
    go_to(window, BoardPart)
    assert all(box.count() for box in seen(window, Box)), "the plan has empty boxes"


def scoring(window: MainWindow) -> None:
    """Levels of scores beside each other, in a record that has them."""
    draft = window.session.draft
    kind = next(name for name, spec in draft.pack.records.items() if spec.scoring and draft.ids(name))
    levels = draft.spec(kind).scoring
    assert levels is not None
    filled = next(each.id for each in draft.records(kind) if all(each.values[name] for name in levels.levels))
    window.go_to_record("", kind, filled, levels.levels[0])
    settle()


def table_menu(window: MainWindow) -> QWidget:
    """What can be done with cells."""
    menu = table_of(window).list_actions.menu()
    menu.popup(window.mapToGlobal(window.rect().topLeft()))
    return menu


def card_menu(window: MainWindow) -> QWidget:
    """What can be done with a card."""
    go_to(window, BoardPart)
    box = next(box for box in seen(window, Box) if box.count())
    box.setFocus()
    box.setCurrentRow(box.count() - 1)
    board = next(seen(window, BoardScreen))
    board.offer(box)
    menu = board.menu
    assert isinstance(menu, QMenu)
    return menu


def workbook(window: MainWindow) -> QWidget:
    """What a workbook that was filled in would change: a name, an amount, a new row, and an amount that is none."""
    draft = window.session.draft
    book = openpyxl.load_workbook(BytesIO(write.workbook(draft, only=["project"])[0]))
    sheet = book.worksheets[1]
    name, budget = (next(cell.column for cell in sheet[1] if cell.value == of) for of in ("name", "budget"))
    behind = len(draft.ids("project")) + FIRST + 1
    for row, column, value in (
        (FIRST + 1, name, PASTED[1][0]), (FIRST + 2, budget, 1_250_000), (FIRST + 3, budget, PASTED[2][1]),
        (behind, name, PASTED[2][0]), (behind, budget, 200_000),
    ):  # fmt: skip
        sheet.cell(row, column, value)
    with temporary_folder() as folder:
        book.save(folder / "โครงการ กองนโยบาย.xlsx")
        show_workbook(window, folder / "โครงการ กองนโยบาย.xlsx")
    return window.findChildren(TakingSheet)[-1]


def error(window: MainWindow) -> None:
    """What went wrong."""
    window.bar.show_error(DraftError(TROUBLE, "บันทึกไว้ที่อื่น แล้วลองอีกครั้ง"))


def unexpected(window: MainWindow) -> None:
    """A fault of the program."""
    window.bar.show_error(ValueError("x"))
    window.bar.details_button.click()


def sent(window: MainWindow) -> None:
    """A plan that was sent."""
    sending.submit(window.session.draft)
    window.history.sending.stepped.emit()


BESIDE: Mapping[str, Shows] = {
    "79-workbook": workbook,
    "80-history": history,
    "81-backups": backups,
    "83-find": finding,
    "84-palette": palette,
    "85-keys": keys,
    "87-preview": preview,
    "89-matrix": matrix,
    "90-pasting": pasting,
    "91-comparing": comparing,
    "92-moving": moving,
    "93-left": left,
    "94-submitting": submitting,
    "95-returned": returned,
    "96-picking": picking,
    "97-cell": cell,
    "98-table-menu": table_menu,
    "99-error": error,
    "99-unexpected": unexpected,
    "86-problems": problems,
    "82-sent": sent,
}
"""By the names of their pictures, in the order in which they are drawn: the later ones change the draft."""

OF_STEPS: Mapping[str, Shows] = {"88-gantt": gantt, "88-board": board, "98-card-menu": card_menu}
"""Those to be drawn of a plan that has steps and cards."""

OF_SCORES: Mapping[str, Shows] = {"88-scoring": scoring}
"""To be drawn of a plan whose indicators have levels of scores."""

FOR_MANUAL = ("79", "80", "81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92")

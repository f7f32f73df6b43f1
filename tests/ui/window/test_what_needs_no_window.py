"""What the menus do can be done without a window, too; what cannot is about the window itself."""

from planner_desktop.cli.commands import planner_desktop
from planner_desktop.i18n import _
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.window.commands import of_menus
from planner_desktop.ui.window.main_window import MainWindow

COMMANDS = {
    "New or open another…": ("new", "recent"),
    "Open…": ("open",),
    "Save a copy…": ("copy",),
    "Copy to give away…": ("copy",),
    "Export PDF…": ("export",),
    "Export submission bundle…": ("export",),
    "Export as Excel workbook to fill in…": ("export",),
    "Take in a filled workbook…": ("take",),
    "Export data as JSON…": ("export",),
    "Export Word…": ("export",),
    "Hand a part out to a division…": ("part",),
    "Take what a division filled…": ("part",),
    "Merge another copy of this draft…": ("merge",),
    "Parts handed out…": ("part",),
    "Changed on both sides…": ("conflicts", "resolve"),
    "Give shared results to other agencies…": ("shared",),
    "Compare shared results with another agency…": ("shared",),
    "What สยป. will find…": ("check",),
    "Send to สยป.…": ("send",),
    "Undo": ("undo",),
    "Redo": ("redo",),
    "Copy": ("table",),
    "Paste": ("paste",),
    "Find…": ("find",),
    "Replace…": ("replace",),
    "Mend torn Thai words…": ("mend",),
    "Next misspelt word": ("spelling",),
    "Misspelt word before": ("spelling",),
    "Sign a PDF…": ("sign", "signatures"),
    "Note on this section": ("note", "notes"),
    "History…": ("history", "bring-back"),
    "History of this field…": ("history",),
    "Compare with another file…": ("compare", "bring-back"),
    "Backups…": ("backup", "backups", "restore"),
    "It was returned…": ("returned",),
    "Go on with the next version": ("next",),
    "It was not sent after all": ("withdraw",),
    "Take up the corrected edition…": ("update",),
    "Take catalogues of the city…": ("catalogue",),
    "Move to another edition…": ("move",),
    "What had no place in this edition…": ("move",),
    "What became of the Word file…": ("doubts",),
    "Manual": ("manual",),
}
OF_THE_WINDOW = {
    "Save": "a command stores what it does at once",
    "Print…": "what it prints is what export --pdf writes",
    "Close": "there is nothing to close",
    "Cut": "table and delete",
    "Next match": "find lists all",
    "Match before": "find lists all",
    "Keys": "no keys",
    "Contact": "forms show tells of it",
    "About this program": "--version",
}


def test_every_entry_of_the_menus_has_its_command(window: MainWindow) -> None:
    about_the_plan = {plain(_("&File")), plain(_("&Edit")), plain(_("H&istory")), plain(_("&Help"))}
    found = {command.name for command in of_menus(window.menuBar()) if command.note in about_the_plan}
    assert found - COMMANDS.keys() - OF_THE_WINDOW.keys() == set()
    named = {name for names in COMMANDS.values() for name in names}
    assert named <= planner_desktop.commands.keys()

"""Write the pages of the manual that are made from the program, and the manual itself into out/: `make manual`.

The keys are those of the menus and of the sheet of keys, the messages those of every error that the program raises,
the commands those of the command line.
`--check` writes nothing and names what is no longer as the program is.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from planner_desktop import errors, whole_file  # noqa: E402
from planner_desktop.app_paths import MANUAL  # noqa: E402
from planner_desktop.i18n import _, language, set_language  # noqa: E402
from planner_desktop.manual import as_document, as_html, editions, reading  # noqa: E402

if TYPE_CHECKING:
    import click

ROOMS = {
    "draft": "ไฟล์ร่างแผน",
    "formpack": "แม่แบบและช่องกรอก",
    "thai": "ตัวเลขและวันที่",
    "exchange": "การวาง",
    "spreadsheet": "สมุดงาน Excel",
    "pictures": "รูป",
    "document": "การพิมพ์",
    "bundle": "ชุดส่งมอบ",
    "policy": "ไฟล์นโยบาย",
}
"""What the messages of each room are about, in the order of the page."""
_COLUMN = re.compile(r"\{[^{}]*\}")


def keys_page() -> str:
    """The page of all keys, read from the menus of a window and the sheet of keys."""
    from planner_desktop.collect.opening import make
    from planner_desktop.draft import Draft
    from planner_desktop.formpack.editions import edition_pack
    from planner_desktop.ui.app import application
    from planner_desktop.ui.collecting import shortcuts as desk_shortcuts
    from planner_desktop.ui.collecting.window import CollectWindow
    from planner_desktop.ui.window import shortcuts
    from planner_desktop.ui.window.main_window import MainWindow

    app = application()
    lines = ["# แป้นลัด", "", "`Ctrl+F1` เปิดแผ่นแป้นลัดและค้นได้ ทุกอย่างทำได้โดยไม่ใช้เมาส์", ""]

    def tell(groups: Iterable[tuple[str, list[tuple[str, str]]]], titles: Collection[str] = ()) -> None:
        for title, rows in groups:
            lines.extend([f"## {title}", "", "| สิ่งที่ทำ | แป้น |", "| --- | --- |"])
            lines.extend(f"| {does} | {_coded(keys)} |" for does, keys in rows if does not in titles)
            lines.append("")

    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Draft.create(Path(folder, "plan.bmaplan"), edition_pack()))
        titles = {section.title for section in window.session.draft.pack.sections}
        tell([*shortcuts.of_menus(window.menuBar()), *shortcuts.of_widgets()], titles)
        window.close()
        desk = CollectWindow(path := Path(folder, "plans.bmacollect"), make(path, edition_pack().edition.id))
        of_desk = [*shortcuts.of_menus(desk.menuBar()), *desk_shortcuts.of_widgets()]
        tell((f"รวมแผนของทุกหน่วยงาน: {title}", rows) for title, rows in of_desk)
        desk.close()
        app.processEvents()
    return "\n".join(lines)


def _coded(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split(", "))


def messages_page() -> str:
    """The page of what the program says when something cannot be done, and what to do about it."""
    lines = ["# ข้อความของโปรแกรม", "", "ข้อความบอกเสมอว่าเกิดอะไร ที่ใด และแก้อย่างไร จุดไข่ปลาคือชื่อหรือค่าในขณะนั้น", ""]
    for room, title in ROOMS.items():
        if found := sorted({*_messages(room), *(_of_files() if room == "draft" else ())}):
            lines += [f"## {title}", "", "| ข้อความ | ต้องทำอะไร |", "| --- | --- |"]
            lines += [f"| {message} | {fix} |" for message, fix in found]
            lines.append("")
    return "\n".join(lines)


def _of_files() -> Iterator[tuple[str, str]]:
    """What is said of every kind of file that cannot be written."""
    path = Path("…")
    for error in (whole_file.HeldError(path), OSError(0, "…")):
        yield whole_file.cannot_be_written(path, error)


def _messages(room: str) -> Iterator[tuple[str, str]]:
    package = ROOT / "planner_desktop"
    files = sorted((package / room).rglob("*.py")) or [package / f"{room}.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else ():
            if isinstance(node, ast.Call) and _raises(node) and (said := [_sentence(each) for each in node.args]):
                message, fix = (*said, "")[:2]
                if message:
                    yield message, fix


def _raises(node: ast.Call) -> bool:
    kind = getattr(errors, ast.unparse(node.func).rpartition(".")[2], None)
    return isinstance(kind, type) and issubclass(kind, errors.PlannerError)


def _sentence(node: ast.expr) -> str:
    """The user's words of a sentence in the source, without what it is filled with."""
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call) and ast.unparse(each.func) in ("_", "later"))
    said = next((call.args[0] for call in calls), None)
    if not isinstance(said, ast.Constant) or not isinstance(said.value, str):
        return ""
    words = _COLUMN.sub("…", _(said.value))
    return " ".join(words.replace("`", "").replace("*", "").replace("|", "/").replace("<", "‹").split())


def commands_page() -> str:
    """The page of all commands, read from the command line."""
    import click

    from planner_desktop.cli.commands import planner_desktop

    head = ["| คำสั่ง | ทำอะไร | ตัวเลือก |", "| --- | --- | --- |"]
    lines = [
        "# คำสั่ง", "", "ทุกอย่างที่ทำในหน้าต่างทำด้วยคำสั่งได้ บน Windows ชื่อโปรแกรมคือ `planner-desktop-cli`",
        "", "เติม `--help` หลังคำสั่งใดก็ได้ เพื่ออ่านว่าแต่ละตัวเลือกทำอะไร คำสั่งที่แก้ไขร่างเลิกทำได้ด้วย `planner-desktop undo`", "",
    ]  # fmt: skip
    groups = [each for each in planner_desktop.commands.values() if isinstance(each, click.Group)]
    single = [(each.name or "", each) for each in planner_desktop.commands.values() if each not in groups]
    several = [(f"{group.name} {name}", each) for group in groups for name, each in group.commands.items()]
    for title, commands in (("แผน", single), ("แม่แบบ", several)):
        lines += [f"## {title}", "", *head, *(_command_row(name, each) for name, each in commands), ""]
    return "\n".join(lines)


def _command_row(name: str, command: click.Command) -> str:
    import click

    pieces = [piece for each in command.params if isinstance(each, click.Argument) for piece in [_piece(each)]]
    options = [max(each.opts, key=len) for each in command.params if isinstance(each, click.Option)]
    does = _(command.help or "").partition("\n")[0]
    return f"| `{' '.join([name, *pieces])}` | {does} | {' '.join(f'`{option}`' for option in options)} |"


def _piece(argument: click.Argument) -> str:
    """What stands for an argument, in Thai whatever language the command line was put into words in."""
    whole = argument.metavar or ""
    bare = whole.strip("[]")
    said = _(whole) if whole else ""
    if said == whole and bare:
        said = whole.replace(bare, _(bare))
    return said.replace("|", "/")


KEYS, MESSAGES, COMMANDS = "85-keys.md", "86-messages.md", "87-commands.md"
PAGES = {KEYS: keys_page, MESSAGES: messages_page, COMMANDS: commands_page}


def made(names: Iterable[str] = PAGES) -> dict[str, str]:
    """Pages that are made from the program, by their files' names, as they should be."""
    before = language()
    set_language("th")
    try:
        return {name: f"{PAGES[name]().rstrip()}\n" for name in names}
    finally:
        set_language(before)


def write(names: Iterable[str] = PAGES) -> None:
    """Write pages that are made from the program."""
    for name, text in made(names).items():
        (MANUAL / name).write_text(text, encoding="utf-8")


def stale() -> list[str]:
    """The pages that are not as the program is."""
    return [
        name for name, text in made().items()
        if not (MANUAL / name).is_file() or (MANUAL / name).read_text(encoding="utf-8") != text
    ]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the pages, the PDF and the HTML; with `--check` name the pages that are stale, 1 if there are any."""
    if arguments == ["--check"]:
        found = stale()
        print(*(f"docs/manual/{name} is not as the program is: make manual" for name in found), sep="\n")
        return int(bool(found))
    from planner_desktop.formpack.editions import edition_pack
    from planner_desktop.formpack.editions import editions as installed

    write()
    set_language("th")
    reading.pages.cache_clear()
    pages = [*reading.pages(), *(page for each in installed() for page in editions.pages(edition_pack(each.id)))]
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    as_html.write(pages, out / "manual")
    print(f"out/manual.pdf: {as_document.write(pages, out / 'manual.pdf')} pages; out/manual/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

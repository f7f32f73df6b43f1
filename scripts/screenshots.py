"""Draw every screen as a picture, without a display: `make screenshots`.

The pictures of the manual (one sample, 1366x768, 100 %) go to docs/screenshots/. Those to look at, of every edition at
two screen sizes and three scalings, go to docs/screenshots/all/, which is not kept in the repository.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # the pictures show nobody's own drafts and habits
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from planner_desktop.draft.new_plan import new_from_sample  # noqa: E402
from planner_desktop.i18n import set_language  # noqa: E402
from planner_desktop.ui import look  # noqa: E402
from planner_desktop.ui.app import application  # noqa: E402
from planner_desktop.ui.keeping.sheet import Sheet  # noqa: E402
from planner_desktop.ui.main_window import MainWindow  # noqa: E402
from planner_desktop.ui.start import StartPage  # noqa: E402

SAMPLE = "2568-international-affairs"
OF_EDITIONS = (SAMPLE, "2567-strategy", "2565-budget")
FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 64
SIZES, SCALES = ((1366, 768), (1920, 1080)), (100, 125, 150)


def settle() -> None:
    """Let everything be laid out, and what is to be deleted go."""
    for _round in range(6):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(widget: QWidget, path: Path) -> None:
    """Draw a window once it has settled, in few colours so that the picture stays small."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(path))
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path.relative_to(ROOT))


def screens(window: MainWindow) -> Iterator[str]:
    """Show every part of every section in turn; its name."""
    for section in window.session.draft.pack.sections:
        window.go_to_section(section.id)
        for number in range(max(1, len(section.screen))):
            if section.screen and window.page is not None:
                window.page.show_part(number)
            settle()
            yield section.file.removesuffix(".yaml") + (f"-{number + 1}" if number else "")


def draw_start(path: Path, width: int, height: int) -> None:
    """Draw the start page."""
    start = StartPage()
    start.resize(width, height)
    start.show()
    while not start.settled():
        QCoreApplication.processEvents()
    draw(start, path)
    start.close()
    start.deleteLater()
    settle()


def draw_plan(sample: str, folder: Path, width: int, height: int) -> None:
    """Draw every screen of a sample."""
    with tempfile.TemporaryDirectory() as temporary:
        window = MainWindow(new_from_sample(sample, Path(temporary, "plan.bmaplan")))
        window.resize(width, height)
        window.show()
        for name in screens(window):
            draw(window, folder / f"{name}.png")
        window.close()
        settle()


def draw_for_manual() -> None:
    """What the manual shows: every screen of one sample, and the sheets."""
    width, height = SIZES[0]
    draw_start(FOLDER / "00-start.png", width, height)
    draw_plan(SAMPLE, FOLDER, width, height)
    with tempfile.TemporaryDirectory() as temporary:
        window = MainWindow(new_from_sample(SAMPLE, Path(temporary, "plan.bmaplan")))
        window.resize(width, height)
        window.show()
        settle()
        draw_sheets(window)
        window.close()
        settle()


def draw_sheets(window: MainWindow) -> None:
    """Draw what opens beside the sections, and a plan that was sent."""
    draft = window.session.draft
    project = draft.ids("project")[0]
    draft.set("project", project, "name", draft.title("project", project) + " (ปรับปรุง)")
    window.go_to_section("projects")
    for name, show in (("80-history", window.keeping.show_history), ("81-backups", window.keeping.show_backups)):
        show()
        (sheet,) = window.findChildren(Sheet)
        draw(sheet, FOLDER / f"{name}.png")
        sheet.close()
        settle()
    window.keeping.sending.submit("")
    draw(window, FOLDER / "82-sent.png")


def draw_everything(width: int, height: int, scale: int) -> None:
    """Every screen of every edition on a screen of that many pixels; Qt was told the scaling when it started."""
    folder = FOLDER / "all" / f"{width}x{height}-{scale}"
    width, height = width * 100 // scale, height * 100 // scale
    draw_start(folder / "start.png", width, height)
    for sample in OF_EDITIONS:
        draw_plan(sample, folder / sample, width, height)


def main(arguments: list[str]) -> None:
    """Draw what is asked for; without arguments everything, each size and scaling in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--manual", action="store_true", help="only what the manual shows")
    parser.add_argument("--screen", metavar="WIDTHxHEIGHT@PERCENT", help="only every screen so, as 1366x768@150")
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.manual or asked.screen:
        set_language("th")
        app: QApplication = application()  # outlives the windows
        if asked.dark:
            look.apply(app, scheme="dark")
    if asked.manual:
        draw_for_manual()
    elif asked.screen:
        size, _at, scale = asked.screen.partition("@")
        width, _by, height = size.partition("x")
        draw_everything(int(width), int(height), int(scale))
    else:
        subprocess.run([sys.executable, __file__, "--manual"], check=True)
        for width, height in SIZES:
            for scale in SCALES:
                environment = os.environ | {"QT_SCALE_FACTOR": str(scale / 100)}
                command = [sys.executable, __file__, "--screen", f"{width}x{height}@{scale}"]
                subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    main(sys.argv[1:])

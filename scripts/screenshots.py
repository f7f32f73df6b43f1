"""Draw every screen as a picture, without a display: `make screenshots`.

The pictures of the manual (one sample, 1366x768, 100 %) go to docs/screenshots/. Those to look at, of every edition at
two screen sizes and three scalings, go to docs/screenshots/all/, which is not kept in the repository.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # the pictures show nobody's own drafts and habits
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageChops  # noqa: E402
from PySide6.QtCore import QBuffer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from planner_desktop.draft.file.author import set_author_name  # noqa: E402
from planner_desktop.draft.plan.new_plan import new_from_sample  # noqa: E402
from planner_desktop.i18n import set_language  # noqa: E402
from planner_desktop.manual import reading  # noqa: E402
from planner_desktop.manual.page import Screenshot  # noqa: E402
from planner_desktop.plans import recent  # noqa: E402
from planner_desktop.plans.recent import DraftCard  # noqa: E402
from planner_desktop.plans.summary import read_card  # noqa: E402
from planner_desktop.ui.app import application  # noqa: E402
from planner_desktop.ui.kit import look  # noqa: E402
from planner_desktop.ui.start import StartPage  # noqa: E402
from planner_desktop.ui.window.main_window import MainWindow  # noqa: E402
from scripts.beside import BESIDE, FOR_MANUAL, OF_SCORES, OF_STEPS, Shows, at_rest, put_away, settle  # noqa: E402
from scripts.desk import across, desk  # noqa: E402

SAMPLE = "2568-international-affairs"
WITH_STEPS = "2565-budget"
"""The sample whose steps have months, and whose board has cards in every box."""
WITH_SCORES = "2567-strategy"
OF_EDITIONS = (SAMPLE, "2567-strategy", WITH_STEPS)
FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 128
SEEN, SAME_DOTS = 40, 700
"""So much darker or lighter a dot is another; so many may be another in the same picture: a time of day, a date."""
stale: list[str] | None = None
"""With --check, the pictures that are not as the program looks; they are left as they are."""
AUTHOR = "สมใจ ใจดี"
RECENT = Path(tempfile.gettempdir(), "แผนงาน")
"""The folder of the plans that are drawn, always of the same name: some pictures show it."""
SIZES, SCALES = ((1366, 768), (1920, 1080)), (100, 125, 150)


def draw(widget: QWidget, path: Path) -> None:
    """Draw a window once it has settled, in few colours so that the picture stays small."""
    settle(at_rest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.parent == FOLDER and path.name not in shown_by_manual():
        return
    drawn = picture_of(widget)
    if path.is_file() and looks_like(path.read_bytes(), drawn):
        return
    print(path.relative_to(ROOT))
    if stale is None:
        path.write_bytes(drawn)
    else:
        stale.append(path.name)


@cache
def shown_by_manual() -> set[str]:
    """The pictures that pages show."""
    return {block.file for page in reading.pages() for block in page.blocks if isinstance(block, Screenshot)}


def picture_of(widget: QWidget) -> bytes:
    """A window as a PNG of few colours."""
    grabbed, drawn = QBuffer(), BytesIO()
    widget.grab().save(grabbed, "PNG")
    with Image.open(BytesIO(grabbed.data().data())) as picture:
        # Not the colours met most: a red word among much white would turn brown.
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def looks_like(old: bytes, new: bytes) -> bool:
    """Whether two pictures show the same, but for the time of day and the like."""
    with Image.open(BytesIO(old)) as before, Image.open(BytesIO(new)) as after:
        if before.size != after.size:
            return False
        apart = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).convert("L")
    return sum(apart.histogram()[SEEN:]) <= SAME_DOTS


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
    settle(start.settled)
    start.new.folder.setText("D:\\แผนงาน")  # not that of whoever draws
    draw(start, path)
    start.close()
    start.deleteLater()
    settle()


def have_opened(folder: Path) -> None:
    """Let there be drafts that were opened before: some of each edition, one of them gone, one not readable."""
    for path in recent.known():
        recent.forget(path)
    recent.keep(DraftCard(folder / "แผนปี 2566 บนแฟลชไดรฟ์.bmaplan"))
    broken = folder / "แผนปฏิบัติราชการ สำนักงานเขต (ชำรุด).bmaplan"
    broken.write_bytes(b"no database")
    recent.keep(read_card(broken))
    for sample in OF_EDITIONS:
        new_from_sample(sample, folder / f"{sample}.bmaplan").close()
        recent.keep(read_card(folder / f"{sample}.bmaplan"))


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


def draw_beside(sample: str, folder: Path, width: int, height: int, beside: Mapping[str, Shows]) -> None:
    """Draw what opens beside the sections of a sample."""
    RECENT.mkdir(exist_ok=True)
    window = MainWindow(new_from_sample(sample, RECENT / "แผน 2568.bmaplan"))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    settle()
    for name, show in beside.items():
        shown = show(window) or window
        draw(shown, folder / f"{name}.png")
        if shown is not window:
            shown.close()
        put_away(window)
    window.close()
    settle()
    shutil.rmtree(RECENT)


def draw_for_manual(only: str = "") -> None:
    """What the manual shows: every screen of one sample, and what opens beside them; or `only` one of the latter."""
    width, height = SIZES[0]
    if only in ("93-collecting", "93-across"):
        draw_desk(width, height)
    if not only:
        RECENT.mkdir(exist_ok=True)
        have_opened(RECENT)
        draw_start(FOLDER / "00-start.png", width, height)
        shutil.rmtree(RECENT)
        draw_plan(SAMPLE, FOLDER, width, height)
        draw_desk(width, height)
    for sample, beside in ((SAMPLE, BESIDE), (WITH_STEPS, OF_STEPS), (WITH_SCORES, OF_SCORES)):
        wanted = {name: show for name, show in beside.items() if name[:2] in FOR_MANUAL and only in ("", name)}
        if wanted:
            draw_beside(sample, FOLDER, width, height, wanted)


def draw_desk(width: int, height: int) -> None:
    """Draw the window in which the strategy office collects plans, and what is seen across them."""
    with desk(width, height) as window:
        draw(window, FOLDER / "93-collecting.png")
        draw(across(window), FOLDER / "93-across.png")


def draw_everything(width: int, height: int, scale: int, *, dark: bool) -> None:
    """Every screen of every edition on a screen of that many pixels; Qt was told the scaling when it started."""
    folder = FOLDER / "all" / (f"{width}x{height}-{scale}" + ("-dark" if dark else ""))
    width, height = width * 100 // scale, height * 100 // scale
    draw_start(folder / "start.png", width, height)
    with tempfile.TemporaryDirectory() as temporary:
        have_opened(Path(temporary))
        draw_start(folder / "start-recents.png", width, height)
    for sample in OF_EDITIONS:
        draw_plan(sample, folder / sample, width, height)
    draw_beside(SAMPLE, folder / "beside", width, height, BESIDE)
    draw_beside(WITH_STEPS, folder / "beside", width, height, OF_STEPS)


def main(arguments: list[str]) -> int:
    """Draw what is asked for; without arguments everything, each size and scaling in a process of its own."""
    global stale
    parser = argparse.ArgumentParser()
    parser.add_argument("--manual", action="store_true", help="only what the manual shows")
    parser.add_argument("--only", metavar="NAME", default="", help="with --manual, one picture of what opens beside")
    parser.add_argument("--screen", metavar="WIDTHxHEIGHT@PERCENT", help="only every screen so, as 1366x768@150")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--check", action="store_true", help="draw nothing, name what the manual shows and is stale")
    asked = parser.parse_args(arguments)
    if asked.manual or asked.screen:
        set_language("th")
        app: QApplication = application()  # outlives the windows
        if asked.dark:
            look.apply(app, scheme="dark")
        set_author_name(AUTHOR)
    if asked.check:
        stale = []
    if asked.manual:
        draw_for_manual(asked.only)
    elif asked.screen:
        size, _at, scale = asked.screen.partition("@")
        width, _by, height = size.partition("x")
        draw_everything(int(width), int(height), int(scale), dark=asked.dark)
    else:
        subprocess.run([sys.executable, __file__, "--manual"], check=True)
        for width, height in SIZES:
            for scale in SCALES:
                environment = os.environ | {"QT_SCALE_FACTOR": str(scale / 100)}
                command = [sys.executable, __file__, "--screen", f"{width}x{height}@{scale}"]
                subprocess.run(command, check=True, env=environment)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

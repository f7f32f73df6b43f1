"""Draw every section of a draft as a picture, without a display: `python scripts/screenshots.py [DRAFT]`.

The pictures go to docs/screenshots/; without a draft they show the sample of `make run`.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # the pictures show nobody's own drafts
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from planner_desktop.draft import Draft  # noqa: E402
from planner_desktop.draft.new_plan import new_from_sample  # noqa: E402
from planner_desktop.i18n import chosen_language, set_language  # noqa: E402
from planner_desktop.ui.app import application  # noqa: E402
from planner_desktop.ui.keeping.sheet import Sheet  # noqa: E402
from planner_desktop.ui.main_window import MainWindow  # noqa: E402
from planner_desktop.ui.start import StartPage  # noqa: E402

SAMPLE = "2568-international-affairs"
WIDTH, HEIGHT = 1366, 768


def draw(widget: QWidget, path: Path) -> None:
    """Draw a window once it has settled."""
    for _round in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    widget.grab().save(str(path))
    print(path)


def draw_nothing() -> None:
    """Let what is to be deleted be deleted, before the application goes."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def draw_keeping(window: MainWindow, folder: Path) -> None:
    """Draw the history, the backups, and a plan that was sent."""
    draft = window.session.draft
    project = draft.ids("project")[0] if "project" in draft.pack.records else 0
    if project:
        draft.set("project", project, "name", draft.title("project", project) + " (ปรับปรุง)")
    for name, show in (("80-history", window.keeping.show_history), ("81-backups", window.keeping.show_backups)):
        show()
        (sheet,) = window.findChildren(Sheet)
        draw(sheet, folder / f"{name}.png")
        sheet.close()
        draw_nothing()
    window.keeping.sending.submit("")
    draw(window, folder / "82-sent.png")


def main(app: QApplication, folder: Path) -> None:
    """Draw the start page and all sections."""
    folder.mkdir(parents=True, exist_ok=True)
    start = StartPage()
    start.resize(1000, 640)
    start.folder.setText("D:\\แผนงาน")
    start.show()
    draw(start, folder / "00-start.png")
    start.close()
    start.deleteLater()
    draw_nothing()
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "sample.bmaplan"
        draft = Draft.open(Path(sys.argv[1])) if len(sys.argv) > 1 else new_from_sample(SAMPLE, copy)
        window = MainWindow(draft)
        window.resize(WIDTH, HEIGHT)
        window.show()
        for section in draft.pack.sections:
            window.go_to_section(section.id)
            draw(window, folder / f"{section.file.removesuffix('.yaml')}.png")
        draw_keeping(window, folder)
        window.close()
        app.processEvents()
        draw_nothing()


if __name__ == "__main__":
    set_language(chosen_language())
    application_object = application()  # outlives the windows
    main(application_object, ROOT / "docs" / "screenshots")

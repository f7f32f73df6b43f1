"""A whole session in one process, for `test_programs` to look on: the window, then every command, on a draft from anyone.

Its pictures are what others send: PostScript and SVG that call themselves PNG, one cut short, one that is sound.
"""

import json
import sys
import time
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.draft.records import attachments
from planner_desktop.ui.app import application
from planner_desktop.ui.fields.rich import RichTextEditor
from planner_desktop.ui.program import Program

POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n{} loop\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
PATIENCE = 120


def hostile(path: Path) -> None:
    """A draft at `path` with these pictures."""
    assert main(["new", "--sample", samples()[0].name, str(path)]) == 0
    sound = BytesIO()
    Image.new("RGB", (40, 30), "green").save(sound, "PNG")
    with Draft.open(path) as draft:
        contents = (POSTSCRIPT, SVG, sound.getvalue()[:60], sound.getvalue())
        names = [attachments.keep(draft.database, "รูป.png", content) for content in contents]
        draft.set("situation", 1, "text", json.dumps([{"figure": name, "caption": name} for name in names]))


def look_at(path: Path) -> None:
    """Open the draft in the window, with its preview, and paste what a page in a browser gives."""
    app = application()
    program = Program()
    window = program.show_draft(Draft.open(path))
    window.go_to_section("situation")
    pane = window.preview.show()
    _wait(lambda: pane.view.typeset is not None and not pane.pages.is_busy and not window.watch.worker.is_busy)
    assert window.page is not None
    text = window.page.findChildren(RichTextEditor)[0].text
    for address in ("http://127.0.0.1:9/a.png", "file:///etc/hostname", "//127.0.0.1/share/a.png"):
        data = QMimeData()
        data.setHtml(f'<p>x<img src="{address}"></p>')
        text.insertFromMimeData(data)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path.with_name("loop.png")))])
    path.with_name("loop.png").write_bytes(POSTSCRIPT)
    text.insertFromMimeData(data)
    _wait(lambda: not pane.pages.is_busy)
    window.close()
    app.processEvents()


def _wait(done: object) -> None:
    end = time.monotonic() + PATIENCE
    assert callable(done)
    while not done():
        QApplication.processEvents()
        time.sleep(0.01)  # this is a program that is looked at, not a test that waits
        assert time.monotonic() < end


def run(folder: Path) -> None:
    """The whole session."""
    draft, out = folder / "แผน.bmaplan", folder / "ออก"
    out.mkdir()
    hostile(draft)
    look_at(draft)
    targets = [
        f"{option}={out / name}" for option, name in (("--pdf", "p.pdf"), ("--bundle", "b.zip"), ("--json", "p.json"))
    ]
    assert main(["check", str(draft)]) == 1
    assert main(["export", str(draft), *targets, "--incomplete", "เริ่มทำ"]) == 0
    assert main(["verify", str(out / "b.zip")]) == 1  # its errors suspend it
    assert main(["import", str(out / "p.json"), str(out / "imported.bmaplan")]) == 0
    assert main(["repair", str(draft), "--to", str(out / "repaired.bmaplan")]) == 0
    assert main(["forms", "list"]) == 0


if __name__ == "__main__":
    print("begun", flush=True)
    run(Path(sys.argv[1]))
    print("ended", flush=True)

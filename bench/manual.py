"""How long opening the manual, and each of its pages, keeps the window: what Qt's thread computes between two beats.

python bench/manual.py
"""

import os
import tempfile
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.large import Beat, settled
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.i18n import set_language
from planner_desktop.ui.app import application
from planner_desktop.ui.kit import habits, manual_at
from planner_desktop.ui.window.main_window import MainWindow

SAMPLE = "2568-international-affairs"


def main() -> None:
    """Open the manual, then every page of it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        habits._file = lambda: folder / "window.json"
        set_language("th")
        application()
        window = MainWindow(new_from_sample(SAMPLE, folder / "plan.bmaplan"))
        window.show()
        for _again in range(50):
            settled()
        beat = Beat()
        beat.begin()
        manual = manual_at.show(window)
        while manual.browser.property("page") != manual.wanted or not manual.pages:
            settled()
        work, longest = beat.work * 1000, beat.longest * 1000
        print(f"opened with F1: computed {work:.0f} ms at most, stood still for {longest:.0f} ms")
        computed: dict[str, float] = {}
        for page in manual.pages:
            beat.begin()
            manual.go_to(page.id)
            while manual.browser.property("page") != page.id:
                settled()
            settled()
            computed[page.id] = beat.work * 1000
        slowest = max(computed, key=lambda page: computed[page])
        print(f"{len(computed)} pages: median {median(computed.values()):.0f} ms, {slowest} {computed[slowest]:.0f} ms")
        manual.close()
        window.close()


if __name__ == "__main__":
    main()

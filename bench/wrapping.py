"""What a typed letter costs in a long text whose lines are ended at words, beside one whose lines Qt ends.

QT_QPA_PLATFORM=offscreen python bench/wrapping.py
"""

from statistics import median
from time import perf_counter

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from planner_desktop.ui.app import application
from planner_desktop.ui.fields.rich_input import RichInput
from planner_desktop.ui.fields.typed import LongTextInput
from planner_desktop.ui.kit import wrapping

LETTERS = 20_000
TIMES = 40
SENTENCE = "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย มีการพัฒนาระบบสารสนเทศเพื่อการบริหารทรัพยากรบุคคล ปี 25{:02} "


def typed(edit: LongTextInput | RichInput) -> float:
    """Milliseconds for a letter in the middle of one paragraph, on the screen."""
    edit.resize(600, 300)
    edit.show()
    edit.setPlainText("".join(SENTENCE.format(n % 100) for n in range(LETTERS // len(SENTENCE) + 1))[:LETTERS])
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, n=LETTERS // 2)
    edit.setTextCursor(cursor)
    QApplication.processEvents()
    took = []
    for n in range(TIMES):
        began = perf_counter()
        edit.insertPlainText("กา"[n % 2])
        QApplication.processEvents()
        took.append(perf_counter() - began)
    edit.hide()
    return median(took) * 1000


def main() -> None:
    """Print a line for each input."""
    app = application()
    for name in ("long text", "running text"):
        cost = []
        for by_qt in (True, False):
            wrapping.qt_finds_thai_words = lambda by_qt=by_qt: by_qt  # type: ignore[assignment]
            edit = LongTextInput() if name == "long text" else RichInput(lambda _name: b"", lambda _path: None)
            cost.append(typed(edit))
        print(f"{name}: {cost[0]:.1f} ms as Qt wraps, {cost[1]:.1f} ms at words, ratio {cost[1] / cost[0]:.2f}")
    app.quit()


if __name__ == "__main__":
    main()

"""The pages beside the form: they follow the officer, and a click leads to the field."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.document.live import LiveDocument, first_place
from planner_desktop.document.outline import plain
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.errors import DocumentError
from planner_desktop.ui.kit import habits
from planner_desktop.ui.preview.pages import Laid
from planner_desktop.ui.preview.pane import PreviewPane
from planner_desktop.ui.preview.split import WIDTH
from planner_desktop.ui.preview.view import PageView, Spot
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]
MODEST = "2568-finance"


@pytest.fixture
def drafted(draft_path: Path) -> Draft:
    return new_from_sample(MODEST, draft_path)


@pytest.fixture
def opened(drafted: Draft, open_window: Opener) -> MainWindow:
    window = open_window(drafted)
    window.resize(1600, 900)
    return window


@pytest.fixture
def pane(qtbot: QtBot, keys: Keys, opened: MainWindow) -> PreviewPane:
    keys.press("F7")
    assert opened.preview.pane is not None
    settled(qtbot, opened.preview.pane)
    return opened.preview.pane


def settled(qtbot: QtBot, pane: PreviewPane) -> None:
    """Wait until the draft is on the pages and those in sight are drawn."""

    def is_settled() -> bool:
        view, pages = pane.view, pane.pages
        return not pages.is_busy and view.typeset is not None and all(view.is_drawn(n) for n in view.in_sight())

    qtbot.waitUntil(is_settled)


def says(pane: PreviewPane, page: int) -> str:
    assert pane.view.typeset is not None
    texts = [
        plain(said.text)
        for slab, _top, _section in pane.view.typeset.pages[page].slabs
        for x in range(90, 800, 20)
        if (said := slab.said(x, slab.height / 2))
    ]
    return "\n".join(texts)


def spot_of(pane: PreviewPane, text: str, beside: str = "") -> Spot:
    """A spot of a page where this text stands, in a row with another."""
    assert pane.view.typeset is not None
    for n, page in enumerate(pane.view.typeset.pages):
        for slab, top, _section in page.slabs:
            for x in range(90, 800, 10):
                y = top + slab.height / 2
                said = page.said(x, y)
                if said and text in plain(said.text) and any(beside in plain(one) for one in (said.text, *said.beside)):
                    return Spot(n, x, y)
    raise AssertionError(f"{text} is on no page")


def click(pane: PreviewPane, spot: Spot) -> None:
    view = pane.view
    view.go_to_spot(spot)
    rect, scale = view.rect_of(spot.page), view.scale_of(spot.page)
    at = QPointF(rect.x() + spot.x * scale, rect.y() + spot.y * scale).toPoint()
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def focused_in(window: MainWindow) -> bool:
    focused = QApplication.focusWidget()
    return window.page is not None and focused is not None and window.page.isAncestorOf(focused)


# ---------------------------------------------------------------- following


def test_an_edit_shows_on_the_page(qtbot: QtBot, keys: Keys, opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("vision")
    settled(qtbot, pane)
    before = pane.view.picture(pane.view.page)
    keys.press("Ctrl+A")
    keys.write("กรุงเทพมหานครที่ทุกคนอ่านแผนได้")
    keys.press("Tab")
    qtbot.waitUntil(lambda: "ทุกคนอ่านแผนได้" in says(pane, pane.view.page))
    settled(qtbot, pane)
    after = pane.view.picture(pane.view.page)
    assert before is not None
    assert after is not None
    assert before != after


def test_the_section_that_is_edited_comes_before_all_others(
    qtbot: QtBot, opened: MainWindow, pane: PreviewPane
) -> None:
    opened.go_to_section("evaluation")
    settled(qtbot, pane)
    heard: list[Laid] = []
    pane.pages.laid.connect(heard.append)
    draft = opened.session.draft
    draft.set("printing", 1, "digits", "thai")
    settled(qtbot, pane)
    first, whole = heard
    assert first.rest is not None
    assert whole.rest is None
    assert first.change is not None
    assert first.typeset.pages[first.change.page].section_at(first.change.top) == "evaluation"
    assert pane.view.shows(first.change)
    with draft.snapshot() as copy:
        assert whole.typeset.pages == LiveDocument().update(copy).pages


def test_undo_brings_the_old_page_back(qtbot: QtBot, opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("vision")
    settled(qtbot, pane)
    before = pane.view.picture(pane.view.page)
    opened.session.draft.set("vision", 1, "text", "อื่น")
    qtbot.waitUntil(lambda: "อื่น" in says(pane, pane.view.page).split("\n"))
    settled(qtbot, pane)
    opened.session.undo()
    qtbot.waitUntil(lambda: "อื่น" not in says(pane, pane.view.page).split("\n"))
    settled(qtbot, pane)
    assert pane.view.picture(pane.view.page) == before


def test_going_to_a_section_shows_its_page(qtbot: QtBot, opened: MainWindow, pane: PreviewPane) -> None:
    assert pane.view.typeset is not None
    for section in ("part-two", "swot", "evaluation", "cover"):
        opened.go_to_section(section)
        place = first_place(pane.view.typeset, section)
        assert place is not None
        assert pane.view.shows(place)
        assert place.page in pane.view.in_sight()
    settled(qtbot, pane)


def test_the_page_of_an_edit_far_from_the_sections_first_is_shown(
    qtbot: QtBot, opened: MainWindow, pane: PreviewPane
) -> None:
    draft = opened.session.draft
    opened.go_to_section("projects")  # prints nothing itself
    project = draft.ids("project")[-1]
    draft.set("project", project, "name", "โครงการที่เปลี่ยนชื่อแล้ว")
    qtbot.waitUntil(lambda: any("โครงการที่เปลี่ยนชื่อแล้ว" in says(pane, n) for n in pane.view.in_sight()))


def test_pages_that_did_not_change_are_not_drawn_again(qtbot: QtBot, opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("cover")
    settled(qtbot, pane)
    cover = pane.view.picture(0)
    with qtbot.waitSignal(pane.pages.laid):
        opened.session.draft.add("annex_item", {"title": "ภาคผนวกใหม่"})
    opened.go_to_section("cover")
    settled(qtbot, pane)
    assert pane.view.picture(0) is cover


def test_only_pages_in_sight_are_drawn(qtbot: QtBot, pane: PreviewPane) -> None:
    assert pane.view.typeset is not None
    assert len(pane.view.typeset.pages) > 20
    assert sum(pane.view.picture(n) is not None for n in range(len(pane.view.typeset.pages))) < 8


def test_what_cannot_be_printed_is_told_and_the_pages_stay(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: MainWindow, pane: PreviewPane
) -> None:
    from planner_desktop.document.live import LiveDocument

    def fail(*_args: object) -> None:
        raise DocumentError("the figure is no picture", "insert it again")

    assert pane.view.typeset is not None
    count, draft = len(pane.view.typeset.pages), opened.session.draft
    with monkeypatch.context() as broken:
        broken.setattr(LiveDocument, "update", fail)
        with qtbot.waitSignal(pane.pages.failed):
            draft.set("vision", 1, "text", "วิสัยทัศน์ใหม่ที่ยังไม่พิมพ์")
    assert pane.message.said() == "the figure is no picture\ninsert it again"
    assert len(pane.view.typeset.pages) == count
    assert not opened.bar.isVisible()
    with qtbot.waitSignal(pane.pages.laid):
        draft.add("mission", {"text": "พันธกิจใหม่"})
    assert not pane.message.isVisible()
    spot_of(pane, "วิสัยทัศน์ใหม่ที่ยังไม่พิมพ์")  # the change that was told of is not forgotten


# ---------------------------------------------------------------- clicking


def test_a_click_leads_to_the_field(opened: MainWindow, keys: Keys, pane: PreviewPane) -> None:
    draft = opened.session.draft
    record = next(r for r in draft.records("project") if r.values["budget"])
    name, budget = str(record.values["name"]), draft.shown(record, "budget")
    click(pane, spot_of(pane, budget, beside=name))
    assert focused_in(opened)
    keys.write("1234")
    keys.press("Return")
    assert draft.record("project", record.id).values["budget"] == 123400


def test_a_click_on_the_vision_leads_into_its_text(opened: MainWindow, keys: Keys, pane: PreviewPane) -> None:
    draft = opened.session.draft
    text = str(draft.record("vision", 1).values["text"])
    at = pane.view.verticalScrollBar().value()
    click(pane, spot_of(pane, text))
    assert at != pane.view.verticalScrollBar().value()
    scrolled = pane.view.verticalScrollBar().value()
    assert opened.page is not None
    assert opened.page.section.id == "vision"
    assert pane.view.verticalScrollBar().value() == scrolled  # what was clicked on stays where it is
    keys.press("Ctrl+A")
    keys.write("ใหม่")
    keys.press("Tab")
    assert draft.record("vision", 1).values["text"] == "ใหม่"


def test_a_click_where_nothing_was_entered_leads_to_the_section(opened: MainWindow, pane: PreviewPane) -> None:
    click(pane, spot_of(pane, "สารบัญ"))
    assert opened.page is not None
    assert opened.page.section.id == "contents"


def test_what_is_being_typed_is_stored_before_a_click_leads_away(
    opened: MainWindow, keys: Keys, pane: PreviewPane
) -> None:
    draft = opened.session.draft
    opened.go_to_section("vision")
    keys.press("Ctrl+A")
    keys.write("ยังไม่ได้ออกจากช่อง")
    click(pane, spot_of(pane, "สารบัญ"))
    assert draft.record("vision", 1).values["text"] == "ยังไม่ได้ออกจากช่อง"


def test_the_hand_shows_where_something_is_said(pane: PreviewPane) -> None:
    spot = spot_of(pane, "สำนักการคลัง")
    pane.view.go_to_spot(spot)
    rect, scale = pane.view.rect_of(spot.page), pane.view.scale_of(spot.page)
    QTest.mouseMove(pane.view.viewport(), QPoint(3, 3))
    QTest.mouseMove(pane.view.viewport(), QPointF(rect.x() + spot.x * scale, rect.y() + spot.y * scale).toPoint())
    assert pane.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


# ---------------------------------------------------------------- looking


def middle(view: PageView) -> Spot:
    spot = view.spot_near(QPointF(view.viewport().rect().center()))
    assert spot is not None
    return spot


def test_zoom_keeps_the_place(qtbot: QtBot, keys: Keys, opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("part-two")
    before = middle(pane.view)
    pane.view.setFocus()
    for name in ("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl+-"):
        keys.press(name)
        assert middle(pane.view).page == before.page
        assert middle(pane.view).y == pytest.approx(before.y, abs=10)  # points; a scroll bar may come or go
    assert pane.view.scale is not None
    settled(qtbot, pane)
    keys.press("Ctrl+0")
    assert middle(pane.view).page == before.page
    assert middle(pane.view).y == pytest.approx(before.y, abs=10)
    assert pane.view.horizontalScrollBar().maximum() == 0


def test_a_wider_preview_keeps_the_page(opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("evaluation")
    page = pane.view.page
    sizes = opened.preview.split.sizes()
    opened.preview.split.setSizes([sizes[0] - 200, sizes[1] + 200])
    QApplication.processEvents()
    assert pane.view.page == page


def test_the_preview_begins_as_wide_as_it_was_last(keys: Keys, drafted: Draft, open_window: Opener) -> None:
    habits.keep(WIDTH, 0.36)
    window = open_window(drafted)
    keys.press("F7")
    form, pages = window.preview.split.sizes()
    assert pages / (form + pages) == pytest.approx(0.36, abs=0.02)


def test_the_preview_is_gone_about_by_keyboard(keys: Keys, opened: MainWindow, pane: PreviewPane) -> None:
    opened.go_to_section("cover")
    keys.press("Ctrl+F7")
    assert pane.view.hasFocus()
    keys.press("PgDown", "PgDown")
    assert pane.view.page == 2
    assert "3 of" in pane.page_label.text()
    keys.press("PgUp")
    assert pane.view.page == 1
    keys.press("End")
    assert pane.view.typeset is not None
    assert pane.view.page == len(pane.view.typeset.pages) - 1
    assert pane.view.accessibleDescription() == pane.page_label.text()
    assert pane.view.typeset.number(pane.view.page) in pane.page_label.text()
    keys.press("Escape")
    assert focused_in(opened)
    keys.press("Ctrl+F7")
    pane.view.go_to_spot(spot_of(pane, str(opened.session.draft.record("vision", 1).values["text"])))
    keys.press("Return")
    assert focused_in(opened)
    assert opened.page is not None
    assert opened.page.section.id == "vision"


# ---------------------------------------------------------------- coming and going


def test_a_narrow_window_begins_without_and_the_users_wish_is_kept(
    qtbot: QtBot, keys: Keys, opened: MainWindow, open_window: Opener, tmp_path: Path
) -> None:
    assert not opened.preview.is_shown
    keys.press("F7")
    assert opened.preview.is_shown
    assert opened.preview_button.isChecked()
    opened.close()
    again = open_window(new_from_sample(MODEST, tmp_path / "again.bmaplan"))
    qtbot.waitUntil(lambda: again.preview.is_shown)
    keys.press("F7")
    assert not again.preview.is_shown
    assert not again.preview_button.isChecked()
    assert habits.habit("preview") is False


def test_a_wide_window_begins_with_it(qtbot: QtBot, draft: Draft) -> None:
    window = MainWindow(draft)
    window.resize(1900, 1000)
    window.show()
    qtbot.waitUntil(lambda: window.preview.is_shown)
    window.close()


def test_closing_while_it_works_is_clean(qtbot: QtBot, keys: Keys, opened: MainWindow, drafted: Draft) -> None:
    keys.press("F7")
    assert opened.preview.pane is not None
    qtbot.waitUntil(lambda: opened.preview.pane is not None and opened.preview.pane.pages.is_busy)
    drafted.set("vision", 1, "text", "ก่อนปิด")
    opened.close()
    QApplication.processEvents()


def test_nothing_is_made_while_nobody_looks(qtbot: QtBot, keys: Keys, opened: MainWindow, pane: PreviewPane) -> None:
    keys.press("F7")
    laid: list[object] = []
    pane.pages.laid.connect(laid.append)
    opened.session.draft.set("vision", 1, "text", "ไม่มีใครดู")
    QApplication.processEvents()
    assert not pane.pages.is_busy
    assert laid == []
    keys.press("F7")
    qtbot.waitUntil(lambda: bool(laid))
    spot_of(pane, "ไม่มีใครดู")


def test_the_preview_opens_at_the_section_the_officer_is_in(
    qtbot: QtBot, keys: Keys, opened: MainWindow, pane: PreviewPane
) -> None:
    """Also where another section was changed while nobody looked."""
    keys.press("F7")
    opened.session.draft.set("vision", 1, "text", "เปลี่ยนขณะปิดอยู่")
    opened.go_to_section("evaluation")
    keys.press("F7")
    settled(qtbot, pane)
    assert pane.view.typeset is not None
    place = first_place(pane.view.typeset, "evaluation")
    assert place is not None
    assert pane.view.shows(place)
    project = opened.session.draft.ids("project")[0]
    opened.session.draft.set("project", project, "name", "เปลี่ยนเมื่อเปิดแล้ว")
    qtbot.waitUntil(lambda: any("เปลี่ยนเมื่อเปิดแล้ว" in says(pane, n) for n in pane.view.in_sight()))


def test_what_was_typed_on_leaving_a_section_does_not_hold_the_preview_there(
    qtbot: QtBot, keys: Keys, opened: MainWindow, pane: PreviewPane
) -> None:
    opened.go_to_section("vision")
    settled(qtbot, pane)
    keys.write("พิมพ์แล้วไปส่วนอื่นทันที ")
    opened.go_to_section("evaluation")
    qtbot.waitUntil(
        lambda: "พิมพ์แล้วไปส่วนอื่นทันที" in opened.session.draft.shown(opened.session.draft.record("vision", 1), "text")
    )
    settled(qtbot, pane)
    assert pane.view.typeset is not None
    place = first_place(pane.view.typeset, "evaluation")
    assert place is not None
    assert pane.view.shows(place)

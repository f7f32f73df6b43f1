"""A bundle that is dropped on the window gets its verdict there, and so does the plan in it before it is sent."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from planner_desktop.bundle import write_bundle
from planner_desktop.bundle.verdict import of_draft
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.ui.auditing.verdict_sheet import VerdictSheet, show_bundle, show_draft
from planner_desktop.ui.window.main_window import MainWindow


def sheet(qtbot: QtBot, window: MainWindow) -> VerdictSheet:
    """The one that is shown, when it has told its verdict."""
    (shown,) = window.findChildren(VerdictSheet)
    qtbot.waitUntil(lambda: shown.verdict is not None)
    return shown


def test_what_is_no_bundle_gets_a_receipt_and_a_reason(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ไม่ใช่.zip"
    path.write_bytes(b"no zip")
    show_bundle(window, path)
    shown = sheet(qtbot, window)
    assert shown.verdict
    assert shown.verdict.receipt in shown.said.text()
    top = shown.list.topLevelItem(0)
    assert top is not None
    assert top.childCount() == 1
    assert shown.detail.text()
    shown.write_pdf(tmp_path / "ผล.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "ผล.pdf").is_file())


def test_the_plan_in_the_window_is_told_what_will_be_said_of_it(window: MainWindow, qtbot: QtBot) -> None:
    draft: Draft = window.session.draft
    show_draft(window, draft)
    shown = sheet(qtbot, window)
    assert shown.verdict == of_draft(draft)
    assert shown.list.topLevelItemCount() == len(shown.verdict.groups)


def test_a_place_that_is_mended_otherwise_than_the_others_of_its_group_tells_how(
    window: MainWindow, qtbot: QtBot
) -> None:
    show_draft(window, window.session.draft)
    shown = sheet(qtbot, window)
    assert shown.verdict
    at, group = next((at, each) for at, each in enumerate(shown.verdict.groups) if not each.fix)
    above = shown.list.topLevelItem(at)
    assert above is not None
    assert len({place.fix for place in group.places}) > 1
    for n, place in enumerate(group.places):
        row = above.child(n)
        assert row is not None
        shown.list.setCurrentItem(row)
        assert place.fix
        assert place.fix in shown.detail.text().replace("\u200b", "")


def test_a_bundle_is_printed_again_and_compared_when_it_is_asked_for(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    incomplete.mark(window.session.draft, "รอกรอก")
    show_bundle(window, write_bundle(window.session.draft, tmp_path / "ชุด.zip"))
    shown = sheet(qtbot, window)
    assert shown.print_button is not None
    assert "was not compared" in shown.about.text()
    shown.print_button.click()
    qtbot.waitUntil(lambda: "byte for byte" in shown.about.text())
    assert not shown.print_button.isEnabled()
    assert shown.verdict is not None
    assert shown.list.topLevelItemCount() == len(shown.verdict.groups)

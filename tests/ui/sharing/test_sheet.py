"""The sheet of shared results: what differs is listed with both words, and leads to the record."""

from pathlib import Path

from PySide6.QtCore import Qt

from planner_desktop.plans import shared_differences, sharing
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.sharing.sheet import SharedSheet, compare, export
from planner_desktop.ui.window.main_window import MainWindow


def test_what_differs_is_listed_and_leads_to_the_record(window: MainWindow, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    draft = window.session.draft
    draft.set("cover", 1, "agency", "สำนักการคลัง")
    rows = draft.pack.catalogues["agencies"]
    other = draft.adopt("agency", next(row for row in rows if row["name"] == "สำนักการระบายน้ำ"))
    id = draft.add("key_result", {"code": "7777", "name": "ก", "target": "ร้อยละ 80", "hosts": [other]})
    path = tmp_path / "ก.bmashare"
    export(window, path)
    qtbot.waitUntil(path.exists)
    ours = sharing.read(path)
    theirs = sharing.Shared(ours.edition, "สำนักการระบายน้ำ", ours.results, moment=ours.moment, version=3, complete=True)
    draft.set("key_result", id, "target", "ร้อยละ 90")
    found = shared_differences.hold_together(draft, theirs)
    sheet = SharedSheet(window, theirs, found)
    qtbot.addWidget(sheet)
    rows_shown = sheet.list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    assert ("ร้อยละ 90", "ร้อยละ 80") in [(row.text(1), row.text(2)) for row in rows_shown]
    assert any("Version 3, still a draft" in text.said() for text in sheet.findChildren(Text))
    went = []
    window.show_record = lambda *place: went.append(place)  # type: ignore[method-assign]
    sheet.button.click()
    assert went == [("key_result", id, "name")]
    assert draft.record("key_result", id).values["target"] == "ร้อยละ 90"


def test_a_file_that_is_none_is_told_in_the_window(window: MainWindow, qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "ก.bmashare"
    path.write_text("{}")
    compare(window, path)
    qtbot.waitUntil(lambda: "ก.bmashare" in window.bar.text.said())


def test_what_an_older_file_leaves_out_is_told_as_not_said(window: MainWindow, qtbot) -> None:  # type: ignore[no-untyped-def]
    draft = window.session.draft
    draft.set("cover", 1, "agency", "สำนักการคลัง")
    rows = draft.pack.catalogues["agencies"]
    other = draft.adopt("agency", next(row for row in rows if row["name"] == "สำนักการระบายน้ำ"))
    draft.add("key_result", {"code": "7777", "name": "ก", "target": "ร้อยละ 80", "hosts": [other]})
    theirs = sharing.Shared(draft.pack.edition.id, "สำนักการระบายน้ำ", ())
    sheet = SharedSheet(window, theirs, shared_differences.hold_together(draft, theirs))
    qtbot.addWidget(sheet)
    rows_shown = sheet.list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    assert ("yes", "not said in this file") in [(row.text(1), row.text(2)) for row in rows_shown]
    told = " ".join(text.said() for text in sheet.findChildren(Text))
    assert all(said in told for said in ("0 differences", "earlier version", "does not say of which version"))

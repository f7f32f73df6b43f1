"""Catalogues of the city are shown by the window with who signed them, taken, and offered to the plan that is open."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.publishing import catalogues, key_file, keys
from planner_desktop.publishing.key_file import PrivateKey, id_of
from planner_desktop.ui.history.published import PublishedSheet
from planner_desktop.ui.history.updating import UpdateSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.publishing.conftest import *  # noqa: F403 - its fixtures: an edition with keys, and publishing
from tests.publishing.conftest import PASSPHRASE, Desks, Publish


def test_they_are_looked_at_taken_and_taken_up_by_the_open_plan(qtbot: QtBot, publish: Publish, tmp_path: Path) -> None:
    draft = Draft.create(tmp_path / "ร่าง.bmaplan", edition_pack("bma-2568"))
    row = next(row for row in draft.pack.catalogues["okrs"] if row["code"] == "3101")
    id = draft.adopt("key_result", row)
    window = MainWindow(draft)
    qtbot.addWidget(window)
    window.show()
    window.history.show_published(publish({("3101", "target"): "ร้อยละ 90"}))
    sheet = window.findChild(PublishedSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.take_button.isEnabled, timeout=60_000)
    assert "กลุ่มงานนโยบาย" in sheet.guide.text().replace("\u200b", "")
    item = sheet.tree.topLevelItem(0)
    assert item is not None
    assert (item.text(1), item.text(2)) == ("ร้อยละ 80", "ร้อยละ 90")
    sheet.take()
    qtbot.waitUntil(lambda: "number 1" in window.bar.text.text(), timeout=60_000)
    window.bar.next_button.click()
    update = window.findChild(UpdateSheet)
    assert update is not None
    qtbot.waitUntil(update.take_button.isEnabled, timeout=60_000)
    update.take_up()
    assert draft.record("key_result", id).values["target"] == "ร้อยละ 90"


def test_a_file_that_is_not_believed_says_so_and_offers_nothing(
    qtbot: QtBot, edition: str, sample: Draft, tmp_path: Path
) -> None:
    path = tmp_path / "ปลอม.bmacatalogue"
    path.write_text("{}", encoding="utf-8")
    window = MainWindow(sample)
    qtbot.addWidget(window)
    window.history.show_published(path)
    sheet = window.findChild(PublishedSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "ปลอม.bmacatalogue" in sheet.guide.text(), timeout=60_000)
    assert not sheet.take_button.isEnabled()


def test_a_plan_whose_catalogues_are_believed_no_more_is_told_and_led_back_by_the_bar(
    qtbot: QtBot, publish: Publish, root: PrivateKey, signer: PrivateKey, desks: Desks, tmp_path: Path
) -> None:
    catalogues.take(catalogues.look(publish({("3101", "target"): "ร้อยละ 1"})))
    draft = Draft.create(tmp_path / "ร่าง.bmaplan", edition_pack("bma-2568"))
    row = next(row for row in draft.pack.catalogues["okrs"] if row["code"] == "3101")
    id = draft.adopt("key_result", row)
    window = MainWindow(draft)
    qtbot.addWidget(window)
    window.show()
    new = key_file.make(tmp_path / "ใหม่.bmakey", "กลุ่มงานนโยบาย", PASSPHRASE)
    with desks.at_the_office():
        keys.rotate("bma-2568", id_of(signer.public), (new.public, new.holder), root, tmp_path / "k2.bmakeys")
        keys.revoke("bma-2568", id_of(signer.public), "หาย", root, tmp_path / "k3.bmakeys")
    window.history.show_published(tmp_path / "k3.bmakeys")
    qtbot.waitUntil(lambda: "is revoked: หาย" in window.bar.text.text().replace("\u200b", ""), timeout=60_000)
    window.bar.next_button.click()
    update = window.findChild(UpdateSheet)
    assert update is not None
    qtbot.waitUntil(update.take_button.isEnabled, timeout=60_000)
    assert "is revoked" in update.guide.text().replace("\u200b", "")
    update.take_up()
    assert draft.record("key_result", id).values["target"] == "ร้อยละ 80"

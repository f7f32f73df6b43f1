"""What the disk does not take of the text being typed is held, told once, and tried again until it is there."""

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.ui.session import typing
from planner_desktop.ui.session.typing import KeptTyping


def test_what_a_full_disk_refuses_is_tried_again_until_it_is_kept(
    qtbot: QtBot, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing, "AGAIN_MS", 1)
    kept = KeptTyping(draft)
    told: list[object] = []
    kept.failed.connect(told.append)
    place = ("cover", 1, "agency")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(draft, "typing", full)
        kept.note(place, lambda: "สำนัก")
        kept.keep()
        assert (kept.unkept, kept.texts, kept.kept_at) == ({place: "สำนัก"}, {}, None)
        kept.note(place, lambda: "สำนักงาน")
        kept.keep()
        assert kept.is_waiting
        assert len(told) == 1
    qtbot.waitUntil(lambda: kept.texts == {place: "สำนักงาน"})
    assert not kept.is_waiting
    assert kept.kept_at is not None
    assert [row[0] for row in draft.database.execute("SELECT text FROM typing")] == ["สำนักงาน"]


def full(*_typed: object) -> None:
    raise DraftError("the disk is full")

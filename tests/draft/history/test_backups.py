"""Checked copies in the user's own folder: made while the plan changes, thinned out, never replaced by a bad one."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.history import backups
from planner_desktop.draft.history.backups import Backups, all_backups, open_backup, restore
from planner_desktop.draft.history.comparison import compare
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import DraftError

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(backups, "user_data", lambda: tmp_path / "ข้อมูล ผู้ใช้")
    return tmp_path / "ข้อมูล ผู้ใช้"


@pytest.fixture
def of_sample(sample: Draft) -> Backups:
    found = Backups.of(sample)
    assert found
    return found


def path_of(draft: Draft) -> Path:
    assert draft.path
    return draft.path


def test_a_backup_is_due_after_ten_minutes_while_the_plan_changes_and_not_else(
    sample: Draft, of_sample: Backups
) -> None:
    assert of_sample.due(NOW)
    of_sample.make(NOW)
    sample.enter("vision", 1, "text", "ใหม่")
    assert not of_sample.due(NOW + HOUR / 7)
    assert of_sample.due(NOW + HOUR / 6)
    of_sample.make(NOW + HOUR)
    sample.remember("section", "projects")  # where the officer was is no change of the plan
    assert not of_sample.due(NOW + 5 * HOUR)
    sample.undo()
    assert of_sample.due(NOW + 5 * HOUR)
    assert of_sample.due(NOW - DAY)  # the PC's clock was put back


def test_a_backup_opens_for_looking_and_comes_back_as_a_new_file(
    sample: Draft, of_sample: Backups, tmp_path: Path
) -> None:
    before = plan_json.to_plan(sample)
    backup = of_sample.make(NOW)
    sample.enter("vision", 1, "text", "ใหม่")
    with open_backup(backup) as old:
        assert [d.field for d in compare(old, sample)] == ["text"]
        with pytest.raises(DraftError, match="reading only"):
            old.add("mission")
    restore(backup, tmp_path / "คืน.bmaplan")
    with Draft.open(tmp_path / "คืน.bmaplan") as again:
        assert plan_json.to_plan(again) == before
        again.add("mission")
    with pytest.raises(DraftError, match="exists already"):
        restore(backup, path_of(sample))
    assert not list(of_sample.folder.glob("*.part"))


def test_what_can_be_undone_is_kept_too(sample: Draft, of_sample: Backups, tmp_path: Path) -> None:
    before = plan_json.to_plan(sample)
    sample.delete("division", sample.ids("division"))
    restore(of_sample.make(NOW), tmp_path / "คืน.bmaplan")
    with Draft.open(tmp_path / "คืน.bmaplan") as again:
        again.undo()
        assert plan_json.to_plan(again) == before


def test_a_backup_is_made_while_another_writes(sample: Draft, of_sample: Backups) -> None:
    with sample.action("typing"):
        sample.enter("vision", 1, "text", "ยังไม่เสร็จ")
        with open_backup(of_sample.make(NOW)) as old:
            assert old.record("vision", 1).values["text"] != "ยังไม่เสร็จ"


def test_a_renamed_file_keeps_its_backups_and_a_copy_has_its_own(
    sample: Draft, of_sample: Backups, tmp_path: Path
) -> None:
    of_sample.make(NOW)
    sample.save_as(tmp_path / "สำเนา.bmaplan")
    sample.close()
    path_of(sample).rename(tmp_path / "ชื่อใหม่.bmaplan")
    for name in ("ชื่อใหม่.bmaplan", "สำเนา.bmaplan"):
        with Draft.open(tmp_path / name) as draft:
            same = Backups.of(draft)
            assert same
            same.make(NOW)
    assert [backup.source.name for backup in of_sample.listing()].count("สำเนา.bmaplan") == 1
    assert len({backup.path for backup in of_sample.listing()}) == 3
    assert all_backups() == of_sample.listing()


def test_a_damaged_file_takes_no_good_copy_s_place(sample: Draft, of_sample: Backups, tmp_path: Path) -> None:
    sample.enter("vision", 1, "text", "วิสัยทัศน์ที่ดี")
    good = of_sample.make(NOW)
    content = good.path.read_bytes()
    bad = bytearray(path_of(sample).read_bytes())
    for page in range(5, len(bad) // 4096):
        bad[page * 4096 : page * 4096 + 200] = os.urandom(200)
    letter = path_of(sample).read_bytes().replace("วิสัยทัศน์ที่ดี".encode(), "วิสัยทัศน์ที่ดู".encode())
    for content_of_file in (bytes(bad), letter):
        (tmp_path / "เสีย.bmaplan").write_bytes(content_of_file)
        with pytest.raises(DraftError, match="is damaged"):
            Backups(of_sample.folder.name, tmp_path / "เสีย.bmaplan").make(NOW + HOUR)
    (tmp_path / "เสีย.bmaplan").write_bytes(b"nothing of SQLite's" * 1000)
    with pytest.raises(DraftError):
        Backups(of_sample.folder.name, tmp_path / "เสีย.bmaplan").make(NOW + HOUR)
    assert [backup.path for backup in of_sample.listing()] == [good.path]
    assert good.path.read_bytes() == content
    assert not list(of_sample.folder.glob("*.part"))


def test_where_there_is_no_place_the_officer_is_told_and_the_work_is_safe(
    sample: Draft, of_sample: Backups, own_folder: Path
) -> None:
    own_folder.mkdir()
    (own_folder / "backups").write_text("a file stands here")
    with pytest.raises(DraftError, match="No backup could be made"):
        of_sample.make(NOW)
    sample.add("mission")


def test_the_last_day_by_the_hour_and_the_days_before_by_the_day_are_kept(sample: Draft, of_sample: Backups) -> None:
    seed = of_sample.make(NOW - 1000 * DAY)
    content = seed.path.read_bytes()
    for hours in range(0, 24 * 100, 6):
        name = (NOW + hours * HOUR).strftime("%Y%m%dT%H%M%SZ")
        (of_sample.folder / seed.path.name.replace(seed.path.name[:16], name)).write_bytes(content)
    last = of_sample.make(NOW + 100 * DAY)
    kept = of_sample.listing()
    assert kept[0] == last
    assert [kept[n].at - kept[n + 1].at for n in range(22)] == [6 * HOUR] * 22
    days = [backup.at.astimezone().date() for backup in kept]
    assert len(set(days)) == backups.DAILY
    assert len(days) == len(kept) < backups.HOURLY + backups.DAILY
    assert seed not in kept


def test_two_hours_of_work_are_kept_every_ten_minutes(sample: Draft, of_sample: Backups) -> None:
    seed = of_sample.make(NOW)
    content = seed.path.read_bytes()
    for tens in range(1, 100):
        name = (NOW + tens * HOUR / 6).strftime("%Y%m%dT%H%M%SZ")
        (of_sample.folder / seed.path.name.replace(seed.path.name[:16], name)).write_bytes(content)
    of_sample.thin_out()
    kept = of_sample.listing()
    assert [kept[n].at - kept[n + 1].at for n in range(backups.NEWEST - 1)] == [HOUR / 6] * (backups.NEWEST - 1)
    assert len({backup.at.replace(minute=0) for backup in kept}) == 17


def test_how_many_changes_are_in_no_backup(sample: Draft, of_sample: Backups) -> None:
    sample.enter("vision", 1, "text", "หนึ่ง")
    assert of_sample.changes_in_none(sample) == 1
    of_sample.make(NOW)
    assert of_sample.changes_in_none(sample) == 0
    sample.enter("vision", 1, "text", "สอง")
    sample.add("mission")
    assert of_sample.changes_in_none(sample) == 2
    sample.undo()
    assert of_sample.changes_in_none(sample) == 1
    sample.undo()
    sample.undo()
    assert of_sample.changes_in_none(sample) == 1  # what the backup has and the draft no longer


def test_too_large_backups_go_oldest_first_and_the_newest_stays(
    sample: Draft, of_sample: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [of_sample.make(NOW + n * HOUR) for n in range(4)]
    monkeypatch.setattr(backups, "MAX_BYTES", made[0].size * 5 // 2)
    of_sample.thin_out()
    assert of_sample.listing() == made[:1:-1]
    monkeypatch.setattr(backups, "MAX_BYTES", 1)
    of_sample.thin_out()
    assert of_sample.listing() == made[:2:-1]


def test_backups_are_plain_sqlite(sample: Draft, of_sample: Backups) -> None:
    connection = sqlite3.connect(of_sample.make(NOW).path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()

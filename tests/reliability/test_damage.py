"""A damaged draft is read as far as it can be, nothing in it is invented, and the file itself is left as it was."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.cli import main
from planner_desktop.draft import Draft
from planner_desktop.draft.file import identity
from planner_desktop.draft.file.pages import PAGE
from planner_desktop.draft.file.repair import repair
from planner_desktop.draft.file.repair_report import RepairReport
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.formpack import fields, tables
from tests.conftest import SAMPLE
from tests.reliability.conftest import ROUNDS


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with a history, an attached file and something that is being typed."""
    folder = tmp_path_factory.mktemp("ทั้งหมด")
    path = folder / "แผน.bmaplan"
    (folder / "แผนที่.pdf").write_bytes(random.Random(1).randbytes(30_000))
    with new_from_sample(SAMPLE, path) as draft:
        for n, project in enumerate(draft.ids("project")[:20]):
            draft.enter("project", project, "name", f"ชื่อใหม่ {n}")
        draft.delete("project", draft.ids("project")[-1:])
        draft.undo()
        draft.attach(folder / "แผนที่.pdf")
        draft.typing("project", 1, "name", "กำลังพิมพ์")
    return path


def contents(draft: Draft) -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of a draft by table and key."""
    keys = {shape.name: shape.key for shape in tables.shapes(draft.pack.records)}
    keys |= {"setting": ("name",), "form_pack_file": ("path",), "attachment": ("name",)}
    keys |= {"action": ("id",), "change": ("id",), "typing": ("kind", "row", "field")}
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for table, key in keys.items():
        rows = (dict(row) for row in draft.database.table(table).rows)
        found[table] = {tuple(row[k] for k in key): {k: v for k, v in row.items() if k != "_seal"} for row in rows}
    for (name,), row in found["attachment"].items():  # which is checked only when it is read
        try:
            row["content"] = draft.attachment(name)
        except DraftError:
            del row["content"]
    return found


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bits flipped, bytes made up, pages of zeros, pages in each other's place, or an end that is missing."""
    bytes_ = bytearray(content)
    pages = len(bytes_) // PAGE
    match chance.randrange(5):
        case 0:
            for _n in range(chance.randint(1, 40)):
                bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
        case 1:
            at = chance.randrange(len(bytes_))
            end = min(len(bytes_), at + chance.randint(1, 3 * PAGE))
            bytes_[at:end] = chance.randbytes(end - at)
        case 2:
            for _n in range(chance.randint(1, 5)):
                at = chance.randrange(pages) * PAGE
                bytes_[at : at + PAGE] = bytes(PAGE)
        case 3:
            one, other = (chance.randrange(pages) * PAGE for _n in range(2))
            bytes_[one : one + PAGE], bytes_[other : other + PAGE] = (
                bytes_[other : other + PAGE],
                bytes_[one : one + PAGE],
            )
        case 4:
            del bytes_[chance.randrange(len(bytes_)) :]
    return bytes(bytes_)


def invented(draft: Draft, before: dict[str, dict[Any, dict[str, Any]]], report: RepairReport | None) -> Iterator[str]:
    """What stands in a draft and stood in no such place before."""
    lost = {(each.kind, each.id, each.field) for each in report.lost} if report else set()
    uids = {row["uid"] for rows in before.values() for row in rows.values() if "uid" in row}
    for table, rows in contents(draft).items():
        there_were = before.get(table, {})
        if table == "form_pack_file" and report and report.pack_replaced:
            continue
        for key, row in rows.items():
            if key == (identity.SETTING,) and not draft.read_only:
                continue  # a draft that is written to has one, a new one if it must
            if key not in there_were:
                if not (table in draft.pack.records and draft.pack.records[table].single):
                    yield f"{table} {key}"
                continue
            for name, value in row.items():
                if value == there_were[key][name] or name == "position":
                    continue
                if name == "uid" and value not in uids:  # a new one for one that was lost
                    continue
                spec = draft.pack.records[table].fields.get(name) if table in draft.pack.records else None
                told = {(table, key[0], name), (table, key[0], "")} & lost
                if not (spec and told and value in (None, fields.default(spec))):
                    yield f"{table} {key} {name}: {value!r}"


def damage_and_open(whole: Path, folder: Path, rounds: int) -> dict[str, int]:
    """How it ended, counted; nothing was invented."""
    content = whole.read_bytes()
    with Draft.open(whole, read_only=True) as draft:
        before = contents(draft)
    file, new = folder / "เสียหาย.bmaplan", folder / "ซ่อมแล้ว.bmaplan"
    ended = {"whole": 0, "read in part": 0, "refused": 0, "rows saved": 0, "rows there were": 0}
    for n in range(rounds):
        broken = damaged(content, random.Random(n))
        file.write_bytes(broken)
        try:
            with Draft.open(file) as draft:
                report = draft.opened.damage
                assert draft.read_only == (report is not None)
                assert list(invented(draft, before, report)) == [], n
                assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
                ended["read in part" if report else "whole"] += 1
                if report:
                    assert file.read_bytes() == broken
                    list(report.lines())
        except PlannerError:
            assert file.read_bytes() == broken
            ended["refused"] += 1
            continue
        ended["rows there were"] += sum(len(before[table]) for table in draft.pack.records)
        if report is None:
            ended["rows saved"] += sum(len(before[table]) for table in draft.pack.records)
            continue
        ended["rows saved"] += sum(report.saved[table] for table in draft.pack.records)
        if n % 5 == 0:
            repair(file, new)
            with Draft.open(new) as draft:
                assert not draft.read_only, draft.opened.reason
                assert list(invented(draft, before, report)) == [], n
            new.unlink()
    return ended


def test_damage_invents_nothing(whole: Path, tmp_path: Path) -> None:
    ended = damage_and_open(whole, tmp_path, 15)
    assert ended["read in part"] > 10
    assert ended["rows saved"] > ended["rows there were"] * 0.6


@pytest.mark.soak
def test_much_damage_invents_nothing(whole: Path, tmp_path: Path) -> None:
    print(f"\n{ROUNDS} damaged files: {damage_and_open(whole, tmp_path, ROUNDS)}")


def test_what_stands_in_the_history_too_is_not_lost(whole: Path, tmp_path: Path) -> None:
    content, name, other = whole.read_bytes(), "ชื่อใหม่ 7".encode(), "ชื่อเก่า 7".encode()
    assert content.count(name) == 2  # in its row, and in the change that wrote it
    lost = []
    for at in (content.find(name), content.rfind(name)):
        file, new = tmp_path / f"{at}.bmaplan", tmp_path / f"{at} ใหม่.bmaplan"
        file.write_bytes(content[:at] + other + content[at + len(other) :])
        lost.append(repair(file, new).lost)
        with Draft.open(whole, read_only=True) as before, Draft.open(new) as after:
            now, then = contents(after), contents(before)
            assert {table: now[table] for table in before.pack.records} == {
                table: then[table] for table in before.pack.records
            }
            assert after.undo_label() == ("" if lost[-1] else before.undo_label())
    assert sorted(len(each) for each in lost) == [0, 1]  # the value comes from the history, or the history is lost


def test_what_was_undone_is_not_brought_back_from_the_history(sample: Draft, tmp_path: Path) -> None:
    project = sample.ids("project")[0]
    sample.enter("project", project, "name", "ชื่อที่ตกลง")
    sample.enter("project", project, "name", "ชื่อที่เปลี่ยนใจ")
    sample.undo()
    sample.close()
    assert sample.path
    content, name = sample.path.read_bytes(), "ชื่อที่ตกลง".encode()
    mended = 0
    for at in (found.start() for found in re.finditer(name, content)):
        file, new = tmp_path / f"{at}.bmaplan", tmp_path / f"{at} ใหม่.bmaplan"
        file.write_bytes(content[:at] + name.replace("ต".encode(), "ค".encode()) + content[at + len(name) :])
        if not repair(file, new).lost:  # it was the record's own row that was damaged
            with Draft.open(new, read_only=True) as draft:
                assert draft.record("project", project).values["name"] == "ชื่อที่ตกลง"
            mended += 1
    assert mended


def test_a_value_that_cannot_be_read_is_empty_and_named(sample: Draft) -> None:
    project = sample.ids("project")[2]
    name = str(sample.record("project", project).values["name"])
    sample.close()
    assert sample.path
    content = sample.path.read_bytes()
    sample.path.write_bytes(content.replace(name.encode(), name.replace("ก", "ข", 1).encode()))
    with Draft.open(sample.path) as draft:
        assert draft.record("project", project).values["name"] is None
        assert draft.opened.damage
        label = draft.spec("project").fields["name"].label
        assert any(label in line for line in draft.opened.damage.lines())


def test_the_command_repairs_into_a_new_file(sample: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(sample.record("project", sample.ids("project")[0]).values["name"])
    sample.close()
    assert sample.path
    new = tmp_path / "ซ่อมแล้ว.bmaplan"
    sample.path.write_bytes(sample.path.read_bytes().replace(name.encode(), name.replace("า", "ำ", 1).encode()))
    broken = sample.path.read_bytes()
    assert main(["--language", "en", "repair", str(sample.path), "--to", str(new)]) == 1
    assert sample.spec("project").fields["name"].label in capsys.readouterr().out
    assert sample.path.read_bytes() == broken
    with Draft.open(new) as draft:
        assert not draft.read_only
    assert main(["--language", "en", "repair", str(sample.path), "--to", str(new)]) == 2
    again = tmp_path / "อีกครั้ง.bmaplan"
    capsys.readouterr()
    assert main(["--language", "en", "repair", str(new), "--to", str(again)]) == 0
    assert "Nothing was lost" in capsys.readouterr().out

"""The handshake of two agencies on the results that both have: one file, and where the two plans differ."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop import formpack, i18n
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan.new_plan import find_agency, new_plan
from planner_desktop.errors import SharingError
from planner_desktop.formpack.editions import edition_folder
from planner_desktop.plans import sharing
from planner_desktop.plans.shared_differences import field_name, hold_together
from planner_desktop.thai.dates import moment_in_bangkok

HOST, OTHER = "สำนักการระบายน้ำ", "สำนักงานการต่างประเทศ"


def _plan(agency: str, path: Path, edition: str = "bma-2568") -> Draft:
    pack = formpack.read(edition_folder(edition))
    draft = new_plan(pack, find_agency(pack, agency), path)
    if edition == "bma-2568":
        rows = pack.catalogues["agencies"]
        host, other = (draft.adopt("agency", next(r for r in rows if r["name"] == name)) for name in (HOST, OTHER))
        said = {"code": "7777", "name": "ร้อยละของคลองที่สะอาด", "target": "ร้อยละ 80", "agency_target": "ร้อยละ 80"}
        draft.add("key_result", {**said, "hosts": [host], "supporters": [other]})
        draft.add("key_result", {"code": "7778", "name": "ของตนเอง", "target": "ร้อยละ 1"})
    return draft


def test_two_plans_that_agree_differ_in_nothing_and_share_all_results(tmp_path: Path) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours, _plan(OTHER, tmp_path / "ข.bmaplan") as theirs:
        assert sharing.write(ours, tmp_path / "ก.bmashare") == 2
        read = sharing.read(tmp_path / "ก.bmashare")
        assert (read.agency, [each.code for each in read.results]) == (HOST, ["7777", "7778"])
        held = hold_together(theirs, read)
        assert (held.both, held.differences) == (2, ())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "ร้อยละของคลองที่น้ำใส", {"name"}),
        ("target", "ร้อยละ 90", {"city_target"}),
        ("agency_target", "80 แห่ง", {"unit", "target"}),
    ],
)
def test_each_field_that_differs_is_told_with_both_words(
    field: str, value: str, said: set[str], tmp_path: Path
) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours, _plan(OTHER, tmp_path / "ข.bmaplan") as theirs:
        ours.set("key_result", 1, field, value)
        sharing.write(ours, tmp_path / "ก.bmashare")
        found = hold_together(theirs, sharing.read(tmp_path / "ก.bmashare")).differences
        assert {each.field for each in found} == said
        assert all((each.kind, each.record) == ("key_result", 1) and each.ours != each.theirs for each in found)
        assert value in {each.theirs for each in found}
        assert all(field_name(each.field) for each in found)


def test_a_result_that_only_one_of_them_has_is_told_on_both_sides(tmp_path: Path) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours, _plan(OTHER, tmp_path / "ข.bmaplan") as theirs:
        sharing.write(ours, tmp_path / "ก.bmashare")
        theirs.set("key_result", 1, "code", "7779")
        sharing.write(theirs, tmp_path / "ข.bmashare")
        here = hold_together(theirs, sharing.read(tmp_path / "ก.bmashare")).differences
        there = hold_together(ours, sharing.read(tmp_path / "ข.bmashare")).differences
    assert [(each.title.split()[0], each.field) for each in here] == [("7777", "result"), ("7779", "result")]
    assert sorted(each.title.split()[0] for each in there) == ["7777", "7779"]
    assert [each.record for each in here] == [0, 1]


def test_other_hosts_are_told(tmp_path: Path) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours, _plan(OTHER, tmp_path / "ข.bmaplan") as theirs:
        ours.set("key_result", 1, "hosts", [2])
        sharing.write(ours, tmp_path / "ก.bmashare")
        (found,) = hold_together(theirs, sharing.read(tmp_path / "ก.bmashare")).differences
    assert (found.field, found.ours, found.theirs) == ("hosts", HOST, OTHER)


def test_a_file_from_anyone_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "ก.bmashare"
    good = {"format": "bmashare", "format_version": 1, "edition": "bma-2568", "agency": HOST}
    result = {"key": "7777", "hosts": [HOST]}
    for data, place in (
        ([], "no shared results"),
        ({"format": "bmaplan"}, "no shared results"),
        ({**good, "format_version": 2}, "newer program"),
        ({**good, "results": {}}, "results"),
        ({**good, "results": [result] * 5001}, "results"),
        ({**good, "results": [3]}, "results/0"),
        ({**good, "results": [{"name": "ก"}]}, "results/0/key"),
        ({**good, "results": [{**result, "name": "ก" * 20_001}]}, "results/0/name"),
        ({**good, "results": [{**result, "target": 80}]}, "results/0/target"),
        ({**good, "results": [{**result, "hosts": "ก"}]}, "results/0/hosts"),
        ({**good, "agency": "", "results": []}, "agency"),
        ({**good, "results": [], "complete": 1}, "complete"),
        ({**good, "results": [], "version": True}, "version"),
        ({**good, "results": [], "version": -1}, "version"),
        ({**good, "results": [], "moment": "9999-12-31T23:59:59-12:00"}, "moment"),
        ({**good, "results": [], "moment": "วันนี้"}, "moment"),
    ):
        path.write_text(json.dumps(data), encoding="utf-8")
        with pytest.raises(SharingError, match=place):
            sharing.read(path)
    for content in (b"", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b'{"a": 1, "a": 2}', b" " * 4_000_001):
        path.write_bytes(content)
        with pytest.raises(SharingError):
            sharing.read(path)
    with pytest.raises(SharingError):
        sharing.read(tmp_path)


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours, _plan(HOST, tmp_path / "ข.bmaplan", "bma-2565") as older:
        sharing.write(ours, tmp_path / "ก.bmashare")
        read = sharing.read(tmp_path / "ก.bmashare")
        with pytest.raises(SharingError, match="itself"):
            hold_together(ours, read)
        with pytest.raises(SharingError, match="name no agencies"):
            sharing.write(older, tmp_path / "ข.bmashare")
        with pytest.raises(SharingError, match="edition bma-2567"):
            hold_together(ours, sharing.Shared("bma-2567", OTHER, ()))
        ours.set("cover", 1, "agency", None)
        with pytest.raises(SharingError, match="whose it is"):
            sharing.write(ours, tmp_path / "ค.bmashare")
        ours.set("cover", 1, "agency", HOST)
        ours.delete("key_result", [1, 2])
        with pytest.raises(SharingError, match="no result"):
            sharing.write(ours, tmp_path / "ค.bmashare")
    assert not (tmp_path / "ค.bmashare").exists()


def test_the_file_says_of_which_version_of_the_plan_it_is_and_of_when_in_thai(tmp_path: Path) -> None:
    with _plan(HOST, tmp_path / "ก.bmaplan") as ours:
        sharing.write(ours, tmp_path / "ก.bmashare")
        edited = sharing.read(tmp_path / "ก.bmashare")
        sending.submit(ours, now=datetime(2024, 10, 1, 7, 5, tzinfo=UTC))
        sharing.write(ours, tmp_path / "ก.bmashare")
        sent = sharing.read(tmp_path / "ก.bmashare")
    i18n.set_language("th")
    assert edited.plan_said == f"ฉบับที่ 1 ยังเป็นร่าง ข้อมูล ณ {moment_in_bangkok(edited.moment)}"
    assert not re.search(r"\d{4}-\d\d|\dT\d", edited.plan_said)
    assert sent.plan_said == "ฉบับที่ 1 ส่งแล้วเมื่อ 1 ตุลาคม 2567 14:05"
    assert sharing.Shared("bma-2568", OTHER, ()).plan_said == "ไฟล์ไม่ได้บอกว่าเป็นของแผนฉบับใด"

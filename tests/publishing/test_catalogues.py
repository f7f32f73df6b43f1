"""The city publishes catalogues; an agency believes them by the installed edition's keys, and its plan takes them up."""

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner_desktop.cli.commands import planner_desktop
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import updating
from planner_desktop.draft.plan.moving import newer_edition
from planner_desktop.errors import FormPackError, PublishingError
from planner_desktop.formpack import published, store
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.publishing import catalogues, giving_out, key_file, keys, trust
from planner_desktop.publishing.key_file import PrivateKey, id_of
from tests.conftest import EDITION
from tests.publishing.conftest import PASSPHRASE, Desks, Publish, edition_with

NEW = {"code": "9999", "name": "ตัวชี้วัดใหม่", "target": "1 เรื่อง", "host": "สยป.", "responsible": "", "city_issue": ""}


def taken(path: Path) -> catalogues.Looked:
    looked = catalogues.look(path)
    catalogues.take(looked)
    return looked


def rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in edition_pack(EDITION).catalogues["okrs"]}


def test_what_is_published_is_told_by_code_and_is_part_of_the_edition_once_it_is_taken(publish: Publish) -> None:
    looked = catalogues.look(publish({("3101", "target"): "ร้อยละ 90"}, NEW, without="3103"))
    told = {(change.what, change.name, change.before, change.after) for change in looked.changes}
    assert ("changed", "3101 · ค่าเป้าหมาย", "ร้อยละ 80", "ร้อยละ 90") in told
    assert {name for what, name, _before, _after in told if what == "added"} == {"9999"}
    assert {name for what, name, _before, _after in told if what == "removed"} == {"3103"}
    assert (looked.publisher.name, looked.holder, looked.published.number) == ("สยป.", "กลุ่มงานนโยบาย", 1)
    assert rows()["3101"]["target"] == "ร้อยละ 80", "nothing is taken by looking"
    catalogues.take(looked)
    assert rows()["3101"]["target"] == "ร้อยละ 90"
    assert "9999" in rows()
    assert edition_pack(EDITION).edition.published == 1
    assert published.drop(EDITION)
    assert rows()["3101"]["target"] == "ร้อยละ 80"


def test_a_plan_takes_up_what_it_had_from_the_catalogue_and_keeps_what_it_says_itself(
    publish: Publish, tmp_path: Path
) -> None:
    with Draft.create(tmp_path / "ร่าง.bmaplan", edition_pack(EDITION)) as draft:
        for code in ("3101", "3102", "2202", "3103"):
            draft.adopt("key_result", rows()[code])
        own = draft.ids("key_result", where={"code": "3102"})[0]
        draft.enter("key_result", own, "target", "ร้อยละ 85")
        assert newer_edition(draft) is None
        changed = {("3101", "target"): "ร้อยละ 90", ("3102", "target"): "ร้อยละ 95", ("2202", "host"): "สปภ. สผว."}
        taken(publish(changed, without="3103"))
        before = {record.values["code"]: record for record in draft.records("key_result")}
        pack = newer_edition(draft)
        assert pack is not None
        ready = updating.prepared(draft, pack)
        told = {(each.key, each.field, each.before, each.after, each.kept, each.gone) for each in ready.taken}
        assert ("3101", "ค่าเป้าหมาย", "ร้อยละ 80", "ร้อยละ 90", False, False) in told
        assert ("3102", "ค่าเป้าหมาย", "ร้อยละ 85", "ร้อยละ 95", True, False) in told
        assert ("3103", "", "", "", False, True) in told
        updating.update(draft, ready)
        now = {record.values["code"]: record for record in draft.records("key_result")}
        assert {code: str(record.values["target"]) for code, record in now.items()} == {
            "3101": "ร้อยละ 90", "3102": "ร้อยละ 85", "3103": "ร้อยละ 80", "2202": "1 หน่วยงาน",
        }  # fmt: skip
        hosts = [draft.title("agency", id) for id in now["2202"].links["hosts"]]
        assert [host.split()[0] for host in hosts] == ["สปภ.", "สผว."]
        assert newer_edition(draft) is None
        draft.undo()
        assert {record.values["code"]: record for record in draft.records("key_result")} == before
        assert draft.pack.edition.published == 0


def test_the_second_file_holds_the_first_too_and_an_older_one_is_told(publish: Publish) -> None:
    first = publish({("3101", "target"): "ร้อยละ 90"})
    taken(first)
    second = publish({("3101", "target"): "ร้อยละ 91"})
    assert catalogues.look(second).published.number == 2
    taken(second)
    with pytest.raises(PublishingError, match="number 1; number 2 is held"):
        catalogues.look(first)


@pytest.mark.parametrize("part", ["payload", "sig", "payloadType"])
def test_a_file_that_was_changed_is_not_believed(publish: Publish, part: str) -> None:
    path = publish({("3101", "target"): "ร้อยละ 90"})
    said = json.loads(path.read_bytes())
    sealed = said["catalogue"]
    if part == "payload":
        text = base64.b64decode(sealed["payload"]).replace("ร้อยละ 90".encode(), "ร้อยละ 99".encode())
        sealed["payload"] = base64.b64encode(text).decode()
    elif part == "sig":
        sealed["signatures"][0]["sig"] = base64.b64encode(bytes(64)).decode()
    else:
        sealed["payloadType"] = "application/vnd.bma.keys+json"
    path.write_text(json.dumps(said))
    with pytest.raises(PublishingError):
        catalogues.look(path)


def test_neither_a_strange_key_nor_one_for_lists_signs_catalogues(
    publish: Publish, root: PrivateKey, tmp_path: Path
) -> None:
    for key in (root, key_file.make(tmp_path / "อื่น.bmakey", "ใครก็ไม่รู้", PASSPHRASE)):
        with pytest.raises(PublishingError, match="may not sign"):
            publish({("3101", "target"): "ร้อยละ 90"}, key=key)


def test_the_keys_of_a_drafts_own_copy_are_never_asked(tmp_path: Path, signer: PrivateKey) -> None:
    """The edition that came with the program names no key: what a draft's form pack names counts for nothing."""
    with pytest.raises(PublishingError, match="names nobody"):
        trust.of(EDITION)


def test_an_edition_with_other_keys_does_not_take_the_place_of_one_with_keys(
    edition: str, tmp_path: Path, signer: PrivateKey
) -> None:
    other = key_file.make(tmp_path / "อื่น.bmakey", "ใครก็ไม่รู้", PASSPHRASE)
    with pytest.raises(FormPackError, match="other keys"):
        store.add(edition_with(tmp_path / "ปลอม", 99, (other, "catalogues")))
    assert [key.key for key in trust.of(edition).keys if key.signs == "catalogues"] == [signer.public]


def test_a_rotated_key_signs_nothing_new_and_what_it_signed_stays(
    publish: Publish, edition: str, root: PrivateKey, signer: PrivateKey, desks: Desks, tmp_path: Path
) -> None:
    taken(publish({("3101", "target"): "ร้อยละ 90"}))
    new = key_file.make(tmp_path / "ใหม่.bmakey", "กลุ่มงานนโยบาย", PASSPHRASE)
    with desks.at_the_office():
        keys.rotate(edition, id_of(signer.public), (new.public, new.holder), root, tmp_path / "k.bmakeys")
    assert [(each.version, each.dropped) for each in keys.take(tmp_path / "k.bmakeys")] == [(2, None)]
    assert rows()["3101"]["target"] == "ร้อยละ 90"
    with pytest.raises(PublishingError, match="may not sign"):
        publish({("3101", "target"): "ร้อยละ 91"})
    assert taken(publish({("3101", "target"): "ร้อยละ 91"}, key=new)).published.number == 2


def test_lists_of_keys_are_followed_only_one_after_the_other_and_signed(
    edition: str, root: PrivateKey, signer: PrivateKey, desks: Desks, tmp_path: Path
) -> None:
    new = key_file.make(tmp_path / "ใหม่.bmakey", "กลุ่มงานนโยบาย", PASSPHRASE)
    with desks.at_the_office():
        with pytest.raises(PublishingError, match="may not sign lists"):
            keys.rotate(edition, id_of(signer.public), (new.public, new.holder), signer, tmp_path / "k.bmakeys")
        keys.rotate(edition, id_of(signer.public), (new.public, new.holder), root, tmp_path / "k2.bmakeys")
        keys.revoke(edition, id_of(signer.public), "หาย", root, tmp_path / "k3.bmakeys")
    lists = json.loads((tmp_path / "k3.bmakeys").read_bytes())["keys"]
    (tmp_path / "gap.bmakeys").write_text(json.dumps({"keys": lists[1:]}))
    with pytest.raises(PublishingError, match="missing between version 1 and 3"):
        keys.take(tmp_path / "gap.bmakeys")
    forged = [lists[0] | {"signatures": lists[1]["signatures"]}, lists[1]]
    (tmp_path / "forged.bmakeys").write_text(json.dumps({"keys": forged}))
    with pytest.raises(PublishingError, match="not signed by a key that may"):
        keys.take(tmp_path / "forged.bmakeys")
    assert [each.version for each in keys.take(tmp_path / "k3.bmakeys")] == [3]
    assert keys.take(tmp_path / "k3.bmakeys") == []
    held = desks.here / "published" / f"{edition}.bmakeys"
    held.write_bytes(held.read_bytes()[:200])
    with pytest.raises(PublishingError, match="no file of published catalogues"):
        trust.of(edition)
    assert [each.version for each in keys.take(tmp_path / "k3.bmakeys")] == [3], "the office's file mends what is held"


def test_a_column_or_a_file_that_is_no_catalogues_is_refused(
    publish: Publish, edition: str, signer: PrivateKey, tmp_path: Path
) -> None:
    (tmp_path / "okrs.csv").write_text("code,name\n1,ก\n", encoding="utf-8")
    with pytest.raises(PublishingError, match="the column"):
        giving_out.publish(edition, [tmp_path / "okrs.csv"], signer, "", tmp_path / "o.bmacatalogue")
    (tmp_path / "records.csv").write_text("code,name\n1,ก\n", encoding="utf-8")
    with pytest.raises(PublishingError, match="is no catalogue"):
        giving_out.publish(edition, [tmp_path / "records.csv"], signer, "", tmp_path / "o.bmacatalogue")


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [], "catalogue": 3}', b"[" * 100_000, b'{"keys": [[]]}',
     b'{"keys": [], "catalogue": {"payloadType": "application/vnd.bma.catalogue+json", "payload": "e30="}}'],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_by_name(content: bytes, edition: str, tmp_path: Path) -> None:
    path = tmp_path / "อะไร.bmacatalogue"
    path.write_bytes(content)
    with pytest.raises(PublishingError, match=r"อะไร\.bmacatalogue"):
        catalogues.look(path)


def test_a_key_is_opened_by_its_passphrase_alone(tmp_path: Path) -> None:
    made = key_file.make(tmp_path / "ก.bmakey", "ใคร", PASSPHRASE)
    assert key_file.opened(tmp_path / "ก.bmakey", PASSPHRASE).public == made.public
    assert key_file.public(tmp_path / "ก.bmakey") == (made.public, "ใคร")
    with pytest.raises(PublishingError, match="not opened"):
        key_file.opened(tmp_path / "ก.bmakey", PASSPHRASE + "!")
    with pytest.raises(PublishingError, match="too short"):
        key_file.make(tmp_path / "ข.bmakey", "ใคร", "สั้น")


def test_an_edition_that_is_removed_takes_along_what_was_published_for_it(publish: Publish, edition: str) -> None:
    taken(publish({("3101", "target"): "ร้อยละ 90"}))
    CliRunner().invoke(planner_desktop, ["forms", "remove", edition])
    assert rows()["3101"]["target"] == "ร้อยละ 80"
    with pytest.raises(PublishingError, match="names nobody"):
        trust.of(edition)

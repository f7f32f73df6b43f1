"""A key that was revoked: what it signed goes, a plan that took it up is told and led back, and the office signs again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner_desktop.cli.commands import planner_desktop
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import updating
from planner_desktop.errors import PublishingError
from planner_desktop.formpack import published
from planner_desktop.formpack.ahead import made_ahead
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.plans.offered import offered
from planner_desktop.publishing import catalogues, doubt, giving_out, key_file, keys
from planner_desktop.publishing.key_file import PrivateKey, id_of
from tests.conftest import EDITION
from tests.publishing.conftest import PASSPHRASE, Desks, Publish

Revoke = Callable[[], PrivateKey]
TOLD, OWN, STOLEN, GOOD = "ร้อยละ 80", "ร้อยละ 85", "ร้อยละ 1", "ร้อยละ 90"


@pytest.fixture
def revoke(edition: str, root: PrivateKey, signer: PrivateKey, desks: Desks, tmp_path: Path) -> Revoke:
    """At the office, put a new key in the place of the one that signs catalogues, and revoke that; the new one."""

    def revoke() -> PrivateKey:
        new = key_file.make(tmp_path / "ใหม่.bmakey", "กลุ่มงานนโยบาย", PASSPHRASE)
        lost = id_of(signer.public)
        with desks.at_the_office():
            with pytest.raises(PublishingError, match="last one"):
                keys.revoke(edition, lost, "หาย", root, tmp_path / "k.bmakeys")
            keys.rotate(edition, lost, (new.public, new.holder), root, tmp_path / "k2.bmakeys")
            keys.revoke(edition, lost, "แฟลชไดรฟ์หาย", root, tmp_path / "k3.bmakeys")
        return new

    return revoke


def targets(draft: Draft) -> dict[str, str]:
    return {str(each.values["code"]): str(each.values["target"]) for each in draft.records("key_result")}


def take_up(draft: Draft) -> None:
    pack = offered(draft).pack
    assert pack is not None
    updating.update(draft, updating.prepared(draft, pack))


def plan_that_took(path: Path, folder: Path) -> Draft:
    """A plan with two key results of the city, one of them as its officer wrote it, that took catalogues up."""
    draft = Draft.create(folder / "ร่าง.bmaplan", edition_pack(EDITION))
    rows = {row["code"]: row for row in draft.pack.catalogues["okrs"]}
    for code in ("3101", "3102"):
        draft.adopt("key_result", rows[code])
    draft.enter("key_result", draft.ids("key_result", where={"code": "3102"})[0], "target", OWN)
    catalogues.take(catalogues.look(path))
    take_up(draft)
    return draft


def test_a_plan_is_told_and_led_back_in_one_step_that_keeps_what_was_written(
    publish: Publish, revoke: Revoke, tmp_path: Path
) -> None:
    stolen = publish({("3101", "target"): STOLEN, ("3102", "target"): STOLEN})
    with plan_that_took(stolen, tmp_path) as draft:
        assert targets(draft) == {"3101": STOLEN, "3102": OWN}
        assert offered(draft) == offered(draft).__class__(None), "nothing is doubted yet"
        revoke()
        assert [(each.version, each.dropped) for each in keys.take(tmp_path / "k3.bmakeys")] == [(3, 1)]
        offer = offered(draft)
        assert offer.doubt is not None
        assert (offer.doubt.why, offer.doubt.number, offer.doubt.told) == ("revoked", 1, "แฟลชไดรฟ์หาย")
        assert offer.is_back
        take_up(draft)
        assert targets(draft) == {"3101": TOLD, "3102": OWN}
        assert draft.pack.edition.published == 0
        assert offered(draft).doubt is None
        draft.undo()
        assert targets(draft) == {"3101": STOLEN, "3102": OWN}
        assert offered(draft).is_back
        draft.redo()
        assert targets(draft) == {"3101": TOLD, "3102": OWN}
    with pytest.raises(PublishingError, match="revoked"):
        catalogues.look(stolen)


def test_what_another_key_signed_before_is_gone_back_to(
    publish: Publish, root: PrivateKey, signer: PrivateKey, edition: str, desks: Desks, tmp_path: Path
) -> None:
    catalogues.take(catalogues.look(publish({("3101", "target"): GOOD})))
    new, newest = (key_file.make(tmp_path / f"{name}.bmakey", name, PASSPHRASE) for name in ("สอง", "สาม"))
    with desks.at_the_office():
        keys.rotate(edition, id_of(signer.public), (new.public, new.holder), root, tmp_path / "k.bmakeys")
    second = publish({("3101", "target"): STOLEN}, key=new)
    with plan_that_took(second, tmp_path) as draft:
        assert (targets(draft)["3101"], draft.pack.edition.published) == (STOLEN, 2)
        with desks.at_the_office():
            keys.rotate(edition, id_of(new.public), (newest.public, newest.holder), root, tmp_path / "k2.bmakeys")
            keys.revoke(edition, id_of(new.public), "ถูกขโมย", root, tmp_path / "k3.bmakeys")
        keys.take(tmp_path / "k3.bmakeys")
        take_up(draft)
        assert (targets(draft)["3101"], draft.pack.edition.published) == (GOOD, 1)


def test_the_office_signs_the_same_again_and_one_file_is_all_that_an_agency_takes(
    publish: Publish, revoke: Revoke, desks: Desks, tmp_path: Path
) -> None:
    lost = publish({("3101", "target"): GOOD})
    with plan_that_took(lost, tmp_path) as draft:
        new = revoke()
        with desks.at_the_office():
            assert published.held(EDITION) is None, "it is gone at the office, too"
            again = giving_out.sign_again(lost, new, tmp_path / "ใหม่.bmacatalogue")
        assert (again.published.number, again.holder) == (2, "กลุ่มงานนโยบาย")
        assert [each.number for each in published.shelf(EDITION).held] == [1], "it is not revoked here yet"
        catalogues.take(catalogues.look(tmp_path / "ใหม่.bmacatalogue"))
        assert [each.number for each in published.shelf(EDITION).withdrawn] == [1]
        take_up(draft)
        assert (targets(draft)["3101"], draft.pack.edition.published) == (GOOD, 2)
        assert offered(draft).doubt is None
        with desks.at_the_office(), pytest.raises(PublishingError, match="held already"):
            giving_out.sign_again(lost, new, tmp_path / "อีก.bmacatalogue")


def test_a_number_that_a_thief_made_high_does_not_stand_in_the_way(
    publish: Publish, revoke: Revoke, signer: PrivateKey, desks: Desks, tmp_path: Path
) -> None:
    first = publish({("3101", "target"): GOOD})
    held = catalogues.look(first)
    published.keep(published.Published(**vars(held.published) | {"number": 900}))
    new = revoke()
    with desks.at_the_office():
        giving_out.sign_again(first, new, tmp_path / "ใหม่.bmacatalogue")
    looked = catalogues.look(tmp_path / "ใหม่.bmacatalogue")
    catalogues.take(looked)
    assert edition_pack(EDITION).edition.published == 2


def test_taking_a_revocation_that_is_cut_off_is_finished_by_the_next_try(
    publish: Publish, revoke: Revoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogues.take(catalogues.look(publish({("3101", "target"): STOLEN})))
    revoke()

    def cut_off(*_what: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("planner_desktop.publishing.trust.hold", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keys.take(tmp_path / "k3.bmakeys")
    assert [each.version for each in keys.take(tmp_path / "k3.bmakeys")] == [3]
    assert published.held(EDITION) is None


def test_next_years_edition_that_is_made_ahead_bears_no_number_of_this_years_catalogues(publish: Publish) -> None:
    catalogues.take(catalogues.look(publish({("3101", "target"): GOOD})))
    pack = made_ahead("bma-2569")
    assert next(row for row in pack.catalogues["okrs"] if row["code"] == "3101")["target"] == GOOD
    assert (pack.edition.published, pack.edition.published_key) == (0, "")


def test_a_draft_that_says_a_key_signed_what_it_did_not_is_found_out(
    publish: Publish, signer: PrivateKey, tmp_path: Path
) -> None:
    catalogues.take(catalogues.look(publish({("3101", "target"): GOOD})))
    true = edition_pack(EDITION)
    assert doubt.of(true) is None
    forged = dict(true.files) | {
        "catalogues/okrs.csv": true.files["catalogues/okrs.csv"].replace(GOOD.encode(), STOLEN.encode())
    }
    told = doubt.of(true.__class__(**vars(true) | {"files": forged}))
    assert told is not None
    assert told.why == "other"
    own_key = true.edition.with_values(published_key="A" * 43 + "=")
    told = doubt.of(true.__class__(**vars(true) | {"edition": own_key}))
    assert told is not None
    assert told.why == "unknown"


def test_commands_tell_of_it_and_lead_back(publish: Publish, revoke: Revoke, tmp_path: Path) -> None:
    plan_that_took(publish({("3101", "target"): STOLEN}), tmp_path).close()
    revoke()
    keys.take(tmp_path / "k3.bmakeys")

    def run(*words: str) -> str:
        result = CliRunner().invoke(planner_desktop, ["--language", "en", *words])
        return result.stdout if "--json" in words else result.output

    draft = str(tmp_path / "ร่าง.bmaplan")
    assert "is revoked: แฟลชไดรฟ์หาย" in run("check", draft)
    assert json.loads(run("check", draft, "--json"))["not_believed"]["why"] == "revoked"
    assert "was believed until its key was revoked" in run("catalogue", "list")
    assert "planner-desktop update" in run("catalogue", "status", draft)
    assert "Version 98 of the edition was taken up" in run("update", draft)
    assert json.loads(run("catalogue", "status", draft, "--json"))["not_believed"] is None
    assert "revoked" not in run("check", draft)

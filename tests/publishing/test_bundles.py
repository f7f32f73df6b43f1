"""A plan that took published catalogues up is received where they are held, and where they are not yet."""

from pathlib import Path

from planner_desktop.bundle import verify_bundle, write_bundle
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import find_agency, new_plan
from planner_desktop.formpack import published
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.publishing import catalogues
from tests.publishing.conftest import Publish

ANOTHER = "A" * 43 + "="


def test_a_bundle_with_newer_catalogues_verifies_on_both_sides(publish: Publish, edition: str, tmp_path: Path) -> None:
    looked = catalogues.look(publish({("3101", "target"): "ร้อยละ 90"}))
    catalogues.take(looked)
    pack = edition_pack(edition)
    row = next(row for row in pack.catalogues["okrs"] if row["code"] == "3101")
    with new_plan(pack, find_agency(pack, "สำนักการคลัง"), tmp_path / "ร่าง.bmaplan") as draft:
        draft.adopt("key_result", row)
        incomplete.mark(draft, "เริ่มทำ")
        sent = write_bundle(draft, tmp_path / "ชุด.zip")
    report = verify_bundle(sent)
    assert report.edition_version == "98.1"
    assert not report.remarks
    published.drop(edition)
    assert "newer catalogues of the city: 98.1, here is 98" in verify_bundle(sent).remarks[0]
    published.keep(looked.published)
    published.keep(published.Published(**vars(looked.published) | {"number": 2, "key": ANOTHER}))
    assert "older catalogues of the city: 98.1, here is 98.2" in verify_bundle(sent).remarks[0]
    published.withdraw(edition, [ANOTHER])
    assert "key is revoked: 98.1, here is 98.2" in verify_bundle(sent).remarks[0]

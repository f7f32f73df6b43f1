"""One verdict: what the agency's check says before sending is what the receiver's verify says after."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from planner_desktop.bundle import verdict_page, write_bundle
from planner_desktop.bundle.held import against, held_in
from planner_desktop.bundle.verdict import PLACES, Verdict, mends, of_bundle, of_draft, of_problems
from planner_desktop.checks import accepting, find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample, samples
from planner_desktop.formpack import FormPack
from planner_desktop.signing import library
from planner_desktop.signing.keys import key_of_file
from planner_desktop.signing.sign import sign
from tests.bundle.forger import Files, bagged, zipped
from tests.signing.certificates import PASSWORD, key_file


@pytest.mark.parametrize("sample", [each.name for each in samples()])
def test_check_and_verify_say_the_same_of_each_sample(sample: str, tmp_path: Path) -> None:
    with new_from_sample(sample, tmp_path / "แผน.bmaplan") as draft:
        before = of_draft(draft)
        incomplete.mark(draft, "รอกรอก")
        after = of_bundle(write_bundle(draft, tmp_path / "ชุด.zip"))
    assert before.on_plan == after.on_plan
    assert after.groups


def test_they_say_the_same_of_errors_accepted_warnings_and_what_was_only_typed(tmp_path: Path) -> None:
    with new_from_sample("2565-budget", tmp_path / "แผน.bmaplan") as draft:
        first, second, *_others = draft.ids("project")
        draft.set("project", second, "name", None)
        draft.refuse("project", first, "budget", "หนึ่งร้อย", "ไม่ใช่ตัวเลข")
        for problem in [each for each in find_problems(draft) if accepting.can_be_accepted(each)][:2]:
            accepting.accept(draft, problem, "ถูกแล้ว\nเพราะประกาศ")
        before = of_draft(draft)
        incomplete.mark(draft, "รอกรอก")
        after = of_bundle(write_bundle(draft, tmp_path / "ชุด.zip"))
    assert before.on_plan == after.on_plan
    assert after.verdict == "wrong"
    assert after.counts["error"] == 1
    assert sum(group.count for group in after.accepted) == 2
    assert "ถูกแล้ว เพราะประกาศ" in after.accepted[0].places[0].message


def test_an_incomplete_plan_is_suspended_on_both_sides_and_warnings_suspend_nothing(
    tmp_path: Path, pack: FormPack, sample_bundle: Path
) -> None:
    with Draft.new_in_memory(pack) as draft:
        incomplete.mark(draft, "รอกรอก")
        before, after = of_draft(draft), of_bundle(write_bundle(draft, tmp_path / "ชุด.zip"))
    assert before.on_plan == after.on_plan
    assert after.verdict == "wrong"
    sound = of_bundle(sample_bundle)
    assert sound.verdict == "received"
    assert sound.counts["warning"]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18), bytes(100_000)])
def test_every_file_gets_a_receipt_and_a_reason_with_its_mend(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "อะไรก็ได้.zip"
    path.write_bytes(content)
    said = of_bundle(path)
    assert said.verdict == "refused"
    assert len(said.receipt) == 14
    assert said == of_bundle(path), "the same bytes have the same number"
    assert all(group.fix and group.places[0].message for group in said.groups)


def test_what_differs_is_told_by_kind_with_count_and_first_places(honest: Files, tmp_path: Path) -> None:
    tables = [name for name in honest if name.startswith("data/tables/") and name.endswith(".csv")]
    for name in tables:
        honest[name] += b"more\r\n"
    honest["data/README.html"] += b" "
    said = of_bundle(zipped(bagged(honest), tmp_path / "x.zip"))
    of_kinds = {group.check: group for group in said.groups}
    assert of_kinds["tables"].count == len(tables)
    assert {place.file for place in of_kinds["tables"].places} < set(tables)
    assert of_kinds["report"].places[0].file == "data/README.html"


def test_what_is_wrong_with_a_file_is_said_once_and_in_our_words(honest: Files, tmp_path: Path) -> None:
    plan, page = honest["data/plan.json"], honest["data/README.html"]
    as_large = page + b" " * (len(honest["data/README.txt"]) - 1)
    for change, said in (
        ({"data/plan.json": plan[:-2] + b" \n"}, ["“data/plan.json” was changed"]),
        ({"data/README.html": page + b" "}, ["number or size of its files"]),
        (
            {"data/README.txt": None, "data/tables/x.csv": b"x", "data/README.html": as_large},
            ["“data/README.txt” stands in the lists", "“data/tables/x.csv”"],
        ),
    ):
        files = {name: content for name, content in (honest | change).items() if content is not None}
        (group,) = of_bundle(zipped(files, tmp_path / "x.zip")).groups
        told = [place.message for place in group.places]
        assert (group.check, len(told)) == ("checksums", len(said))
        assert [each for each, line in zip(said, told, strict=True) if each not in line] == [], told


def test_it_is_told_where_a_table_and_the_report_differ_and_which_name_is_there_twice(
    honest: Files, tmp_path: Path
) -> None:
    name = "data/tables/project.csv"
    rows = honest[name].decode("utf-8-sig").split("\r\n")
    cell = rows[1].split(",")[-1]
    honest[name] = ("\ufeff" + "\r\n".join([rows[0], rows[1][: len(rows[1]) - len(cell)] + "99", *rows[2:]])).encode()
    report = json.loads(honest["data/report.json"])
    lost = report["problems"].pop(0)
    honest["data/report.json"] = json.dumps(report).encode()
    said = {group.check: group for group in of_bundle(zipped(bagged(honest), tmp_path / "x.zip")).groups}
    assert f"row 2, “{rows[0].split(',')[-1]}” is “99”, in the plan “{cell}”" in said["tables"].places[0].message
    assert f"it lacks: {lost['message'][:40]}" in said["report"].places[0].message
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("ชุด/data/Plan.json", "")
        archive.writestr("ชุด/data/plan.json", "")
    assert "plan.json”" in of_bundle(tmp_path / "y.zip").groups[0].places[0].message
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("ชุด/bagit.txt", "")
        archive.writestr("อื่น/plan.json", "")
    assert "“อื่น/plan.json”" in of_bundle(tmp_path / "z.zip").groups[0].places[0].message


def test_it_is_told_whether_a_bundle_is_newer_than_what_is_held(sample_bundle: Path, tmp_path: Path) -> None:
    said = of_bundle(sample_bundle)
    (tmp_path / "ไม่ใช่.zip").write_bytes(b"no bundle")
    assert against(said, held_in(tmp_path)).against == "first"
    (held,) = held_in(sample_bundle.parent)
    assert against(said, [held]).against == "same"
    other = replace(held, sha256="", plan_sha256="")
    assert against(said, [replace(other, made_at="2020-01-01T00:00:00+00:00")]).against == "newer"
    later = replace(other, identifier=held.identifier[:-1] + "2", made_at="2020-01-01T00:00:00+00:00")
    told = against(said, [other, later])
    assert (told.against, "OLDER" in told.against_told) == ("older", True)
    assert against(said, [replace(later, identifier="x/y/2568/2")]).against == "first"


def text_of(verdict: Verdict) -> str:
    with pymupdf.open("pdf", verdict_page.as_pdf(verdict)) as pdf:  # type: ignore[no-untyped-call]
        return "".join(page.get_text() for page in pdf)


def test_the_verdict_is_a_pdf_and_json(sample_bundle: Path, tmp_path: Path) -> None:
    said = of_bundle(sample_bundle)
    assert json.loads(json.dumps(said.as_data()))["receipt"] == said.receipt
    assert said.receipt in text_of(said)
    (tmp_path / "x.zip").write_bytes(b"")
    refused = of_bundle(tmp_path / "x.zip")
    assert refused.receipt in text_of(refused)


def problem(message: str, fix: str, check: str = "empty", why: str = "แม่แบบถาม") -> tuple[Any, ...]:
    """A problem as it is taken of a plan."""
    return ("error", check, "cover", "cover", "u", "name", message, why, fix, None)


def test_each_place_tells_its_own_mend_where_they_differ_and_the_group_one_that_is_of_all() -> None:
    rows = [
        problem("ก", "กรอก “ส่วนราชการ”"),
        problem("ข", "กรอก “โครงการ”", why="ใช้รวมยอด"),
        problem("ค", "พิมพ์ใหม่", "twice"),
        problem("ง", "พิมพ์ใหม่", "twice"),
    ]
    said = of_problems(rows)
    several, one = said.groups
    assert (several.fix, [place.fix for place in several.places]) == ("", ["กรอก “ส่วนราชการ”", "กรอก “โครงการ”"])
    assert (several.why, [place.why for place in several.places]) == ("", ["แม่แบบถาม", "ใช้รวมยอด"])
    assert (one.fix, one.why, [place.fix for place in one.places]) == ("พิมพ์ใหม่", "แม่แบบถาม", ["", ""])
    assert mends(several) == "1. กรอก “ส่วนราชการ”\n2. กรอก “โครงการ”"
    assert said.as_data()["problems"][0]["places"][1]["fix"] == "กรอก “โครงการ”"
    with pymupdf.open("pdf", verdict_page.as_pdf(said)) as pdf:  # type: ignore[no-untyped-call]
        (table,) = pdf[0].find_tables(strategy="lines").tables[-1:]
    assert "โครงการ" in table.extract()[1][-1]


def test_the_last_problem_of_a_group_may_be_the_one_that_is_mended_otherwise() -> None:
    (group,) = of_problems([problem("ก", "อย่างนี้")] * (PLACES + 1) + [problem("ข", "อย่างอื่น")]).groups
    assert (group.count, group.fix, {place.fix for place in group.places}) == (PLACES + 2, "", {"อย่างนี้"})


# ---------------------------------------------------------------- signed


def with_pdf(files: Files, content: bytes, folder: Path) -> Verdict:
    return of_bundle(zipped(bagged(files | {"data/plan.pdf": content}), folder / "ลงนาม.zip"))


@pytest.fixture
def signed(tmp_path: Path, sample: Draft) -> tuple[Files, bytes]:
    """What is in a bundle with places to sign at, and its PDF signed."""
    sample.add("signer", {"role": "ผู้อนุมัติ", "name": "นางสาวสมหญิง รักงาน"})
    with zipfile.ZipFile(write_bundle(sample, tmp_path / "ชุด.zip")) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(files["data/plan.pdf"])
    with key_of_file(key_file(tmp_path, "นายสมชาย ใจดี"), PASSWORD) as key:
        sign(pdf, pdf, key, reason="เห็นชอบ 99")
    return files, pdf.read_bytes()


def test_a_signed_pdf_of_the_plan_is_received_and_one_changed_since_is_refused(
    signed: tuple[Files, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, pdf = signed
    said = with_pdf(files, pdf, tmp_path)
    assert said.verdict == "received"
    assert "นายสมชาย ใจดี" in said.signature
    with_more = with_pdf(files, pdf + b"% more\n", tmp_path)
    assert with_more.verdict == "refused"
    assert "signature" in {group.check for group in with_more.groups}, "no signature is of what stands behind the last"
    assert with_pdf(files, files["data/plan.pdf"], tmp_path).signature == "plan.pdf bears no electronic signature"
    at = pdf.index(b"endstream") - 20
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert with_pdf(files, changed, tmp_path).verdict == "refused"
    monkeypatch.setattr(library, "find_spec", lambda _name: None)
    without = with_pdf(files, pdf, tmp_path)
    assert without.verdict == "received"
    assert "not checked" in without.signature


def laid_over(page: Any, how: str) -> None:
    """Put something on a page that its text does not tell of, or that is not the plan's."""
    rectangle: Any = pymupdf.Rect
    place = rectangle(100, 100, 300, 200)
    if how == "note":
        page.add_freetext_annot(place, "999,999,999", fontsize=20, fill_color=(1, 1, 1))
    elif how == "text":
        page.insert_text((100, 100), "999,999,999")
    elif how == "picture":
        made: Any = pymupdf.Pixmap
        page.insert_image(place, pixmap=made(pymupdf.csRGB, (0, 0, 9, 9)))
    elif how == "unseen":
        page.insert_text((100, 100), "แผน", render_mode=3)
    else:
        new: Any = pymupdf.Widget
        field = new()
        field.field_type, field.field_name, field.rect, field.field_value = 7, "x", place, "999,999,999"
        page.add_widget(field)


@pytest.mark.parametrize("how", ["note", "text", "picture", "unseen", "field"])
def test_what_is_laid_over_a_pdf_is_found(how: str, honest: Files, tmp_path: Path) -> None:
    with pymupdf.open("pdf", honest["data/plan.pdf"]) as pdf:  # type: ignore[no-untyped-call]
        laid_over(pdf[3], how)
        content = pdf.tobytes()
    said = with_pdf(honest, content, tmp_path)
    assert said.verdict == "refused"
    assert "pdf" in {group.check for group in said.groups}

"""A bundle that was made anew around other files, with checksums that agree, is found out all the same."""

import hashlib
import json
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner_desktop.bundle import separate_process, verify_bundle, write_bundle
from planner_desktop.cli.main import main
from planner_desktop.document.export import SHA256
from planner_desktop.document.fill import fill
from planner_desktop.document.pdf import make_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.errors import BundleError
from tests.bundle import forger
from tests.bundle.forger import TOP, Files, bagged


def zipped(files: Files, folder: Path) -> Path:
    return forger.zipped(files, folder / "forged.zip")


def test_the_forger_of_these_tests_makes_bundles_that_verify(honest: Files, tmp_path: Path) -> None:
    assert verify_bundle(zipped(bagged(honest), tmp_path)).remarks == ()


def test_targets_that_are_read_otherwise_than_their_texts_say_are_told(honest: Files, tmp_path: Path) -> None:
    plan = json.loads(honest["data/plan.json"])
    row = next(row for row in plan["records"]["key_result"] if "target.quantity" in row)
    row["target.quantity"][0]["number"] = "9999"
    forged = bagged(honest | {"data/plan.json": json.dumps(plan, ensure_ascii=False).encode()})
    (remark,) = verify_bundle(zipped(forged, tmp_path)).remarks
    assert "plan.json" in remark


# ---------------------------------------------------------------- lists and files


def without_tag_manifests(files: Files) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace("สำนักงาน".encode(), "กอง".encode())
    for name in ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt"):
        del files[name]


def without_one_list(files: Files) -> None:
    del files["tagmanifest-sha512.txt"]


def a_list_that_leaves_out_the_label(files: Files) -> None:
    for name in ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt"):
        lines = files[name].splitlines(keepends=True)
        files[name] = b"".join(line for line in lines if b"bag-info" not in line)


def a_file_in_one_list_alone(files: Files) -> None:
    lines = files["manifest-sha512.txt"].splitlines(keepends=True)
    files["manifest-sha512.txt"] = b"".join(line for line in lines if b"plan.pdf" not in line)
    name = "tagmanifest-sha512.txt"
    new = hashlib.sha512(files["manifest-sha512.txt"]).hexdigest()
    rest = [line for line in files[name].decode().splitlines() if "manifest-sha512" not in line]
    files[name] = "\n".join([*rest, f"{new} manifest-sha512.txt", ""]).encode()
    new = hashlib.sha256(files["manifest-sha512.txt"]).hexdigest()
    name = "tagmanifest-sha256.txt"
    rest = [line for line in files[name].decode().splitlines() if "manifest-sha512" not in line]
    files[name] = "\n".join([*rest, f"{new} manifest-sha512.txt", ""]).encode()


def a_program_beside_the_data(files: Files) -> None:
    files["setup.exe"] = b"MZ"


def codes_that_are_none(files: Files) -> None:
    files["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: rot13\n"


def codes_of_another_kind(files: Files) -> None:
    files["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"


def files_to_be_fetched(files: Files) -> None:
    files["fetch.txt"] = b"http://127.0.0.1:9/x 5 data/x\n"


def a_very_long_label(files: Files) -> None:
    files["bag-info.txt"] += b"Note: " + b"x " * 5_000_000


@pytest.mark.parametrize(
    "change",
    [
        without_tag_manifests, without_one_list, a_list_that_leaves_out_the_label, a_file_in_one_list_alone,
        a_program_beside_the_data, codes_that_are_none, codes_of_another_kind, files_to_be_fetched, a_very_long_label,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_every_file_is_one_of_a_bundle_and_in_every_list(
    honest: Files, tmp_path: Path, change: Callable[[Files], None]
) -> None:
    again = honest if "list" in change.__name__ or "manifests" in change.__name__ else {}
    files = dict(honest)
    change(files)
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(zipped(files if again else bagged(files), tmp_path))
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(zipped(files, tmp_path))


# ---------------------------------------------------------------- what belongs together


def another_agency(files: Files) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace("สำนักงานการต่างประเทศ".encode(), "สำนักการคลัง".encode())


def another_version(files: Files) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"Plan-Version: 1", b"Plan-Version: 2")


def said_to_be_sent(files: Files) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"Plan-State: draft", b"Plan-State: sent")


def another_amount(files: Files) -> None:
    plan = json.loads(files["data/plan.json"])
    project = next(row for row in plan["records"]["project"] if row.get("budget"))
    project["budget"] += 100
    files["data/plan.json"] = json.dumps(plan, ensure_ascii=False).encode()


def a_draft_that_is_none(files: Files) -> None:
    files["data/draft.bmaplan"] = b"SQLite format 3\0" + bytes(1000)


def a_draft_with_something_behind_it(files: Files) -> None:
    files["data/draft.bmaplan"] += b"MZ" + bytes(5000)


def a_pdf_that_is_none(files: Files) -> None:
    files["data/plan.pdf"] = b"MZ this is no PDF"


def a_pdf_of_nothing(files: Files) -> None:
    files["data/plan.pdf"] = b""


def a_pdf_without_a_name(files: Files) -> None:
    files["data/plan.pdf"] = files["data/plan.pdf"].replace(b"sha256:", b"md5xxx:")


def a_pdf_of_another_plan(files: Files) -> None:
    at = files["data/plan.pdf"].index(b"sha256:") + 7
    files["data/plan.pdf"] = files["data/plan.pdf"][:at] + b"0" * 64 + files["data/plan.pdf"][at + 64 :]


def another_attachment(files: Files) -> None:
    files["data/attachments/หนังสือ.pdf"] = b"%PDF- forged"


def one_attachment_more(files: Files) -> None:
    files["data/attachments/setup.exe"] = b"MZ"


def a_file_in_the_data(files: Files) -> None:
    files["data/setup.exe"] = b"MZ"


@pytest.mark.parametrize(
    "change",
    [
        another_agency, another_version, said_to_be_sent, another_amount, a_draft_that_is_none, a_draft_with_something_behind_it,
        a_pdf_that_is_none, a_pdf_of_nothing, a_pdf_without_a_name, a_pdf_of_another_plan, another_attachment, one_attachment_more,
        a_file_in_the_data,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_plan_draft_pdf_attachments_and_label_must_be_of_one_plan(
    honest: Files, tmp_path: Path, change: Callable[[Files], None]
) -> None:
    files = dict(honest)
    change(files)
    assert files != honest
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(zipped(bagged(files), tmp_path))


def test_the_pdf_of_another_plan_is_found(honest: Files, sample: Draft, tmp_path: Path) -> None:
    sample.set("situation", 1, "text", json.dumps([{"paragraph": "อื่น"}]))
    with zipfile.ZipFile(write_bundle(sample, tmp_path / "other.zip")) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/data/plan.pdf"))
        honest["data/plan.pdf"] = archive.read(name)
    with pytest.raises(BundleError, match="was not made of this plan"):
        verify_bundle(zipped(bagged(honest), tmp_path))


def test_a_bundle_of_an_older_program_verifies_with_a_word_on_its_pdf(honest: Files, tmp_path: Path) -> None:
    lines = honest["bag-info.txt"].splitlines(keepends=True)
    honest["bag-info.txt"] = b"".join(line for line in lines if not line.startswith(b"Plan-"))
    plan = json.loads(honest["data/plan.json"])
    edition = plan["edition"]
    honest["bag-info.txt"] += f"Plan-Edition: {edition['id']}\nPlan-Edition-Version: {edition['version']}\n".encode()
    for row in (row for rows in plan["records"].values() for row in rows):
        row.pop("uid", None)
    honest["data/plan.json"] = json.dumps(plan | {"format_version": 1}).encode()
    honest["data/plan.pdf"] = b"%PDF-1.7\nof an older program\n%%EOF\n"
    new = ("data/README.html", "data/report.json", "data/tables/")
    older = {name: content for name, content in honest.items() if not name.startswith(new)}
    of_tables, of_pdf = verify_bundle(zipped(bagged(older), tmp_path)).remarks
    assert "older program" in of_tables
    assert "plan.pdf" in of_pdf


def another_table(files: Files) -> None:
    files["data/tables/project.csv"] = files["data/tables/project.csv"].replace(b"0.00", b"1.00", 1)


def a_table_more(files: Files) -> None:
    files["data/tables/more.csv"] = b"a,b\r\n"


def a_table_less(files: Files) -> None:
    del files["data/tables/project.csv"]


def a_report_without_its_warnings(files: Files) -> None:
    told = json.loads(files["data/report.json"])
    files["data/report.json"] = json.dumps(told | {"problems": [], "counts": {}}).encode()


def a_page_that_says_more(files: Files) -> None:
    files["data/README.html"] = files["data/README.html"].replace(b"</body>", b"<p>500,000</p></body>")


@pytest.mark.parametrize(
    "change",
    [another_table, a_table_more, a_table_less, a_report_without_its_warnings, a_page_that_says_more],
    ids=lambda change: change.__name__,
)
def test_tables_report_and_page_must_be_what_the_plan_makes_of_them(
    honest: Files, tmp_path: Path, change: Callable[[Files], None]
) -> None:
    change(honest)
    with pytest.raises(BundleError, match=r"does not verify: (tables/|report|README)"):
        verify_bundle(zipped(bagged(honest), tmp_path))


def test_a_pdf_that_prints_another_amount_is_found(honest: Files, sample: Draft, tmp_path: Path) -> None:
    """Also where its properties say that it is of this plan."""
    funded = next(each for each in sample.records("project") if each.values["budget"])
    sample.set("project", funded.id, "budget", int(funded.values["budget"] or 0) + 77_00)
    honest["data/plan.pdf"] = make_pdf(replace(fill(sample), identifiers=identifiers(honest))).data
    with pytest.raises(BundleError, match=r"plan\.pdf (does not print|prints)"):
        verify_bundle(zipped(bagged(honest), tmp_path))


def identifiers(files: Files) -> tuple[str, ...]:
    """What the honest PDF says of which plan it is."""
    said = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines() if ": " in line)
    return said["External-Identifier"], SHA256 + said["Plan-SHA256"]


def test_a_version_that_was_sent_verifies(sample: Draft, tmp_path: Path) -> None:
    sending.submit(sample, "ที่ กท 0101/1")
    assert verify_bundle(write_bundle(sample, tmp_path / "ส่ง.zip")).identifier.endswith("/1")


# ---------------------------------------------------------------- the zip


def written(files: Files, folder: Path, *, how: Callable[[zipfile.ZipFile], None] = lambda _archive: None) -> Path:
    path = zipped(bagged(files), folder)
    with zipfile.ZipFile(path, "a") as archive:
        how(archive)
    return path


@pytest.mark.parametrize("where", ["before", "behind"])
def test_a_zip_with_something_before_or_behind_it_is_refused(honest: Files, tmp_path: Path, where: str) -> None:
    path = written(honest, tmp_path)
    content = path.read_bytes()
    path.write_bytes(b"MZ" + content if where == "before" else content + b"more")
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(path)


def test_a_zip_with_a_word_of_its_own_is_refused(honest: Files, tmp_path: Path) -> None:
    path = written(honest, tmp_path, how=lambda archive: setattr(archive, "comment", b"hidden"))
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(path)


@pytest.mark.parametrize(
    "name", ["data/Plan.json", "DATA/plan.json", "data/nul.txt", "data/a:b", "data/\x1b[2J", "data/./x", "data//x"]
)
def test_names_that_are_one_on_some_drive_or_no_file_are_refused(honest: Files, tmp_path: Path, name: str) -> None:
    honest[name] = b"x"
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(zipped(bagged(honest), tmp_path))


def test_a_file_without_a_name_is_refused(honest: Files, tmp_path: Path) -> None:
    path = written(honest, tmp_path, how=lambda archive: archive.writestr("x", b""))
    content = path.read_bytes()
    head, entry = content.rindex(b"PK\x03\x04"), content.rindex(b"PK\x01\x02")
    content = (
        content[: head + 26] + b"\0\0" + content[head + 28 : head + 30] + content[head + 31 : entry + 28]
        + b"\0\0" + content[entry + 30 : entry + 46] + content[entry + 47 :]
    )  # fmt: skip
    end = bytearray(content)
    at = content.rindex(b"PK\x05\x06")
    length, start = struct.unpack("<II", content[at + 12 : at + 20])
    end[at + 12 : at + 20] = struct.pack("<II", length - 1, start - 1)
    path.write_bytes(bytes(end))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[-1] == ""
    with pytest.raises(BundleError, match="unsafe name"):
        verify_bundle(path)


def test_a_name_that_stands_twice_is_refused(honest: Files, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = written(honest, tmp_path, how=lambda archive: archive.writestr(f"{TOP}/bagit.txt", b"other"))
    with pytest.raises(BundleError, match="twice"):
        verify_bundle(path)


def test_bytes_that_belong_to_two_files_are_refused(tmp_path: Path) -> None:
    """As a zip bomb has it: every entry of the list leads to the same bytes."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezed.compress(bytes(20_000_000)) + squeezed.flush()
    names = [f"{TOP}/{n:03}".encode() for n in range(200)]
    crc = zlib.crc32(bytes(20_000_000))
    common = struct.pack("<HHHIIIHH", 0, 8, 0, crc, len(data), 20_000_000, len(names[0]), 0)
    body = b"PK\x03\x04" + struct.pack("<HH", 20, 0)[:2] + common + names[0] + data
    entries = b"".join(
        b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
        for name in names
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 200, 200, len(entries), len(body), 0)
    (tmp_path / "forged.zip").write_bytes(body + entries + end)
    with pytest.raises(BundleError, match=r"forged\.zip"):
        verify_bundle(tmp_path / "forged.zip")


def test_a_zip_packed_by_another_program_verifies(honest: Files, tmp_path: Path) -> None:
    folder = tmp_path / "unzipped" / TOP
    for name, content in honest.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    shutil.make_archive(str(tmp_path / "again"), "zip", folder.parent)
    assert verify_bundle(tmp_path / "again.zip").agency


def test_an_encrypted_zip_is_refused_with_the_reason(honest: Files, tmp_path: Path) -> None:
    path = zipped(bagged(honest), tmp_path)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BundleError, match="encrypted"):
        verify_bundle(path)


# ---------------------------------------------------------------- time, memory and the screen


def test_what_takes_too_long_is_ended(honest: Files, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="more time"):
        separate_process.verify_apart(zipped(bagged(honest), tmp_path), seconds=0.01)


def test_it_says_the_same_apart_and_started_again_as_on_windows(honest: Files, tmp_path: Path) -> None:
    path = zipped(bagged(honest), tmp_path)
    report = verify_bundle(path)
    assert separate_process.verify_apart(path) == report
    with separate_process._Started(path) as started:
        assert started.report() == report
    path.write_bytes(b"no zip")
    with separate_process._Started(path) as started, pytest.raises(BundleError, match=r"forged\.zip"):
        started.report()


def test_what_a_label_says_cannot_steer_the_screen(
    honest: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = "Plan-Edition-Version: \x1b[2Jroot\u202e\x9b1m".encode()
    honest["bag-info.txt"] = re.sub(rb"Plan-Edition-Version: \d+", lambda _found: odd, honest["bag-info.txt"])
    path = zipped(bagged(honest), tmp_path)
    for arguments in (["verify", str(path)], ["verify", "--json", str(path)]):
        assert main(["--language", "en", *arguments]) == 1
        said = capsys.readouterr().out
        assert "root" in said
        assert not {"\x1b", "\x9b", "\u202e"} & set(said)
    assert "\x1b[2Jroot" in json.dumps(json.loads(said), ensure_ascii=False).replace("\\u001b", "\x1b")


def test_a_process_that_holds_much_already_verifies_as_well(honest: Files, tmp_path: Path) -> None:
    held = bytearray(2 * separate_process.MEMORY)
    assert separate_process.verify_apart(zipped(bagged(honest), tmp_path)).agency
    assert held

"""Bundles that are made to do harm: refused with the kind, the place and the mend; nothing of them is run or left."""

import io
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.bundle.verdict import of_bundle
from planner_desktop.draft.file import seal
from tests.bundle.forger import TOP, Files, bagged, zipped


def nested_zip(files: Files) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(3_000_000))
    files["data/attachments/ซ้อน.zip"] = made.getvalue() * 3


def deep_json(files: Files) -> None:
    files["data/plan.json"] = b"[" * 1_000_000


def wide_json(files: Files) -> None:
    files["data/plan.json"] = b'{"format": "bmaplan", "records": [' + b"0," * 5_000_000 + b"0]}"


def no_number(files: Files) -> None:
    files["data/plan.json"] = files["data/plan.json"].replace(b'"id": 1,', b'"id": NaN,', 1)


def too_large_a_number(files: Files) -> None:
    files["data/plan.json"] = files["data/plan.json"].replace(b'"id": 1,', b'"id": 1e999,', 1)


def keys_twice(files: Files) -> None:
    files["data/plan.json"] = b'{"format": "x", ' + files["data/plan.json"].lstrip()[1:]


def a_field_that_no_plan_has(files: Files) -> None:
    plan = json.loads(files["data/plan.json"])
    plan["records"]["project"][0]["hidden"] = "ข้อความ"
    files["data/plan.json"] = json.dumps(plan).encode()


def other_codes(files: Files) -> None:
    files["data/plan.json"] = files["data/plan.json"].decode().encode("utf-16")


def changed_draft(files: Files, sql: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files["data/draft.bmaplan"])
    seal.add_function(connection)
    connection.execute(sql)
    connection.commit()
    files["data/draft.bmaplan"] = connection.serialize()
    connection.close()


def draft_with_a_trigger(files: Files) -> None:
    changed_draft(files, "CREATE TRIGGER x AFTER UPDATE ON setting BEGIN DELETE FROM project; END")


def draft_with_a_view(files: Files) -> None:
    changed_draft(files, "CREATE VIEW x AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n")


def draft_with_a_form_of_its_own(files: Files) -> None:
    changed_draft(
        files, "UPDATE form_pack_file SET content = CAST(content || x'0a' AS BLOB) WHERE path = 'edition.yaml'"
    )


def formula_in_a_table(files: Files) -> None:
    files["data/tables/project.csv"] += b"=cmd|' /C calc'!A0\r\n"


def package_that_leads_away(files: Files) -> None:
    described = json.loads(files["data/tables/datapackage.json"])
    described["resources"][0]["path"] = "../../../etc/passwd"
    files["data/tables/datapackage.json"] = json.dumps(described).encode()


def script_in_the_page(files: Files) -> None:
    files["data/README.html"] = b"<script src=http://127.0.0.1/x></script>" * 10_000


def report_of_nothing(files: Files) -> None:
    files["data/report.json"] = b"{" * 100_000


def script_beside_a_report_in_other_words(files: Files) -> None:
    report = json.loads(files["data/report.json"])
    report["problems"][0]["message"] = "ไม่มีอะไร"
    files["data/report.json"] = json.dumps(report).encode()
    script_in_the_page(files)


def nothing_wrong_in_the_report(files: Files) -> None:
    report = json.loads(files["data/report.json"])
    report |= {"problems": [], "counts": dict.fromkeys(report["counts"], 0)}
    files["data/report.json"] = json.dumps(report).encode()


def other_advice(files: Files) -> None:
    files["data/README.txt"] += "เปิด http://127.0.0.1/x เพื่อตรวจ\r\n".encode()


def other_schema(files: Files) -> None:
    files["data/plan.schema.json"] = b"{}\n"


def pages_without_end(files: Files) -> None:
    files["data/plan.pdf"] = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 2147483647>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (nested_zip, "attachments"), (deep_json, "plan"), (wide_json, "plan"), (no_number, "plan"), (too_large_a_number, "plan"),
        (keys_twice, "plan"), (a_field_that_no_plan_has, "plan"), (other_codes, "plan"), (draft_with_a_trigger, "draft"), (draft_with_a_view, "draft"),
        (draft_with_a_form_of_its_own, "draft"), (formula_in_a_table, "tables"), (package_that_leads_away, "tables"),
        (script_in_the_page, "report"), (report_of_nothing, "report"), (pages_without_end, "pdf"),
        (script_beside_a_report_in_other_words, "report"), (nothing_wrong_in_the_report, "report"), (other_advice, "report"),
        (other_schema, "report"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)  # fmt: skip
def test_it_is_refused_with_kind_place_and_mend(
    change: Callable[[Files], None], kind: str, honest: Files, tmp_path: Path
) -> None:
    folder = tmp_path / "ที่นี่"
    folder.mkdir()
    change(honest)
    said = of_bundle(zipped(bagged(honest), folder / "ร้าย.zip"))
    assert said.verdict == "refused"
    group = next(group for group in said.groups if group.check == kind)
    assert group.fix
    assert group.places[0].file.startswith("data/")
    assert [file.name for file in tmp_path.rglob("*")] == ["ที่นี่", "ร้าย.zip"]


def test_a_page_that_another_program_made_is_told_not_to_be_opened(honest: Files, tmp_path: Path) -> None:
    honest["bag-info.txt"] = honest["bag-info.txt"].replace(b"Agent: planner_desktop 0", b"Agent: planner_desktop 99.0")
    script_beside_a_report_in_other_words(honest)
    said = of_bundle(zipped(bagged(honest), tmp_path / "x.zip"))
    assert said.verdict == "received"
    assert any("Do not open README.html" in remark for remark in said.remarks)
    nothing_wrong_in_the_report(honest)
    assert of_bundle(zipped(bagged(honest), tmp_path / "x.zip")).verdict == "refused"


@pytest.mark.parametrize(
    "name",
    ["data/CON", "data/nul.txt", "data/COM1.log", "data/com¹.txt", "data/CONIN$", "data/x.", "data/x:y", f"data/{'x' * 256}", "C:\\x", "\\\\host\\share\\x", "//host/x", "/etc/x", "..", ".", "data/x ",
     "data/PLAN.json", "data/pla\u0301n.json/x", "bagit.txt/x"],
)  # fmt: skip
def test_names_of_devices_shares_and_other_folders_are_refused(name: str, honest: Files, tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(bagged(honest), tmp_path / "x.zip"), "a") as archive:
        archive.writestr(zipfile.ZipInfo(name if name in ("..", ".", "/etc/x", "//host/x") else f"{TOP}/{name}"), b"x")
    said = of_bundle(tmp_path / "x.zip")
    assert said.verdict == "refused"
    assert said.groups[0].fix


def other_before_the_file(content: bytearray, at: int, new: bytes) -> None:
    """Change what stands before the PDF, and not what the list at the end says of it."""
    head = content.rindex(b"PK\x03\x04", 0, content.index(b"data/plan.pdf"))
    content[head + at : head + at + len(new)] = new


@pytest.mark.parametrize(
    ("at", "new"), [(6, b"\x08"), (8, b"\0\0"), (14, b"\0\0\0\0"), (18, b"\x01\0\0\0"), (22, b"\xff\xff\xff\xff")],
    ids=["flags", "method", "checksum", "size packed", "size"],
)  # fmt: skip
def test_a_zip_that_says_two_things_of_a_file_is_refused(at: int, new: bytes, honest: Files, tmp_path: Path) -> None:
    path = zipped(bagged(honest), tmp_path / "x.zip")
    content = bytearray(path.read_bytes())
    other_before_the_file(content, at, new)
    path.write_bytes(content)
    assert [group.check for group in of_bundle(path).groups] == ["zip"]


def with_entries(files: Files, path: Path, change: Callable[[zipfile.ZipInfo], None], *, large: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bagged(files).items():
            change(entry := zipfile.ZipInfo(f"{TOP}/{name}"))
            with archive.open(entry, "w", force_zip64=large) as part:
                part.write(content)
    return path


def other_name_beside(entry: zipfile.ZipInfo) -> None:
    name_beside(entry, "ชุด/evil.exe")


def name_of_the_folder_beside(entry: zipfile.ZipInfo) -> None:
    """As programs write it that pack names in the letters of old Windows."""
    name_beside(entry, f"แผน ของเรา/{entry.filename.partition('/')[2]}")


def name_beside(entry: zipfile.ZipInfo, text: str) -> None:
    name = text.encode()
    entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(entry.filename.encode())) + name


def word_beside(entry: zipfile.ZipInfo) -> None:
    entry.comment = b"hidden"


def other_program(entry: zipfile.ZipInfo) -> None:
    entry.extra = struct.pack("<HHBI", 0x5455, 5, 1, 0)  # when it was changed, as Info-ZIP writes it


def test_other_names_and_words_beside_files_are_refused_and_what_programs_write_is_not(
    honest: Files, tmp_path: Path
) -> None:
    for change in (other_name_beside, word_beside):
        said = of_bundle(with_entries(honest, tmp_path / "x.zip", change))
        assert [group.check for group in said.groups] == ["zip"], change.__name__
    said = of_bundle(with_entries(honest, tmp_path / "x.zip", name_of_the_folder_beside))
    assert said.verdict == "received"
    for large in (False, True):
        assert of_bundle(with_entries(honest, tmp_path / "x.zip", other_program, large=large)).verdict == "received"


def many(count: int, content: bytes, *, over: bool = False, said: int = 0) -> bytes:
    """A zip of so many files of this content; `over`: all are the same bytes; each says that it is `said` long."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezed.compress(content) + squeezed.flush()
    crc, size = zlib.crc32(content), said or len(content)
    body, entries = bytearray(), bytearray()
    for n in range(count):
        name = f"{TOP}/data/{n:06}".encode()
        common = struct.pack("<HHHHIIIHH", 0x800, 8, 0, 0x21, crc, len(data), size, len(name), 0)
        entries += b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common
        entries += struct.pack("<HHHII", 0, 0, 0, 0, 0 if over else len(body)) + name
        if not over or not body:
            body += b"PK\x03\x04" + struct.pack("<H", 20) + common + name + data
    end = struct.pack("<HHHHIIH", 0, 0, count % 65536, count % 65536, len(entries), len(body), 0)
    return bytes(body + entries) + b"PK\x05\x06" + end


@pytest.mark.parametrize(
    "content",
    [
        many(100_000, b""),
        many(1000, bytes(10_000_000), over=True),
        many(1, bytes(100_000_000)),
        many(3, b"x", said=1 << 31),
    ],
    ids=["100,000 files", "overlapping", "packed tightly", "lying about sizes"],
)
def test_what_would_fill_disk_or_memory_is_refused_before_it_is_unpacked(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    said = of_bundle(tmp_path / "x.zip")
    assert said.verdict == "refused"
    assert [group.check for group in said.groups] == ["zip"]

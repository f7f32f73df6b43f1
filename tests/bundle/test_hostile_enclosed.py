"""Word files and scanned pages that are made to do harm or to say otherwise: refused, or told where nobody can compare."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import write_bundle
from planner_desktop.bundle.verdict import Verdict, of_bundle
from planner_desktop.document.export import plan_docx
from planner_desktop.draft.plan import plan_json
from tests.bundle.forger import TOP, Files, bagged, files_of, zipped
from tests.conftest import SAMPLE

WORD, SCAN, PICTURE = "data/plan.docx", "data/scans/02.pdf", "data/scans/01.jpg"


@pytest.fixture(scope="module")
def enclosing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a Word file, a scanned picture and a scanned PDF; the plan has a picture, too."""
    folder = tmp_path_factory.mktemp("แนบ")
    Image.new("RGB", (620, 877), "white").save(folder / "หน้า.jpg")
    with pymupdf.open() as pdf:  # type: ignore[no-untyped-call]
        pdf.new_page().insert_image((0, 0, 300, 400), filename=str(folder / "หน้า.jpg"))
        pdf.save(folder / "สแกน.pdf")
    with plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", folder / "แผน.bmaplan") as draft:
        return write_bundle(
            draft,
            folder / f"{TOP}.zip",
            word=lambda _told: plan_docx(draft),
            scans=[folder / "หน้า.jpg", folder / "สแกน.pdf"],
        )


@pytest.fixture
def files(enclosing: Path) -> Files:
    return files_of(enclosing)


def verdict(files: Files, folder: Path) -> Verdict:
    return of_bundle(zipped(bagged(files), folder / "ชุด.zip"))


def of_another_program(files: Files) -> Files:
    label = files["bag-info.txt"].splitlines()
    made = b"Bag-Software-Agent: planner_desktop 99.1, bagit 1.9.0"
    label = [made if line.startswith(b"Bag-Software-Agent") else line for line in label]
    return files | {"bag-info.txt": b"\n".join(label) + b"\n"}


def test_what_the_program_put_in_is_received(files: Files, tmp_path: Path) -> None:
    said = verdict(files, tmp_path)
    assert (said.verdict, said.remarks) == ("received", ())


# ---------------------------------------------------------------- the Word file


def package(files: Files) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(files[WORD])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, parts: dict[str, bytes], *twice: str, level: int = 6) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for name in twice:
            archive.writestr(name.upper(), parts[name])
    files[WORD] = made.getvalue()


def other_text(files: Files) -> None:
    parts = package(files)
    parts["word/document.xml"] = parts["word/document.xml"].replace("บาท".encode(), "ดอลลาร์".encode())
    packed(files, parts)


def macros(files: Files) -> None:
    packed(files, package(files) | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def object_inside(files: Files) -> None:
    packed(files, package(files) | {"word/embeddings/oleObject1.bin": b"MZ"})


def related(files: Files, kind: str) -> None:
    parts = package(files)
    name = "word/_rels/document.xml.rels"
    away = f'<Relationship Id="x" Type="http://x/{kind}" Target="http://127.0.0.1/x" TargetMode="&#69;xternal"/></Rel'
    parts[name] = parts[name].replace(b"</Rel", away.encode())
    packed(files, parts)


def template_from_elsewhere(files: Files) -> None:
    related(files, "attachedTemplate")


def picture_from_elsewhere(files: Files) -> None:
    related(files, "image")


def field_that_runs(files: Files) -> None:
    parts = package(files)
    runs = b'<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x "y"</w:instrText></w:r></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:p>", runs, 1)
    packed(files, parts)


def entities(files: Files) -> None:
    parts = package(files)
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:settings xmlns:w="x">&b;</w:settings>'
    packed(files, parts | {"word/settings.xml": lol})


def bomb(files: Files) -> None:
    packed(files, package(files) | {"word/media/image1.png": bytes(200_000_000)}, level=9)


def part_twice(files: Files) -> None:
    packed(files, package(files), "word/document.xml")


def no_zip(files: Files) -> None:
    files[WORD] = b"MZ" + files[WORD][2:]


HARMFUL = (
    macros, object_inside, template_from_elsewhere, picture_from_elsewhere, field_that_runs, entities, bomb, part_twice, no_zip,
)  # fmt: skip


@pytest.mark.parametrize("change", [other_text, *HARMFUL], ids=lambda change: change.__name__)
def test_a_word_file_that_is_not_the_plans_is_refused(
    change: Callable[[Files], None], files: Files, tmp_path: Path
) -> None:
    change(files)
    said = verdict(files, tmp_path)
    assert said.verdict == "refused"
    assert {group.check for group in said.groups} == {"word"}
    assert all(group.fix and place.file == WORD for group in said.groups for place in group.places)


@pytest.mark.parametrize("change", HARMFUL, ids=lambda change: change.__name__)
def test_one_of_another_program_is_refused_where_it_does_harm(
    change: Callable[[Files], None], files: Files, tmp_path: Path
) -> None:
    change(files)
    assert verdict(of_another_program(files), tmp_path).verdict == "refused"


def test_one_of_another_program_is_told_and_one_packed_otherwise_is_the_same(files: Files, tmp_path: Path) -> None:
    packed(files, package(files), level=1)
    assert verdict(files, tmp_path).remarks == ()
    other_text(files)
    said = verdict(of_another_program(files), tmp_path)
    assert said.verdict == "received"
    assert any("plan.docx was not compared" in remark and "99.1" in remark for remark in said.remarks)


def test_a_word_file_is_there_where_the_label_says_so_and_only_there(files: Files, tmp_path: Path) -> None:
    without = {name: content for name, content in files.items() if name != WORD}
    assert verdict(without, tmp_path).verdict == "refused"
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"Plan-Word-File: yes\n", b"")
    assert verdict(files, tmp_path).verdict == "refused"


# ---------------------------------------------------------------- scans


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def huge_picture(files: Files) -> None:
    """100,000 by 100,000 dots, in a few bytes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    renamed(files, PICTURE, "data/scans/01.png", content)


def renamed(files: Files, old: str, new: str, content: bytes = b"") -> None:
    files[new] = content or files[old]
    del files[old]
    files["bag-info.txt"] = files["bag-info.txt"].replace(Path(old).name.encode(), Path(new).name.encode())


def program_called_a_picture(files: Files) -> None:
    files[PICTURE] = b"MZ" + bytes(1000)


def program_behind_a_picture(files: Files) -> None:
    files[PICTURE] += b"PK\x03\x04" + b"MZ" * 500


def place_where_it_was_taken(files: Files) -> None:
    made = io.BytesIO()
    image = Image.new("RGB", (62, 87), "white")
    exif = image.getexif()
    exif[0x010E] = "ที่บ้าน"
    image.save(made, "JPEG", exif=exif)
    files[PICTURE] = made.getvalue()


def other_kind_than_its_name(files: Files) -> None:
    renamed(files, PICTURE, "data/scans/01.pdf")


def name_of_a_program(files: Files) -> None:
    renamed(files, SCAN, "data/scans/02.pdf.exe")


def name_of_no_scan(files: Files) -> None:
    renamed(files, SCAN, "data/scans/สแกน.pdf")


def one_more(files: Files) -> None:
    files["data/scans/03.pdf"] = files[SCAN]


def many_more(files: Files) -> None:
    names = [f"{n:02}.pdf" for n in range(1, 151)]
    label = files["bag-info.txt"].replace(b"01.jpg, 02.pdf", ", ".join(names).encode())
    files |= {f"data/scans/{name}": files[SCAN] for name in names} | {"bag-info.txt": label}
    del files[PICTURE]


def acting(files: Files, action: str) -> None:
    with pymupdf.open("pdf", files[SCAN]) as pdf:  # type: ignore[no-untyped-call]
        number = pdf.get_new_xref()
        pdf.update_object(number, action)
        pdf.xref_set_key(pdf.pdf_catalog(), "OpenAction", f"{number} 0 R")
        files[SCAN] = pdf.tobytes(use_objstms=1, deflate=1)


def script(files: Files) -> None:
    acting(files, "<</S/JavaScript/JS(app.alert(1))>>")


def program_to_start(files: Files) -> None:
    acting(files, "<</S/La#75nch/F(calc.exe)>>")


def file_inside(files: Files) -> None:
    with pymupdf.open("pdf", files[SCAN]) as pdf:  # type: ignore[no-untyped-call]
        pdf.embfile_add("x.exe", b"MZ")
        files[SCAN] = pdf.tobytes(use_objstms=1, deflate=1)


def password(files: Files) -> None:
    with pymupdf.open("pdf", files[SCAN]) as pdf:  # type: ignore[no-untyped-call]
        files[SCAN] = pdf.tobytes(encryption=5, owner_pw="x", user_pw="")


def too_many_pages(files: Files) -> None:
    with pymupdf.open() as pdf:  # type: ignore[no-untyped-call]
        for _page in range(401):
            pdf.new_page()
        files[SCAN] = pdf.tobytes()


@pytest.mark.parametrize(
    "change",
    [
        huge_picture, program_called_a_picture, program_behind_a_picture, place_where_it_was_taken, other_kind_than_its_name,
        name_of_a_program, name_of_no_scan, one_more, many_more, script, program_to_start, file_inside, password, too_many_pages,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_what_is_no_scanned_page_is_refused(change: Callable[[Files], None], files: Files, tmp_path: Path) -> None:
    change(files)
    said = verdict(files, tmp_path)
    assert said.verdict == "refused"
    assert "files" in {group.check for group in said.groups}
    assert all("scans" in place.file for group in said.groups for place in group.places if group.check == "files")


@pytest.mark.parametrize("change", [script, program_to_start, file_inside], ids=lambda change: change.__name__)
def test_a_plan_in_pdf_that_does_more_than_to_be_read_is_refused(
    change: Callable[[Files], None], files: Files, tmp_path: Path
) -> None:
    swapped = files | {SCAN: files["data/plan.pdf"]}
    change(swapped)
    said = verdict(files | {"data/plan.pdf": swapped[SCAN]}, tmp_path)
    assert said.verdict == "refused"
    assert any("more than to be read" in place.message for group in said.groups for place in group.places)


def test_a_plan_in_pdf_of_another_version_of_the_edition_may_do_no_more_either(files: Files, tmp_path: Path) -> None:
    """There its text is not compared."""
    files["bag-info.txt"] = re.sub(rb"(Plan-Edition-Version: )(\d+)", rb"\g<1>\g<2>.9", files["bag-info.txt"])
    said = verdict(files, tmp_path)
    assert said.verdict == "received"
    assert said.pdf == ""
    swapped = files | {SCAN: files["data/plan.pdf"]}
    script(swapped)
    assert verdict(files | {"data/plan.pdf": swapped[SCAN]}, tmp_path).verdict == "refused"

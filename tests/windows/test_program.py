"""The program as users of Windows have it, in wine: installed without a question, used, taken away again.

The tests go in the order in which they stand: what the first writes, the others read.
"""

import json
import re
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from installer.paths import BUILD, ROOT
from tests.own_places import environment
from tests.patience import PATIENCE
from tests.windows.conftest import Program
from tests.windows.wine import Wine

pytestmark = pytest.mark.windows

SAMPLE = "2568-international-affairs"
PICTURE = BUILD / "window.png"
"""The window as it was drawn, to be looked at."""
FAMILY = "Planner"
THAI = re.compile("[ก-๙]")
_OF_ITS_MAKING = re.compile(rb"D:\d{14}[+-]\d\d'\d\d'|\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d\d:\d\d|(?<=\d, )\d+(?=\))")
"""What of a PDF's objects tells one making of it from another: when that was, and where the reader holds it."""


@pytest.fixture(scope="module")
def linux(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan's data, and what the program on this machine makes of it."""
    folder = tmp_path_factory.mktemp("linux")
    for arguments in (
        ("new", "--sample", SAMPLE, "แผน.bmaplan"),
        ("export", "แผน.bmaplan", "--json", "ข้อมูล.json"),
        ("import", "ข้อมูล.json", "เหมือน.bmaplan"),
        ("export", "เหมือน.bmaplan", "--pdf", "แผน.pdf", "--json", "แผน.json"),
    ):
        command = [ROOT / ".venv" / "bin" / "planner-desktop", "--patience", "0", *arguments]
        subprocess.run(command, cwd=folder, env=environment(folder) | {"PATH": "/usr/bin"}, check=True)
    return folder


def test_a_new_plan_is_made_and_told_of_in_thai(program: Program) -> None:
    ran = program.run("new", "--sample", SAMPLE, program.documents / "แผน ปี 2568.bmaplan")
    assert (ran.status, ran.err) == (0, "")
    assert THAI.search(ran.out)
    assert (program.documents / "แผน ปี 2568.bmaplan").is_file()


def test_help_and_refusals_are_thai(program: Program) -> None:
    assert "วิธีใช้" in program.run("--help").out
    ran = program.run("check", program.documents / "ไม่มี.bmaplan")
    assert ran.status == 2
    assert THAI.search(ran.err)
    assert not re.search("[A-Za-z]{4,} [a-z]{3,} [a-z]{2,}", ran.err)


def objects_of(pdf: Path) -> list[bytes]:
    """The objects of a PDF, unpacked; those that pack others are left out, for they hold when it was made."""
    reader, found = PdfReader(pdf), []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        each = reader.get_object(IndirectObject(number, 0, reader))
        if not isinstance(each, StreamObject):
            found.append(repr(each).encode())
        elif each.get("/Type") not in ("/XRef", "/ObjStm"):
            entries = {name: value for name, value in each.items() if name != "/Length"}
            found.append(repr(entries).encode() + each.get_data())
    return [_OF_ITS_MAKING.sub(b"", one) for one in found]


def test_it_exports_byte_for_byte_what_it_exports_on_linux(program: Program, linux: Path) -> None:
    data, draft = program.documents / "ข้อมูล.json", program.documents / "เหมือน.bmaplan"
    shutil.copy(linux / data.name, data)
    ran = program.run("import", data, draft)
    assert (ran.status, ran.err) == (0, "")
    pdf, bundle, json_again = (program.documents / f"แผน.{suffix}" for suffix in ("pdf", "zip", "json"))
    ran = program.run("export", draft, "--pdf", pdf, "--bundle", bundle, "--json", json_again)
    assert (ran.status, ran.err) == (0, "")
    assert json_again.read_bytes() == (linux / "แผน.json").read_bytes()
    assert objects_of(pdf) == objects_of(linux / "แผน.pdf")


def test_the_bundle_verifies_there(program: Program) -> None:
    ran = program.run("verify", program.documents / "แผน.zip")
    assert (ran.status, ran.err) == (0, "")
    assert THAI.search(ran.out)


def test_its_window_is_thai_and_in_the_programs_font(program: Program) -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    ran = program.python("seen.py", program.documents / "แผน ปี 2568.bmaplan", PICTURE)
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert told["platform"] == "windows"
    assert {font.rpartition(": ")[2] for font in told["fonts"]} == {FAMILY}, told["fonts"]
    assert len(told["texts"]) > 100
    assert [text for text in told["texts"] if re.fullmatch("[A-Z][a-z]+( [a-z]+){2,}.*", text)] == []
    assert "ถัดไป" in " ".join(told["texts"])
    assert told["icon"]
    assert told["documents"].endswith("Documents")
    assert PICTURE.stat().st_size > 20_000


def test_the_program_starts_by_its_own_exe_and_closes(program: Program, wine: Wine) -> None:
    with wine.start(program.folder / "planner-desktop.exe", program.documents / "แผน ปี 2568.bmaplan") as process:
        try:
            closed(program, process, next(iter(waited_for(program, "แผน ปี 2568"))))
            assert process.returncode == 0
        finally:
            process.kill()


def waited_for(program: Program, words: str) -> list[str]:
    """The titles of the windows that have these words in theirs, once there are any."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [title for title in program.python("windows_open.py").out.splitlines() if words in title]
        if found:
            return found
    pytest.fail(f"no window with “{words}”")


def closed(program: Program, process: subprocess.Popen[str], title: str) -> None:
    """Ask a window to close until its program has ended: one that is just being built does not hear it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        program.python("windows_open.py", title)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
            return
    pytest.fail(f"“{title}” does not close")


def test_a_fault_before_there_is_a_window_is_shown_in_a_box_that_names_the_log(program: Program, wine: Wine) -> None:
    module = program.folder / "app" / "planner_desktop" / "ui" / "app.py"
    kept = {file: file.read_bytes() for file in (module, *module.parent.glob("__pycache__/app.*"))}
    for file in kept:
        file.unlink()
    module.write_text("raise RuntimeError('broken')\n", "utf-8")
    try:
        with wine.start("start", "/wait", program.folder / "planner-desktop.exe") as process:
            closed(program, process, next(iter(waited_for(program, "แผนปฏิบัติราชการประจำปี"))))
    finally:
        for file, content in kept.items():
            file.write_bytes(content)
    (log,) = wine.home.rglob("planner_desktop.log")
    text = log.read_text("utf-8")
    assert "RuntimeError: broken" in text
    assert wine.name(log).lower() in text.lower()


def test_other_programs_that_hold_files_are_waited_for_and_named(program: Program, wine: Wine) -> None:
    share = wine.folder / "prefix" / "dosdevices" / "unc" / "server" / "แผนงาน"
    share.mkdir(parents=True)
    ran = program.python("hazards.py", wine.drive / "งาน ปี 2568", "\\\\server\\แผนงาน")
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert told["scanned"] > 10
    assert (told["failed"], told["left"], told["left then"]) == ({}, [], [])
    assert told["lock is hidden"]
    words = "cannot be written: it is open in another program, as in Acrobat, Excel or Word | Close it there"
    assert {kind: said for kind, said in told["held"].items() if words not in said or "REPLACED" in said} == {}
    assert {name for name, said in told["names"].items() if "cannot be written: " not in said} == set()
    assert told["strange"] == []
    assert "its path has" in told["long"]  # wine's own limit: it tells no long path's real name
    assert told["SQLite's long"].endswith("ฐานข้อมูล")
    assert told["no lock"].startswith("FAULT OSError")  # and not as if somebody had the file
    assert told["share"] == {"made": "", "opened": "", "reason": "", "read": "", "left": ["บนแชร์.bmaplan"]}


def test_uninstalling_leaves_what_is_the_users(program: Program, wine: Wine) -> None:
    if program.setup is None:
        pytest.skip("there is no setup file in dist/: the program was laid as a folder")
    assert program.run("new", "--sample", SAMPLE, program.documents / "อยู่ต่อ.bmaplan").status == 0
    kept = {file.name for file in program.documents.iterdir()}
    program.uninstall()
    assert not (program.folder / "planner-desktop.exe").exists()
    assert {file.name for file in program.documents.iterdir()} == kept
    assert (wine.home / "AppData" / "Local" / "planner_desktop").is_dir()

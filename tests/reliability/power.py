"""What is done while the power may go: each case acknowledges a state, does the next thing, acknowledges that.

python -m tests.reliability.power CASE FOLDER FACTS [SYNCHRONOUS], with recorder.c loaded before the C library, does a
case in a folder and writes what was acknowledged; the log tells when. `found` says what is there after a cut.
"""

import ctypes
import gzip
import json
import os
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from planner_desktop import csv_table, formpack
from planner_desktop.app_paths import FORMS, SAMPLES
from planner_desktop.bundle import layout, write_bundle
from planner_desktop.document.outline import Document
from planner_desktop.document.pdf import Made
from planner_desktop.document.word.writer import write_docx
from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive, share
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.draft.file.repair import repair
from planner_desktop.draft.history import incomplete, sending
from planner_desktop.draft.history.backups import Backups
from planner_desktop.draft.history.changes import state_at
from planner_desktop.draft.history.restoring import restore_record
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.moving import move
from planner_desktop.draft.records import attachments, search, section_notes
from planner_desktop.draft.records.replacing import replace
from planner_desktop.formpack import store
from planner_desktop.plans import recent
from tests.conftest import EDITION, SAMPLE
from tests.reliability.faults import everything

OLDER = Path(__file__).parents[1] / "draft" / "file" / "files" / "format-1.bmaplan.gz"
OWN, ELSEWHERE = "planner_desktop", "แชร์"
"""The user's own folder, and a share's, which another PC has on its disk."""
Fact = Any


def stored(path: Path) -> Fact:
    """What is in a draft, which is sound."""
    with Draft.open(path) as draft:
        assert not draft.read_only, draft.opened.reason
        assert draft.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
        return everything(draft)


class Case:
    """Something that is done: `prepare` makes what is there before."""

    survivor = ""
    rounds = 1

    def prepare(self, folder: Path) -> None:
        with Draft.create(folder / "ร่าง.bmaplan", formpack.read(FORMS / EDITION)) as draft:
            draft.add("project", {"name": "โครงการ"})

    def do(self, folder: Path) -> Iterator[Fact]:
        raise NotImplementedError

    def found(self, folder: Path) -> Fact:
        return stored(folder / "ร่าง.bmaplan")


class Edits(Case):
    """Every kind of edit, typing, pasting, undoing, attaching, sending."""

    def do(self, folder: Path) -> Iterator[Fact]:
        with Draft.open(folder / "ร่าง.bmaplan") as draft:
            if synchronous := sys.argv[4:]:
                draft.database.execute(f"PRAGMA synchronous = {synchronous[0]}")
            yield everything(draft)
            for deed in self.deeds(draft, folder):
                deed()
                yield everything(draft)

    def deeds(self, draft: Draft, folder: Path) -> Iterator[Callable[[], object]]:
        files = count(1)

        def paste() -> None:
            with draft.action("paste"):
                for n in range(500):
                    draft.add("project", {"name": f"โครงการที่วาง {n}", "budget": n})

        def attach() -> None:
            file = folder.parent / f"แนบ {next(files)}.bin"
            file.write_bytes(random.Random(file.name).randbytes(60_000))
            draft.attach(file)

        def rename() -> None:
            matches = search.find(search.places(draft), search.Query("ที่วาง"))
            replace(draft, matches, "ที่แก้")

        def bring_back() -> None:
            with state_at(draft, 1) as old:
                restore_record(draft, old, "project", old.ids("project")[0])

        def note() -> None:
            section_notes.keep(draft, draft.pack.sections[0].id, section_notes.SectionNote("ถามกองแผน"))

        first = draft.ids("project")[0]
        yield lambda: draft.enter("cover", 1, "agency", "สำนักงานใหม่")
        yield lambda: draft.typing("cover", 1, "abbreviation", "กำลังพิมพ์")
        yield lambda: draft.enter("cover", 1, "abbreviation", "สน.")
        yield lambda: draft.enter("project", first, "budget", "1,234,567.50")
        yield lambda: draft.add("division", {"name": "กองกลาง"})
        yield lambda: draft.set("project", first, "divisions", draft.ids("division"))
        yield lambda: draft.remember("section", "projects")
        yield note
        yield paste
        yield draft.undo
        yield draft.redo
        yield rename
        yield lambda: draft.arrange("project", draft.ids("project")[::-1])
        yield lambda: draft.move("project", first, 0)
        yield lambda: draft.duplicate("project", draft.ids("project")[:20])
        yield lambda: draft.delete("project", draft.ids("project")[:300])
        yield draft.undo
        yield bring_back
        yield attach
        yield attach
        yield lambda: sending.submit(draft, "ส่งแล้ว")
        yield lambda: sending.returned(draft, "แก้ไข", "สยป.")
        yield draft.undo
        for n in range(6):
            yield lambda n=n: draft.enter("project", first, "name", f"โครงการ {n}")  # type: ignore[misc]
            yield lambda n=n: draft.typing("project", first, "name", f"กำลังพิมพ์ {n}")  # type: ignore[misc]


class Migration(Case):
    """An older draft is opened and migrated; what it was is kept."""

    rounds = 2

    def prepare(self, folder: Path) -> None:
        (folder / "ร่าง.bmaplan").write_bytes(gzip.decompress(OLDER.read_bytes()))

    def do(self, folder: Path) -> Iterator[Fact]:
        yield [False]
        with Draft.open(folder / "ร่าง.bmaplan") as draft:
            assert draft.opened.older
            yield [True]
            draft.enter("cover", 1, "agency", "สำนักงานใหม่")
            yield [True, "สำนักงานใหม่"]

    def found(self, folder: Path) -> Fact:
        kept = list((folder / OWN / "older-formats").glob("*.bmaplan"))
        for copy in kept:
            assert gzip.decompress(OLDER.read_bytes())[60:64] == copy.read_bytes()[60:64]
        with Draft.open(folder / "ร่าง.bmaplan") as draft:
            assert not draft.read_only, draft.opened.reason
            agency = draft.record("cover", 1).values["agency"]
            was_migrated = draft.opened.older is None
        assert kept or not was_migrated
        return [was_migrated, agency] if agency == "สำนักงานใหม่" else [was_migrated]


class NewFiles(Case):
    """New files: a copy, a repaired draft, an imported plan, one moved to another edition, a form pack."""

    rounds = 4

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        content = bytearray((folder / "ร่าง.bmaplan").read_bytes())
        content[5000:5100] = bytes(100)
        (folder / "เสีย.bmaplan").write_bytes(content)

    def do(self, folder: Path) -> Iterator[Fact]:
        done: list[str] = []
        yield []
        with Draft.open(folder / "ร่าง.bmaplan", read_only=True) as draft:
            draft.save_as(folder / "1.bmaplan")
            yield (done := [*done, "1.bmaplan"])
            repair(folder / "เสีย.bmaplan", folder / "2.bmaplan")
            yield (done := [*done, "2.bmaplan"])
            plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", folder / "3.bmaplan").close()
            yield (done := [*done, "3.bmaplan"])
            other = next(folder for name, folder in sorted(formpack.installed().items()) if name != EDITION)
            move(draft, formpack.read(other), folder / "4.bmaplan").close()
            yield (done := [*done, "4.bmaplan"])
        made = store.new(FORMS / EDITION, folder / "next-year")
        yield (done := [*done, "next-year"])
        store.add(folder / "next-year")
        yield [*done, f"{OWN}/forms/{made.edition.id}"]

    def found(self, folder: Path) -> Fact:
        there = []
        for name in [f"{n}.bmaplan" for n in range(1, 5)]:
            if (folder / name).exists():
                stored(folder / name)
                there.append(name)
        for name in ("next-year", f"{OWN}/forms/next-year"):
            if (folder / name).exists():
                formpack.read(folder / name)
                there.append(name)
        return there


class Exports(Case):
    """Exports over what was exported before, and the user's own small files."""

    rounds = 4

    def outputs(self, folder: Path, draft: Draft, word: str) -> Iterator[str]:
        """Write one after the other; its name."""
        made = Made(f"%PDF {word}".encode() * 20_000, 1, {}, {})
        made.write(folder / "แผน.pdf")
        yield "pdf"
        write_docx(Document(word, ""), folder / "แผน.docx")
        yield "docx"
        draft.database.execute("DELETE FROM attachment")
        attachments.keep(draft.database, "โครงสร้าง.pdf", f"%PDF {word}".encode() * 9000)
        draft.enter("cover", 1, "agency", word)
        plan_json.write_plan(draft, folder / "แผน.json")
        yield "json"
        incomplete.mark(draft, "รอกรอก")
        write_bundle(draft, folder / "แผน.zip", pdf=lambda _told: made)
        yield "bundle"
        csv_table.write(folder / "ปัญหา.csv", [[word] * 2000])
        yield "csv"
        recent.keep(recent.DraftCard(folder / "ร่าง.bmaplan", agency=word))
        yield "recent"

    def prepare(self, folder: Path) -> None:
        with Draft.in_memory(formpack.read(FORMS / EDITION)) as draft:
            list(self.outputs(folder, draft, "เก่า"))

    def do(self, folder: Path) -> Iterator[Fact]:
        with Draft.in_memory(formpack.read(FORMS / EDITION)) as draft:
            state = dict.fromkeys(("pdf", "docx", "json", "bundle", "csv", "recent"), "เก่า")
            yield dict(state)
            for word in ("ใหม่", "ใหม่กว่า"):
                for name in self.outputs(folder, draft, word):
                    state[name] = word
                    yield dict(state)

    def found(self, folder: Path) -> Fact:
        pdf = (folder / "แผน.pdf").read_bytes().decode()
        word = pdf.partition("%PDF ")[2].partition("%")[0]
        assert pdf == f"%PDF {word}" * 20_000
        with zipfile.ZipFile(folder / "แผน.docx") as file:
            assert file.testzip() is None
            title = file.read("docProps/core.xml").decode().partition("<dc:title>")[2].partition("<")[0]
        with plan_json.read_plan(folder / "แผน.json", folder / "อ่าน.bmaplan") as plan:
            agency = plan.record("cover", 1).values["agency"]
            assert plan.attachment("โครงสร้าง.pdf") == f"%PDF {agency}".encode() * 9000
        (folder / "อ่าน.bmaplan").unlink()
        csv = (folder / "ปัญหา.csv").read_text("utf-8-sig").strip()
        cell = csv.partition(",")[0]
        assert csv == ",".join([cell] * 2000)
        with zipfile.ZipFile(folder / "แผน.zip") as bundle:
            assert bundle.testzip() is None
            (name,) = (name for name in bundle.namelist() if name.endswith("/bag-info.txt"))
            info = bundle.read(name).decode()
        (bundled,) = (line.partition(": ")[2] for line in info.splitlines() if line.startswith(layout.AGENCY))
        told = {"pdf": word, "docx": title, "json": agency, "bundle": bundled, "csv": cell}
        return told | {"recent": recent.cards()[0].agency}


class Backup(Case):
    """Backups of a draft that is edited meanwhile."""

    rounds = 2

    def do(self, folder: Path) -> Iterator[Fact]:
        with Draft.open(folder / "ร่าง.bmaplan") as draft:
            backups, now = Backups.of(draft), datetime(2026, 1, 5, 9, tzinfo=UTC)
            assert backups
            yield []
            done: list[str] = []
            for n in range(5):
                draft.enter("cover", 1, "agency", f"สำนักงาน {n}")
                backups.make(now + timedelta(hours=n))
                yield (done := [*done, f"สำนักงาน {n}"])

    def found(self, folder: Path) -> Fact:
        with Draft.open(folder / "ร่าง.bmaplan") as draft:
            backups = Backups.of(draft)
            listed = backups.listing() if backups else []
        there = []
        for backup in reversed(listed):
            with Draft.open(backup.path, read_only=True) as copy:
                assert not copy.opened.reason
                there.append(copy.record("cover", 1).values["agency"])
        return there


class Shared(Case):
    """A draft on a share; the PC loses its power, the share does not."""

    survivor = ELSEWHERE

    def prepare(self, folder: Path) -> None:
        (folder / ELSEWHERE).mkdir()
        super().prepare(folder / ELSEWHERE)

    def do(self, folder: Path) -> Iterator[Fact]:
        with mock.patch.object(share, "EVERY", 1e6):
            yield None
            for n in range(3):
                with Draft.open(folder / ELSEWHERE / "ร่าง.bmaplan") as draft:
                    assert draft.opened.share
                    for m in range(3):
                        draft.enter("cover", 1, "agency", f"{n} {m}")
                        yield f"{n} {m}"
                        if m != 1:
                            draft.opened.share.write_back()
                            yield f"{n} {m}"
                yield f"{n} {m}"

    def found(self, folder: Path) -> Fact:
        file = folder / ELSEWHERE / "ร่าง.bmaplan"
        for lock in file.parent.glob(".*.lock"):  # a minute later
            os.utime(lock, (0, 0))
        with Draft.open(file) as draft:
            assert not draft.read_only, draft.opened.reason
            assert not [said for said in draft.opened.said if "elsewhere" in said], draft.opened.said
            agency = draft.record("cover", 1).values["agency"]
        assert [f.name for f in file.parent.iterdir()] == [file.name]
        return agency


CASES: dict[str, Case] = {
    case.__class__.__name__: case for case in (Edits(), Migration(), NewFiles(), Exports(), Backup(), Shared())
}


def kind(path: Path) -> DriveKind:
    """What kind of drive it is on here."""
    return DriveKind.NETWORK if ELSEWHERE in path.parts else DriveKind.LOCAL


def main() -> None:
    """Do a case, and write what was acknowledged."""
    case, folder = CASES[sys.argv[1]], Path(sys.argv[2])
    recorder = ctypes.CDLL(None)
    facts = []
    with mock.patch.object(drive, "kind", kind):
        for fact in case.do(folder):
            facts.append(fact)
            recorder.record_mark(str(len(facts)).encode())
    Path(sys.argv[3]).write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()

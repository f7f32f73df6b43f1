"""Bundles changed at random: the bytes of the zip, how it is put together, and each file in it, with checksums that agree."""

import contextlib
import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import separate_process, write_bundle
from planner_desktop.document.export import plan_docx
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from tests.bundle.forger import Files, bagged, files_of, zipped
from tests.formpack.test_refusals import FILES
from tests.reliability import mutations
from tests.reliability.doors import odd_bytes, odd_json, small_draft

TOP = "แผน"
NAMES = (
    "../x", "/etc/x", "C:\\x", "C:x", "\\\\host\\share\\x", "//host/x", "data/../../x", "data/CON", "data/nul.txt", "data/COM1.",
    "data/plan.json ", "data/Plan.json", "DATA/plan.json", "data/pla\u0301n.json", "data/pl\u00e1n.json", "data/x\x00y", "data/a\x1bb",
    "data//x", "data/./x", "data/x/", "data/" + "ก" * 200, "data/" + "a/" * 100 + "x", "fetch.txt", "data/\u202ex", "", ".", "..",
    "data/attachments/a/b", "data/tables/x.csv", "data/attachments/x.exe", "data/x.lnk", "bagit.txt/x", "manifest-md5.txt", "~",
)  # fmt: skip
TEXTS = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"[" * 100_000, b"{" * 100_000, b'{"a":' * 50_000, b"NaN", b"Infinity", b"1" * 400_000,
    b"0,0\r\n" * 10_000, b'"', b"=cmd|' /C calc'!A0", b"<script>alert(1)</script>", b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04", b"SQLite format 3\0",
    b'"\\ud800"', b"\x1b[2J\n" * 100, "ก".encode() * 100_000, b"../../x\n" * 1000, b"http://127.0.0.1/x 5 data/x\n", b"%0a%0d%25\n",
)  # fmt: skip
PDFS = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 2147483647>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n",
    b"%PDF-1.7\n" + b"<<" * 20_000 + b"\n%%EOF\n",
    b"%PDF-1.7\n<?xpacket begin=x?>" + b"<x>" * 5000 + b"<?xpacket end=\n%%EOF\n",
)
PARTS = (
    "word/vbaProject.bin", "word/embeddings/x.bin", "word/media/x.png", "word/media/x.jpeg", "customXml/item1.xml", "word/header99.xml",
    "word/_rels/settings.xml.rels", "word/comments.xml", "word/fonts/x.odttf", "docProps/thumbnail.jpeg",
)  # fmt: skip
SCANS = (
    "01.jpg",
    "02.png",
    "03.pdf",
    "04.pdf",
    "01.png",
    "01.pdf",
    "1.jpg",
    "001.jpg",
    "01.JPG",
    "01.exe",
    "หน้า.pdf",
    "01.pdf.exe",
)
PICTURES = (
    b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xda",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00\x00\x00\x00\x00",
    b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 60_000, b"\xff\xd8" + b"\xff\xe1\x00\x02" * 5000 + b"\xff\xda", b"GIF89a", b"BM",
)  # fmt: skip

_IN_THE_WAY = (ValueError, LookupError, RuntimeError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


def bundle(chance: random.Random, folder: Path) -> list[list[str]]:
    """A bundle with one to three things changed in it; and what is done with it."""
    files = _seed(chance, folder.parent)
    path = folder / "ชุด.zip"
    what = chance.random()
    if what < 0.2:  # the bytes of the zip, anywhere or in the list at its end
        whole = _packed(files, chance)
        at = chance.choice((0, whole.find(b"PK\x01\x02"), len(whole) - 22))
        path.write_bytes(whole[:at] + odd_bytes(whole[at:], chance))
    elif what < 0.35:
        path.write_bytes(_built(files, chance))
    else:
        for _n in range(chance.choice((1, 1, 2, 3))):
            with contextlib.suppress(*_IN_THE_WAY):  # what was changed before is in the way
                chance.choice(_WAYS)(chance, files, folder)
        path.write_bytes(_packed(bagged(files) if chance.random() < 0.85 else files, chance))
    commands = [["verify", str(path), "--json", *(["--print-again"] if chance.random() < 0.2 else [])]]
    if chance.random() < 0.01:
        commands.append(["new", "--from", str(path), str(folder / "ใหม่.bmaplan")])
    return commands


def in_one_process() -> None:
    """Have bundles verified here, so that what the libraries in C make of one ends this process, and is seen."""

    class Here(separate_process.Verifying):
        def __init__(self, path: Path, seconds: float, _memory: int, print_again: bool) -> None:
            super().__init__(path, seconds)
            self._print_again = print_again

        def told(self, wait: float) -> dict[str, Any]:
            return separate_process._told(self._path, self._print_again)

        def close(self) -> None:
            pass

    vars(separate_process)["_Half"] = Here


def _seed(chance: random.Random, folder: Path) -> Files:
    """The files of a small bundle, or in one of a hundred of that of a sample; made once."""
    small, plan = folder / "เล็ก.zip", folder / "แผน.zip"
    if not plan.exists():
        zipped({f"small/{name}": text.encode() for name, text in FILES.items()}, folder / "small.zip", "")
        mutations.cli.main(["forms", "add", str(folder / "small.zip")])
        with small_draft(folder / "เล็ก.bmaplan") as draft:
            (folder / "แนบ.pdf").write_bytes(b"%PDF- x")
            draft.attach(folder / "แนบ.pdf")
            incomplete.mark(draft, "เล็ก")
            write_bundle(draft, small, word=lambda _told: plan_docx(draft), scans=_scans(folder))
        sample = min(SAMPLES.glob("*.json"), key=lambda each: each.stat().st_size).stem
        with new_from_sample(sample, folder / "แผน.bmaplan") as draft:
            incomplete.mark(draft, "ตัวอย่าง")
            write_bundle(draft, plan)
    return files_of(chance.choice([small] * 99 + [plan]))


def _scans(folder: Path) -> list[Path]:
    """A page as a JPEG, as a PNG, and as a PDF."""
    from PIL import Image

    page = Image.linear_gradient("L").resize((62, 87))
    files = [folder / f"หน้า.{kind}" for kind in ("jpg", "png", "pdf")]
    for file in files:
        page.save(file)
    return files


# ---------------------------------------------------------------- how the zip is put together


def _packed(files: Files, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(
        made, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)), compresslevel=1
    ) as archive:
        for name, content in files.items():
            archive.writestr(f"{TOP}/{name}", content)
    return made.getvalue()


def _built(files: Files, chance: random.Random) -> bytes:
    """Written byte by byte, with one to three lies: names, sizes, places, links, codes, more files than there are."""
    lies = chance.sample(range(12), chance.choice((1, 1, 2, 3)))
    entries = [(f"{TOP}/{name}", content) for name, content in files.items()]
    if 0 in lies:
        entries.insert(chance.randrange(len(entries)), (f"{TOP}/{chance.choice(NAMES)}", b"x"))
    if 1 in lies:
        entries.append((chance.choice(NAMES), b"x"))
    if 2 in lies:
        entries.append(chance.choice(entries))
    if 3 in lies:
        entries += [(f"{TOP}/data/attachments/{n}", b"") for n in range(chance.choice((500, 3000)))]
    if 4 in lies:
        entries.append((f"{TOP}/data/attachments/0", bytes(chance.choice((10**6, 3 * 10**7)))))
    body, listed, count = bytearray(), bytearray(), 0
    for name, content in entries:
        squeezed = zlib.compressobj(9 if len(content) > 10**5 else 1, zlib.DEFLATED, -15)
        data = squeezed.compress(content) + squeezed.flush()
        told = (
            name.encode("cp437", "replace") if 5 in lies and chance.random() < 0.3 else name.encode("utf-8", "replace")
        )
        size, packed, crc, at = len(content), len(data), zlib.crc32(content), len(body)
        flags, method, kind = 0x800, 8, 0o100644
        if 6 in lies and chance.random() < 0.3:
            size, packed = (chance.choice((each, 0, each + 1, 2**32 - 1, 10**9)) for each in (size, packed))
        if 7 in lies and chance.random() < 0.3:
            at = chance.choice((0, at + 1, 2**32 - 1, 10**6))
        if 8 in lies and chance.random() < 0.3:
            flags, method = chance.choice(((0x801, 8), (0x800, 99), (0x808, 8), (0, 12), (0x2840, 14), (0x800, 0)))
        if 9 in lies and chance.random() < 0.3:
            kind = chance.choice(
                (stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFDIR, 0o4755 | stat.S_IFREG)
            )
        extra = b""
        if 10 in lies and chance.random() < 0.3:
            extra = struct.pack("<HHQQ", 1, 16, 2**40, 2**40) if chance.random() < 0.5 else b"\x75\x70\xff\xff"
        common = struct.pack("<HHHHIIIHH", flags, method, 0, 0x21, crc, packed, size, len(told), len(extra))
        listed += b"PK\x01\x02" + struct.pack("<HH", 0x314, 20) + common
        listed += struct.pack("<HHHII", 0, 0, 0, kind << 16, at) + told + extra
        body += b"PK\x03\x04" + struct.pack("<H", 20) + common + told + extra + data
        count += 1
    if 11 in lies:
        count += chance.choice((-1, 1, 1000))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count % 65536, count % 65536, len(listed), len(body), 0)
    return bytes(body + listed + end)


# ---------------------------------------------------------------- the files


def _plan(chance: random.Random, files: Files, _folder: Path) -> None:
    files["data/plan.json"] = odd_json(files["data/plan.json"], chance)


def _draft(chance: random.Random, files: Files, folder: Path) -> None:
    path = folder / "x.bmaplan"
    path.write_bytes(files["data/draft.bmaplan"])
    way = chance.choice((mutations._value, mutations._stored, mutations._schema, mutations._bytes))
    with contextlib.suppress(Exception):  # what was changed before may be in the way
        way(chance, path)
    files["data/draft.bmaplan"] = path.read_bytes()


def _pdf(chance: random.Random, files: Files, _folder: Path) -> None:
    own = files["data/plan.pdf"]
    files["data/plan.pdf"] = chance.choice((odd_bytes(own, chance), odd_bytes(own, chance), chance.choice(PDFS)))


def _word(chance: random.Random, files: Files, _folder: Path) -> None:
    """Its bytes, a part, a part more, or how its zip is put together."""
    own, what = files["data/plan.docx"], chance.random()
    if what < 0.2:
        files["data/plan.docx"] = odd_bytes(own, chance)
        return
    with zipfile.ZipFile(io.BytesIO(own)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    at = chance.randrange(len(parts))
    name, content = parts[at]
    match chance.randrange(6):
        case 0:
            parts[at] = (
                name,
                odd_bytes(content, chance, (b"&#69;", b"<!DOCTYPE x>", b"<w:object/>", b'TargetMode="External"')),
            )
        case 1:
            parts[at] = name, chance.choice(TEXTS)
        case 2:
            parts.append((chance.choice((*NAMES, *PARTS)), chance.choice(TEXTS)))
        case 3:
            parts.append((chance.choice((name.upper(), name.replace("/", "\\"), f"/{name}")), content))
        case 4:
            del parts[at]
        case _:
            parts[at] = name, bytes(chance.choice((10**6, 3 * 10**7)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            with contextlib.suppress(ValueError):
                archive.writestr(name, content)
    files["data/plan.docx"] = made.getvalue()


def _scan(chance: random.Random, files: Files, _folder: Path) -> None:
    """The bytes of a scan, its name, one scan for another, or one that does something."""
    name = chance.choice([each for each in files if each.startswith("data/scans/")])
    own = files[name]
    match chance.randrange(5):
        case 0 | 1:
            files[name] = odd_bytes(
                own, chance, (b"/Launch", b"/JavaScript", b"\xff\xd8\xff", b"IDAT", b"\xff\xda", b"\xff\xff\xff\xff")
            )
        case 2:
            files[name] = chance.choice((*TEXTS, *PDFS, *PICTURES, files["data/plan.pdf"], files["data/plan.docx"]))
        case 3:
            new = chance.choice(SCANS)
            files[f"data/scans/{new}"] = files.pop(name)
            files["bag-info.txt"] = files["bag-info.txt"].replace(Path(name).name.encode(), new.encode())
        case _:
            files[name] = own + chance.choice(TEXTS)


def _label(chance: random.Random, files: Files, _folder: Path) -> None:
    lines = files["bag-info.txt"].splitlines(keepends=True)
    at = chance.randrange(len(lines))
    name = lines[at].partition(b":")[0]
    lines[at] = chance.choice(
        (b"", lines[at] * 2, name + b": " + chance.choice(TEXTS)[:2000] + b"\n", odd_bytes(lines[at], chance))
    )
    files["bag-info.txt"] = b"".join(lines)


def _any(chance: random.Random, files: Files, _folder: Path) -> None:
    name = chance.choice(sorted(files))
    changed = odd_json if name.endswith(".json") and chance.random() < 0.7 else odd_bytes
    files[name] = changed(files[name], chance)


def _other(chance: random.Random, files: Files, _folder: Path) -> None:
    files[chance.choice(sorted(files))] = chance.choice(TEXTS)


def _gone(chance: random.Random, files: Files, _folder: Path) -> None:
    del files[chance.choice(sorted(files))]


def _more(chance: random.Random, files: Files, _folder: Path) -> None:
    files[chance.choice(NAMES)] = chance.choice(TEXTS)


def _renamed(chance: random.Random, files: Files, _folder: Path) -> None:
    name = chance.choice(sorted(files))
    new = chance.choice(
        (name.upper(), f"{name} ", f"{name}.", name.replace("data", "Data"), f"data/attachments/{Path(name).name}")
    )
    files[new] = files.pop(name)


def _lists(chance: random.Random, files: Files, _folder: Path) -> None:
    for name in ("manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"):
        if name in files and chance.random() < 0.5:
            files[name] = odd_bytes(files[name], chance, (b"../../x", b" *", b"\n\n", b"%0a", b"C:\\x", b"data/nul"))


_WAYS: tuple[Callable[[random.Random, Files, Path], None], ...] = (
    _plan, _plan, _plan, _draft, _draft, _pdf, _word, _word, _scan, _scan, _label, _any, _any, _other, _gone, _more, _renamed,
    _lists,
)  # fmt: skip


# ---------------------------------------------------------------- what is said of it

WORDS = {"received", "wrong", "refused"}


def no_verdict(said: str) -> str:
    """What is wrong with what `verify --json` says; nothing where it says a receipt, a verdict, and why."""
    try:
        data = json.loads(said)
    except ValueError:
        return f"no verdict: {said[:300]}"
    if not data.get("receipt") or data.get("verdict") not in WORDS:
        return f"no verdict: {data}"
    groups = data["problems"]
    if data["verdict"] != "received" and not any(group["severity"] == "error" and group["places"] for group in groups):
        return f"no reason: {data}"
    if data["verdict"] == "refused" and not all(group["fix"] for group in groups):
        return f"no mend: {groups}"
    return ""

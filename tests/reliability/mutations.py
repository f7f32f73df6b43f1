"""What comes from anyone, changed at random: drafts, form packs, the clipboard; and what is then done with each."""

import contextlib
import importlib
import io
import json
import random
import re
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.file import seal
from planner_desktop.draft.history import sending
from planner_desktop.draft.records import acceptances, section_notes
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.formpack import installed
from planner_desktop.formpack.folder import files_of
from tests.reliability.doors import odd_bytes, small_draft

cli = importlib.import_module("planner_desktop.cli.main")  # whose name in its room is the function's
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"

TEXTS = (
    "", " ", "[]", "{}", "null", "[[]]", '[""]', '[{"type": "paragraph"}]', '[{"type": "table", "rows": [[1]]}]',
    '[{"paragraph": [{"text": null}]}]', "[" * 3000, '{"a":' * 500, "ก" * 100_000, "ก " * 20_000, "\x00", "\x1b[2J", "\u202e",
    "\ufffc" * 50, "2024-13-45", "2024-10/2023-01", "0000-00-00", "../../x", "NaN", "1e999", "๑๒๓", "่่่่", "😀", "<b>&amp;",
    "{name|baht}", "**", "a" * 5000, "\u0e33" * 400, "\u200b" * 1000, "-1", "%s%n", "'; DROP TABLE project; --",
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63 - 1, -(2**63), 99_999_999_999_999, float("inf"), float("-inf"), 0.5, 1e300)
BYTES_ = (b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"PK\x03\x04", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
SQL = (
    f"{ENDLESS} count(*) FROM n", f"{ENDLESS} x FROM n", f"{ENDLESS} group_concat(x) FROM n", "SELECT printf('%900000000d', 1)",
    "SELECT 1; SELECT 2", "--", "DELETE FROM project", "SELECT * FROM sqlite_master", "SELECT 9e999 AS budget, 'x' AS name",
    "SELECT name, baht(name) AS budget FROM project", "SELECT zeroblob(10) AS name, x'ff' AS budget", "SELECT 'x' AS name, -1 AS budget",
    "PRAGMA writable_schema = ON", "SELECT replace(hex(name), '0', hex(name)) AS name, 1 AS budget FROM project", "SELECT NULL AS name",
    "SELECT a.id, b.id, c.id FROM project a, project b, project c, project d", "SELECT char(0) AS name, char(27) AS budget",
    "SELECT max(1e308) * 10 AS record, -9223372036854775808 AS budget, abs(-9223372036854775807 - 1) AS name",
)  # fmt: skip
YAML = (
    "*a", "&a [*a]", "[" * 200, "{a: " * 60, "!!python/name:os.system x", "|2\n x", "? x", "<<: {}", ".inf", "0x10", "1_000",
    "2024-01-01", "~", "true", "[]", "{}", "'\\0'", '"\\0"', '"\\u202e"', "-1", "9" * 400, "1:20:30", '"' + "ก" * 6000 + '"', "(a+)+$",
    "[^", "sqlite_master", "setting", "rowid", "id", "uid", "new", "order", "{name|words}", "{budget|date}", "{x}", "**{name}",
)  # fmt: skip

DONE_WITH_DRAFTS = (
    *[["check"]] * 9, *[["export", "--json", "x.json"]] * 9, *[["export", "--pdf", "x.pdf"]] * 4, ["export", "--bundle", "x.zip"],
    ["copy", "new.bmaplan"], ["copy", "new.bmaplan", "--with-history"],
)  # fmt: skip
"""One of them for each, as often as it is cheap: many drafts find more than much done with each."""

TYPES = ("text", "rich_text", "date", "baht", "link", "links", "file", "choice", "months")

Mutation = Callable[[random.Random, Path], list[list[str]]]


# ---------------------------------------------------------------- drafts


def seeds(folder: Path) -> list[Path]:
    """A small draft, and a sample plan, which takes twenty times as long, in one of a hundred; made once."""
    small, plan = folder / "เล็ก.bmaplan", folder / "แผน.bmaplan"
    if not small.exists():
        _with_all_that_is_kept(small_draft(small), folder)
    if not plan.exists():
        cli.main(["import", str(min(SAMPLES.glob("*.json"), key=lambda sample: sample.stat().st_size)), str(plan)])
    return [small] * 99 + [plan]


def _with_all_that_is_kept(draft: Draft, folder: Path) -> None:
    """Something in every table: sent, returned, undone, attached, half typed, refused, accepted, remembered; close it."""
    with draft:
        (folder / "แนบ.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        draft.attach(folder / "แนบ.png")
        sending.submit(draft, "ที่ 1")
        sending.returned(draft, "แก้")
        draft.delete("project", [draft.add("project", {"name": "ลบ"})])
        draft.undo()
        draft.refuse("project", 1, "budget", "หนึ่งร้อย", "ไม่ใช่ตัวเลข")
        acceptances.put(draft, Acceptance("0" * 16, "x", "project", draft.uid("project", 1), None, "ผิด", "เหตุผล"))
        draft.typing("project", 1, "name", "กำลังพิมพ์")
        section_notes.keep(draft, draft.pack.sections[0].id, section_notes.SectionNote("รอ", True))


def draft(chance: random.Random, folder: Path) -> list[list[str]]:
    """A draft with one to three things changed in it, their seals right; and what is done with it."""
    path = folder / "x.bmaplan"
    shutil.copyfile(chance.choice(seeds(folder.parent)), path)
    for _n in range(chance.randint(1, 3)):
        with contextlib.suppress(Exception):  # what was changed before may be in the way
            chance.choice((_value, _value, _value, _stored, _stored, _schema, _bytes))(chance, path)
    commands = [chance.choice(DONE_WITH_DRAFTS)]
    if chance.random() < 0.5:
        commands.append(["repair", "--to", "repaired.bmaplan"])
    return [[command[0], str(path), *_placed(command[1:], folder)] for command in commands]


def _placed(arguments: list[str], folder: Path) -> list[str]:
    return [argument if argument.startswith("--") else str(folder / argument) for argument in arguments]


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    end = threading.Timer(2, connection.interrupt)  # a trigger of an earlier change may never end
    end.start()
    try:
        seal.add_function(connection)
        connection.execute("PRAGMA writable_schema = ON")
        yield connection
    finally:
        end.cancel()
        connection.close()


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _value(chance: random.Random, path: Path) -> None:
    """A value of any kind in any place, as if its table were not strict."""
    with _connected(path) as connection:
        table = chance.choice(_tables(connection))
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
        loose = text.replace(" STRICT", "")
        if chance.random() < 0.5:
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", [loose, table])
    with _connected(path) as connection:
        column = chance.choice([row[1] for row in connection.execute(f"PRAGMA table_info({table})")])
        rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")] or [1]
        value = chance.choice((*TEXTS, *NUMBERS, *BYTES_, None))
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [value, chance.choice(rows)])
    with _connected(path) as connection:
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", [text, table])


def _stored(chance: random.Random, path: Path) -> None:
    """A file of the form pack inside it."""
    with _connected(path) as connection:
        rows = connection.execute("SELECT path, content FROM form_pack_file").fetchall()
        files = {name: content for name, content in rows if isinstance(content, bytes)}
        name, content = _changed(chance, files)
        connection.execute("UPDATE form_pack_file SET content = ? WHERE path = ?", [content, name])


def _schema(chance: random.Random, path: Path) -> None:
    from tests.draft.file.test_schema import HOSTILE

    with _connected(path) as connection:
        if chance.random() < 0.5:
            chance.choice(list(HOSTILE.values()))(connection)
            return
        kind, name, text = chance.choice(
            connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        )
        at = chance.randrange(len(text))
        bits = (
            " CHECK (1) ",
            " COLLATE NOCASE ",
            "; END",
            "/*",
            "--",
            "'",
            '"',
            "\x00",
            " AS (1) ",
            " NOT NULL ",
            "(",
            ")",
            "x",
        )
        new = text[:at] + chance.choice(bits) + text[at + chance.randrange(3) :]
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE (type, name) = (?, ?)", [new, kind, name])


def _bytes(chance: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _n in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content))


# ---------------------------------------------------------------- form packs


def form_pack(chance: random.Random, folder: Path) -> list[list[str]]:
    """A form pack with one to three things changed in it; and what is done with it."""
    from tests.formpack.test_refusals import FILES

    files = {name: text.encode() for name, text in FILES.items()}
    if chance.random() < 0.05:  # one takes ten times as long as the small one
        files = files_of(chance.choice(sorted(installed().values())))
    for _n in range(chance.randint(1, 3)):
        name, content = _changed(chance, files)
        files[name] = content
    if chance.random() < 0.1:
        zipped = folder / "small.zip"
        zipped.write_bytes(_zipped(files, chance))
        return [["forms", "add", str(zipped)], ["forms", "remove", "small"]]
    place = folder / "small"
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    commands = [["forms", "lint", str(place)]]
    if len(files) < 10 or chance.random() < 0.1:
        commands.append(["forms", "preview", str(place), str(folder / "x.pdf")])
    return commands


def _zipped(files: dict[str, bytes], chance: random.Random) -> bytes:
    """The files as a zip, which is changed too in half of them, most of these in the list at its end."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    whole = made.getvalue()
    at = chance.choice((0, whole.find(b"PK\x01\x02")))
    return whole[:at] + odd_bytes(whole[at:], chance) if chance.random() < 0.5 else whole


def _changed(chance: random.Random, files: dict[str, bytes]) -> tuple[str, bytes]:
    """A file of a form pack, and what becomes of it."""
    name = chance.choice(sorted(files))
    lines = files[name].decode("utf-8", "replace").split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(9):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, chance.choice(lines))
        case 2:
            lines[at] = chance.choice(("  ", "\t", "- ", "    ")) + line
        case 3:
            lines[at] = re.sub(r": .*$", lambda _found: f": {chance.choice(YAML)}", line)
        case 4:
            lines[at] = re.sub(
                r"(sql|rows|each): .*$", lambda found: f"{found[1]}: {json.dumps(chance.choice(SQL))}", line
            )
        case 5:
            lines[at] = re.sub(
                r"\w+:", lambda _found: chance.choice((*YAML, "sql", "rows", "pattern", "type")) + ":", line, count=1
            )
        case 6:
            lines[at] = re.sub(
                r"type: \w+",
                lambda _found: "type: " + chance.choice(TYPES),
                line,
            )
        case 7:
            words = [other for other in lines if ":" in other]
            lines[at] = line.split(":")[0] + ":" + chance.choice(words).partition(":")[2] if words else line
        case _:
            content = bytearray("\n".join(lines).encode())
            for _n in range(chance.randint(1, 4)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            return name, bytes(content)
    return name, "\n".join(lines).encode()


def paste(chance: random.Random) -> None:
    """What may be on the clipboard, through what reads it. No command does: the window alone pastes."""
    from tests.reliability import pastes

    pastes.put_through(chance)


def written(chance: random.Random, folder: Path) -> list[list[str]]:
    """A plan written in Word, and what is done with it."""
    from tests.reliability import word_files

    path = folder / "แผน.docx"
    path.write_bytes(word_files.odd_plan(chance))
    return [["audit", str(path)]]


def word(chance: random.Random) -> None:
    """A document of Word, through what reads it."""
    from tests.reliability import word_files

    word_files.put_through(chance)


def workbook(chance: random.Random) -> None:
    """A workbook of a spreadsheet, through what reads it and takes it into a draft."""
    from tests.reliability import workbooks

    workbooks.put_through(chance)


def bundle(chance: random.Random, folder: Path) -> list[list[str]]:
    """A bundle, and what is done with it."""
    from tests.reliability import bundles

    return bundles.bundle(chance, folder)


COMMANDS: dict[str, Mutation] = {"draft": draft, "form_pack": form_pack, "written": written, "bundle": bundle}
READ = {"paste": paste, "word": word, "workbook": workbook}
"""What is read by no command alone."""
DOORS = (*COMMANDS, *READ)

"""A draft from anyone may hold anything where the program keeps what is no plan: the window opens, and the plan is there."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.file import seal
from planner_desktop.draft.plan.moving import left_behind, move
from planner_desktop.draft.records.section_notes import section_notes
from planner_desktop.formpack import FormPack
from planner_desktop.ui.window.main_window import MainWindow

Opener = Callable[[Draft], MainWindow]
KEPT = ("places", "section_notes", "left_behind", "section", "edition_told", "program", "draft_id")
ODD = (
    "{", "null", "[]", "{}", "7", '"x"', '[["x"]]', '[{"record": 1}]', '[{"record": "x"}]', "[" * 5000, '{"cover": 1}',
    '{"cover": {"text": 1, "waiting": "x"}}', '{"nowhere": {"text": "x", "waiting": true}}', '{"cover": {"text": "x", "more": 1}}',
    '{"cover": {"part": -1}}', '{"cover": {"part": 99, "kind": "nothing", "id": -5, "field": "x", "scrolled": 5}}',
    '{"cover": {"part": 0, "scrolled": 1e999}}', '{"cover": {"part": 0, "id": ' + "9" * 400 + "}}", "\u202e\u0000x", "../../x", "ก" * 50_000,
)  # fmt: skip
"""Data that the program never keeps there."""


def change(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change a closed draft with seals that are right."""
    connection = sqlite3.connect(path, isolation_level=None)
    seal.add_function(connection)
    for sql, values in statements:
        connection.execute(sql, values)
    connection.close()


@pytest.fixture
def plan(draft: Draft, draft_path: Path) -> Path:
    draft.add("project", {"name": "โครงการ", "budget": 100})
    draft.close()
    return draft_path


def put(path: Path, value: str) -> None:
    sql = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    change(path, *((sql, (name, value)) for name in KEPT))


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_settings_that_nobody_kept_are_as_if_they_were_not_there(value: str, plan: Path, tmp_path: Path) -> None:
    put(plan, value)
    assert main(["check", str(plan)]) in (0, 1)
    assert main(["export", str(plan), "--json", str(tmp_path / "แผน.json")]) == 0
    with Draft.open(plan) as draft:
        assert draft.opened.reason == ""
        assert set(section_notes(draft)) <= {section.id for section in draft.pack.sections}
        assert left_behind(draft) == []


@pytest.mark.parametrize("value", ODD[8:16], ids=range(8, 16))
def test_the_window_opens_a_draft_with_such_settings(value: str, plan: Path, open_window: Opener) -> None:
    put(plan, value)
    window = open_window(Draft.open(plan))
    assert window.page is not None
    for section in window.steps.ids:
        window.go_to_section(section)
    window.session.draft.set("project", 1, "budget", 200)
    window.close()
    with Draft.open(plan, read_only=True) as draft:
        assert draft.record("project", 1).values["budget"] == 200


def test_notes_of_sections_that_are_none_do_not_keep_a_plan_from_moving(
    plan: Path, pack: FormPack, tmp_path: Path
) -> None:
    put(plan, '{"nowhere": {"text": "x"}}')
    with Draft.open(plan) as draft, move(draft, pack, tmp_path / "ย้าย.bmaplan") as moved:
        assert [record.values["name"] for record in moved.records("project")] == ["โครงการ"]


def test_texts_typed_or_refused_nowhere_are_told_or_left_and_the_rest_is_put_back(
    qtbot: QtBot, plan: Path, pack: FormPack, open_window: Opener
) -> None:
    with Draft.open(plan) as draft:
        uid = draft.uid("project", 1)
    places = [
        (kind, row, field, of)
        for kind, spec in pack.records.items()
        for field in {field.type: name for name, field in spec.fields.items()}.values()
        for row, of in ((1, uid), (0, None))
    ]
    odd = [
        ("nothing", 1, "name", uid), ("project", 1, "nothing", uid), ("project", 77, "name", "0" * 16), ("project", 1, "name", "x"),
        ("", 0, "", None), ("setting", 1, "value", uid), ("project", -(2**62), "name", None), ("sqlite_master", 1, "sql", None),
        ("project", 2**63 - 1, "name", uid), ("step", -(2**40), "name", None), ("project; --", 1, "name", uid),
    ]  # fmt: skip
    typing = "INSERT OR IGNORE INTO typing (kind, row, field, text, at, uid) VALUES (?, ?, ?, ?, ?, ?)"
    refused = "INSERT OR IGNORE INTO refused (uid, field, kind, text, why) VALUES (?, ?, ?, ?, ?)"
    change(
        plan,
        *((typing, (kind, row, field, f"\u202e<b>พิมพ์ {row}", "เมื่อไร", of)) for kind, row, field, of in (*places, *odd)),
        *((refused, (of or "", field, kind, "ไม่รับ\x00", "\u202eเพราะ")) for kind, _row, field, of in odd),
    )
    assert main(["check", str(plan)]) in (0, 1)
    window = open_window(Draft.open(plan))
    draft = window.session.draft
    assert draft.opened.reason == ""
    for section in window.steps.ids:
        window.go_to_section(section)
    assert draft.record("project", 1).values["budget"] is not None
    window.close()


TURNING = [
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    "\u200f",
    "\u061c",
    "\ufeff",
    "\u3164",
    "\U000e0041",
]


def shown(window: QWidget) -> Iterator[str]:
    """All that stands in a window to be read: titles, labels, tips, items of lists, trees and tables."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield from (widget.windowTitle(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        model = widget.model() if isinstance(widget, QAbstractItemView) else None
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount() if model else 0
        for row in range(model.rowCount() if model else 0):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(model.index(row, column).data(role) if model else "")


def test_letters_that_turn_what_is_read_stand_as_their_codes(
    draft: Draft, draft_path: Path, tmp_path: Path, open_window: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = "".join(TURNING)
    draft.close()
    path = draft_path.with_name("แผน\u202egpj.bmaplan")
    draft_path.rename(path)
    change(
        path,
        (f"INSERT INTO project (id, position, uid, name) VALUES (1, 1, '{'0' * 16}', ?)", (f"โครง{letters}การ",)),
        (f"INSERT INTO division (id, position, uid, name) VALUES (1, 1, '{'1' * 16}', ?)", (f"ส่วน{letters}",)),
        ("UPDATE cover SET agency = ?", (f"สำนัก{letters}",)),
    )
    with Draft.open(path) as plan:
        plan.attach(_file(tmp_path / f"แนบ{letters}.pdf"))
        plan.refuse("project", 1, "budget", f"หนึ่ง{letters}", f"ไม่{letters}")
    window = open_window(Draft.open(path))
    window.bar.show_done(str(path))
    texts: list[str] = []
    for section in window.steps.ids:
        window.go_to_section(section)
        texts += shown(window)
    assert any("\\u202e" in text for text in texts)
    assert [text for text in texts if set(text) & set(TURNING)] == []
    window.close()
    for command in (
        ["check", str(path)],
        ["check", "--json", str(path)],
        ["export", str(path), "--json", str(tmp_path / "x.json")],
    ):
        assert main(command) in (0, 1)
    said = "".join(capsys.readouterr())
    assert "\\u202e" in said
    assert not set(said) & set(TURNING)


def _file(path: Path) -> Path:
    path.write_bytes(b"%PDF-")
    return path

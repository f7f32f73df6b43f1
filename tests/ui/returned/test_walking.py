"""The agency walks what the strategy office returned: each remark leads to its field, and is ticked off."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import returning, sending
from planner_desktop.draft.history.returning import Remark, Returned
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.errors import DraftError
from planner_desktop.plans import recent
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.program import Program
from planner_desktop.ui.returned.remarks_dock import RemarksDock
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow
from tests.collect.conftest import ABROAD, FINANCE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft whose first version was sent."""
    path = tmp_path / "แผน สกต.bmaplan"
    with new_from_sample(ABROAD, path) as draft:
        sending.submit(draft)
    return path


def of(draft: Draft) -> Returned:
    """What สยป. says of it: of two projects, and of the whole."""
    first, second = draft.records("project")[:2]
    remarks = (
        Remark("ชื่อยาวไป", "project", first.uid, "name", draft.title_of(first), str(first.values["name"])),
        Remark(
            "โปรดทบทวน",
            "project",
            second.uid,
            "",
            draft.title_of(second),
            returning.said(draft, "project", second.id, ""),
        ),
        Remark("ขอบคุณ"),
    )
    return Returned(
        "2568-0007",
        "สำนักงานการต่างประเทศ",
        sending.identifier(draft),
        "2024-10-01T02:00:00+00:00",
        "นาย ดู",
        "โปรดแก้",
        remarks,
    )


def written(path: Path) -> Path:
    """The file that the office sends for a draft."""
    with Draft.open(path, read_only=True) as draft:
        path.with_suffix(".bmareturn").write_bytes(returning.as_json(of(draft)))
    return path.with_suffix(".bmareturn")


def test_a_returned_file_finds_its_draft_and_begins_the_next_version(qtbot: QtBot, path: Path) -> None:
    file = written(path)
    program = Program()
    with Draft.open(path, read_only=True) as draft:
        agency = sending.value_at(draft, draft.pack.edition.agency)
    recent.remember(path)
    recent.renew(recent.DraftCard(path, agency=agency, title="x"))
    window = program.show_returned(file)
    assert window is not None
    assert window.session.draft.place == path.resolve()
    assert state(window.session.draft).number == 2
    assert window.session.writable()
    assert "with 3 remarks: โปรดแก้" in window.bar.text.said()
    assert window.returned.dock.isVisible()
    window.close()


def since(dock: RemarksDock) -> str:
    """What the list says of the first remark since it was made."""
    row = dock.list.topLevelItem(0)
    return row.text(2) if row is not None else ""


def test_each_remark_leads_to_its_field_is_ticked_and_tells_what_changed(qtbot: QtBot, path: Path) -> None:
    draft = Draft.open(path)
    window = MainWindow(draft)
    window.show()
    window.returned.take(of(draft))
    dock = window.returned.dock
    first, second = draft.ids("project")[:2]
    window.returned.step(1)
    qtbot.waitUntil(lambda: (place := focused_place()) is not None and place[:2] == ("project", second))
    window.returned.step(-1)
    qtbot.waitUntil(lambda: focused_place() == ("project", first, "name"))
    assert since(dock) == "as it was"
    draft.set("project", first, "name", "ชื่อสั้น")
    dock.list.setFocus()
    dock.list.take_key("tick")
    qtbot.waitUntil(lambda: since(dock) == "changed")
    assert without_break_marks(dock.texts.after.toPlainText()) == "ชื่อสั้น"
    assert "2 left to do" in dock.windowTitle()
    window.returned.step(1)
    window.returned.step(1)
    assert dock.number() == 3, "what is of the whole plan is walked to, and says itself"
    window.close()
    with Draft.open(path, read_only=True) as again:
        assert returning.done(again) == {1}


def test_another_plan_and_an_older_version_are_told(path: Path, tmp_path: Path) -> None:
    with Draft.open(path) as draft:
        returned = of(draft)
        sending.reopen(draft)
        sending.submit(draft)
        told = returning.take(draft, returned)
        assert any("version 1; the last one of this draft is 2" in line for line in told)
        assert state(draft).sent, "an older one's return does not open what was sent since"
    with (
        new_from_sample(FINANCE, tmp_path / "อื่น.bmaplan") as other,
        pytest.raises(DraftError, match="another plan"),
    ):
        returning.take(other, returned)


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"format": "bmareturn", "format_version": 9}', json.dumps({"format": "bmareturn", "format_version": 1, "remarks": [{"text": 1}]}).encode()],
    ids=["torn", "list", "newer", "number for text"],
)  # fmt: skip
def test_what_is_no_returned_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.bmareturn").write_bytes(content)
    with pytest.raises(DraftError):
        returning.read(tmp_path / "x.bmareturn")

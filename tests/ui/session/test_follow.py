"""What is on the screen follows the draft: at once while it is seen, once when it is shown again, never while hidden."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.entry import entering
from planner_desktop.errors import NotSavedError
from planner_desktop.ui.screens.tree.screen import TreeScreen
from planner_desktop.ui.session.follow import catch_up, follow
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.window.main_window import MainWindow


class Painted(QWidget):
    """Tells what happens to it, in order."""

    def __init__(self, told: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.told = told

    def refresh(self) -> None:
        self.told.append("read")

    def event(self, event: QEvent) -> bool:
        if (happens := {QEvent.Type.Paint: "painted", QEvent.Type.Resize: "resized"}.get(event.type())) is not None:
            self.told.append(happens)
        return super().event(event)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def session(draft: Draft) -> Session:
    return Session(draft)


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    widget.resize(100, 100)
    return widget


@pytest.fixture
def shown(around: QWidget, told: list[str], qtbot: QtBot) -> Painted:
    """A widget inside another one, both to be seen."""
    widget = Painted(told, around)
    layout = around.layout()
    assert layout is not None
    layout.addWidget(widget)
    around.show()
    qtbot.waitUntil(lambda: "painted" in told)
    told.clear()
    return widget


@contextmanager
def statements(draft: Draft) -> Iterator[list[str]]:
    """The statements that the draft's connection runs inside."""
    run: list[str] = []
    draft.database.conn.set_trace_callback(run.append)
    yield run
    draft.database.conn.set_trace_callback(None)


def test_what_is_seen_reads_at_once_and_only_of_its_tables(
    shown: Painted, session: Session, draft: Draft, told: list[str]
) -> None:
    follow(shown, session, {"project"}, shown.refresh)
    draft.set("cover", 1, "agency", "หน่วยงาน")
    assert told == []
    draft.add("project", {"name": "ขุดลอกคลอง"})
    assert told == ["read"]


def test_what_follows_no_table_by_name_hears_of_all(
    shown: Painted, session: Session, draft: Draft, told: list[str]
) -> None:
    follow(shown, session, None, shown.refresh)
    draft.set("cover", 1, "agency", "หน่วยงาน")
    draft.add("project", {"name": "ขุดลอกคลอง"})
    assert told == ["read", "read"]


def test_what_was_hidden_reads_once_before_it_is_painted(
    qtbot: QtBot, around: QWidget, shown: Painted, session: Session, draft: Draft, told: list[str]
) -> None:
    follow(shown, session, {"project"}, shown.refresh)
    around.hide()
    for name in ("ขุดลอกคลอง", "ปลูกต้นไม้"):
        draft.add("project", {"name": name})
    assert told == []
    around.show()
    qtbot.waitUntil(lambda: "painted" in told)
    assert told[:2] == ["read", "painted"]
    around.hide()
    around.show()
    assert told.count("read") == 1  # nothing changed since


def test_what_the_disk_did_not_take_is_shown_by_all_that_show_the_field(
    shown: Painted, session: Session, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_typed: object) -> None:
        raise NotSavedError("the disk is full")

    follow(shown, session, {"refused"}, shown.refresh)
    with monkeypatch.context() as full_disk:
        full_disk.setattr(entering, "enter", refuse)
        session.enter(("cover", 1, "agency"), "หน่วยงาน")
    assert told == ["read"]
    session.enter(("cover", 1, "agency"), "หน่วยงาน")
    assert told == ["read", "read"]


def test_what_is_about_to_be_shown_reads_before_it_is_laid_out(
    around: QWidget, shown: Painted, session: Session, draft: Draft, told: list[str]
) -> None:
    follow(shown, session, {"project"}, shown.refresh)
    around.hide()
    draft.add("project", {"name": "ขุดลอกคลอง"})
    around.resize(200, 200)
    catch_up(around)
    around.show()
    assert told[:2] == ["read", "resized"]


def test_what_is_gone_hears_nothing(shown: Painted, session: Session, draft: Draft, told: list[str]) -> None:
    follow(shown, session, None, shown.refresh)
    shown.deleteLater()
    QApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete.value)
    draft.set("cover", 1, "agency", "หน่วยงาน")
    assert told == []


def test_a_hidden_tree_reads_nothing_at_an_edit_and_shows_it_when_it_comes_back(
    sample_window: MainWindow, sample: Draft
) -> None:
    window = sample_window
    window.go_to_section("part-two")
    page = window.page
    assert page is not None
    tree = page.show_part(0)
    assert isinstance(tree, TreeScreen)
    issue = sample.ids("agency_issue")[0]
    page.show_part(1)
    with statements(sample) as run:
        sample.set("agency_issue", issue, "name", "ประเด็นใหม่")
    assert [sql for sql in run if "agency_objective" in sql] == []
    assert "ประเด็นใหม่" not in tree.items()[0].text(0)
    page.show_part(0)
    assert "ประเด็นใหม่" in tree.items()[0].text(0).replace("\u200b", "")

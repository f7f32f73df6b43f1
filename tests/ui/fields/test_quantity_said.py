"""Under a target stands how it is read."""

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.fields.quantity_said import QuantitySaid
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of

LINE, LINES = ("key-results", "key_result"), ("kpi-forms", "kpi_form")


def form_of(window: MainWindow, section: str) -> RecordForm:
    form = screen_of(window, section).form
    assert form is not None
    return form


def said(form: RecordForm) -> str:
    under = form.editor("target").findChild(QuantitySaid)
    assert isinstance(under, QuantitySaid)
    return under.said()


@pytest.mark.parametrize(("section", "kind"), [LINE, LINES])
def test_a_target_is_told_as_it_is_read_while_it_is_typed(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, section: str, kind: str
) -> None:
    draft.add(kind, {"name": "ก", "target": "ไม่น้อยกว่าร้อยละ ๘๕"})
    form = form_of(window, section)
    qtbot.waitUntil(lambda: said(form) == "Read as: at least 85 percent")
    form.go_to("target")
    keys.press("Ctrl+A")
    keys.write("อย่างน้อย 3 โครงการ")
    assert said(form) == "Read as: at least 3 โครงการ"
    keys.press("Ctrl+A")
    keys.write("1/2")
    assert said(form) == "Not read as a quantity: a number in it is not understood"
    keys.press("Ctrl+A")
    keys.write("มี")
    assert said(form) == ""


def test_only_targets_are_told(window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "ก"})
    assert form_of(window, "key-results").editor("name").findChild(QuantitySaid) is None

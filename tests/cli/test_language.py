"""Thai unless English is asked for, from the first word of the help on."""

import os
import subprocess
import sys

import pytest

from planner_desktop.cli.language import take_language


def said(*arguments: str, language: str = "") -> str:
    """What a new process says: help is put into words once for each."""
    environment = os.environ | {"PLANNER_LANGUAGE": language, "PYTHONIOENCODING": "cp1252", "COLUMNS": "200"}
    command = [sys.executable, "-m", "planner_desktop", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def test_help_is_thai_even_on_a_console_that_knows_none() -> None:
    text = said("--help")
    for words in ("วิธีใช้:", "ตัวเลือก:", "คำสั่ง:", "แสดงข้อความนี้", "ร่างแผน"):
        assert words in text
    for words in ("Usage", "Options", "Commands", "Show this", "..."):
        assert words not in text.replace("[ข้อมูลประกอบ]...", "")


ALL_HELP = """
import click
from planner_desktop.i18n import set_language
set_language("th")
from planner_desktop.cli.commands import planner_desktop

def cut(command, name):
    if isinstance(command, click.Group):
        for part in command.list_commands(None):
            cut(command.get_command(None, part), name + " " + part)
        return
    narrow, wide = (command.get_help(click.Context(command, info_name=name, terminal_width=n)) for n in (78, 2000))
    if narrow.split() != wide.split():
        print(name)

cut(planner_desktop, "planner-desktop")
"""


def test_no_line_of_help_is_cut_inside_a_word() -> None:
    """A line ends at a space: letters without one that are more than their column holds are cut anywhere."""
    command = [sys.executable, "-c", ALL_HELP]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    assert subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout == ""


@pytest.mark.parametrize("arguments", [("--language", "en", "--help"), ("new", "--help", "--language=en")])
def test_help_is_english_where_it_is_asked_for(arguments: tuple[str, ...]) -> None:
    text = said(*arguments)
    assert "Usage: planner-desktop" in text
    assert text.isascii()
    assert "..." not in text.replace("[ARGUMENTS]...", ""), "every command fits its line"


def test_the_environment_chooses_and_the_option_overrules_it() -> None:
    assert "Usage:" in said("--help", language="en")
    assert "วิธีใช้:" in said("--language", "th", "--help", language="en")


def test_help_is_quick() -> None:
    heavy = "PySide6", "reportlab", "pythainlp", "pydantic", "sqlite_utils", "planner_desktop.draft"
    code = f"import sys; from planner_desktop.cli import main; main(['--help']); print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_option_is_taken_out_and_what_it_cannot_use_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANNER_LANGUAGE", raising=False)
    assert take_language(["check", "a", "--language", "en"]) == ("en", ["check", "a"])
    assert take_language(["--language=en", "check"]) == ("en", ["check"])
    assert take_language(["--language", "fr"]) == ("th", ["--language", "fr"])
    assert take_language(["--language"]) == ("th", ["--language"])
    assert take_language(["check", "--", "--language", "en"]) == ("th", ["check", "--", "--language", "en"])

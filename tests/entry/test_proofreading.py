"""A draft is read for misspelt words: its own names and the user's words are right."""

from pathlib import Path

import pytest

from planner_desktop.cli import main
from planner_desktop.draft import Draft
from planner_desktop.entry.own_words import add_own_word, own_words, remove_own_word
from planner_desktop.entry.proofreading import doubts


def words(draft: Draft) -> list[tuple[str, str]]:
    return [(one.word, one.meant) for one in doubts(draft)]


def test_a_misspelt_word_is_found_where_it_stands(draft: Draft) -> None:
    draft.enter("foreword", 1, "text", "ช่องทางการแผยแพร่ข้อมูล")
    (one,) = doubts(draft)
    assert (one.section, one.kind, one.field, one.word, one.meant) == (
        "foreword", "foreword", "text", "แผยแพร่", "เผยแพร่",
    )  # fmt: skip


def test_a_name_that_only_the_draft_has_is_right(draft: Draft) -> None:
    draft.enter("foreword", 1, "text", "ร่วมกับกลุ่มงานฎฏฐฑฒ และการแผยแพร่")
    assert len(words(draft)) == 2
    draft.add("division", {"name": "กลุ่มงานฎฏฐฑฒ"})
    assert words(draft) == [("แผยแพร่", "เผยแพร่")]


def test_a_word_of_ones_own_is_right_until_it_is_taken_away(draft: Draft) -> None:
    draft.enter("foreword", 1, "text", "ช่องทางการแผยแพร่ข้อมูล")
    add_own_word("แผยแพร่")
    assert words(draft) == []
    remove_own_word("แผยแพร่")
    assert own_words() == frozenset()
    assert words(draft) == [("แผยแพร่", "เผยแพร่")]


def test_the_commands_list_and_keep_words(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    draft.enter("foreword", 1, "text", "ช่องทางการแผยแพร่ข้อมูล")
    path = Path(str(draft.path))
    draft.close()
    assert main(["spelling", str(path)]) == 1
    assert "“แผยแพร่” → “เผยแพร่”" in capsys.readouterr().out
    assert main(["words", "--add", "แผยแพร่"]) == 0
    assert capsys.readouterr().out == "แผยแพร่\n"
    assert main(["spelling", str(path)]) == 0
    assert main(["words", "--remove", "แผยแพร่"]) == 0

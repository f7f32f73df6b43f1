"""Vowels that PDFs put behind the next letter are offered to be put back, and nothing else is."""

import json
from pathlib import Path

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.thai.shifted_vowels import shifted, to_offer


def mended(text: str) -> str:
    for one in reversed(to_offer(text)):
        text = text[: one.start] + one.meant + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("โครงการจดัทำแผน", "โครงการจัดทำแผน"),
        ("จดัซื้อจดัจ้าง", "จัดซื้อจัดจ้าง"),
        ("ฝ่ายสงิ่แวดล้อม", "ฝ่ายสิ่งแวดล้อม"),
        ("ปฏิบตัิราชการของสำนกังาน", "ปฏิบัติราชการของสำนักงาน"),
        ("กรงุเทพมหานคร (จดัทำ)", "กรุงเทพมหานคร (จัดทำ)"),
    ],
)
def test_a_vowel_behind_the_next_letter_is_offered_before_it(text: str, meant: str) -> None:
    assert mended(text) == meant


def test_nothing_is_offered_in_what_the_editions_say() -> None:
    texts = [path.read_text("utf-8") for path in sorted(Path(FORMS).glob("*/*.yaml"))]
    assert len(texts) > 50
    assert [text[one.start : one.end] for text in texts for one in shifted(text)] == []


@pytest.mark.parametrize("text", ["", "ก", "กั", "นายสมศกัดิ์นะ", "12 ABC", json.dumps({"ก": 1})])
def test_what_cannot_be_told_is_left(text: str) -> None:
    for one in to_offer(text):
        assert len(one.meant) == one.end - one.start
        assert sorted(one.meant) == sorted(text[one.start : one.end])

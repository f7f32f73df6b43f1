"""What is read stands out from its ground as WCAG 2.1 AA asks: text by 4.5 : 1, edges and marks by 3 : 1."""

import pytest

from planner_desktop.ui.colours import SCHEMES, Name, Scheme, hex_of

TEXTS: dict[Name, list[Name]] = {
    "ink": ["paper", "ground", "stripe", "head", "chosen", "accent_soft", "error_ground", "notice_ground"],
    "muted": ["paper", "ground", "stripe", "head", "accent_soft", "error_ground", "notice_ground", "chosen"],
    "faint": ["paper", "ground", "stripe"],
    "bad": ["paper", "ground", "stripe", "error_ground"],
    "begun": ["paper", "ground", "stripe", "notice_ground"],
    "good": ["paper", "ground", "stripe"],
    "other": ["paper", "ground", "stripe"],
    "accent": ["paper", "ground", "accent_soft"],
    "on_accent": ["accent", "accent_deep"],
}
MARKS: dict[Name, list[Name]] = {
    "edge": ["paper", "ground"],
    "accent": ["paper", "ground", "trough"],
    "bad": ["paper", "ground", "chosen"],
    "begun": ["paper", "ground", "chosen"],
    "good": ["paper", "ground", "chosen"],
}


def luminance(hex_colour: str) -> float:
    parts = [int(hex_colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(name: Name, ground: Name, scheme: Scheme) -> float:
    dark, light = sorted(luminance(hex_of(n, scheme)) for n in (name, ground))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(scheme: Scheme) -> None:
    low = {
        (text, ground): round(contrast(text, ground, scheme), 2)
        for text, grounds in TEXTS.items()
        for ground in grounds
        if contrast(text, ground, scheme) < 4.5
    }
    assert not low


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_and_marks_stand_out(scheme: Scheme) -> None:
    low = {
        (mark, ground): round(contrast(mark, ground, scheme), 2)
        for mark, grounds in MARKS.items()
        for ground in grounds
        if contrast(mark, ground, scheme) < 3
    }
    assert not low

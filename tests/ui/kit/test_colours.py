"""What is read stands out from its ground as WCAG 2.1 AA asks: text by 4.5 : 1, edges and marks by 3 : 1.

With high contrast as AAA asks: text by 7 : 1; edges and marks by 4.5 : 1.
"""

import re
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planner_desktop.ui.kit import look
from planner_desktop.ui.kit.colours import SCHEMES, ColourName, Scheme, hex_of
from planner_desktop.ui.program import Program
from planner_desktop.ui.window import settings

TEXTS: dict[ColourName, list[ColourName]] = {
    "ink": ["paper", "ground", "stripe", "head", "chosen", "accent_soft", "error_ground", "notice_ground"],
    "muted": ["paper", "ground", "stripe", "head", "accent_soft", "error_ground", "notice_ground", "chosen"],
    "faint": ["paper", "ground", "stripe"],
    "bad": ["paper", "ground", "stripe", "error_ground", "chosen", "accent_soft"],
    "begun": ["paper", "ground", "stripe", "notice_ground", "head", "chosen", "accent_soft"],
    "good": ["paper", "ground", "stripe"],
    "other": ["paper", "ground", "stripe", "accent_soft"],
    "accent": ["paper", "ground", "accent_soft", "chosen"],
    "paper": ["good", "begun", "bad", "other"],
    "on_accent": ["accent", "accent_deep"],
}
MARKS: dict[ColourName, list[ColourName]] = {
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


def contrast(name: ColourName, ground: ColourName, scheme: Scheme) -> float:
    dark, light = sorted(luminance(hex_of(n, scheme)) for n in (name, ground))
    return (light + 0.05) / (dark + 0.05)


def least(scheme: Scheme) -> tuple[float, float]:
    """By how much texts and marks stand out."""
    return (7.0, 4.5) if scheme.startswith("contrast") else (4.5, 3.0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(scheme: Scheme) -> None:
    low = {
        (text, ground): round(contrast(text, ground, scheme), 2)
        for text, grounds in TEXTS.items()
        for ground in grounds
        if contrast(text, ground, scheme) < least(scheme)[0]
    }
    assert not low


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_and_marks_stand_out(scheme: Scheme) -> None:
    low = {
        (mark, ground): round(contrast(mark, ground, scheme), 2)
        for mark, grounds in MARKS.items()
        for ground in grounds
        if contrast(mark, ground, scheme) < least(scheme)[1]
    }
    assert not low


RULE = re.compile(r"([^{}]+)\{\{([^{}]*(?:\{\w+\}[^{}]*)*)\}\}")
TEXT = re.compile(r"(?<![-\w])color: \{(\w+)\}")
GROUND = re.compile(r"background: \{(\w+)\}")


def pairs_of_the_style_sheet() -> set[tuple[ColourName, ColourName]]:
    """The text and ground of every rule; where it names only one, the other is what stands there else."""
    names: dict[str, ColourName] = {name: name for name in get_args(ColourName)}
    found: set[tuple[ColourName, ColourName]] = set()
    for selector, body in RULE.findall(look._POINTED):
        texts, grounds = TEXT.findall(body), GROUND.findall(body)
        for where in (selector, body):
            assert "rgb" not in where
        if "disabled" in selector or not (texts or grounds) or ("::" in selector and not texts):
            continue
        found |= {
            (names[text], names[ground]) for text in texts or ["ink"] for ground in grounds or ["paper", "ground"]
        }
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_of_the_style_sheet_stands_out(scheme: Scheme) -> None:
    pairs = pairs_of_the_style_sheet()
    assert ("on_accent", "accent") in pairs
    assert ("ink", "head") in pairs
    on_fill = {
        ("ink", "accent"),
        ("ink", "accent_deep"),
        ("ink", "trough"),
    }  # what says on_accent elsewhere, or nothing
    low = {
        pair: round(contrast(*pair, scheme), 2)
        for pair in pairs - on_fill
        if contrast(*pair, scheme) < least(scheme)[0]
    }
    assert not low


def test_a_pc_that_asks_for_high_contrast_gets_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = qapp.styleHints().accessibility()
    kind = type(hints)
    assert settings.scheme() == "light"
    monkeypatch.setattr(kind, "contrastPreference", lambda _hints: Qt.ContrastPreference.HighContrast)
    assert settings.scheme() == "contrast"
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    assert settings.scheme() == "contrast-dark"


def test_windows_follow_when_the_pc_begins_to_ask_for_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    anew: list[str] = []
    monkeypatch.setattr(Program, "look_anew", lambda _program: anew.append(settings.scheme()))
    program = Program()
    hints = qapp.styleHints().accessibility()
    monkeypatch.setattr(type(hints), "contrastPreference", lambda _hints: Qt.ContrastPreference.HighContrast)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert anew == ["contrast"]
    program.deleteLater()

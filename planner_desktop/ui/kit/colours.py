"""The window's colours by what they are for, on a light and on a dark ground, also with high contrast.

Every text colour stands out from every ground it is used on by 4.5 : 1, every line that means something by 3 : 1
(WCAG 2.1, AA); with high contrast by 7 : 1 (AAA) and 4.5 : 1. `tests/ui/kit/test_colours.py` measures them.
"""

from typing import Literal, get_args

from PySide6.QtGui import QColor

Scheme = Literal["light", "dark", "contrast", "contrast-dark"]
"""contrast: for those who ask for high contrast, on a light and on a dark ground."""
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

ColourName = Literal[
    "ink", "muted", "faint", "disabled", "paper", "ground", "stripe", "head", "line", "edge", "accent", "accent_deep",
    "on_accent", "accent_soft", "chosen", "good", "begun", "bad", "other", "error_ground", "notice_ground", "trough",
    "behind_pages",
]  # fmt: skip
"""ink, muted, faint: text, less important text, and what stands in an empty field. paper: fields and lists; ground: the
window; stripe: every other row; head: of a table. line: between cells; edge: round what can be typed into. accent: what
has the focus, and the first button. good, begun, bad: states. other: a fourth hue, where four tell things apart.
trough: under progress. behind_pages: what pages lie on."""

_COLOURS: dict[Scheme, dict[ColourName, str]] = {
    "light": {
        "ink": "#1d2733", "muted": "#4f5a69", "faint": "#626d7b", "disabled": "#8a94a1",
        "paper": "#ffffff", "ground": "#f3f5f7", "stripe": "#f8fafb", "head": "#e9edf1",
        "line": "#c3cad3", "edge": "#7f8a98", "accent": "#0b6a58", "accent_deep": "#095646", "on_accent": "#ffffff",
        "accent_soft": "#dcefe9", "chosen": "#bfe3d8", "good": "#17703a", "begun": "#7d5200", "bad": "#b3261e",
        "other": "#1f5fa8", "error_ground": "#fbe9e7", "notice_ground": "#fdf3dc", "trough": "#d9dee4",
        "behind_pages": "#dde2e8",
    },
    "dark": {
        "ink": "#e8edf3", "muted": "#b4bfcc", "faint": "#a3afbd", "disabled": "#75808d",
        "paper": "#1c222a", "ground": "#14191f", "stripe": "#20272f", "head": "#28313b",
        "line": "#3d4854", "edge": "#76828f", "accent": "#4cc3a6", "accent_deep": "#6fd6bd", "on_accent": "#06251e",
        "accent_soft": "#163a33", "chosen": "#1b4b3f", "good": "#63d08c", "begun": "#f0bd5e", "bad": "#ff9d94",
        "other": "#8ab8f5", "error_ground": "#43211f", "notice_ground": "#3d3215", "trough": "#38424d",
        "behind_pages": "#0d1115",
    },
    "contrast": {
        "ink": "#000000", "muted": "#262626", "faint": "#383838", "disabled": "#5c5c5c",
        "paper": "#ffffff", "ground": "#ffffff", "stripe": "#f4f4f4", "head": "#e6e6e6",
        "line": "#6e6e6e", "edge": "#000000", "accent": "#003d33", "accent_deep": "#002a23", "on_accent": "#ffffff",
        "accent_soft": "#d3f2ea", "chosen": "#b4e6d9", "good": "#00431c", "begun": "#4a2f00", "bad": "#7a0c06",
        "other": "#0b2e63", "error_ground": "#ffe9e6", "notice_ground": "#fff1d1", "trough": "#d6d6d6",
        "behind_pages": "#d0d0d0",
    },
    "contrast-dark": {
        "ink": "#ffffff", "muted": "#e8e8e8", "faint": "#dedede", "disabled": "#a8a8a8",
        "paper": "#000000", "ground": "#000000", "stripe": "#121212", "head": "#242424",
        "line": "#8c8c8c", "edge": "#ffffff", "accent": "#6cf0d0", "accent_deep": "#9af7e0", "on_accent": "#000000",
        "accent_soft": "#0b332b", "chosen": "#0f4438", "good": "#86f5ac", "begun": "#ffd98c", "bad": "#ffc2bc",
        "other": "#b5d3ff", "error_ground": "#3b0e0b", "notice_ground": "#332807", "trough": "#3a3a3a",
        "behind_pages": "#000000",
    },
}  # fmt: skip

_scheme: Scheme = "light"


def use(scheme: Scheme) -> None:
    """Take the colours of `scheme` from now on."""
    global _scheme
    _scheme = scheme


def scheme() -> Scheme:
    """Whose colours are used."""
    return _scheme


def is_dark(scheme: Scheme) -> bool:
    """Whether a scheme is light on a dark ground."""
    return scheme.endswith("dark")


def hex_of(name: ColourName, scheme: Scheme | None = None) -> str:
    """A colour as a style sheet writes it."""
    return _COLOURS[scheme or _scheme][name]


def colour(name: ColourName) -> QColor:
    """A colour to paint with."""
    return QColor(hex_of(name))

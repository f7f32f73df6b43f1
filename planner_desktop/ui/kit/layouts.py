"""Layouts inside others, which add no margins of their own."""

from typing import TypeVar

from PySide6.QtWidgets import QLayout

Layout = TypeVar("Layout", bound=QLayout)


def bare(layout: Layout, gap: int | None = None) -> Layout:
    """A layout without margins; `gap` pixels between what stands in it, the style's own if not said."""
    layout.setContentsMargins(0, 0, 0, 0)
    if gap is not None:
        layout.setSpacing(gap)
    return layout

"""Editions of the template as data: read, checked and explained."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.model import Section
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec

if TYPE_CHECKING:
    from planner_desktop.formpack.finding import Finding
    from planner_desktop.formpack.reading import load, read
    from planner_desktop.formpack.source import PackSource
    from planner_desktop.formpack.store import installed

__all__ = [
    "FieldSpec",
    "Finding",
    "FormPack",
    "PackSource",
    "RecordSpec",
    "Section",
    "installed",
    "load",
    "read",
]  # fmt: skip
_LATER = {"Finding": "finding", "PackSource": "source", "load": "reading", "read": "reading", "installed": "store"}
"""Where the rest stands: a draft whose form pack was read before needs none of it."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)

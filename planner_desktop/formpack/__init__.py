"""Editions of the template as data: read, checked and explained."""

from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.model import FieldSpec, FormPack, RecordSpec, Section
from planner_desktop.formpack.read import load, read
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

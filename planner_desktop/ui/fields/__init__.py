"""One editor for each type of field, all with the same few methods (`base.FieldEditor`)."""

from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.fields.build import editor_for

__all__ = ["FieldEditor", "editor_for"]

"""One editor for each type of field, all with the same few methods (`base.FieldEditor`)."""

from planner_desktop.ui.editors.base import FieldEditor
from planner_desktop.ui.editors.build import editor_for

__all__ = ["FieldEditor", "editor_for"]

"""A kind of screen is a class in the form pack and a room that draws it, found by its word."""

from importlib import import_module

import pytest

from planner_desktop.formpack.screen_parts import ScreenPart
from planner_desktop.ui.screens.part import PartScreen

KINDS = ScreenPart.__subclasses__()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_every_kind_of_part_has_its_room(kind: type[ScreenPart]) -> None:
    assert kind.told_in, "which page of the manual tells of it"
    assert issubclass(import_module(f"planner_desktop.ui.screens.{kind.word}.screen").SCREEN, PartScreen)

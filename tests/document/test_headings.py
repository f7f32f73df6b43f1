"""Headings of three levels are told apart by their size and the room above them."""

from itertools import pairwise

from planner_desktop.document.style import BODY, heading_shape


def test_each_level_is_smaller_and_has_less_room_above_than_the_one_over_it() -> None:
    shapes = [heading_shape(level, "left") for level in range(1, 5)]
    assert all(shape.bold for shape in shapes)
    for higher, lower in pairwise(shapes):
        assert higher.size > lower.size
        assert higher.above > lower.above
    assert all(higher.size >= 1.12 * lower.size for higher, lower in pairwise(shapes[:3]))
    assert shapes[2].size >= BODY.size

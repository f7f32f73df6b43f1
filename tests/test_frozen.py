from dataclasses import FrozenInstanceError, asdict, field, replace
from threading import Barrier, Thread

import pytest

from planner_desktop.frozen import Frozen


class Point(Frozen):
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def sum(self) -> int:
        return self.x + self.y


class Other(Frozen):
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)


def test_values_are_equal_where_their_kind_and_fields_are() -> None:
    assert Point(1, names=["a"]) == Point(1, 0, ["a"])
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert len({Pair("a", 1), Pair("a", 1), Pair("a", 2)}) == 2


class Pair(Frozen):
    name: str
    count: int


def test_nothing_changes_a_value() -> None:
    point = Point(1, 2)
    for name in ("x", "z"):
        with pytest.raises(FrozenInstanceError):
            setattr(point, name, 3)
    assert (point.sum, replace(point, x=5).sum) == (3, 7)
    assert asdict(point) == {"x": 1, "y": 2, "names": []}
    assert repr(point) == "Point(x=1, y=2, names=[])"


class Unmade(Frozen):
    x: int


def test_the_first_value_too_is_refused_with_a_field_that_is_missing_or_unknown() -> None:
    with pytest.raises(TypeError, match="'x'"):
        Unmade()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="'y'"):
        Unmade(1, y=2)  # type: ignore[call-arg]


def test_threads_may_make_the_first_at_the_same_time() -> None:
    for _n in range(20):

        class Fresh(Frozen):
            x: int

        made: list[Fresh] = []
        barrier = Barrier(4)

        def make(kind: type[Fresh] = Fresh, made: list[Fresh] = made, barrier: Barrier = barrier) -> None:
            barrier.wait()
            made.append(kind(1))

        threads = [Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Fresh(1)] * 4

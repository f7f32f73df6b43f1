"""Bundles of three agencies, made once, and a collection to receive them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample

FINANCE, PERSONNEL, ABROAD = "2568-finance", "2568-personnel", "2568-international-affairs"


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundles of three published plans, by the names of their samples."""
    folder = tmp_path_factory.mktemp("ส่งมา")
    made = {}
    for name in (FINANCE, PERSONNEL, ABROAD):
        with new_from_sample(name, folder / f"{name}.bmaplan") as draft:
            incomplete.mark(draft, "ยังมีช่องที่รอกรอก")  # as it was published
            made[name] = write_bundle(draft, folder / f"{name}.zip")
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Collection]:
    folder = tmp_path / "โต๊ะ รวมแผน"
    folder.mkdir()
    with make(folder / "แผน 2568.bmacollect", "bma-2568") as collection:
        yield collection

"""The samples of the 2568 edition, each exported once and held against its published plan."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from tests.conftest import published
from tests.published.compare import Comparison, export_sample


@pytest.fixture(scope="module")
def ours(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The comparison of the module's NUMBER with its SAMPLE."""
    number, name = request.module.NUMBER, request.module.SAMPLE
    published(number)  # skipped where the plans are not beside this clone
    return Comparison(number, export_sample(name, tmp_path_factory.mktemp(name)))


@pytest.fixture
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Draft]:
    """The module's SAMPLE as a draft."""
    with plan_json.read_plan(SAMPLES / f"{request.module.SAMPLE}.json", tmp_path / "plan.bmaplan") as draft:
        yield draft

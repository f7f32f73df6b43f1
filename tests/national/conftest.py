"""Collections of two years, made of samples; and a PostgreSQL server of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.collect.opening import make
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.plan.new_plan import new_from_sample
from tests.postgres import started

SAMPLES = ("2568-finance", "2568-international-affairs")


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two plans."""
    folder = tmp_path_factory.mktemp("คลัง")
    path = folder / "กรุงเทพมหานคร.bmacollect"
    with make(path, "bma-2568") as desk:
        for sample in SAMPLES:
            with new_from_sample(sample, folder / f"{sample}.bmaplan") as draft:
                receive(desk, write_bundle(draft, folder / f"{sample}.zip"), "นาง รับ")
    return path


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a database in a server that the tests start, as a user without rights, and stop."""
    with started("national") as server:
        yield server.address

"""A bundle of the sample, made once for all tests that change what is in it."""

from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import write_bundle
from planner_desktop.draft.plan import plan_json
from tests.bundle.forger import TOP, Files, files_of
from tests.conftest import SAMPLE


@pytest.fixture(scope="session")
def sample_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the sample with an attached file."""
    folder = tmp_path_factory.mktemp("ชุดส่งมอบ")
    attached = folder / "หนังสือ.pdf"
    attached.write_bytes(b"%PDF- signed")
    with plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", folder / "sample.bmaplan") as draft:
        draft.attach(attached)
        return write_bundle(draft, folder / f"{TOP}.zip")


@pytest.fixture
def honest(sample_bundle: Path) -> Files:
    """What is in the sample's bundle, by name."""
    return files_of(sample_bundle)

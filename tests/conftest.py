"""What all tests share: the shipped edition, a fresh draft, the sample plan, and the published plans beside the clone."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from planner_desktop import formpack, i18n
from planner_desktop.app_paths import FONTS, FORMS, SAMPLES
from planner_desktop.cli import limits
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.guard import Connection
from tests.own_places import own_places
from tests.patience import PATIENCE

EDITION = "bma-2568"
SAMPLE = "2568-international-affairs"
if sys.platform == "win32":  # the screen that nobody sees knows none of the system's fonts there, and warns
    os.environ.setdefault("QT_QPA_FONTDIR", str(FONTS))
SHARED = Path(__file__).resolve().parents[2] / "shared"


settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("by_chance", settings.get_profile("patient"), derandomize=False)
settings.load_profile(
    "patient"
)  # no deadline: how long a case takes tells how busy the machine is, not whether it is right


@pytest.fixture(scope="session", autouse=True)
def _patient_commands() -> Iterator[None]:
    """A command that a test calls is not stopped because the machine is busy: that would end all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "SECONDS", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Messages in the words of the source, whatever the machine speaks."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(scope="session", autouse=True)
def _unclosed_connections_are_warned_of() -> Iterator[None]:
    """On every Python, as 3.13 does by itself: on Windows a file stays open that nobody closed."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.version_info < (3, 13):
            patch.setattr(Connection, "__del__", _warn_if_open, raising=False)
        yield


def _warn_if_open(connection: Connection) -> None:
    with suppress(sqlite3.ProgrammingError):  # it is closed
        _total = connection.total_changes
        warnings.warn(f"unclosed database in {connection!r}", ResourceWarning, stacklevel=2, source=connection)


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps for its next start is this run's alone."""
    with pytest.MonkeyPatch.context() as patch:
        own_places(patch, tmp_path_factory.mktemp("own"))
        yield


@pytest.fixture(scope="session")
def pack() -> FormPack:
    return formpack.read(FORMS / EDITION)


@pytest.fixture
def draft(tmp_path: Path, pack: FormPack) -> Iterator[Draft]:
    """A new draft in a folder as users have them: Thai letters and a space in its path."""
    folder = tmp_path / "แผน ปี 2568"
    folder.mkdir()
    with Draft.create(folder / "ร่าง.bmaplan", pack) as draft:
        yield draft


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Draft]:
    with plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", tmp_path / "sample.bmaplan") as draft:
        yield draft


@pytest.fixture(scope="session")
def sample_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from planner_desktop.document.export import export_pdf

    folder = tmp_path_factory.mktemp("sample")
    with plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", folder / "sample.bmaplan") as draft:
        export_pdf(draft, folder / "sample.pdf")
    return folder / "sample.pdf"


def pdf_text(pdf: Path, *options: str) -> str:
    """The text of a PDF in the order it is drawn, as poppler reads it; pages end with a form feed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not installed")
    command = ["pdftotext", "-raw", *options, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def published(number: str) -> dict[str, Any]:
    """A published plan as JSON; the test is skipped, saying so, where the plans are not beside the clone."""
    file = SHARED / "plans" / f"{number}.json"
    if not file.is_file():
        pytest.skip(f"the published plan {number} is not beside this clone")
    plan: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return plan

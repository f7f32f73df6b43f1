"""Collections of two years, made of samples; and a PostgreSQL server of the tests' own."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.collect.opening import make
from planner_desktop.collect.receiving import receive
from planner_desktop.draft.plan.new_plan import new_from_sample

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


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database in a server that the tests start, as a user without rights, and stop."""
    programs = _programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL: apt-get install postgresql")
    runuser = shutil.which("runuser")
    folder = Path("/tmp") / f"planner-pg-{tmp_path_factory.getbasetemp().name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    is_root = subprocess.run(["id", "-u"], capture_output=True, text=True, check=True).stdout.strip() == "0"
    as_user = [runuser, "-u", "postgres", "--"] if is_root and runuser else []

    def run(*arguments: str) -> None:
        subprocess.run([*as_user, *arguments], check=True, capture_output=True, cwd=folder)

    data = str(folder / "data")
    run(str(programs / "initdb"), "-D", data, "-U", "tester", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-o", f"-k {folder} -c listen_addresses=''", "start",
        "-l", str(folder / "log"))  # fmt: skip
    try:
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

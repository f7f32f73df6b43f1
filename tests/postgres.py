"""A PostgreSQL server of the tests' own, which a user without rights runs and nothing but its socket reaches."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Postgres:
    """The server. `address` is that of its database; it can be stopped, and started again."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.address = f"postgresql://tester@/postgres?host={folder}"
        self._programs, self._folder = programs, folder
        runuser = shutil.which("runuser")
        self._as_user = [runuser, "-u", "postgres", "--"] if os.getuid() == 0 and runuser else []
        self._run("initdb", "-U", "tester", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_user, str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)

    def start(self) -> None:
        options = f"-k {self._folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        """At once, as when it breaks down."""
        self._run("pg_ctl", "-m", "immediate", "stop")


@contextmanager
def started(name: str) -> Iterator[Postgres]:
    """A server that was started, and is stopped and taken away afterwards."""
    pytest.importorskip("psycopg", reason="psycopg is an extra: make test-national")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("there is no PostgreSQL: apt-get install postgresql")
    folder = Path("/tmp") / f"planner-pg-{name}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    folder.chmod(0o777)
    try:
        server = Postgres(programs[-1].parent, folder)
        server.start()
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""A collection on a server of the tests' own, and the mirrors of several reviewers."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.collect.opening import make
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.server.address import read_url
from planner_desktop.collect.server.joining import join, share
from tests.collect.conftest import bundles as bundles  # the same for this folder
from tests.postgres import Postgres, started

_schemas = count(1)


class Office:
    """A collection on a server, and who has it: a file for each, which nobody has open."""

    def __init__(self, postgres: Postgres, folder: Path) -> None:
        self.postgres, self.folder = postgres, folder
        self.schema = f"แผน {next(_schemas)}"
        make(self.of("หนึ่ง"), "bma-2568").close()
        share(self.of("หนึ่ง"), read_url(postgres.address, self.schema))

    def of(self, who: str) -> Path:
        return self.folder / f"{who}.bmacollect"

    def joined(self, who: str) -> Path:
        join(self.of(who), read_url(self.postgres.address, self.schema)).close()
        return self.of(who)

    def held_by(self, who: str) -> tuple[bytes, bytes, list[str]]:
        """The tables, the decisions and the names of the bundles that somebody has."""
        folder = folder_of(self.of(who))
        lines = folder / "decisions.jsonl"
        names = sorted(path.name for path in folder.glob("*.zip"))
        return self.of(who).read_bytes(), lines.read_bytes() if lines.exists() else b"", names

    def asked(self, *statements: str) -> list[tuple[Any, ...]]:
        """What the server's owner does or asks there; {} is the schema."""
        import psycopg

        with psycopg.connect(self.postgres.address, autocommit=True) as connection:
            for statement in statements:
                found = connection.execute(statement.replace("{}", f'"{self.schema}"'))  # type: ignore[call-overload,unused-ignore]
            return found.fetchall() if found.description else []


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with started("desk") as server:
        yield server


@pytest.fixture
def office(postgres: Postgres, tmp_path: Path) -> Office:
    return Office(postgres, tmp_path)


@pytest.fixture
def breaking(tmp_path: Path) -> Iterator[Office]:
    """One whose server may be stopped."""
    with started("breaking") as server:
        yield Office(server, tmp_path)

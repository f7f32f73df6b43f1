"""An installed edition that names the keys of the strategy office, and those keys."""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from nacl.pwhash import argon2id
from nacl.signing import SigningKey

from planner_desktop.formpack import published, store
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.publishing import giving_out, key_file
from planner_desktop.publishing.key_file import PrivateKey
from tests.conftest import EDITION

PASSPHRASE = "ประโยคลับที่ยาวพอ"


class Desks:
    """Whose PC the program runs on: that of an agency, or for a while that of the strategy office."""

    def __init__(self, folder: Path) -> None:
        self.agency, self.office = folder / "ข้อมูล ผู้ใช้", folder / "เครื่องของ สยป."
        self.here = self.agency

    @contextmanager
    def at_the_office(self) -> Iterator[None]:
        before, self.here = self.here, self.office
        try:
            yield
        finally:
            self.here = before


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    return Desks(tmp_path)


@pytest.fixture(autouse=True)
def own_folder(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (store, published):
        monkeypatch.setattr(module, "user_data", lambda: desks.here)
    monkeypatch.setattr(key_file, "_WORK", (argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN))


@pytest.fixture(scope="session")
def root() -> PrivateKey:
    """The key that signs lists of keys; the same in all tests, so that the edition is read once."""
    return PrivateKey(SigningKey(bytes(32)), "ผอ.สยป.")


@pytest.fixture(scope="session")
def signer() -> PrivateKey:
    """The key that signs catalogues."""
    return PrivateKey(SigningKey(bytes(31) + b"1"), "กลุ่มงานนโยบาย")


def edition_with(folder: Path, version: int, *keys: tuple[PrivateKey, str]) -> Path:
    """The folder of a corrected edition that names these keys and what they sign."""
    made = folder / EDITION
    made.mkdir(parents=True)
    lines = [f"  - {{key: {key.public}, holder: {key.holder}, signs: {signs}}}" for key, signs in keys]
    head = f"from: {EDITION}\nversion: {version}\npublisher:\n  name: สยป.\n  keys:\n"
    (made / "edition.yaml").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return made


@pytest.fixture
def edition(tmp_path: Path, root: PrivateKey, signer: PrivateKey, desks: Desks) -> str:
    """An edition that names the keys, installed on both PCs."""
    folder = edition_with(tmp_path / "แม่แบบ", 98, (root, "keys"), (signer, "catalogues"))
    store.add(folder)
    with desks.at_the_office():
        store.add(folder)
    return EDITION


Publish = Callable[..., Path]


@pytest.fixture
def publish(edition: str, signer: PrivateKey, desks: Desks, tmp_path: Path) -> Publish:
    """Publish other cells of the city's key results, by code and column, or rows more, and say in which file.

    It is done at the office, which holds it then.
    """

    def publish(
        cells: Mapping[tuple[str, str], str], *more: Mapping[str, str], without: str = "", key: PrivateKey = signer
    ) -> Path:
        made = tmp_path / f"แก้ {len(list(tmp_path.iterdir()))}"
        made.mkdir()
        with desks.at_the_office():
            rows = [row for row in edition_pack(edition).catalogues["okrs"] if row["code"] != without]
        rows = [dict(row) for row in rows]
        for (code, column), cell in cells.items():
            next(row for row in rows if row["code"] == code)[column] = cell
        with (made / "okrs.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows([*rows, *more])
        out = made / "รายการกลาง.bmacatalogue"
        with desks.at_the_office():
            giving_out.publish(edition, [made / "okrs.csv"], key, "แก้ค่าเป้าหมาย", out)
        return out

    return publish

"""The same draft and version are the same bundle, byte for byte, whenever and under whatever name it is made."""

import time
from pathlib import Path

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.bundle.tables import tables
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from tests.bundle.data_package import problems


def test_a_bundle_made_again_is_the_same_file(sample: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.set("situation", 1, "text", "[]")
    first = write_bundle(sample, tmp_path / "ก.zip").read_bytes()
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 100_000)
    assert write_bundle(sample, tmp_path / "ชื่ออื่น.zip").read_bytes() == first
    sending.submit(sample, "")
    sent = write_bundle(sample, tmp_path / "ส่ง.zip").read_bytes()
    assert sent != first
    assert write_bundle(sample, tmp_path / "ส่งอีก.zip").read_bytes() == sent


def test_its_tables_are_what_a_reader_of_data_packages_takes(sample: Draft, tmp_path: Path) -> None:
    project = sample.ids("project")[0]
    sample.set("project", project, "name", "=1+1 โครงการ")
    for name, content in tables(sample):
        (tmp_path / name).write_bytes(content)
    assert problems(tmp_path / "datapackage.json") == []
    assert "'=1+1 โครงการ" in (tmp_path / "project.csv").read_text("utf-8-sig")

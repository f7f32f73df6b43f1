from pathlib import Path

import pytest

from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft


@pytest.fixture
def plan(sample: Draft, tmp_path: Path) -> Path:
    """A plan as PDF that two are to sign."""
    sample.add("signer", {"role": "ผู้จัดทำแผน", "name": "นายสมชาย ใจดี"})
    sample.add("signer", {"role": "ผู้อนุมัติ", "name": "นางสาวสมหญิง รักงาน"})
    path = tmp_path / "แผน ปี 2568.pdf"
    export_pdf(sample, path)
    return path

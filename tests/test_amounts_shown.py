"""No amount reaches a person in satang: not on a page, not in a message, not in a list or a comparison."""

from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.checks import find_problems
from planner_desktop.document.fill import fill
from planner_desktop.draft.history.comparison import compare
from planner_desktop.draft.plan import plan_json

SATANG, BAHT = 123_456_789, "1,234,567.89"


@pytest.mark.parametrize("name", sorted(sample.stem for sample in SAMPLES.glob("*.json")))
def test_what_is_read_of_a_plan_has_its_amounts_in_baht(name: str, tmp_path: Path) -> None:
    with (
        plan_json.read_plan(SAMPLES / f"{name}.json", tmp_path / "ก่อน.bmaplan") as before,
        plan_json.read_plan(SAMPLES / f"{name}.json", tmp_path / "หลัง.bmaplan") as draft,
    ):
        for kind, spec in draft.pack.records.items():
            for field in (name for name, field in spec.fields.items() if field.type == "baht"):
                for id in draft.ids(kind):
                    draft.set(kind, id, field, SATANG)
        for read in (repr(fill(draft)), repr(compare(before, draft)), repr(find_problems(draft))):
            assert str(SATANG) not in read
        assert BAHT in repr(fill(draft))
        assert BAHT in repr(compare(before, draft))

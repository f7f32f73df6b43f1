"""Workbooks from anyone, with bytes changed in them or in a part inside: read as tables, and held against a draft.

Old ones (.xls) are read in a process of their own; what that comes to is told in `tests/exchange/test_workbooks.py`.
"""

import contextlib
import random
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import PlannerError
from planner_desktop.exchange import files
from planner_desktop.exchange.workbook.read import workbook_of
from planner_desktop.spreadsheet.reading import preview
from planner_desktop.spreadsheet.take import take
from planner_desktop.spreadsheet.write import workbook
from tests.conftest import EDITION
from tests.exchange.made_workbooks import changed, projects, saved
from tests.reliability.doors import odd_bytes

RAW = (
    b"&",
    b"<",
    b'"',
    b"</v>",
    b"<v>",
    b' t="s"',
    b' t="e"',
    b' r="XFD1048576"',
    b"#REF!",
    b"9" * 40,
    b"\xff",
    b"uid",
)


@cache
def _draft() -> Draft:
    draft = Draft.new_in_memory(formpack.read(FORMS / EDITION))
    above = draft.add("agency_issue", {"name": "ประเด็น"})
    draft.add("agency_objective", {"name": "วัตถุประสงค์"}, parent=above)
    division = draft.add("division", {"name": "ฝ่ายปกครอง"})
    draft.add("project", {"name": "โครงการ", "budget": 123_456, "divisions": [division]})
    return draft


@cache
def _ours() -> bytes:
    return workbook(_draft(), only=["division", "project", "agency_issue", "agency_objective"])[0]


def put_through(chance: random.Random) -> None:
    """Read a mutated workbook; what it would change is changed, and taken back. Raises what is a fault of ours."""
    content = chance.choice((_ours(), _ours(), projects(), saved(".ods")))
    if chance.random() < 0.8:
        with ZipFile(BytesIO(content)) as held:
            part = chance.choice([name for name in held.namelist() if "sheet" in name.lower() or "content" in name])
        content = changed(content, part, lambda whole: odd_bytes(whole, chance, RAW))
    else:
        content = odd_bytes(content, chance)
    with contextlib.suppress(PlannerError):
        found = files.read(content)
        for name in found.names:
            found.table(name)
    with contextlib.suppress(PlannerError):
        draft = _draft()
        before = plan_json.to_plan(draft)
        told = preview(draft, workbook_of(content))
        if not told.changes_nothing:
            take(draft, told, "ใคร.xlsx")
            draft.undo()
        assert plan_json.to_plan(draft) == before

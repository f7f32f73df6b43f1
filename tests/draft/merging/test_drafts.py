"""Random histories of real drafts: a merge writes just what it worked out, and undo gives every row back as it was."""

import json
import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.draft import Draft
from planner_desktop.draft.file import own_tables
from planner_desktop.draft.merging.apply import Prepared, merge, prepared
from planner_desktop.draft.merging.conflicts import open_conflicts
from planner_desktop.draft.merging.resolving import choices, resolve
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import State, read
from planner_desktop.draft.records import acceptances, attachments
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.tables import shapes

Step = tuple[int, int, int]
TEXT = ("foreword", 1, "text")
"""A field of running text: the kind of its record, its id, and its name."""
SUM = re.compile(r"[0-9a-f]{64}")
NUMBER = st.integers(0, 8)
STEPS = st.lists(st.tuples(st.integers(0, 10), NUMBER, NUMBER), max_size=6)


@pytest.fixture(scope="module")
def handed(pack: FormPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with projects, their items, and divisions that they lead to."""
    path = tmp_path_factory.mktemp("แผน") / "ร่าง.bmaplan"
    with Draft.create(path, pack) as draft, draft.action("begin"):
        divisions = [draft.add("division", {"name": f"กอง {n}"}) for n in range(3)]
        for n in range(3):
            project = draft.add("project", {"name": f"โครงการ {n}", "budget": n, "divisions": divisions[:n]})
            for item in range(2):
                draft.add("project_item", {"name": f"รายการ {item}"}, parent=project)
    return path


def do(draft: Draft, step: Step) -> None:
    """One thing that an officer does; nothing where there is nothing to do it to."""
    what, a, b = step
    kind = ("project", "project_item", "division")[b % 3]
    ids = draft.ids(kind)
    projects, divisions = draft.ids("project"), draft.ids("division")
    if what == 0:
        parent = projects[a % len(projects)] if kind == "project_item" and projects else None
        if kind != "project_item" or parent:
            draft.add(kind, {"name": f"ใหม่ {a}"}, parent=parent, at=b)
    elif what == 1 and ids:
        draft.delete(kind, [ids[a % len(ids)]])
    elif what == 2 and ids:
        draft.move(kind, ids[a % len(ids)], b)
    elif what == 3 and projects:
        draft.set("project", projects[a % len(projects)], "budget", b)
    elif what == 4 and projects:
        draft.set("project", projects[a % len(projects)], "divisions", divisions[b % 3 :: -1])
    elif what == 5 and projects:
        draft.refuse("project", projects[a % len(projects)], "budget", f"มาก {b}", "ไม่ใช่จำนวน")
    elif what == 6:
        draft.set("cover", 1, "agency", f"หน่วยงาน {b}")
    elif what == 7 and projects:
        uid = draft.uid("project", projects[a % len(projects)])
        acceptances.put(draft, Acceptance(f"of {uid}", "check", "project", uid, "name", "ปัญหา", f"เหตุผล {b % 3}"))
    elif what == 8:
        write(draft, a, {"table": [["หัว"], [f"ช่อง {b}"]]} if a % 3 == 2 else {"paragraph": f"ย่อหน้า {b}"})
    elif what == 9:
        content = f"ไฟล์ {b % 2}".encode()
        name = attachments.keep(draft.database, "รูป.txt", content)
        write(draft, a, {"figure": name, "caption": ""})
    elif ids:
        draft.set(kind, ids[a % len(ids)], "name", f"ชื่อ {b}")


def write(draft: Draft, place: int, block: object) -> None:
    """Write a block of a text of three anew."""
    blocks = json.loads(str(draft.record(*TEXT[:2]).values[TEXT[2]] or "[]")) or [{"paragraph": "เดิม"}] * 3
    blocks[place % 3] = block
    draft.set(*TEXT, json.dumps(blocks, ensure_ascii=False))


def rows(draft: Draft) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the plan and of what is recorded beside it, with ids, places and seals."""
    names = [shape.name for shape in shapes(draft.pack.records)] + [own.name for own in own_tables.RECORDED]
    return {name: draft.database.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}


def written(draft: Draft, merge: Prepared, before: State) -> None:
    """See that a draft is what the merge said it would be."""
    now = read(draft)
    assert now.records == merge.result.merged.records
    assert now.order == {siblings: uids for siblings, uids in merge.result.merged.order.items() if uids}
    assert before.records == merge.result.mine.records
    there = {uid for rows in now.records.values() for uid in rows}
    accepted = {b: each.reason for b, each in merge.result.merged.accepted.items() if each.uid in there}
    assert {b: each.reason for b, each in now.accepted.items()} == accepted
    assert all(sum in now.files for row in now.records[TEXT[0]].values() for sum in SUM.findall(str(row.values)))
    assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []


@settings(max_examples=20)
@given(st.tuples(STEPS, STEPS, STEPS))
def test_drafts_become_what_the_merge_says_and_undo_gives_every_row_back(
    handed: Path, histories: tuple[list[Step], ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        drafts = []
        for name, steps in zip("กขค", histories, strict=True):
            path = Path(folder) / f"{name}.bmaplan"
            path.write_bytes(handed.read_bytes())
            drafts.append(stack.enter_context(Draft.open(path)))
            if name == "ก":
                base = read(drafts[0])
            for step in steps:
                do(drafts[-1], step)
        draft, *others = drafts
        before = []
        for name, theirs in zip("ขค", others, strict=True):
            state = read(draft)
            before.append(rows(draft))
            ready = prepared(draft, base, read(theirs), Source(name, name))
            merge(draft, ready, theirs.attachment)
            written(draft, ready, state)
            done = draft.undo_step()
            merge(draft, prepared(draft, base, read(theirs), Source(name, name)), theirs.attachment)
            assert draft.undo_step() == done, "merged twice, it changed something"
        merged, ended = rows(draft), draft.undo_step()
        while conflicts := open_conflicts(draft):
            resolve(draft, conflicts[0], choices(conflicts[0])[len(conflicts) % 2])
            assert len(open_conflicts(draft)) < len(conflicts)
            assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
        while draft.undo_step() != ended:
            draft.undo()
        assert rows(draft) == merged
        for then in reversed(before):
            while rows(draft) != then:
                assert draft.undo_step()
                assert draft.undo_label().startswith("merge")
                draft.undo()

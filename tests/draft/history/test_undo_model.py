"""Any sequence of edits, undo, redo and reopening leaves the draft as a simple model says."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json

PACK = formpack.read(FORMS / "bma-2568")
NAMES = st.sampled_from(["ก", "ข", "โครงการ", "น้ำท่วม"])


@cache
def empty() -> bytes:
    """A draft with nothing in it."""
    with TemporaryDirectory() as folder:
        Draft.create(Path(folder) / "ร่าง.bmaplan", PACK, presets=False).close()
        return (Path(folder) / "ร่าง.bmaplan").read_bytes()


class Editing(RuleBasedStateMachine):
    """The model is the list of all states the draft went through, and where in it we are."""

    @initialize()
    def start(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "ร่าง.bmaplan"
        path.write_bytes(empty())
        self.draft = Draft.open(path)
        self.states = [self.state()]
        self.now = 0

    def teardown(self) -> None:
        if hasattr(self, "draft"):
            self.draft.close()
            self.folder.cleanup()

    def state(self) -> dict[str, Any]:
        return plan_json.to_plan(self.draft)

    def done(self) -> None:
        """After an edit: a new state, unless it changed nothing; what was undone is gone."""
        new = self.state()
        if new != self.states[self.now]:
            self.states[self.now + 1 :] = [new]
            self.now += 1

    def one_of(self, kind: str, n: int) -> int | None:
        ids = self.draft.ids(kind)
        return ids[n % len(ids)] if ids else None

    @rule(name=NAMES)
    def add_project(self, name: str) -> None:
        self.draft.add("project", {"name": name})
        self.done()

    @rule(name=NAMES, n=st.integers(0, 9))
    def add_issue_with_objective(self, name: str, n: int) -> None:
        project = self.one_of("project", n)
        with self.draft.action("add"):
            issue = self.draft.add("agency_issue", {"name": name})
            objective = self.draft.add("agency_objective", {"name": name}, parent=issue)
            self.draft.add("alignment", {"projects": [project] if project else []}, parent=objective)
        self.done()

    @rule(n=st.integers(0, 9), typed=st.sampled_from(["-", "1,000", "ไม่ใช้งบประมาณ"]))
    def budget(self, n: int, typed: str) -> None:
        if project := self.one_of("project", n):
            self.draft.enter("project", project, "budget", typed)
            self.done()

    @rule(kind=st.sampled_from(["project", "agency_issue", "alignment"]), n=st.integers(0, 9))
    def delete(self, kind: str, n: int) -> None:
        if id := self.one_of(kind, n):
            self.draft.delete(kind, [id])
            self.done()

    @rule(n=st.integers(0, 9), to=st.integers(0, 9))
    def move(self, n: int, to: int) -> None:
        if project := self.one_of("project", n):
            self.draft.move("project", project, to)
            self.done()

    @rule(row=st.sampled_from(PACK.catalogues["tactics"]))
    def adopt(self, row: dict[str, str]) -> None:
        self.draft.adopt("tactic", row)
        self.done()

    @rule()
    def reopen(self) -> None:
        assert self.draft.path
        self.draft.close()
        self.draft = Draft.open(self.draft.path)
        assert not self.draft.read_only, self.draft.opened.reason

    @precondition(lambda self: self.now > 0)
    @rule()
    def undo(self) -> None:
        self.draft.undo()
        self.now -= 1

    @precondition(lambda self: self.now + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        self.draft.redo()
        self.now += 1

    @invariant()
    def the_draft_is_as_the_model_says(self) -> None:
        if hasattr(self, "states"):
            assert self.state() == self.states[self.now]
            assert bool(self.draft.undo_label()) == (self.now > 0)
            assert self.draft.database.execute("PRAGMA foreign_key_check").fetchall() == []


TestUndo = Editing.TestCase
TestUndo.settings = settings(max_examples=12, stateful_step_count=20)

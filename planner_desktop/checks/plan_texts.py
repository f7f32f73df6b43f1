"""All texts of a draft, each with the record and field that holds it, for checks that hold texts against each other.

They are read kind by kind. After an edit only those of the kinds whose tables changed are read anew, and what was
gathered from the others is as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.basis import basis
from planner_desktop.checks.problem import Problem, Severity
from planner_desktop.formpack import rich_text, template
from planner_desktop.frozen import Frozen

Gathered = TypeVar("Gathered")


class Said(Frozen):
    """A text of a record; `is_name` where the record is told by it, `is_running` where it is running text."""

    kind: str
    id: int
    uid: str
    field: str
    text: str
    is_name: bool
    is_running: bool


class Kept(Frozen):
    """What was made of the texts of a kind, and the tables that they were read from."""

    reads: frozenset[str]
    made: dict[str, Any]


class PlanTexts:
    """The texts of a draft in one look at it. `kept` is given from look to look, without the kinds that changed."""

    def __init__(self, asking: Asking, kept: dict[str, Kept]) -> None:
        self._asking, self._kept = asking, kept

    def kinds(self) -> Iterator[str]:
        """The kinds of record that hold texts in use."""
        self._asking.reads |= self._asking.use.reads
        for kind in self._asking.draft.pack.records:
            if self._asking.homes(kind) and self._fields(kind):
                yield kind

    def gathered(self, name: str, gather: Callable[[Sequence[Said]], Gathered], kind: str) -> Gathered:
        """What `gather` makes of the texts of a kind; asked again only when they changed."""
        kept = self._texts(kind)
        self._asking.reads |= kept.reads
        if name not in kept.made:
            kept.made[name] = gather(kept.made["texts"])
        made: Gathered = kept.made[name]
        return made

    def of(self, kind: str) -> Sequence[Said]:
        """The texts of a kind."""
        return self.gathered("texts", lambda texts: texts, kind)

    def problem(
        self, check: str, severity: Severity, said: Said, message: str, fix: str, why: str, *rests_on: object
    ) -> Problem:
        """A problem of a text, which rests on these values."""
        known = basis(check, said.kind, said.uid, said.field, *rests_on)
        home = self._asking.homes(said.kind)[0]
        return Problem(check, severity, home.id, message, fix, said.kind, said.id, said.field, why, known)

    def place(self, said: Said) -> str:
        """Where a text stands, in words."""
        spec = self._asking.draft.spec(said.kind)
        label = spec.fields[said.field].label
        if spec.single or said.is_name:
            return f"{spec.label}, “{label}”"
        return f"{spec.label} “{self._asking.draft.title(said.kind, said.id)}”, “{label}”"

    def _fields(self, kind: str) -> list[str]:
        spec, use = self._asking.draft.spec(kind), self._asking.use
        words = [name for name, field in spec.fields.items() if field.field_type.free_text or field.field_type.formatted]
        return [name for name in words if use.has_field(kind, name)]

    def _texts(self, kind: str) -> Kept:
        if kind not in self._kept:
            reads = frozenset(self._asking.records_read(kind) | self._asking.use.reads)
            self._kept[kind] = Kept(reads, {"texts": tuple(self._read(kind))})
        return self._kept[kind]

    def _read(self, kind: str) -> Iterator[Said]:
        spec, names = self._asking.draft.spec(kind), self._fields(kind)
        told_by = set(template.columns(spec.named_by))
        rows = self._asking.draft.pack.catalogues.get(spec.catalogue or "", ())
        given = {cell for row in rows for cell in row.values()}  # the city's words, not the officer's
        for record in self._asking.draft.records(kind):
            for name in names:
                stored = str(record.values.get(name) or "")
                running = spec.fields[name].field_type.formatted
                if stored and stored not in given:
                    text = rich_text.to_plain(rich_text.load(stored)) if running else stored
                    yield Said(kind, record.id, record.uid, name, text, name in told_by and not running, running)

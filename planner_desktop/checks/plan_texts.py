"""All texts of a draft, each with the record and field that holds it, for checks that hold texts against each other.

They are read kind by kind. After an edit only those of the kinds whose tables changed are read anew, and what was
gathered from the others is as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

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


class _OfKind(Frozen):
    """The texts of a kind, the tables that they were read from, and what was made of them, by names."""

    texts: tuple[Said, ...]
    reads: frozenset[str]
    made: dict[str, Any]


class KeptTexts:
    """What is kept of a draft's texts from one look at it to the next."""

    def __init__(self) -> None:
        self.kinds: dict[str, _OfKind] = {}
        self.changed: set[str] = set()
        """The kinds whose tables changed; their texts may be as they were."""
        self.whole: dict[str, tuple[list[object], object]] = {}

    def heard(self, tables: set[str]) -> None:
        """Have the texts of the kinds that these tables or columns hold be read again at the next look."""
        self.changed |= {kind for kind, kept in self.kinds.items() if kept.reads & tables}


class PlanTexts:
    """The texts of a draft in one look at it."""

    def __init__(self, asking: Asking, kept: KeptTexts) -> None:
        self._asking, self._kept = asking, kept

    def kinds(self) -> Sequence[str]:
        """The kinds of record that hold texts in use."""
        self._asking.reads |= self._asking.use_reads
        return self._kinds

    @cached_property
    def _kinds(self) -> Sequence[str]:
        records = self._asking.draft.pack.records
        return [kind for kind in records if self._fields(kind) and self._asking.homes(kind)]

    def gathered(self, name: str, gather: Callable[[Sequence[Said]], Gathered]) -> dict[str, Gathered]:
        """What `gather` makes of the texts of each kind; asked again only of those that are others now."""
        found = {}
        for kind in self.kinds():
            kept = self._of(kind)
            self._asking.reads |= kept.reads
            if name not in kept.made:
                kept.made[name] = gather(kept.texts)
            found[kind] = kept.made[name]
        return found

    def over_all(self, name: str, parts: Sequence[object], make: Callable[[], Gathered]) -> Gathered:
        """What is made of parts that were gathered; made again only when one of them was."""
        before, made = self._kept.whole.get(name, ([], None))
        if len(before) != len(parts) or any(one is not other for one, other in zip(before, parts, strict=True)):
            made = make()
            self._kept.whole[name] = list(parts), made
        return cast(Gathered, made)

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
        return [name for name in self._words(kind) if self._asking.use.has_field(kind, name)]

    def _words(self, kind: str) -> list[str]:
        fields = self._asking.draft.spec(kind).fields.items()
        return [name for name, field in fields if field.field_type.free_text or field.field_type.formatted]

    def _of(self, kind: str) -> _OfKind:
        known = self._kept.kinds.get(kind)
        if known is None or kind in self._kept.changed:
            self._kept.changed.discard(kind)
            reads = self._asking.fields_read(kind, self._words(kind)) | self._asking.names_read(kind)
            texts, made = tuple(self._read(kind)), {} if known is None else known.made
            if known is not None and known.texts == texts:
                texts = known.texts
            else:
                made = {}
            known = self._kept.kinds[kind] = _OfKind(texts, frozenset(reads | self._asking.use_reads), made)
        return known

    def _read(self, kind: str) -> Iterator[Said]:
        spec, names = self._asking.draft.spec(kind), self._fields(kind)
        told_by = set(template.columns(spec.named_by))
        rows = self._asking.draft.pack.catalogues.get(spec.catalogue or "", ())
        given = {cell for row in rows for cell in row.values()}  # the city's words, not the officer's
        for record in self._asking.records(kind):
            for name in names:
                stored = str(record.values.get(name) or "")
                running = spec.fields[name].field_type.formatted
                if stored and stored not in given:
                    text = rich_text.to_plain(rich_text.load(stored)) if running else stored
                    yield Said(kind, record.id, record.uid, name, text, name in told_by and not running, running)

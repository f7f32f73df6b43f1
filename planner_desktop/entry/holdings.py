"""What a catalogue row or a record holds besides its name, as an officer reads it: what picking it brings."""

from collections import Counter
from collections.abc import Iterator, Mapping

from planner_desktop.draft import Draft, Record
from planner_desktop.entry.picking import FieldTexts
from planner_desktop.formpack import FormPack, RecordSpec, template
from planner_desktop.i18n import _

NamedRow = Mapping[str, str]
MOST_LINKS = 3


def row_title(spec: RecordSpec, row: NamedRow) -> str:
    """How a catalogue row is named: as the record would be."""
    return template.line(spec.named_by, lambda column: row.get(column, ""))


def _named(spec: RecordSpec) -> set[str]:
    """The fields that a record is named by."""
    return template.columns(spec.named_by)


class Catalogue:
    """The rows of a form pack's catalogues, with what they lead to."""

    def __init__(self, pack: FormPack) -> None:
        self.pack = pack
        self._by_key: dict[str, dict[str, NamedRow]] = {}
        self._below: dict[str, Counter[str]] = {}

    def row(self, kind: str, key: str) -> NamedRow | None:
        """The row of a kind with this key."""
        if kind not in self._by_key:
            spec = self.pack.records[kind]
            rows = self.pack.catalogues.get(spec.catalogue or "", ())
            self._by_key[kind] = {row[spec.key]: row for row in rows} if spec.key else {}
        return self._by_key[kind].get(key)

    def brings(self, kind: str, row: NamedRow) -> FieldTexts:
        """What is filled in when a row is taken over, also what it stands under, links to, and brings along."""
        return tuple(self._brings(kind, row))

    def _brings(self, kind: str, row: NamedRow) -> Iterator[tuple[str, str]]:
        spec = self.pack.records[kind]
        named = _named(spec)
        for name, field in spec.fields.items():
            text = row.get(name, "")
            if not text or name in named:
                continue
            if field.field_type.to_one:
                yield from self._linked(field.to or "", text, field.label)
            elif not field.field_type.ticked:
                yield field.label, field.choices.get(text, text)
        if spec.parent:
            yield from self._linked(spec.parent, row.get(spec.parent, ""), self.pack.records[spec.parent].label)
        for child in self.pack.children(kind):
            below = self.pack.records[child]
            if spec.key and below.catalogue and not below.key:
                if child not in self._below:
                    self._below[child] = Counter(other.get(kind, "") for other in self.pack.catalogues[below.catalogue])
                if count := self._below[child][row[spec.key]]:
                    yield below.label, _("{count} come along").format(count=count)

    def _linked(self, kind: str, key: str, label: str) -> Iterator[tuple[str, str]]:
        """A row that another leads to, and what it leads to itself."""
        row, spec = self.row(kind, key), self.pack.records[kind]
        if row is None:
            return
        yield label, row_title(spec, row)
        for name, field in spec.fields.items():
            if field.field_type.to_one and row.get(name):
                yield from self._linked(field.to or "", row[name], field.label)
        if spec.parent and row.get(spec.parent):
            yield from self._linked(spec.parent, row[spec.parent], self.pack.records[spec.parent].label)


class Holdings:
    """What records hold besides their names. Names are read once: make another one after the draft changed."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._titles: dict[str, dict[int, str]] = {}

    def title(self, kind: str, id: int) -> str:
        """A record's title, empty where there is no such record; titles of a kind are read once."""
        if kind not in self._titles:
            self._titles[kind] = {record.id: self.draft.title_of(record) for record in self.draft.records(kind)}
        return self._titles[kind].get(id, "")

    def of(self, record: Record) -> FieldTexts:
        """Its fields that are filled, but those it is named by and those without words."""
        return tuple(self._of(record))

    def _of(self, record: Record) -> Iterator[tuple[str, str]]:
        spec = self.draft.spec(record.kind)
        named = _named(spec) | {field.states for field in spec.fields.values() if field.states}
        for name, field in spec.fields.items():
            if not field.field_type.in_summary or name in named:
                continue
            if name in record.links:
                ids = record.links[name]
                titles = [self.title(field.to or "", id) for id in ids[:MOST_LINKS]]
                text = ", ".join(titles) + (" …" if len(ids) > MOST_LINKS else "")
            elif field.to:
                value = record.values[name]
                text = "" if value is None else self.title(field.to, int(value))
            else:
                text = self.draft.shown(record, name).partition("\n")[0]
            if text:
                yield field.label, text

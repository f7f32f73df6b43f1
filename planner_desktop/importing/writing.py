"""Staged records become records of a draft: every text goes into its field, or stays beside it as refused."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from planner_desktop import stopping
from planner_desktop.draft import Draft
from planner_desktop.draft.file.own_tables import LEFT_BEHIND
from planner_desktop.draft.plan.carrying import Left
from planner_desktop.draft.records import adoption
from planner_desktop.errors import ValueRefused
from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.formpack import FieldSpec, RecordSpec
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.rich_text import RichFigure, dump
from planner_desktop.formpack.tables import parents_first
from planner_desktop.i18n import _
from planner_desktop.importing import kept_reports
from planner_desktop.importing.report import Candidate, Doubt, LeftOver, Report
from planner_desktop.importing.shapes import bare
from planner_desktop.importing.staging import Said, Stage, Staged, bare_code
from planner_desktop.importing.values import store
from planner_desktop.importing.walking import Walker
from planner_desktop.stopping import Progress
from planner_desktop.thai.amounts import parse_baht
from planner_desktop.thai.compared import compared


class Writer:
    """Writes what a walker staged into a draft."""

    def __init__(self, walker: Walker, draft: Draft, report: Report) -> None:
        self.stage: Stage = walker.stage
        self.walker, self.draft, self.report = walker, draft, report
        self._present = {kind: [] if spec.single else draft.records(kind) for kind, spec in draft.pack.records.items()}
        """What a new draft has already."""

    def write(self, progress: Progress | None = None) -> None:
        """Write all of it, as one action."""
        kinds = parents_first(self.draft.pack.records)
        with self.draft.action(_("import")):
            for done, kind in enumerate(kinds):
                self._fill_from_catalogue(kind)
                stopping.look()
                for record in self.stage.records[kind]:
                    self._add(record)
                if progress:
                    progress(done / (2 * len(kinds)))
            for done, kind in enumerate(kinds):
                stopping.look()
                for record in self.stage.records[kind]:
                    if record.id:
                        self._values(record)
                        self._links(record)
                if progress:
                    progress(0.5 + done / (2 * len(kinds)))
            self._stories()
            self._read_names()
        self._count()
        left = [Left(one.place, one.section, "", one.text, why_left(one)) for one in self.report.left]
        self.draft.remember(LEFT_BEHIND, json.dumps([asdict(each) for each in left], ensure_ascii=False))
        kept_reports.keep(self.draft, self.report)

    def _stories(self) -> None:
        """Running text with its pictures; one that stands in none is attached all the same."""
        pictures = self.walker.document.pictures
        kept = {name: self.draft.attach_content(name, content) for name, content in pictures.items()}
        for story in self.walker.stories.of_fields.values():
            blocks = tuple(
                one.with_values(figure=kept.get(one.figure, one.figure)) if isinstance(one, RichFigure) else one
                for one in story.blocks
            )
            if blocks:
                self.draft.set(story.kind, self.draft.ids(story.kind)[0], story.field, dump(blocks))

    # ------------------------------------------------------------ records

    def _add(self, record: Staged) -> None:
        spec = self.stage.spec(record.kind)
        if spec.single:
            record.id = self.draft.ids(record.kind)[0]
            return
        if spec.parent and record.parent is None:
            record.parent = self._listed_parent(record, spec)
        parent = record.parent.id if record.parent else None
        if present := self._preset(record, parent):
            record.id = present
            return
        if spec.parent and not parent:
            for said in record.said.values():
                self.report.left += [LeftOver(one.place, spec.label, one.text) for one in said]
            return
        record.id = self.draft.add(record.kind, parent=parent)

    def _listed_parent(self, record: Staged, spec: RecordSpec) -> Staged | None:
        """What a record stands under by the edition's catalogue, where the document names that too."""
        above = spec.parent or ""
        key, code = self.stage.spec(above).key or "", self.stage.code_of(record.kind)
        name = self.stage.name_of(record.kind)
        for row in self.draft.pack.catalogues.get(spec.catalogue or "", ()):
            same = bare_code(row.get(code, "")) == bare_code(record.text(code)) != "" if code else False
            if not (same or bare_key(row.get(name, "")) == bare_key(record.text(name)) != ""):
                continue
            for other in self.stage.records[above]:
                if row.get(above) and compared(other.text(key)) == compared(row[above]):
                    return other
        return None

    def _preset(self, record: Staged, parent: int | None) -> int | None:
        """The row that a new draft has already: its own, or one that came along with what it stands under."""
        code, name = self.stage.code_of(record.kind), self.stage.name_of(record.kind)
        for there in self._present[record.kind]:
            if there.parent != parent:
                continue
            if code and bare_code(str(there.values[code] or "")) == bare_code(record.text(code)) != "":
                return there.id
            if name and bare_key(str(there.values[name] or "")) == bare_key(record.text(name)) != "":
                return there.id
        return None

    def _fill_from_catalogue(self, kind: str) -> None:
        """A code that the document does not say, by the name in the edition's catalogue, and the other way round."""
        spec = self.stage.spec(kind)
        rows = self.draft.pack.catalogues.get(spec.catalogue or "", ())
        if not rows or spec.preset or not spec.key:
            return
        name = self.stage.name_of(kind)
        by_key = {bare_code(row.get(spec.key, "")) or compared(row.get(spec.key, "")): row for row in rows}
        by_name = {bare_key(row[name]): row for row in rows if row.get(name)}
        short = {compared(text): row for row in rows for text in row.values() if text}
        for record in self.stage.records[kind]:
            row = by_key.get(bare_code(record.text(spec.key))) if record.text(spec.key) else None
            row = row or by_name.get(bare_key(record.text(name))) or short.get(compared(record.text(name)))
            if row is None:
                continue
            for one, field in spec.fields.items():
                if not row.get(one) or record.said.get(one) or record.links.get(one):
                    continue
                if field.to and field.field_type.to_one and field.required:
                    self._link_to_key(record, one, field, row[one])
                elif one == spec.key or (field.required and not field.quantity and field.field_type.is_column):
                    record.say(one, Said(row[one], ""))
                    self.report.from_catalogue += 1

    def _link_to_key(self, record: Staged, name: str, field: FieldSpec, key: str) -> None:
        to = field.to or ""
        spec = self.stage.spec(to)
        for other in self.stage.records[to]:
            if spec.key and bare_code(other.text(spec.key)) == bare_code(key):
                record.link(name, other)
                return

    # ------------------------------------------------------------ values

    def _values(self, record: Staged) -> None:
        spec = self.stage.spec(record.kind)
        for name, value in record.fixed.items():
            self.draft.set(record.kind, record.id, name, value)
        for name, every in record.said.items():
            if not every:
                continue
            field = spec.fields[name]
            said = _with_state_first(every) if field.states else every
            if name in record.fixed and field.choices:
                continue
            if self._is_present(record) and self._has(record, name, said[0].text, field):
                continue
            self._enter(record, name, said[0])
            self._doubt(record, name, field, said)

    def _is_present(self, record: Staged) -> bool:
        return any(there.id == record.id for there in self._present[record.kind])

    def _has(self, record: Staged, name: str, text: str, field: FieldSpec) -> bool:
        held = self.draft.record(record.kind, record.id).values[name]
        return held is not None and not (field.field_type.money)

    def _enter(self, record: Staged, name: str, said: Said) -> None:
        try:
            store(self.draft, record.kind, record.id, name, said.text)
        except ValueRefused as error:
            self.draft.refuse(record.kind, record.id, name, said.text, str(error))
            self.report.refused += 1

    def _doubt(self, record: Staged, name: str, field: FieldSpec, said: Sequence[Said]) -> None:
        """Another text in another place of the document."""
        if field.field_type.money or field.quantity or field.field_type.sql_type is int:
            different = _different(said, field)
        elif field.field_type.coded and any(letter.isdecimal() for letter in said[0].text) and len(said[0].text) < 16:
            different = [said[0], *(one for one in said[1:] if bare_code(one.text) != bare_code(said[0].text))]
        else:
            different = [said[0], *(one for one in said[1:] if bare(one.text) != bare(said[0].text))]
        if len(different) < 2:
            return
        if field.field_type.money:
            why = _("the document has several amounts")
        elif field.quantity:
            why = _("the document has several targets")
        else:
            why = _("the document writes it in several ways")
        self.report.doubts.append(
            Doubt(
                record.kind,
                record.id,
                name,
                "",
                field.label,
                different[0].text,
                [Candidate(one.text, one.place or _("the edition's catalogue")) for one in different],
                why,
            )
        )

    # ------------------------------------------------------------ links

    def _links(self, record: Staged) -> None:
        spec = self.stage.spec(record.kind)
        for name, others in record.links.items():
            ids = [other.id for other in others if other.id]
            if not ids:
                continue
            if spec.fields[name].field_type.to_many:
                held = self.draft.links(record.kind, record.id, name)
                self.draft.set(record.kind, record.id, name, [*held, *(one for one in ids if one not in held)])
            else:
                self.draft.set(record.kind, record.id, name, ids[0])

    def _read_names(self) -> None:
        """The offices that texts name, as links."""
        for kind, spec in self.draft.pack.records.items():
            if not any(field.read_from for field in spec.fields.values()):
                continue
            for record in self.draft.records(kind):
                values: dict[str, Value | Sequence[int]] = {
                    **{name: value for name, value in record.values.items() if value is not None},
                    **{name: list(ids) for name, ids in record.links.items() if ids},
                }
                for name, value in adoption.read_names(self.draft, kind, values).items():
                    self.draft.set(kind, record.id, name, value)

    def _count(self) -> None:
        for kind, spec in self.draft.pack.records.items():
            if not spec.single and (count := len(self.draft.ids(kind))):
                self.report.counts[spec.label] = self.report.counts.get(spec.label, 0) + count
        for doubt in self.report.doubts:
            doubt.title = self.draft.title(doubt.kind, doubt.id)


def why_left(one: LeftOver) -> str:
    """Why a text is not in a field, in the user's words."""
    if one.behind_name:
        return _("It stands behind a name.")
    return _("The edition has no field for it here.")


def _with_state_first(said: Sequence[Said]) -> Sequence[Said]:
    """The texts of an amount, before them one that says the first one's amount and its state: “198,000 (ไม่ได้รับ…)”."""
    amount = _satang(said[0].text)
    for one in said[1:] if amount is not None else ():
        number, _mark, state = one.text.partition("(")
        if state and _satang(number) == amount:
            return [one, *(other for other in said if other is not one)]
    return said


def _satang(text: str) -> int | None:
    """An amount in satang; None where a text is none."""
    try:
        return parse_baht(text)
    except ValueRefused:
        return None


def _different(said: Sequence[Said], field: FieldSpec) -> list[Said]:
    """The texts that say different amounts or targets."""
    found: dict[object, Said] = {}
    for one in said:
        try:
            key: object = parse_baht(one.text) if field.field_type.money else compared(one.text)
        except ValueRefused:
            key = bare(one.text)
        found.setdefault(key, one)
    return list(found.values())

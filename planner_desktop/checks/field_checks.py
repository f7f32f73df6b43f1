"""What every field brings along: that it is filled where it must be, and that what it holds can be printed and read."""

from collections.abc import Iterator
from functools import cached_property

from planner_desktop import pictures
from planner_desktop.checks.asking import Asking
from planner_desktop.checks.basis import basis
from planner_desktop.checks.problem import COARSE, PICTURE, REFUSED, REQUIRED, TORN, Problem, Severity
from planner_desktop.checks.table_figures import NOTES, wrong_figures
from planner_desktop.checks.tables_in_text import TABLES, WIDE, WORDLESS, too_wide, unsaid, wordless
from planner_desktop.checks.text_checks import flaws_in
from planner_desktop.draft.records.records import Record
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FieldSpec, Section, fields, rich_text
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _
from planner_desktop.thai.shifted_vowels import to_offer

_NAMED = 3
"""So many torn words of a text are named."""
_DOTS, _INCH = 100, 2.54
"""Dots to the inch below which letters in a picture are hard to read on paper; an inch in centimetres."""


class FieldChecks:
    """The checks of the fields of a draft, kind by kind, in one look at it."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._draft = asking, asking.draft

    def of(self, kind: str) -> Iterator[Problem]:
        """What is wrong in the fields of a kind of record; its records are read once for all."""
        use, spec = self._asking.use, self._draft.spec(kind)
        able = {name: field for name, field in spec.fields.items() if use.has_field(kind, name)}
        asked = {name: field for name, field in able.items() if _is_asked(field)}
        bounded = {name: field for name, field in spec.fields.items() if fields.is_bounded(field)}
        homes = self._asking.homes(kind)
        if not homes or not (asked or bounded):
            return
        shown = bool(use.sections_showing(kind))
        instead = [field.unless for field in asked.values() if field.unless]
        self._asking.reads |= self._asking.fields_read(kind, [*asked, *bounded, *instead])
        self._asking.reads |= self._asking.names_read(kind) | self._asking.use_reads
        for record in self._asking.records(kind):
            for name, field in asked.items() if shown else ():
                if field.required:
                    yield from self._required(record, name, homes[0])
                if field.field_type.formatted:
                    yield from self._pictures(record, name, homes[0])
                    yield from self._tables(record, name, homes[0])
                    yield from self._wordless(record, name, homes[0])
                if field.field_type.free_text:
                    yield from self._torn(record, name, homes[0])
                    yield from self._flaws(record, name, homes[0])
            for name, field in bounded.items():
                if name in record.values and (problem := fields.refused(record.values[name], field)):
                    yield self._refused(record, name, problem, homes[0])

    def _named(self, record: Record) -> str:
        spec = self._draft.spec(record.kind)
        return spec.label if spec.single else f"{spec.label} “{self._draft.title_of(record)}”"

    def _required(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        spec = self._draft.spec(record.kind).fields
        unless = spec[name].unless
        if _is_filled(record, name) or (unless and _is_filled(record, unless)):
            return
        message = _("{what}: “{label}” is empty").format(what=self._named(record), label=spec[name].label)
        fix = _to_do(_("Fill in “{label}” under “{section}”."), spec[name], home)
        if unless:
            fix += " " + _("If it does not apply, say why in “{field}”.").format(field=spec[unless].label)
        why = _("The template asks for it: while it is empty, its place in the printed plan stays empty.")
        rests_on = basis(REQUIRED, record.kind, record.uid, name)
        yield Problem(REQUIRED, "error", home.id, message, fix, record.kind, record.id, name, why, rests_on)

    def _refused(self, record: Record, name: str, problem: str, home: Section) -> Problem:
        """What the field would not take if it were typed: amounts too large to be added up, codes of no shape."""
        field = self._draft.spec(record.kind).fields[name]
        message = _("{what}: {problem}").format(what=self._named(record), problem=problem)
        fix = _to_do(_("Type “{label}” anew under “{section}”."), field, home)
        # A text may have a date in it that is none: sums do not hang on that.
        severity: Severity = "warning" if field.field_type.free_text and not field.pattern else "error"
        why = _("It did not come from this program's window; sums and tables cannot be relied on with it.")
        rests_on = basis(REFUSED, record.kind, record.uid, name, record.values[name]) if severity != "error" else ""
        return Problem(REFUSED, severity, home.id, message, fix, record.kind, record.id, name, why, rests_on)

    def _torn(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """Words that a space tore before a mark, as PDFs leave them, each with what it should probably be."""
        text = str(record.values[name] or "")  # of rich text as it is stored: quotes end a word
        if not (words := to_offer(text)):
            return
        message = _("{label}: “{torn}” should probably be “{meant}”").format(
            label=self._draft.spec(record.kind).fields[name].label,
            torn=", ".join(text[word.start : word.end] for word in words[:_NAMED]),
            meant=", ".join(word.meant for word in words[:_NAMED]),
        )
        fix = _("Correct it here, or all such words at once with Edit › Mend torn Thai words…")
        why = _("A PDF parted the word: it is printed so, and nobody finds it who looks for it.")
        rests_on = basis(TORN, record.kind, record.uid, name, [text[word.start : word.end] for word in words])
        yield Problem(TORN, "warning", home.id, message, fix, record.kind, record.id, name, why, rests_on)

    def _flaws(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """What a proofreader marks in a text."""
        stored = record.values[name]
        if not stored:
            return
        field = self._draft.spec(record.kind).fields[name]
        text = rich_text.to_plain(rich_text.load(str(stored))) if field.field_type.formatted else str(stored)
        for flaw in flaws_in(text):
            check, what = flaw.check, self._named(record)
            message = _("{flaw} – {what}, “{label}”").format(what=what, label=field.label, flaw=flaw.message)
            rests_on = basis(check.id, record.kind, record.uid, name, flaw.places)
            place = home.id, message, flaw.fix, record.kind, record.id, name
            yield Problem(check.id, check.severity, *place, _(check.why), rests_on)

    @cached_property
    def _sound(self) -> set[str]:
        return {kept.name for kept in self._draft.attachments() if pictures.is_sound(kept.sha256)}

    @cached_property
    def _budget(self) -> pictures.Budget:
        return pictures.Budget()

    def _pictures(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """The pictures of running text that are not printed, and why."""
        for figure, reason in self._not_printed(record.values[name]):
            message = _("The picture “{name}” is not printed: {reason}").format(name=figure, reason=reason)
            fix = _("Save it as PNG or JPEG and insert it again.")
            why = _("Its place in the printed plan stays empty.")
            yield Problem(PICTURE, "error", home.id, message, fix, record.kind, record.id, name, why)
        yield from self._coarse(record, name, home)

    def _coarse(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """The pictures that have too few dots for the width they are printed at."""
        sums = (
            {kept.name: kept.sha256 for kept in self._draft.attachments()}
            if "figure" in str(record.values[name])
            else {}
        )
        for block in rich_text.load(str(record.values[name] or "[]")):
            across = pictures.known_width(sums.get(block.figure, "")) if isinstance(block, rich_text.RichFigure) else 0
            if not isinstance(block, rich_text.RichFigure) or not 0 < across < _DOTS * block.width / _INCH:
                continue
            fits = int(across * _INCH / _DOTS)
            message = _("The picture “{name}” is too coarse for {width} cm: {dots} dots across")
            message = message.format(name=" ".join(block.figure.split()), width=block.width, dots=across)
            fix = _("Insert a larger picture, or print it at most {width} cm wide.").format(width=max(1, fits))
            why = _("Its letters cannot be read on paper.")
            rests_on = basis(COARSE, record.kind, record.uid, name, block.figure, block.width, across)
            yield Problem(COARSE, "warning", home.id, message, fix, record.kind, record.id, name, why, rests_on)

    def _tables(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """The tables of running text that are not printed, and tables and figures that do not say what they are."""
        for message, fix in too_wide(str(record.values[name] or "[]")):
            why = _("Its place in the printed plan stays empty.")
            yield Problem(WIDE, "error", home.id, message, fix, record.kind, record.id, name, why)
        why = _("Nobody can refer to it or check its figures.")
        for each in unsaid(str(record.values[name] or "[]")):
            rests_on = basis(TABLES, record.kind, record.uid, name, each.rests_on)
            yield Problem(TABLES, "note", home.id, each.message, each.fix, record.kind, record.id, name, why, rests_on)
        yield from self._figures(record, name, home)

    def _figures(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """What does not agree in the tables of running text."""
        blocks = rich_text.load(str(record.values[name] or "[]"))
        tables = [block for block in blocks if isinstance(block, rich_text.RichTable)]
        for n, table in enumerate(tables, start=1):
            called = " ".join(table.caption.split()) or _("table {n}").format(n=n)
            for each in wrong_figures(table, f"“{called}”"):
                severity: Severity = "note" if each.check in NOTES else "warning"
                why = _("Whoever adds them up again trusts no other figure of the plan.")
                rests_on = basis(each.check, record.kind, record.uid, name, called, each.rests_on)
                place = home.id, each.message, each.fix, record.kind, record.id, name
                yield Problem(each.check, severity, *place, why, rests_on)

    def _wordless(self, record: Record, name: str, home: Section) -> Iterator[Problem]:
        """The pictures of running text that say nothing to those who do not see them."""
        for picture in wordless(str(record.values[name] or "[]")):
            message = _("The picture “{name}” is not told in words").format(name=picture)
            fix = _("Put the cursor at the picture and type below the text what is to be seen.")
            why = _("Who has the plan read aloud hears nothing of it, and PDF/UA asks for it.")
            rests_on = basis(WORDLESS, record.kind, record.uid, name, picture)
            yield Problem(WORDLESS, "warning", home.id, message, fix, record.kind, record.id, name, why, rests_on)

    def _not_printed(self, stored: Value) -> Iterator[tuple[str, str]]:
        blocks = rich_text.load(str(stored)) if stored else ()
        for figure in dict.fromkeys(block.figure for block in blocks if isinstance(block, rich_text.RichFigure)):
            if figure in self._sound:
                continue
            try:
                reason = pictures.problem(self._draft.attachment(figure), self._budget)
            except KeyError:
                reason = _("the draft does not hold it")
            except DraftError:
                reason = _("it is damaged inside the draft")
            if reason:
                yield " ".join(figure.split()), reason


def _to_do(action: str, field: FieldSpec, home: Section) -> str:
    """What to do with a field, and its guidance behind that."""
    said = action.format(label=field.label, section=home.title)
    return f"{said} ({field.help})" if field.help else said


def _is_asked(field: FieldSpec) -> bool:
    return field.required or field.field_type.formatted or field.field_type.free_text


def _is_filled(record: Record, name: str) -> bool:
    return bool(record.links[name]) if name in record.links else record.values[name] is not None

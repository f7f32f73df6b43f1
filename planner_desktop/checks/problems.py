"""Run a form pack's checks, and those that every field brings along, over a draft."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from planner_desktop import pictures
from planner_desktop.checks import lists
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.draft.records.records import Record
from planner_desktop.errors import DraftError, QueryError, SumTooLarge
from planner_desktop.formpack import Section, fields, rich_text
from planner_desktop.formpack.blocks import asked
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.model import shown
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.shifted import to_offer

Severity = Literal["error", "warning", "note"]
"""error: the plan cannot be submitted so. warning: probably wrong. note: worth a look."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

PICTURE = "picture"
"""The name of the check that every picture in running text is printed."""
REQUIRED = "required"
"""The name of the check that every field brings along that a finished plan needs."""
EMPTY = "empty-table"
"""The name of the check that every table of the template lists something, or is said to have nothing to list."""
TORN = "torn-words"
"""The name of the check that every text brings along."""
_NAMED = 3
"""So many torn words of a text are named."""
NOT_TAKEN = "not-taken"
"""The name of the check that every text which was typed is in the plan."""
_SHOWN = 60
"""So many letters of such a text are told."""
REFUSED = "refused"
"""The name of the check that what a draft from anywhere holds would be taken by its field today."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a draft: `section` and, where there is one, the record and field at fault.

    `why` tells what rule is broken or what comes of it; it may be empty, as `fix` may.
    """

    check: str
    severity: Severity
    section: str
    message: str
    fix: str
    kind: str
    id: int | None = None
    field: str | None = None
    why: str = ""


def find_problems(draft: Draft) -> list[Problem]:
    """Every problem of a draft, in the order of the sections, errors first in each."""
    refused = list(_refused_values(draft))
    found = [*_required(draft), *_empty(draft), *_not_taken(draft), *refused, *_pictures(draft), *_torn(draft)]
    found += _checks(draft, sums_may_fail=bool(refused))
    order = {section.id: n for n, section in enumerate(draft.pack.sections)}
    return sorted(found, key=lambda p: (order[p.section], SEVERITIES.index(p.severity)))


def _required(draft: Draft) -> Iterator[Problem]:
    use = in_use(draft)
    for kind, spec in draft.pack.records.items():
        required = [name for name, field in spec.fields.items() if field.required and use.has_field(kind, name)]
        shown = use.sections_showing(kind)
        if not required or not shown:
            continue
        for record in draft.records(kind):
            for name in required:
                unless = spec.fields[name].unless
                if not _is_filled(record, name) and not (unless and _is_filled(record, unless)):
                    label = spec.fields[name].label
                    what = spec.label if spec.single else f"{spec.label} “{draft.title_of(record)}”"
                    message = _("{what}: “{label}” is empty").format(what=what, label=label)
                    fix = spec.fields[name].help or _("Fill it in.")
                    if unless:
                        fix += " " + _("If it does not apply, say why in “{field}”.").format(
                            field=spec.fields[unless].label
                        )
                    yield Problem(REQUIRED, "error", shown[0].id, message, fix, kind, record.id, name, _why_required())


def _is_filled(record: Record, name: str) -> bool:
    return bool(record.links[name]) if name in record.links else record.values[name] is not None


def _empty(draft: Draft) -> Iterator[Problem]:
    """The tables of the template in which nothing is listed. What it prescribes itself lacks fields instead."""
    use = in_use(draft)
    for section in use.sections:
        for part, is_bare in zip(section.screen, lists.bare(draft, use, section), strict=True):
            kind = shown(part)
            if not is_bare or section.optional or draft.spec(kind).preset:
                continue
            message = _("“{table}” lists nothing").format(table=part.title or section.title)
            fix = _("Add what belongs there.")
            if part.absent:
                above, _dot, field = part.absent.partition(".")
                said = draft.spec(above).fields[field].label
                fix = _("Add what belongs there, or tick “{said}”.").format(said=said)
            why = _("The template has this table: while nothing is listed, its place in the printed plan stays empty.")
            yield Problem(EMPTY, "error", section.id, message, fix, kind, why=why)


def _not_taken(draft: Draft) -> Iterator[Problem]:
    """What was typed and refused by its field, and is not in the plan."""
    use = in_use(draft)
    for each in draft.refusals():
        spec, shown = draft.spec(each.kind), use.sections_showing(each.kind, each.field) or _homes(use, each.kind)
        if not shown or not use.has_field(each.kind, each.field):
            continue
        label = spec.fields[each.field].label
        what = spec.label if spec.single else f"{spec.label} “{draft.title(each.kind, each.id)}”"
        message = _("{what}: “{text}” in “{label}” is not in the plan: {why}").format(
            what=what, text=_short(each.text), label=label, why=" ".join(each.why.split())
        )
        fix = spec.fields[each.field].help or _("Type it anew.")
        yield Problem(NOT_TAKEN, "error", shown[0].id, message, fix, each.kind, each.id, each.field)


def not_in_plan(draft: Draft) -> list[str]:
    """What is told before the plan goes out: that texts were refused and are not in it, and which; often nothing."""
    problems = list(_not_taken(draft))
    if not problems:
        return []
    said = ngettext(
        "{count} text that was typed is not in the plan, for its field does not take it:",
        "{count} texts that were typed are not in the plan, for their fields do not take them:",
        len(problems),
    )
    return [said.format(count=len(problems)), *(f"• {problem.message}" for problem in problems)]


def still_typed(draft: Draft) -> list[str]:
    """That texts stand in fields that nobody left: in a window that has the draft open, or one that was killed."""
    found = draft.recovered.typing
    if not found:
        return []
    said = ngettext(
        "{count} text was being typed and is not in the plan yet. Open the draft in the window to have it stored:",
        "{count} texts were being typed and are not in the plan yet. Open the draft in the window to have them stored:",
        len(found),
    )
    return [said.format(count=len(found)), *(f"• “{_short(typed.text)}”" for typed in found)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _why_required() -> str:
    return _("The template asks for it: while it is empty, its place in the printed plan stays empty.")


def _pictures(draft: Draft) -> Iterator[Problem]:
    """The pictures of running text that are not printed, and why."""
    use = in_use(draft)
    budget = pictures.Budget()
    sound = {kept.name for kept in draft.attachments() if pictures.is_sound(kept.sha256)}
    for kind, spec in draft.pack.records.items():
        able = ((name, field) for name, field in spec.fields.items() if use.has_field(kind, name))
        texts = [name for name, field in able if field.field_type.formatted]
        shown = use.sections_showing(kind)
        for record in draft.records(kind) if texts and shown else ():
            for name in texts:
                for figure, reason in _refused(draft, record.values[name], sound, budget):
                    message = _("The picture “{name}” is not printed: {reason}").format(name=figure, reason=reason)
                    fix = _("Save it as PNG or JPEG and insert it again.")
                    yield Problem(PICTURE, "error", shown[0].id, message, fix, kind, record.id, name)


def _homes(use: InUse, kind: str) -> Sequence[Section]:
    """The sections that enter a kind of record; the first of all where none ever does, and none where none does now."""
    return use.sections_showing(kind) or ([] if use.pack.sections_showing(kind) else use.pack.sections[:1])


def _refused(draft: Draft, stored: Value, sound: set[str], budget: pictures.Budget) -> Iterator[tuple[str, str]]:
    blocks = rich_text.load(str(stored)) if stored else ()
    for figure in dict.fromkeys(block.figure for block in blocks if isinstance(block, rich_text.Figure)):
        if figure in sound:
            continue
        try:
            reason = pictures.problem(draft.attachment(figure), budget)
        except KeyError:
            reason = _("the draft does not hold it")
        except DraftError:
            reason = _("it is damaged inside the draft")
        if reason:
            yield " ".join(figure.split()), reason


def _refused_values(draft: Draft) -> Iterator[Problem]:
    """What the field would not take if it were typed: amounts that are too large to be added up, codes of no shape."""
    use = in_use(draft)
    for kind, spec in draft.pack.records.items():
        looked_at = {name: field for name, field in spec.fields.items() if fields.is_bounded(field)}
        shown = _homes(use, kind)
        if not looked_at or not shown:
            continue
        for id, *values in draft.database.execute(
            f"SELECT id, {', '.join(looked_at)} FROM {kind} ORDER BY position, id"
        ):
            for (name, field), value in zip(looked_at.items(), values, strict=True):
                if problem := fields.refused(value, field):
                    what = spec.label if spec.single else f"{spec.label} “{draft.title(kind, id)}”"
                    message = _("{what}: {problem}").format(what=what, problem=problem)
                    fix = field.help or _("Type it anew.")
                    # A text may have a date in it that is none: sums do not hang on that.
                    free = field.field_type.free_text and not field.pattern
                    severity: Severity = "warning" if free else "error"
                    yield Problem(REFUSED, severity, shown[0].id, message, fix, kind, id, name, _why_refused())


def _why_refused() -> str:
    return _("It did not come from this program's window; sums and tables cannot be relied on with it.")


def _torn(draft: Draft) -> Iterator[Problem]:
    """Words that a space tore before a mark, as PDFs leave them, each with what it should probably be."""
    use = in_use(draft)
    for kind, spec in draft.pack.records.items():
        able = ((name, field) for name, field in spec.fields.items() if use.has_field(kind, name))
        names = [name for name, field in able if field.field_type.free_text]
        shown = use.sections_showing(kind)
        if not names or not shown:
            continue
        for record in draft.records(kind):
            for name in names:
                words = to_offer(str(record.values[name] or ""))  # of rich text as it is stored: quotes end a word
                if words:
                    message = _("{label}: “{torn}” should probably be “{meant}”").format(
                        label=spec.fields[name].label,
                        torn=", ".join(str(record.values[name])[word.start : word.end] for word in words[:_NAMED]),
                        meant=", ".join(word.meant for word in words[:_NAMED]),
                    )
                    fix = _("Correct it here, or all such words at once with Edit › Mend torn Thai words…")
                    why = _("A PDF parted the word: it is printed so, and nobody finds it who looks for it.")
                    yield Problem(TORN, "warning", shown[0].id, message, fix, kind, record.id, name, why)


def _checks(draft: Draft, *, sums_may_fail: bool) -> Iterator[Problem]:
    """The form pack's checks. Where an amount is too large, which is a problem of its own, its sums cannot be had."""
    use = in_use(draft)
    around = draft.scope({})
    for section in use.sections:
        for check in section.checks:
            home = _home(use, section, check.record)
            try:
                if check.when and not draft.query(asked(check.when), where=f"{section.file}: {check.id}"):
                    continue
                rows = draft.query(check.sql, where=f"{section.file}: {check.id}")
            except SumTooLarge:
                if sums_may_fail:
                    continue
                raise
            id = "record" if rows and "record" in rows[0] else check.record
            if rows and id not in rows[0]:
                raise QueryError(_("no query yields a column “{name}”").format(name=f"{section.file}: {check.id}"))
            for columns in rows:
                row = around.with_row(columns)
                message, fix, why = (row.plain(text) for text in (check.message, check.fix, check.why))
                yield Problem(check.id, check.severity, home, message, fix, check.record, row[id], check.field, why)


def _home(use: InUse, section: Section, kind: str) -> str:
    """The section whose screen shows the record: the check's own where it can, for that is where the officer is."""
    shown = [s.id for s in use.sections_showing(kind)]
    return section.id if section.id in shown or not shown else shown[0]

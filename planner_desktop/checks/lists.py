"""Which lists of a section's screen hold something, and of which the officer said that the agency has none."""

from collections.abc import Iterator

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.basis import basis
from planner_desktop.checks.problem import EMPTY, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse
from planner_desktop.formpack import Section, fields
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.i18n import _


def empty(asking: Asking, section: Section) -> Iterator[Problem]:
    """The tables of a section in which nothing is listed. What the template prescribes itself lacks fields instead."""
    draft = asking.draft
    asking.reads |= asking.use_reads
    for part in section.screen:
        said = [part.absent.partition(".")[0]] if part.absent else []
        for kind in {part.record, *part.edits(draft.pack), *said}:
            asking.reads |= _read_to_see(asking, kind, part)
    for part, is_bare in zip(section.screen, bare(draft, asking.use, section), strict=True):
        kind = part.record
        if not is_bare or section.optional or draft.spec(kind).preset:
            continue
        message = _("“{table}” lists nothing").format(table=part.title or section.title)
        fix = _("Add what belongs there.")
        if part.absent:
            above, _dot, field = part.absent.partition(".")
            fix = _("Add what belongs there, or tick “{said}”.").format(said=draft.spec(above).fields[field].label)
        why = _("The template has this table: while nothing is listed, its place in the printed plan stays empty.")
        yield Problem(EMPTY, "error", section.id, message, fix, kind, why=why, basis=basis_of(section, part))


def _read_to_see(asking: Asking, kind: str, part: Screen) -> set[str]:
    """What it takes to see whether any records of a kind are listed, or entered: see `is_listed`."""
    spec = asking.draft.spec(kind)
    if spec.single or spec.preset:
        return asking.all_read(kind)
    return asking.fields_read(kind, [name for name in part.where or () if name in spec.fields])


def basis_of(section: Section, part: Screen) -> str:
    """By which it is known that a part of a section's screen lists nothing."""
    return basis(EMPTY, part.record, "", None, section.id, part.title, sorted((part.where or {}).items()))


def bare(draft: Draft, use: InUse, section: Section) -> list[bool]:
    """Which parts of a section lack a list; the links of a matrix stand beside the list of its records.

    An optional section needs only one of its lists; what is not in use lacks nothing.
    """
    parts = enumerate(section.screen)
    lists = [use.has(section.id, n) and part.lists for n, part in parts]
    empty = [
        is_list and not is_listed(draft, part) and not is_said_absent(draft, part)
        for part, is_list in zip(section.screen, lists, strict=True)
    ]
    enough = section.optional and sum(empty) < sum(lists)
    return [False] * len(empty) if enough else empty


def is_said_absent(draft: Draft, part: Screen) -> bool:
    """Whether the officer said that the agency has nothing to list in a part."""
    kind, _dot, field = (part.absent or "").partition(".")
    return bool(field and draft.records(kind)[0].values[field])


def is_listed(draft: Draft, part: Screen) -> bool:
    """Whether the list that a part of a screen shows holds anything; for a Gantt chart, its steps."""
    if part.listed != part.record:
        return is_entered(draft, part.listed)
    kind = part.record
    own = is_entered(draft, kind) if draft.spec(kind).preset else bool(draft.ids(kind, where=part.where))
    return own or any(is_entered(draft, below) for below in part.edits(draft.pack) if below != kind)


def is_entered(draft: Draft, kind: str) -> bool:
    """Whether the officer entered anything: a record the template does not prescribe, or more than the defaults."""
    spec = draft.spec(kind)
    if spec.preset:
        return any(any(record.links.values()) for record in draft.records(kind))
    if not spec.single:
        return bool(draft.ids(kind))
    (record,) = draft.records(kind)
    return any(value not in (None, fields.default(spec.fields[name])) for name, value in record.values.items())

"""What was taken from a catalogue and is otherwise now: a name or a code of the city's plan."""

from collections.abc import Iterator, Mapping, Sequence

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.basis import basis
from planner_desktop.checks.problem import Problem
from planner_desktop.draft.records.records import Record
from planner_desktop.formpack import RecordSpec
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared

DIFFERS = "catalogue-differs"
"""The name of the check that a record says what the row of its catalogue with the same key says."""
UNLISTED = "code-not-listed"
"""The name of the check that a code is one of the catalogue's."""
_FEW = 3
"""Codes that the catalogue lacks are told where they are at most one in so many."""


def differing(asking: Asking, kind: str) -> Iterator[Problem]:
    """Where records of a kind say something else than their catalogue. Rows that share a key are not compared."""
    draft = asking.draft
    spec = draft.spec(kind)
    homes = asking.homes(kind) if spec.catalogue and spec.key else []
    if not spec.catalogue or not spec.key or not homes:
        return
    rows = _by_key(draft.pack.catalogues[spec.catalogue], spec.key)
    names = _told(spec, next(iter(draft.pack.catalogues[spec.catalogue]), {}))
    asking.reads |= asking.fields_read(kind, [spec.key, *names]) | asking.names_read(kind) | asking.use_reads
    records = asking.records(kind) if names else []
    yield from _unlisted(asking, kind, records)
    for record in records:
        row = rows.get(str(record.values.get(spec.key) or ""))
        for name in names if row else ():
            ours, theirs = str(record.values[name] or ""), (row or {})[name]
            if ours and theirs and compared(ours) != compared(theirs):
                said = _("{what}: “{label}” differs from the catalogue: “{ours}”, there “{theirs}”")
                title = draft.title_of(record)
                if " ".join(ours.split()) in title:  # both texts are told, and none twice
                    said = _("{what}: “{label}” is “{theirs}” in the catalogue")
                message = said.format(
                    what=f"{spec.label} “{title}”",
                    label=spec.fields[name].label,
                    ours=" ".join(ours.split()),
                    theirs=" ".join(theirs.split()),
                )
                fix = _("Write it as the catalogue has it, unless the city's plan of this year says otherwise.")
                why = _("The planning office gathers all agencies' plans by these codes and names.")
                rests_on = basis(DIFFERS, kind, record.uid, name, ours, theirs)
                yield Problem(DIFFERS, "warning", homes[0].id, message, fix, kind, record.id, name, why, rests_on)


def _unlisted(asking: Asking, kind: str, records: Sequence[Record]) -> Iterator[Problem]:
    """Records whose code the catalogue lacks, where it has most of them: it may know but a part of the city's plan."""
    spec = asking.draft.spec(kind)
    key, rows = spec.key or "", asking.draft.pack.catalogues[spec.catalogue or ""]
    listed = {row.get(key, "") for row in rows}
    coded = [record for record in records if record.values.get(key)]
    strange = [record for record in coded if str(record.values[key]) not in listed]
    for record in strange if len(strange) * _FEW <= len(coded) else ():
        code = str(record.values[key])
        message = _("{what}: “{code}” is not in the list of the city's plan").format(
            what=f"{spec.label} “{asking.draft.title_of(record)}”", code=code
        )
        fix = _("Look the code up in the city's plan; if it is right, leave it.")
        why = _("The planning office gathers all agencies' plans by these codes and names.")
        rests_on = basis(UNLISTED, kind, record.uid, key, code)
        home = asking.homes(kind)[0]
        yield Problem(UNLISTED, "note", home.id, message, fix, kind, record.id, key, why, rests_on)


def _by_key(rows: Sequence[Mapping[str, str]], key: str) -> dict[str, Mapping[str, str]]:
    """The rows by their key, without those of which several have the same."""
    found: dict[str, Mapping[str, str]] = {}
    twice = set()
    for row in rows:
        if row.get(key, "") in found:
            twice.add(row.get(key, ""))
        found[row.get(key, "")] = row
    return {name: row for name, row in found.items() if name and name not in twice}


def _told(spec: RecordSpec, row: Mapping[str, str]) -> list[str]:
    """The text fields that the catalogue says too: neither targets, which may be a share of the city's, nor those that
    links are read from, which hold what is printed.
    """
    other = {field.read_from for field in spec.fields.values()} | {spec.key}
    other |= {name for name, field in spec.fields.items() if field.quantity}
    return [name for name in spec.plain_texts if name in row and name not in other]

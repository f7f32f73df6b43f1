"""The report of an import, kept in the draft that it made: what is doubtful is decided when there is time for it."""

import json

from planner_desktop.draft import Draft
from planner_desktop.draft.file.own_tables import IMPORT_REPORT
from planner_desktop.draft.records.stored_settings import remembered
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import fields
from planner_desktop.formpack.strict import checker
from planner_desktop.i18n import _, set_off
from planner_desktop.importing.report import Doubt, Report
from planner_desktop.importing.values import store
from planner_desktop.thai.compared import compared


def keep(draft: Draft, report: Report) -> None:
    """Keep a report in its draft."""
    draft.remember(IMPORT_REPORT, json.dumps(report.as_data(), ensure_ascii=False))


def kept(draft: Draft) -> Report | None:
    """The report that a draft keeps, its doubts as they are now; None where there is none that can be read."""
    try:
        report: Report = checker(Report).validate_python(remembered(draft, IMPORT_REPORT))
    except ValueError:
        return None
    report.doubts = [doubt for doubt in report.doubts if _is_there(draft, doubt)]
    for doubt in report.doubts:
        doubt.title, doubt.kept = draft.title(doubt.kind, doubt.id), _held(draft, doubt)
    return report


def decide(draft: Draft, report: Report, doubt: Doubt, text: str) -> None:
    """Have the field of a doubt say a text, as one undo step, and ask no more. What it does not take stays beside it.

    Raises DraftError.
    """
    label = draft.spec(doubt.kind).fields[doubt.field].label
    if text != doubt.kept:
        with draft.action(_("edit {label}").format(label=set_off(label))):
            try:
                with draft.database.atomic():
                    store(draft, doubt.kind, doubt.id, doubt.field, text)
            except ValueRefused as error:
                draft.refuse(doubt.kind, doubt.id, doubt.field, text, str(error))
    doubt.kept, doubt.decided = text, True
    keep(draft, report)


def _is_there(draft: Draft, doubt: Doubt) -> bool:
    """Whether there is still what a doubt is about."""
    spec = draft.pack.records.get(doubt.kind)
    return spec is not None and doubt.field in spec.fields and doubt.id in draft.ids(doubt.kind)


def _held(draft: Draft, doubt: Doubt) -> str:
    """The candidate that a field holds now; where it holds another text, that."""
    field = draft.spec(doubt.kind).fields[doubt.field]
    now = draft.shown(draft.record(doubt.kind, doubt.id), doubt.field)
    for candidate in doubt.candidates:
        try:
            says = fields.show(fields.parse(candidate.text, field), field)
        except ValueRefused:
            says = candidate.text
        if compared(says) == compared(now):
            return candidate.text
    return now

"""The checks that an edition brings: each a query whose every row is a problem."""

from collections.abc import Iterator

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.problem import Problem
from planner_desktop.errors import QueryError
from planner_desktop.formpack import Section
from planner_desktop.formpack.blocks import asked
from planner_desktop.formpack.model import CheckSpec
from planner_desktop.i18n import _


def made(asking: Asking, section: Section, check: CheckSpec) -> Iterator[Problem]:
    """What a check of a section finds. Raises QueryError; SumTooLarge where amounts are too large to be added up."""
    where = f"{section.file}: {check.id}"
    asking.reads |= asking.use.reads
    if check.when and not asking.query(asked(check.when), where):
        return
    rows = asking.query(check.sql, where)
    id = "record" if rows and "record" in rows[0] else check.record
    if rows and id not in rows[0]:
        raise QueryError(_("no query yields a column “{name}”").format(name=where))
    for columns in rows:
        row = asking.row(columns)
        message, fix, why = (row.plain(text) for text in (check.message, check.fix, check.why))
        home = _home(asking, section, check.record)
        yield Problem(check.id, check.severity, home, message, fix, check.record, row[id], check.field, why)


def _home(asking: Asking, section: Section, kind: str) -> str:
    """The section whose screen shows the record: the check's own where it can, for that is where the officer is."""
    shown = [s.id for s in asking.use.sections_showing(kind)]
    return section.id if section.id in shown or not shown else shown[0]

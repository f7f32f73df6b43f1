"""The checks that an edition brings: each a query whose every row is a problem."""

from collections.abc import Iterator

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.basis import of_row
from planner_desktop.checks.problem import Problem
from planner_desktop.errors import QueryError
from planner_desktop.formpack import FormPack, Section
from planner_desktop.formpack.blocks import asked
from planner_desktop.formpack.model import CheckSpec
from planner_desktop.i18n import _
from planner_desktop.regex import regex

NAMELESS = "“”"
"""Stands in a message whose record has no name yet: it is named by its place."""

_ALL = "SELECT *"
_ROWS = regex(r"SELECT \* FROM (\w+)_row (?:AS )?\w+ WHERE ")
_WORD = regex(r"[a-z_][a-z0-9_]*")


def made(asking: Asking, file: str, check: CheckSpec, section: Section | None = None) -> Iterator[Problem]:
    """What a check of a section, or of the whole plan, finds.

    Raises QueryError; SumTooLarge where amounts are too large to be added up.
    """
    where = f"{file}: {check.id}"
    asking.reads |= asking.use_reads
    if check.when and not asking.query(asked(check.when), where):
        return
    for columns in asking.query(narrowed(check, asking.draft.pack), where):
        kind, field = check.record or columns.get("kind"), check.field if check.record else columns.get("field")
        id = "record" if "record" in columns else str(kind)
        if kind not in asking.draft.pack.records or id not in columns:
            raise QueryError(_("no query yields a column “{name}”").format(name=where))
        home = _home(asking, section, kind, field)
        if home is not None:
            row = asking.row(columns)
            message, fix, why = (row.plain(text) for text in (check.message, check.fix, check.why))
            if NAMELESS in message and columns[id] is not None:
                asking.reads |= asking.names_read(kind)
                message = message.replace(NAMELESS, f"“{asking.draft.title(kind, columns[id])}”")
            can_stay = check.severity != "error"
            basis = of_row(asking, check, columns, kind, columns[id], field) if can_stay else ""
            yield Problem(check.id, check.severity, home, message, fix, kind, columns[id], field, why, basis)


def narrowed(check: CheckSpec, pack: FormPack) -> str:
    """The query of a check without the fields of a kind that neither it nor its texts name.

    What an edition writes as `project WHERE …` yields all that a project has: computed fields take long to be worked
    out, and the check would be asked again after an edit of any other.
    """
    found = _ROWS.match(check.sql)
    if found is None or found[1] not in pack.computed:
        return check.sql
    kind, spec = found[1], pack.records[found[1]]
    named = set(_WORD.findall(" ".join([check.sql, check.message, check.fix, check.why])))
    own = [name for name in (spec.parent, "position") if name and name not in spec.fields]
    held = [name for name in (*own, *spec.columns, *pack.computed[kind]) if name in named]
    return f"SELECT {', '.join(dict.fromkeys(['id', kind, *held]))} {check.sql[len(_ALL) :]}"


def _home(asking: Asking, section: Section | None, kind: str, field: str | None) -> str | None:
    """The section whose screen shows the record: the check's own where it can, for that is where the officer is.

    None for a check of the whole plan whose record no section shows now.
    """
    shown = asking.showing(kind)
    if section is not None:
        return section.id if section.id in shown or not shown else shown[0]
    first = asking.showing(kind, field or "")
    return next(iter(first or shown or [s.id for s in asking.homes(kind)]), None)

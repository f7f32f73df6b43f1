"""An audit from the file to the findings: which edition it is of, what each kind finds, what could not be judged."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from planner_desktop import stopping
from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Plan, Table
from planner_desktop.audit.finding import Finding, in_order, short
from planner_desktop.audit.kinds import FINDERS
from planner_desktop.audit.kinds.number_tables import is_judged
from planner_desktop.audit.template import Template, share_known
from planner_desktop.errors import PlannerError
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.i18n import _

LEAST_KNOWN = 0.3
"""A plan of whose tables an edition knows less is none of it."""
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an audit. `not_judged` are the tables and parts that nothing is said about."""

    plan: Plan
    edition: str
    findings: tuple[Finding, ...]
    not_judged: tuple[str, ...]
    tables: int
    tables_known: int


def audit(plan: Plan, edition: str = "", problems: Sequence[Finding] = ()) -> Report:
    """Audit a plan, as one of the edition named or of that which knows most of its tables. Raises PlannerError.

    `problems` are findings that are known already: what the checks of its edition say of a draft.
    """
    template = Template(edition_pack(edition)) if edition else _likeliest(plan)
    audited = Audited(plan, template)
    found = list(problems)
    for name in FINDERS:
        stopping.look()
        finder = importlib.import_module(f"planner_desktop.audit.kinds.{name}")
        found += finder.find(audited)
    known = sum(placed.known is not None for placed, _table in audited.tables)
    return Report(
        plan=plan,
        edition=template.pack.edition.id,
        findings=tuple(in_order(found)[:_MANY]),
        not_judged=tuple(_not_judged(audited)),
        tables=len(audited.tables),
        tables_known=known,
    )


def _likeliest(plan: Plan) -> Template:
    """The edition that knows most of the plan's tables; the one of the plan's year where two know as much."""
    best: tuple[float, bool, Template] | None = None
    for edition in editions():
        template = Template(edition_pack(edition.id))
        share = share_known(plan, template)
        if best is None or (round(share, 1), edition.year == plan.fiscal_year) > best[:2]:
            best = (round(share, 1), edition.year == plan.fiscal_year, template)
    if best is None or best[0] < LEAST_KNOWN:
        tables = sum(isinstance(block, Table) for block in plan.blocks)
        raise PlannerError(
            _("{path}: no edition of the template knows this plan's tables").format(path=plan.source),
            _(
                "Recognised were {blocks} blocks and {tables} tables. If it is a plan, name its edition: --edition ID"
            ).format(blocks=len(plan.blocks), tables=tables),
        )
    return best[2]


def _not_judged(audited: Audited) -> list[str]:
    told = []
    for placed, table in audited.tables:
        if placed.known is not None or placed.place.part == "contents" or not any(table.titles):
            continue
        if placed.place.part == "front" and is_judged(table):
            continue
        where = audited.plan.places.get(table.line, "")
        where = where or (_("Table on line {line}").format(line=table.line) if table.line else _("A table"))
        told.append(
            _("{table}, “{caption}”: the edition has none with such heads").format(
                table=where, caption=short(table.caption, 80)
            )
        )
    return told + list(audited.plan.skipped)

"""Projects with a policy's code that the evaluation's table of the governor's policies does not have."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.names import plain_name
from planner_desktop.audit.projects import Mention
from planner_desktop.i18n import _

_TABLE = "นโยบายผู้ว่าราชการ"
_MOST = 0.5
"""A table without more of them is of other projects."""


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each project, in plans with such a table."""
    asked = [group for group in plan.project_groups if any(_asks(one) for one in group)]
    lacking = [group for group in asked if not any(_is_in_table(plan, one) for one in group)]
    if not 0 < len(lacking) <= len(asked) * _MOST:
        return
    of_table = {code for one in plan.projects if _is_in_table(plan, one) for code in one.policies}
    for group in lacking:
        rows = [one for one in group if _asks(one)]
        if any(one.refused for one in group):
            continue
        codes = list(dict.fromkeys(code for one in rows for code in one.policies))
        yield Finding(
            "policy-project-missing",
            "note" if of_table.issuperset(codes) else "warning",
            at_lines(*(one.line for one in rows)),
            plan.place_of(rows[0].table),
            short(plain_name(rows[0].name), 120),
            " ".join(codes),
            _("“{name}”, {codes}, is not in the table of the governor's policies").format(
                name=short(plain_name(rows[0].name)), codes=" ".join(codes)
            ),
            _("Add the project to the table, or take the policy's code away."),
        )


def _asks(mention: Mention) -> bool:
    return mention.in_part and bool(mention.policies)


def _is_in_table(plan: Audited, mention: Mention) -> bool:
    return mention.part == "evaluation" and _TABLE in " ".join(plan.blocks[mention.table].place.headings)

"""Projects with a policy's code that the evaluation's table of the governor's policies does not have."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_TABLE = "นโยบายผู้ว่าราชการ"
_CODE = regex(r"\(?P\d{3}")
_MOST = 0.5
"""A table without more of them is of other projects."""


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each project, in plans with such a table."""
    yield from _without_code(plan)
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


def _without_code(plan: Audited) -> Iterator[Finding]:
    """Projects of the table without a policy's code: in the parts, or behind their names where the others have it."""
    rows = [one for one in plan.projects if _is_in_table(plan, one)]
    coded = sum(bool(_CODE.search(one.name)) for one in rows)
    for group in plan.project_groups:
        told = [one for one in group if _is_in_table(plan, one)]
        of_parts = [one for one in group if one.in_part and one.policy_text is not None]
        known = {code for one in of_parts for code in one.policies}
        bare = [one for one in told if not _CODE.search(one.name) and not one.policies]
        lacks = bool(of_parts) and not known
        if told and (lacks or (known and bare and coded * 2 > len(rows))):
            lines = of_parts if lacks else bare
            yield Finding(
                "project-code-missing",
                "warning" if lacks else "note",
                at_lines(*(one.line for one in (*lines, *told))),
                plan.place_of(told[0].table),
                short(plain_name(told[0].name), 120),
                " ".join(sorted(known)),
                _("“{name}” is in the table of policies without a policy's code").format(
                    name=short(plain_name(told[0].name))
                ),
                _("Write the code of the policy that it serves, or take it out of the table."),
            )


def _asks(mention: Mention) -> bool:
    return mention.in_part and bool(mention.policies)


def _is_in_table(plan: Audited, mention: Mention) -> bool:
    return mention.part == "evaluation" and _TABLE in " ".join(plan.blocks[mention.table].place.headings)

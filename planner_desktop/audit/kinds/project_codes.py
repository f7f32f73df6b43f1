"""One project with different codes of key results or of policies."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose codes differ between the tables that print codes of that kind."""
    for group in plan.project_groups:
        rows = [one for one in group if one.in_part or one.in_summary]
        coded = [one for one in rows if one.codes]
        if len({frozenset(one.codes) for one in coded}) > 1:
            yield _finding(plan, coded, [" ".join(one.codes) for one in coded], "project-codes-differ")
        told = [one for one in rows if one.policy_text is not None and one.alone]
        given = [one for one in told if one.policies]
        silent = [one for one in told if not one.policies]
        if given and (silent or len({frozenset(one.policies) for one in given}) > 1):
            said = [" ".join(one.policies) or one.policy_text or "–" for one in told]
            yield _finding(plan, told, said, "policy-codes-differ")


def _finding(plan: Audited, mentions: list[Mention], said: list[str], kind: str) -> Finding:
    first, *others = dict.fromkeys(said)
    return Finding(
        kind,
        "error",
        at_lines(*(one.line for one in mentions)),
        plan.place_of(mentions[0].table),
        first,
        ", ".join(others),
        _("“{name}” has the codes {codes}").format(
            name=short(plain_name(mentions[0].name)), codes=" / ".join(dict.fromkeys(said))
        ),
        _("Write the same codes in every table."),
    )

"""Names of key results that ask for a number and have a percentage as target, or the reverse."""

import re
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.quantities import read_quantity
from planner_desktop.thai.quantity import LEVEL, PERCENT

_KINDS = ((regex(r"^จำนวน"), "number"), (regex(r"^ร้อยละ"), PERCENT), (regex(r"^ระดับ"), LEVEL))


def find(plan: Audited) -> Iterator[Finding]:
    """Results whose target is of another kind than their name says."""
    for group in plan.result_groups:
        wrong = []
        for one in group:
            asked = next((kind for rule, kind in _KINDS if rule.search(one.name.replace(" ", ""))), "")
            for target in (one.target, one.previous, one.earlier):
                if asked and target and _is_of_another_kind(asked, target):
                    wrong.append((one, target))
        if wrong:
            first, target = wrong[0]
            yield Finding(
                "name-target-kind",
                "warning",
                at_lines(*(one.line for one, _target in wrong)),
                plan.place_of(first.block),
                short(target, 80),
                short(first.name, 80),
                _("“{name}” does not fit its target {target}").format(
                    name=short(first.name, 40), target=short(target, 30)
                ),
                _("Name what the target measures, or set a target of what is named."),
            )


def _is_of_another_kind(asked: str, target: str) -> bool:
    parts = read_quantity(target).parts
    if not parts:
        said = PERCENT if re.match(r"\s*(?:เพิ่มขึ้น|ไม่น้อยกว่า|อย่างน้อย)?\s*ร้อยละ", target) else ""
        return asked == "number" and said == PERCENT
    units = {part.unit for part in parts}
    if asked == "number":
        return PERCENT in units
    if asked == PERCENT:
        return PERCENT not in units and "" not in units and PERCENT not in target
    return LEVEL not in units and LEVEL not in target and units == {PERCENT}

"""One indicator with two codes, two definitions, or a definition that names another target."""

import re
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.project_names import difference
from planner_desktop.audit.results import Result
from planner_desktop.exchange.plain_names import alike, is_only_torn, key
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.quantities import read_quantity

_TARGET = regex(r"ค่าเป้าหมาย\s*[:：]?\s*((?:ร้อยละ|ระดับ)\s*\d+(?:\.\d+)?)")
_ONE = 0.95
_NEAR = 0.85
_LEAST = 60


def find(plan: Audited) -> Iterator[Finding]:
    """Results that are one by their names and differ in their codes or definitions."""
    yield from _codes(plan)
    for group in plan.result_groups:
        yield from _definitions(plan, group)
        for one in group:
            yield from _other_target(plan, one)


def _codes(plan: Audited) -> Iterator[Finding]:
    coded: dict[str, Result] = {}
    for one in plan.results:
        if one.code:
            coded.setdefault(one.code, one)
    lone = [one for one in plan.results if one.code and one.level == "steps"]
    for one in lone:
        if (own := coded.get(one.code)) and own is not one and alike(own.name, one.name) > _NEAR:
            continue
        others = [other for other in plan.results if other.level != "steps" and other.code and other.code != one.code]
        likest = max(others, key=lambda other: alike(other.name, one.name), default=None)
        if likest is not None and alike(likest.name, one.name) > _ONE - 0.1:
            same = [other for other in others if other.code == likest.code]
            yield Finding(
                "kr-code-differs",
                "error",
                at_lines(one.line, *(other.line for other in same)),
                plan.place_of(one.block),
                one.code,
                likest.code,
                _("“{name}” is {code} here and {other} elsewhere").format(
                    name=short(one.name, 50), code=one.code, other=likest.code
                ),
                _("Write the same code in every table."),
            )


def _other_target(plan: Audited, one: Result) -> Iterator[Finding]:
    """A definition that names another target than the column beside it, in the same unit."""
    named = _TARGET.search(to_arabic(one.definition))
    if named is None or not one.target:
        return
    inner = {part.unit: part.number for part in read_quantity(named[1]).parts}
    outer = {part.unit: part.number for part in read_quantity(to_arabic(one.target)).parts}
    said = re.findall(r"(?:ร้อยละ|ระดับ)\s*[\d.]+", to_arabic(one.target))
    if not outer:
        outer = {part.unit: part.number for text in said for part in read_quantity(text).parts}
    if any(outer.get(unit, number) != number for unit, number in inner.items()):
        yield Finding(
            "target-differs-within",
            "error",
            at_lines(one.line),
            plan.place_of(one.block),
            short(one.target, 80),
            named[1],
            _("The target of “{name}” is {target}, its definition says {other}").format(
                name=short(one.name, 40), target=short(one.target, 30), other=named[1]
            ),
            _("Write one target in both."),
        )


def _definitions(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    told = [one for one in group if len(one.definition) > _LEAST]
    for at, one in enumerate(told):
        for other in told[at + 1 :]:
            if key(one.definition) == key(other.definition) or is_only_torn(key(one.definition), key(other.definition)):
                continue
            if alike(one.definition, other.definition) > _NEAR:
                yield Finding(
                    "definition-differs",
                    "warning",
                    at_lines(one.line, other.line),
                    plan.place_of(other.block),
                    difference(one.definition, other.definition),
                    difference(other.definition, one.definition),
                    _("“{name}” is defined in two ways: “{words}”").format(
                        name=short(one.name, 40), words=difference(one.definition, other.definition)
                    ),
                    _("Write the same definition in both tables."),
                )
                return

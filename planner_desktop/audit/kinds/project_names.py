"""One project with two names."""

from collections.abc import Iterator

from planner_desktop import stopping
from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import bare_key, is_only_torn, key, likeness, plain_name, worded
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_NEAR, _LONG = 0.9, 20
_ENGLISH = regex(r"\([^()]*\)?$")
_CODED = regex(r"\(\d+(?:\.\d+){2,}\)")


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose names differ by more than spaces and marks between the tables that name them."""
    for group in plan.project_groups:
        stopping.look()
        names = worded(one.name for one in group)
        if len(names) > 1 and not all(is_only_torn(key(names[0]), key(name)) for name in names[1:]):
            yield _finding(plan, group, names)
        yield from _in_charts(plan, group)
        coded = [one for one in group if _CODED.search(one.name)]
        if coded and len(coded) < len(group):
            yield _with_code(plan, group, coded[0])


def _in_charts(plan: Audited, group: list[Mention]) -> Iterator[Finding]:
    """Charts of steps that call the project otherwise, by a name that is nearly its own and nobody else's."""
    keys = {key(one.name) for one in group}
    own = bare_key(group[0].name)
    for name, lines in plan.chart_names.items():
        other = bare_key(name)
        is_other = len(own) > _LONG and key(name) not in keys and not is_only_torn(own, other)
        if is_other and _ENGLISH.sub("", own) != _ENGLISH.sub("", other) and likeness(own, other) >= _NEAR:
            yield Finding(
                "project-name-differs",
                "warning",
                at_lines(*lines, *(one.line for one in group)),
                plan.place_of(group[0].table),
                short(name, 120),
                short(plain_name(group[0].name), 120),
                _("The chart of steps calls “{name}” “{other}”").format(
                    name=short(plain_name(group[0].name)), other=short(difference(plain_name(group[0].name), name))
                ),
                _("Write the same name in every table."),
            )


def _with_code(plan: Audited, group: list[Mention], coded: Mention) -> Finding:
    name, code = short(plain_name(coded.name)), _CODED.findall(coded.name)[0]
    return Finding(
        "project-name-differs",
        "note",
        at_lines(*(one.line for one in group)),
        plan.place_of(coded.table),
        code,
        "",
        _("“{name}” has {code} behind it in one table only").format(name=name, code=code),
        _("Write the same name in every table."),
    )


def _finding(plan: Audited, group: list[Mention], names: list[str]) -> Finding:
    usual, *others = names
    return Finding(
        "project-name-differs",
        "warning",
        at_lines(*(one.line for one in group)),
        plan.place_of(group[0].table),
        short(others[0], 120),
        short(usual, 120),
        _("“{name}” is also called “{other}”").format(name=short(usual), other=short(difference(usual, others[0]))),
        _("Write the same name in every table."),
    )


def difference(usual: str, other: str) -> str:
    """The words of another name around the first place where it differs."""
    at = next((n for n, (a, b) in enumerate(zip(usual, other, strict=False)) if a != b), min(len(usual), len(other)))
    begin = max(0, at - 12)
    return ("…" if begin else "") + other[begin : at + 28] + ("…" if at + 28 < len(other) else "")

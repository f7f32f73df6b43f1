"""One key result with two names, two codes or two roles."""

from collections import Counter
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.project_names import difference
from planner_desktop.audit.results import Result
from planner_desktop.exchange.plain_names import alike, is_only_torn, key
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_SAME = 0.75
"""Steps whose indicator is less like the others bear a wrong code, and no other name."""
_DOTS, _BRACKETS = regex(r"[.\s]"), regex(r"\([^()]*\)")


def find(plan: Audited) -> Iterator[Finding]:
    """Results whose names or roles differ between tables."""
    for group in plan.result_groups:
        yield from _names(plan, group)
        yield from _roles(plan, group)


def _names(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    first_of_all = group[0]
    group = [one for one in group if one.level != "steps" or alike(one.name, first_of_all.name) > _SAME]
    counts = Counter(_known(one) for one in group)
    usual, *others = [known for known, _count in counts.most_common()]
    others = [known for known in others if not is_only_torn(known, usual)]
    if not others:
        return
    first = {known: next(one for one in group if _known(one) == known) for known in (usual, *others)}
    yield Finding(
        "kr-name-differs",
        "warning",
        at_lines(*(one.line for one in group)),
        plan.place_of(group[0].block),
        short(first[others[0]].name, 120),
        short(first[usual].name, 120),
        _("“{name}” is also called “{other}”").format(
            name=short(first[usual].name, 50), other=difference(first[usual].name, first[others[0]].name)
        ),
        _("Write the same name in every table."),
    )


def _known(one: Result) -> str:
    return key(one.name)


def _roles(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    told = [one for one in group if one.role in ("H", "R")]
    if len({one.role for one in told}) > 1:
        yield _role(plan, told, " / ".join(dict.fromkeys(one.role for one in told)))
        return
    own = plan.own_names
    if wrong := [one for one in told if _is_otherwise(plan, one)]:
        yield _role(plan, wrong, f"{wrong[0].code} {wrong[0].role}")
        return
    hosts = [one for one in group if one.level == "city" and _DOTS.sub("", one.host).strip("-")]
    for host in hosts:
        named = _BRACKETS.sub("", host.host)
        is_own = any(_DOTS.sub("", name) in _DOTS.sub("", named) for name in own)
        wrong = [one for one in told if one.role == ("R" if is_own else "H")]
        if own and wrong and named.strip():
            yield _role(plan, [host, *wrong], f"{host.host} / {wrong[0].role}")


def _is_otherwise(plan: Audited, one: Result) -> bool:
    """Whether the edition's list of city key results says that another is the host, or this agency itself."""
    host = plan.listed_hosts.get(one.code, "")
    if not host or not plan.own_names:
        return False
    named = _DOTS.sub("", _BRACKETS.sub("", host))
    return (one.role == "H") != any(_DOTS.sub("", name) in named for name in plan.own_names)


def _role(plan: Audited, rows: list[Result], said: str) -> Finding:
    first = rows[0]
    return Finding(
        "role-differs",
        "error",
        at_lines(*(one.line for one in rows)),
        plan.place_of(first.block),
        said,
        "",
        _("“{name}” is host in one place and not in another").format(name=short(first.name, 50)),
        _("Write H where the agency is the host, and R where it takes part."),
    )

"""Which mentions of key results are one and the same: of one code, of one name, or in one place among the others."""

from collections.abc import Sequence

from planner_desktop.audit.results import Result
from planner_desktop.exchange.plain_names import Groups, alike, bare_key

NEAR = 0.82
"""From here on the names of two results may be one; their codes tell."""
_BEGINNING = 30
_RENAMED = 0.6
"""So alike are the names of a listed result and of one in a table, where neither has another that is it."""

Group = list[Result]


def grouped(results: Sequence[Result]) -> list[Group]:
    """The mentions of each result together, in order."""
    groups: list[Group] = []
    of_code: dict[str, Group] = {}
    for named in Groups(((one, one.name) for one in results), near=NEAR).groups:
        for group in _apart(named):
            code = next((one.code for one in group if one.code), "")
            if code and code in of_code:
                of_code[code] += group
                continue
            groups.append(group)
            if code:
                of_code[code] = group
    groups = _with_cut(_with_renamed(groups))
    return sorted((sorted(g, key=lambda one: (one.block, one.line)) for g in groups), key=lambda g: g[0].line)


def _apart(named: Group) -> list[Group]:
    """Results of near names by their codes; one without a code goes to the code whose name is likest."""
    every = dict.fromkeys(one.code for one in named if one.code)
    codes = [code for code in every if not any(other.startswith(f"{code}.") for other in every)]
    if len(codes) < 2:
        return [named]
    groups: dict[str, Group] = {code: [one for one in named if one.code == code] for code in codes}
    for one in named:
        if one.code not in groups:
            likest = max(groups, key=lambda code: max(alike(one.name, other.name) for other in groups[code]))
            groups[likest].append(one)
    return list(groups.values())


def _with_renamed(groups: list[Group]) -> list[Group]:
    """The groups; a listed result that no table has goes with the one of a table that is likely it, renamed."""
    lone_listed = [g for g in groups if _has(g, "list") and not _has(g, "city", "agency", "goal")]
    lone_tabled = [
        g for g in groups if _has(g, "city", "agency") and not _has(g, "list", "evaluation") and not _code(g)
    ]
    taken: list[tuple[Group, Group]] = []
    for tabled in lone_tabled:
        listed = _by_place(tabled, lone_listed, groups) or _by_name(tabled, lone_listed)
        if listed is not None and all(listed is not other for other, _tabled in taken):
            taken.append((listed, tabled))
    gone = [tabled for _listed, tabled in taken]
    for listed, tabled in taken:
        listed += tabled
    return [group for group in groups if all(group is not other for other in gone)]


def _with_cut(groups: list[Group]) -> list[Group]:
    """The groups; a name of another table that is the beginning of one longer name goes with it."""
    stay = []
    for group in groups:
        own = bare_key(group[0].name)
        whole = [
            other
            for other in groups
            if other is not group
            and len(own) >= _BEGINNING
            and any(bare_key(one.name).startswith(own) for one in other)
        ]
        if len(whole) == 1 and all(one.level in ("policy", "steps") for one in group):
            whole[0] += group
        else:
            stay.append(group)
    return stay


def _has(group: Group, *levels: str) -> bool:
    return any(one.level in levels for one in group)


def _code(group: Group) -> str:
    return next((one.code for one in group if one.code), "")


def _by_name(tabled: Group, lone: list[Group]) -> Group | None:
    likely = [listed for listed in lone if alike(tabled[0].name, listed[0].name) > _RENAMED]
    return likely[0] if len(likely) == 1 else None


def _by_place(tabled: Group, lone: list[Group], groups: list[Group]) -> Group | None:
    """The listed result that stands between the same two as the one of the table does."""
    of_one = {id(one): at for at, group in enumerate(groups) for one in group}
    row = next(one for one in tabled if one.level in ("city", "agency"))
    in_table = _neighbours(row, [one for group in groups for one in group], of_one)
    if None in in_table:
        return None
    for listed in lone:
        item = next(one for one in listed if one.level == "list")
        if _neighbours(item, [one for group in groups for one in group], of_one) == in_table:
            return listed
    return None


def _neighbours(one: Result, everyone: Sequence[Result], of_one: dict[int, int]) -> tuple[int | None, int | None]:
    """The groups of the results before and behind one in its table or list."""
    row = sorted((other for other in everyone if other.block == one.block), key=lambda other: other.line)
    at = next(n for n, other in enumerate(row) if other is one)
    before = of_one[id(row[at - 1])] if at else None
    behind = of_one[id(row[at + 1])] if at + 1 < len(row) else None
    return before, behind

"""Where two plans differ in the results (KR) that both have: a draft, and what another agency shares (`sharing`).

Both sides see the same: whichever of two agencies opens the other's file, it is told of the same results and fields,
with what each says on its own side. So nothing here asks whose plan is the draft, and all is told from both lists.
Nothing is changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from planner_desktop.draft import Draft
from planner_desktop.errors import SharingError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, ngettext
from planner_desktop.plans.sharing import Shared, SharedResult, shared
from planner_desktop.thai.compared import compared

_TEXTS = ("code", "name", "unit", "target", "city_target")
_AGENCIES = ("hosts", "others")


class SharedDifference(Frozen):
    """Where two plans differ: in which result, in what (`field`, a word of `field_name`), and what each says.

    `key` is the same on both sides. `kind` and `record` name the record of this draft; none where only the other plan
    has the result. What is not `known` the other's file does not say: it is to be asked, and may be no difference.
    """

    key: str
    title: str
    field: str
    ours: str
    theirs: str
    kind: str = ""
    record: int = 0
    known: bool = True


class HeldTogether(Frozen):
    """Two plans held against each other: how many results both have, and where they differ."""

    both: int
    differences: tuple[SharedDifference, ...]

    @property
    def known(self) -> int:
        """How many differences there are for certain."""
        return sum(each.known for each in self.differences)

    @property
    def said(self) -> str:
        """Both in words for officers."""
        both = ngettext("{count} result is in both plans", "{count} results are in both plans", self.both)
        differ = ngettext("{count} difference", "{count} differences", self.known)
        return f"{both.format(count=self.both)} · {differ.format(count=self.known)}"


def incomplete_said() -> str:
    """What officers are told of a file that does not hold all results of its plan."""
    return _(
        "The file was made by an earlier version of this program and holds only some results of the plan. "
        "What it leaves out may be in their plan: ask them for a new file."
    )


def field_name(field: str) -> str:
    """What officers call that in which two plans differ."""
    return {
        "code": _("Code"),
        "name": _("Name"),
        "unit": _("Unit"),
        "target": _("Target of the agency"),
        "city_target": _("Target of the city"),
        "hosts": _("Hosts (H)"),
        "others": _("Supporting agencies (R)"),
        "result": _("Is in the plan"),
    }[field]


def hold_together(draft: Draft, other: Shared) -> HeldTogether:
    """A draft and what another agency shares, in the order of that. Raises SharingError, QueryError."""
    ours = shared(draft)
    if other.edition != ours.edition:
        raise SharingError(
            _("The results of {agency} are of the edition {theirs}, this plan is of {ours}").format(
                agency=other.agency, theirs=other.edition or "–", ours=ours.edition
            ),
            _("Ask for those of the same year."),
        )
    if compared(ours.agency) == compared(other.agency):
        raise SharingError(
            _("These are the results of {agency} itself").format(agency=other.agency),
            _("Open those of another agency."),
        )
    pairs = _pairs(ours.results, other.results)
    return HeldTogether(
        sum(mine is not None and theirs is not None for mine, theirs in pairs),
        tuple(found for pair in pairs for found in _differences(ours, other, *pair)),
    )


def _pairs(
    ours: Iterable[SharedResult], theirs: Iterable[SharedResult]
) -> list[tuple[SharedResult | None, SharedResult | None]]:
    """Each result with its like in the other plan, if it is there: of one key, or of one name where one has no code."""
    mine, others = _by_key(ours), _by_key(theirs)
    found = {key: mine[key] for key in others if key in mine}
    here, there = (_by_name(each for each in of.values() if each.key not in found) for of in (mine, others))
    for name, result in there.items():
        if name in here and bool(here[name].code) != bool(result.code):
            found[result.key] = here[name]
    paired = {each.key for each in found.values()}
    alone = sorted((each for each in mine.values() if each.key not in paired), key=lambda each: each.record)
    return [*((found.get(key), each) for key, each in others.items()), *((each, None) for each in alone)]


def _by_key(results: Iterable[SharedResult]) -> dict[str, SharedResult]:
    """Results by their keys; the first one where a plan has several of one key."""
    found: dict[str, SharedResult] = {}
    for each in results:
        found.setdefault(each.key, each)
    return found


def _by_name(results: Iterable[SharedResult]) -> dict[str, SharedResult]:
    """Results by their names, without those whose name several have."""
    named = [(compared(each.name), each) for each in results]
    times = Counter(name for name, _each in named)
    return {name: each for name, each in named if name and times[name] == 1}


def _differences(
    ours: Shared, theirs: Shared, mine: SharedResult | None, other: SharedResult | None
) -> Iterator[SharedDifference]:
    if mine is not None and other is not None:
        key = min(mine, other, key=lambda each: (not each.code, each.key)).key
        for field in _TEXTS:
            said = getattr(mine, field), getattr(other, field)
            if compared(said[0]) != compared(said[1]):
                yield SharedDifference(key, mine.title, field, *said, mine.kind, mine.record)
        for field in _AGENCIES:
            here, there = getattr(mine, field), getattr(other, field)
            if set(map(compared, here)) != set(map(compared, there)):
                said = ", ".join(here), ", ".join(there)
                yield SharedDifference(key, mine.title, field, *said, mine.kind, mine.record)
    elif mine is not None and _names(mine, theirs.agency):
        absent, known = _absent(theirs)
        yield SharedDifference(mine.key, mine.title, "result", _("yes"), absent, mine.kind, mine.record, known)
    elif other is not None and _names(other, ours.agency):
        absent, known = _absent(ours)
        yield SharedDifference(other.key, other.title, "result", absent, _("yes"), known=known)


def _names(result: SharedResult, agency: str) -> bool:
    return compared(agency) in map(compared, (*result.hosts, *result.others))


def _absent(plan: Shared) -> tuple[str, bool]:
    """What is said of a result that a list has not, and whether that is known of the plan."""
    return (_("no"), True) if plan.complete else (_("not said in this file"), False)

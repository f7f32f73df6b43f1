"""Two orders of one list made one. Where both sides moved what the list had before, a person decides."""

from collections.abc import Collection, Mapping, Sequence

from planner_desktop.frozen import Frozen

Orders = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What the base and both sides have of a list, in the order of each."""


class Ordered(Frozen):
    """The order of a list after a merge: what of it `came` with theirs, and where both sides moved what was there to
    different places what each has; then mine stays."""

    things: tuple[str, ...]
    came: frozenset[str]
    conflict: Orders | None


def merged(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    keep: Collection[str],
    origin: Mapping[str, str],
    source: str,
) -> Ordered:
    """The order of those to `keep`.

    What a side added stays behind what it was put behind. Where several sides added in one place, those who wrote into
    the draft itself come first and each source's stand together, in the order of the sources; so they do where what
    stood between them goes, and what several put there stands where the first of them put it. Whichever was merged
    first, the list is the same. `origin` tells from which `source` something came that was merged before.
    """
    lead, conflict = _lead(base, mine, theirs)
    known, there = set(base), set(mine)
    backbone = [thing for thing in lead if thing in known]
    _put_missing(backbone, [thing for thing in (mine if lead is theirs else theirs) if thing in known])
    ours, added = _gaps(mine, known), _gaps(theirs, known)
    came = {
        thing
        for things in added.values()
        for thing in things
        if thing in keep and (thing not in there or origin.get(thing, "") > source)
    }
    result: list[str] = []
    run: list[str] = []
    whose = {**origin, **dict.fromkeys(came, source)}
    for anchor in (None, *backbone):
        own = [thing for thing in ours.get(anchor, ()) if thing in keep and thing not in came]
        if anchor is None or anchor in keep:
            result += run if anchor is None else (*run, anchor)
            run = own
        else:
            _insert(run, own, whose)
        _insert(run, [thing for thing in added.get(anchor, ()) if thing in came], whose)
    found = {*result, *run}
    return Ordered((*result, *run, *sorted(thing for thing in keep if thing not in found)), frozenset(came), conflict)


def _insert(run: list[str], things: Sequence[str], whose: Mapping[str, str]) -> None:
    """Put things into a run before the first of a later source."""
    for thing in things:
        source = whose.get(thing, "")
        place = next((n for n, other in enumerate(run) if whose.get(other, "") > source), len(run))
        run.insert(place, thing)


def _lead(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Orders | None]:
    """The side whose order is taken of what all three have."""
    common = set(base) & set(mine) & set(theirs)
    was, ours, others = (tuple(thing for thing in side if thing in common) for side in (base, mine, theirs))
    if others in (was, ours):
        return mine, None
    return (theirs, None) if ours == was else (mine, (was, ours, others))


def _put_missing(backbone: list[str], other: Sequence[str]) -> None:
    """Put what only the other side still has of the base behind what it stands behind there."""
    there = set(backbone)
    before = None
    for thing in other:
        if thing not in there:
            backbone.insert(0 if before is None else backbone.index(before) + 1, thing)
            there.add(thing)
        before = thing


def _gaps(side: Sequence[str], known: Collection[str]) -> dict[str | None, list[str]]:
    """What a side added, by what of the base it stands behind."""
    gaps: dict[str | None, list[str]] = {}
    anchor = None
    for thing in side:
        if thing in known:
            anchor = thing
        else:
            gaps.setdefault(anchor, []).append(thing)
    return gaps

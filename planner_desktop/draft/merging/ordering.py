"""Two orders of one list made one. Where both sides moved what the list had before, a person decides."""

from collections.abc import Collection, Mapping, Sequence

Orders = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What the base and both sides have of a list, in the order of each."""


def merged(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    keep: Collection[str],
    origin: Mapping[str, str],
    source: str,
) -> tuple[tuple[str, ...], Orders | None]:
    """The order of those to `keep`; and where both sides moved some to different places what each has, then mine stays.

    What a side added stays behind what it was put behind. Where several sides added in one place, those who wrote into
    the draft itself come first and each source's stand together, in the order of the sources: whichever was merged
    first, the list is the same. `origin` tells from which `source` something came that was merged before.
    """
    lead, conflict = _lead(base, mine, theirs)
    known = set(base)
    backbone = [thing for thing in lead if thing in known]
    _put_missing(backbone, [thing for thing in (mine if lead is theirs else theirs) if thing in known])
    ours, added = _gaps(mine, known), _gaps(theirs, known)
    present = set(mine)
    result: list[str] = []
    for anchor in (None, *backbone):
        run = list(ours.get(anchor, ()))
        new = [thing for thing in added.get(anchor, ()) if thing not in present]
        if new:
            place = next((n for n, thing in enumerate(run) if origin.get(thing, "") > source), len(run))
            run[place:place] = new
        result += [thing for thing in (*(() if anchor is None else (anchor,)), *run) if thing in keep]
    found = set(result)
    return (*result, *sorted(thing for thing in keep if thing not in found)), conflict


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

"""The results (KR) that an agency shares with others, as a small file by which two agencies agree before they submit.

    {"format": "bmashare", "format_version": 1, "edition": "…", "agency": "สำนักการคลัง",
     "results": [{"key", "code", "name", "unit", "target", "city_target", "hosts": [name], "others": [name]}]}

What an agency shares says its edition: what is collected of every plan (`measure`, and the agencies that these name,
`measure_agency`). The other agency opens the file beside its own plan and sees, field by field, where the two differ.
Nothing is changed; the file is from anyone, so it is read under limits and as text alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.errors import PlanJsonError, SharingError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared

SUFFIX = ".bmashare"
FORMAT, FORMAT_VERSION = "bmashare", 1
MOST_BYTES, MOST_PARTS = 4_000_000, 200_000
MOST_RESULTS, LONGEST = 5_000, 20_000
_TEXTS = ("code", "name", "unit", "target", "city_target")
_LISTS = ("hosts", "others")


class SharedResult(Frozen):
    """A result as a plan has it: what is told, and which agencies host it or carry it out.

    `key` is what two plans have in common where they are of one result. `kind` and `record` name the record in a draft.
    """

    key: str
    code: str = ""
    name: str = ""
    unit: str = ""
    target: str = ""
    city_target: str = ""
    hosts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    kind: str = ""
    record: int = 0

    @property
    def title(self) -> str:
        """How it is named to officers."""
        return " ".join(filter(None, (self.code, self.name)))


class Shared(Frozen):
    """The results that an agency shares, in the order of its plan."""

    edition: str
    agency: str
    results: tuple[SharedResult, ...]


class SharedDifference(Frozen):
    """Where two plans differ: of which result, in what (`field`, a word of `field_name`), and what each says.

    `kind` and `record` name the record of this draft; none where only the other plan has the result.
    """

    title: str
    field: str
    ours: str
    theirs: str
    kind: str = ""
    record: int = 0


def field_name(field: str) -> str:
    """What officers call that in which two plans differ."""
    return {
        "name": _("Name"),
        "unit": _("Unit"),
        "target": _("Target of the agency"),
        "city_target": _("Target of the city"),
        "hosts": _("Hosts (H)"),
        "result": _("Is in the plan"),
    }[field]


def shared(draft: Draft) -> Shared:
    """The results of a draft that name another agency. Raises SharingError where its edition has none, QueryError."""
    every = _of_draft(draft)
    own = compared(_agency(draft))
    found = (each for each in every if any(compared(name) != own for name in (*each.hosts, *each.others)))
    return Shared(draft.pack.edition.id, _agency(draft), tuple(found))


def write(draft: Draft, path: Path) -> int:
    """Write the results that a draft shares; how many there are. Raises SharingError, also where there are none."""
    said = shared(draft)
    if not said.agency:
        raise SharingError(_("The plan does not say whose it is"), _("Enter the agency on the cover first."))
    if not said.results:
        raise SharingError(
            _("No result of this plan names another agency"),
            _("Choose the hosts (H) and the supporting agencies (R) of the results first."),
        )
    results = [{name: getattr(each, name) for name in ("key", *_TEXTS, *_LISTS)} for each in said.results]
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": said.edition,
        "agency": said.agency,
        "results": [{name: value for name, value in each.items() if value} for each in results],
    }
    try:
        whole_file.write(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise SharingError(*whole_file.cannot_be_written(path, error)) from error
    return len(results)


def read(path: Path) -> Shared:
    """What another agency shares. Raises SharingError, naming what is wrong in the file."""
    try:
        data = read_json(path, most_bytes=MOST_BYTES, most_parts=MOST_PARTS)
    except PlanJsonError as error:
        raise SharingError(error.message, error.fix) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise SharingError(
            _("{path} holds no shared results").format(path=path), _("Give the file that the other agency wrote.")
        )
    if data.get("format_version") != FORMAT_VERSION:
        raise SharingError(_("{path} is of a newer program").format(path=path), _("Install the newer version first."))
    results = data.get("results")
    if not isinstance(results, list) or len(results) > MOST_RESULTS:
        raise _broken(path, "results")
    agency, edition = (_text(path, data, name) for name in ("agency", "edition"))
    if not agency:
        raise _broken(path, "agency")
    return Shared(edition, agency, tuple(_result(path, n, each) for n, each in enumerate(results)))


def differences(draft: Draft, other: Shared) -> list[SharedDifference]:
    """Where a draft and what another agency shares differ, in the order of that. Raises SharingError, QueryError."""
    if other.edition != draft.pack.edition.id:
        raise SharingError(
            _("The results of {agency} are of the edition {theirs}, this plan is of {ours}").format(
                agency=other.agency, theirs=other.edition or "–", ours=draft.pack.edition.id
            ),
            _("Ask for those of the same year."),
        )
    own, name = compared(_agency(draft)), compared(other.agency)
    if own == name:
        raise SharingError(
            _("These are the results of {agency} itself").format(agency=other.agency),
            _("Open those of another agency."),
        )
    ours: dict[str, SharedResult] = {each.key: each for each in reversed(_of_draft(draft))}
    theirs = {each.key: each for each in reversed(other.results)}
    found = []
    for result in other.results:
        mine = ours.get(result.key)
        if mine is not None:
            found += list(_differing(mine, result))
        elif own in map(compared, (*result.hosts, *result.others)):
            found.append(SharedDifference(result.title, "result", _("no"), _("yes")))
    for key, mine in sorted(ours.items(), key=lambda pair: pair[1].record):
        if key not in theirs and name in map(compared, (*mine.hosts, *mine.others)):
            found.append(SharedDifference(mine.title, "result", _("yes"), _("no"), mine.kind, mine.record))
    return found


def _differing(mine: SharedResult, theirs: SharedResult) -> Iterator[SharedDifference]:
    for field in ("name", "unit", "target", "city_target"):
        ours, other = getattr(mine, field), getattr(theirs, field)
        if compared(ours) != compared(other):
            yield SharedDifference(mine.title, field, ours, other, mine.kind, mine.record)
    if set(map(compared, mine.hosts)) != set(map(compared, theirs.hosts)):
        ours, other = (", ".join(each.hosts) for each in (mine, theirs))
        yield SharedDifference(mine.title, "hosts", ours, other, mine.kind, mine.record)


# ---------------------------------------------------------------- the plan and the file


def _agency(draft: Draft) -> str:
    return sending.value_at(draft, draft.pack.edition.agency)


def _of_draft(draft: Draft) -> Sequence[SharedResult]:
    """Every result of a draft, with the agencies that it names."""
    collected = draft.pack.collected
    if not {"measure", "measure_agency"} <= collected.keys():
        raise SharingError(
            _("The results of the edition {id} name no agencies").format(id=draft.pack.edition.id),
            _("There is nothing to agree on in a file; later editions have hosts (H) and others (R)."),
        )
    named: dict[tuple[str, int], dict[str, list[str]]] = {}
    for row in draft.query(collected["measure_agency"].sql, where="measure_agency"):
        lists = named.setdefault((row["kind"], row["record"]), {"hosts": [], "others": []})
        lists["hosts" if row["role"] == "H" else "others"].append(str(row["agency"] or ""))
    results = []
    for row in draft.query(collected["measure"].sql, where="measure"):
        said = {name: str(row[name]) for name in _TEXTS if row[name] is not None}
        lists = named.get((row["kind"], row["record"]), {"hosts": [], "others": []})
        of_agencies = {name: tuple(agencies) for name, agencies in lists.items()}
        if row["key"]:
            results.append(
                SharedResult(key=str(row["key"]), kind=row["kind"], record=row["record"], **said, **of_agencies)  # type: ignore[arg-type]
            )
    return results


def _result(path: Path, n: int, data: object) -> SharedResult:
    place = f"results/{n}"
    if not isinstance(data, dict):
        raise _broken(path, place)
    said = {name: _text(path, data, name, place) for name in ("key", *_TEXTS)}
    lists = {name: tuple(_names(path, data, name, place)) for name in _LISTS}
    if not said["key"]:
        raise _broken(path, f"{place}/key")
    return SharedResult(**said, **lists)  # type: ignore[arg-type]


def _text(path: Path, data: Mapping[str, Any], name: str, place: str = "") -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise _broken(path, f"{place}/{name}".strip("/"))
    return value


def _names(path: Path, data: Mapping[str, Any], name: str, place: str) -> Iterator[str]:
    values = data.get(name, [])
    if not isinstance(values, list) or len(values) > MOST_RESULTS:
        raise _broken(path, f"{place}/{name}")
    for value in values:
        if not isinstance(value, str) or len(value) > LONGEST:
            raise _broken(path, f"{place}/{name}")
        yield value


def _broken(path: Path, place: str) -> SharingError:
    said = _("{path}: {place} is not as this program writes it").format(path=path, place=place)
    return SharingError(said, _("Ask the other agency for the file again."))

"""The results (KR) of an agency's plan, as a small file by which two agencies agree before they submit.

    {"format": "bmashare", "format_version": 1, "edition": "…", "agency": "สำนักการคลัง",
     "version": 1, "sent": false, "moment": "2024-10-01T07:05:00+00:00", "complete": true,
     "results": [{"key", "code", "name", "unit", "target", "city_target", "hosts": [name], "others": [name]}]}

What the results are says the plan's edition: what is collected of every plan (`measure`, and the agencies that these
name, `measure_agency`), of the kinds of record that may name agencies. A file holds all of them, also those that name
no other agency yet, and says so (`complete`): what is not in it is not in the plan. Files of earlier versions hold only
results that name another agency and do not say of which version they are; of what they leave out nothing is known.

The file is from anyone, so it is read under limits and as text alone. `shared_differences` holds it against a draft.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.errors import PlanJsonError, SharingError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.dates import moment_in_bangkok

SUFFIX = ".bmashare"
FORMAT, FORMAT_VERSION = "bmashare", 1
MOST_BYTES, MOST_PARTS = 4_000_000, 200_000
MOST_RESULTS, LONGEST = 5_000, 20_000
LAST_VERSION = 100_000
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
    """The results of an agency's plan, in its order.

    `complete` says that the plan has no others. `version` is that of the plan (0: not said), `sent` whether it is with
    สยป., `moment` (ISO 8601) when the plan became what it is: when it was sent, or last edited.
    """

    edition: str
    agency: str
    results: tuple[SharedResult, ...]
    complete: bool = False
    version: int = 0
    sent: bool = False
    moment: str = ""

    @property
    def plan_said(self) -> str:
        """Of which version of the plan it is and of when, in words for officers."""
        if not self.version or not self.moment:
            return _("The file does not say of which version of the plan it is.")
        said = _("Version {number}, sent {when}.") if self.sent else _("Version {number}, still a draft, as of {when}.")
        return said.format(number=self.version, when=moment_in_bangkok(self.moment))


def shared(draft: Draft) -> Shared:
    """The results of a draft. Raises SharingError where those of its edition name no agencies, QueryError."""
    now, moment = state(draft), sending.moment(draft).isoformat(timespec="seconds")
    agency = sending.value_at(draft, draft.pack.edition.agency)
    return Shared(draft.pack.edition.id, agency, tuple(_results(draft, agency)), True, now.number, now.sent, moment)


def write(draft: Draft, path: Path) -> int:
    """Write the results of a draft; how many there are. Raises SharingError, also where there are none."""
    said = shared(draft)
    if not said.agency:
        raise SharingError(_("The plan does not say whose it is"), _("Enter the agency on the cover first."))
    if not said.results:
        raise SharingError(
            _("There is no result in this plan"),
            _("Enter the results (KR) with their hosts (H) and supporting agencies (R) first."),
        )
    results = [{name: getattr(each, name) for name in ("key", *_TEXTS, *_LISTS)} for each in said.results]
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": said.edition,
        "agency": said.agency,
        "version": said.version,
        "sent": said.sent,
        "moment": said.moment,
        "complete": said.complete,
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
    found = tuple(_result(path, n, each) for n, each in enumerate(results))
    return Shared(edition, agency, found, **_plan_said(path, data))


# ---------------------------------------------------------------- the plan and the file


def _results(draft: Draft, own: str) -> Iterator[SharedResult]:
    """Every result of a draft of a kind that may name agencies, with those that it names."""
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
    naming = _naming_agencies(draft)
    for row in draft.query(collected["measure"].sql, where="measure"):
        if not row["key"] or row["kind"] not in naming:
            continue
        lists = named.get((row["kind"], row["record"]), {"hosts": [], "others": []})
        if own and row["role"] and not any(lists.values()):  # the agency chose its role, and named nobody
            lists["hosts" if row["role"] == "H" else "others"] = [own]
        said = {name: str(row[name]) for name in _TEXTS if row[name] is not None}
        of_agencies = {name: tuple(agencies) for name, agencies in lists.items()}
        yield SharedResult(key=str(row["key"]), kind=row["kind"], record=row["record"], **said, **of_agencies)  # type: ignore[arg-type]


def _naming_agencies(draft: Draft) -> set[str]:
    """The kinds of record that lead to agencies of the edition's catalogue."""
    kinds, listed = draft.pack.records, draft.pack.edition.agencies
    agencies = {name for name, spec in kinds.items() if spec.catalogue and spec.catalogue == listed}
    return {name for name, spec in kinds.items() if any(field.to in agencies for field in spec.fields.values())}


def _plan_said(path: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says of the plan that it is of; those of earlier versions say nothing."""
    said = {name: data.get(name, default) for name, default in (("complete", False), ("sent", False), ("version", 0))}
    for name, kind in (("complete", bool), ("sent", bool), ("version", int)):
        if type(said[name]) is not kind:
            raise _broken(path, name)
    if not 0 <= said["version"] <= LAST_VERSION:
        raise _broken(path, "version")
    moment = _text(path, data, "moment")
    if moment and moment_in_bangkok(moment) == moment:  # what is no moment is given back as it is
        raise _broken(path, "moment")
    return {**said, "moment": moment}


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

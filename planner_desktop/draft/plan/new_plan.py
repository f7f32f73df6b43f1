"""Starting a plan: for an agency of the edition's catalogue, or from a sample."""

import difflib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import uids
from planner_desktop.draft.file.file import refuse_existing
from planner_desktop.draft.plan import moving
from planner_desktop.draft.plan.old_years import YearKey
from planner_desktop.draft.plan.plan_json import read_plan
from planner_desktop.draft.records import acceptances, adoption, reviews
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_folder, editions
from planner_desktop.formpack.model import EditionFile
from planner_desktop.formpack.reading import agencies_of
from planner_desktop.i18n import _
from planner_desktop.thai.repair import repair

NAMED = 5
"""So many agencies are named where one is asked for that there is not."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as its plan names it; `abbreviation` and `parent` may be empty."""

    name: str
    abbreviation: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A plan that comes with the program, to look at and to learn from."""

    name: str
    title: str
    edition: str
    agency: str
    path: Path


# ---------------------------------------------------------------- agencies


def agencies(pack: FormPack) -> list[Agency]:
    """The agencies that make plans, in the order of the edition's catalogue."""
    return _submitting(pack.catalogues[pack.edition.agencies])


def agencies_in(edition: str) -> list[Agency]:
    """The agencies of an installed edition, without reading all of its form pack. Raises FormPackError."""
    return _submitting(agencies_of(edition_folder(edition)))


def _submitting(rows: Iterable[dict[str, str]]) -> list[Agency]:
    """Those of the catalogue that make plans; it may also name offices above others, and groups."""
    return [_agency(row) for row in rows if row.get("submits", "yes")]


def _agency(row: dict[str, str]) -> Agency:
    return Agency(row["name"], row.get("abbreviation", ""), row.get("parent", ""))


def find_agency(pack: FormPack, asked: str) -> Agency:
    """The agency of that abbreviation or full name, dots and spaces aside. Raises DraftError, naming some near."""
    rows, known, wanted = pack.catalogues[pack.edition.agencies], agencies(pack), _plain(asked)
    for row in rows if wanted else ():
        if wanted in map(_plain, (row.get("abbreviation", ""), row["name"], *row.get("other_names", "").split(";"))):
            agency = _agency(row)
            if agency in known:
                return agency
            inside = _submitting(each for each in rows if agency.name in (each.get("parent"), each.get("kind")))
            raise DraftError(
                _("“{name}” makes no plan of its own ({meant})").format(name=asked, meant=_said(agency)),
                _("Give one agency, such as: {names}").format(names=", ".join(map(_said, (inside or known)[:NAMED]))),
            )
    near = [_said(agency) for agency in _near(wanted, known)]
    fix = (
        _("Did you mean: {names}?").format(names=", ".join(near)) if near else _("Give its full name or abbreviation.")
    )
    raise DraftError(_("The edition knows no agency “{name}”").format(name=asked), fix)


def _near(wanted: str, known: list[Agency]) -> list[Agency]:
    if not wanted:
        return []
    inside = [agency for agency in known if wanted in _plain(agency.name)]
    words = {word: agency for agency in known for word in (_plain(agency.abbreviation), _plain(agency.name)) if word}
    alike = [words[word] for word in difflib.get_close_matches(wanted, words, NAMED, 0.6)]
    return list(dict.fromkeys([*inside, *alike]))[:NAMED]


def _plain(text: str) -> str:
    return "".join(repair(text).replace(".", "").split())


def _said(agency: Agency) -> str:
    return f"{agency.name} ({agency.abbreviation})" if agency.abbreviation else agency.name


# ---------------------------------------------------------------- plans


def new_plan(pack: FormPack, agency: Agency, path: Path) -> Draft:
    """A new draft at `path` that knows whose plan it is. Raises DraftError; then nothing was written."""
    refuse_existing(path)
    with Draft.in_memory(pack) as draft:
        adoption.add_presets(draft)
        name_agency(draft, agency)
        draft.forget_history()
        draft.save_as(path)
    return Draft.open(path)


def new_from_plan(old: Draft, pack: FormPack, agency: Agency, path: Path, wanted: Collection[YearKey] = ()) -> Draft:
    """A new draft at `path` that begins with the plan of another, as it has place in this form pack.

    The records and their files come along, the history and the versions that were sent do not; the other draft is only
    read. Of another edition, `moving.left_behind` tells what had no place; `wanted` are the texts that shall name the
    new year, as `moving.move` takes them. Raises DraftError; then nothing was written.
    """
    refuse_existing(path)
    draft = moving.move(old, pack, path, wanted)
    _begin_for(draft, agency)
    return draft


def _begin_for(draft: Draft, agency: Agency) -> None:
    """Have a draft just made be that of another agency. Raises DraftError; then it is there no more."""
    record, _dot, field = draft.pack.edition.agency.partition(".")
    if (draft.records(record)[0].values[field] or "") == agency.name:
        return
    try:
        marks = reviews.marks(draft)
        name_agency(draft, agency)
        with draft.saving():
            uids.renew(draft.database, draft.pack.records)
            acceptances.keep_only(draft.database, ())
            reviews.forget(draft.database)
            reviews.put(draft, marks)
        draft.forget_history()
    except BaseException:
        draft.close()
        if draft.path:
            whole_file.remove(draft.path)
        raise


def name_agency(draft: Draft, agency: Agency) -> None:
    """Have the draft know whose plan it is."""
    with draft.action(_("new plan")):
        for place, value in _agency_places(draft.pack, agency).items():
            kind, _dot, field = place.partition(".")
            draft.set(kind, draft.ids(kind)[0], field, value or None)


def _agency_places(pack: FormPack, agency: Agency) -> dict[str, str]:
    """What goes into which `record.field`: what the edition names, and what single records take from its catalogue."""
    edition = pack.edition
    said = {f"{edition.agencies}.name": agency.name, f"{edition.agencies}.parent": agency.parent}
    taken = {
        f"{kind}.{name}": said[field.suggest]
        for kind, spec in pack.records.items()
        if spec.single
        for name, field in spec.fields.items()
        if field.suggest in said
    }
    return taken | {edition.agency: agency.name, edition.abbreviation: agency.abbreviation}


def samples() -> list[Sample]:
    """The sample plans that come with the program, those of the newest edition first. Raises PlanJsonError."""
    known = {edition.id: edition for edition in editions()}
    found = [_sample(path, known) for path in sorted(SAMPLES.glob("*.json"))]
    return sorted(found, key=lambda sample: -known[sample.edition].year)


def _sample(path: Path, known: dict[str, EditionFile]) -> Sample:
    data = json.loads(path.read_text(encoding="utf-8"))
    edition = known[data["edition"]["id"]]
    kind, _dot, field = edition.agency.partition(".")
    agency = data["records"][kind][0][field]
    return Sample(path.stem, f"{edition.title} {agency}", edition.id, agency, path)


def new_from_sample(name: str, path: Path, agency: Agency | None = None) -> Draft:
    """A new draft at `path` that holds a sample plan, as that of `agency` if one is given.

    Raises DraftError or PlanJsonError; then nothing was written.
    """
    known = {sample.name: sample for sample in samples()}
    if name not in known:
        raise DraftError(
            _("There is no sample “{name}”").format(name=name),
            _("The samples are: {names}").format(names=", ".join(known) or "–"),
        )
    draft = read_plan(known[name].path, path)
    if agency is not None:
        _begin_for(draft, agency)
    return draft

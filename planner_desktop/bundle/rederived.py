"""What a bundle says of its plan, worked out again by who receives it: from plan.json, with the edition installed here.

The tables, the report of the checks, the texts for people, the schema and the Word file must be what this program makes
of the plan; of the PDF see `pdf_compared`. Where another version of the edition or the program made them, that is told.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner_desktop import __version__, i18n
from planner_desktop.bundle import differing, layout, overview, pdf_actions, pdf_compared, report, tables, word_compared
from planner_desktop.bundle.readme import as_bytes as readme_bytes
from planner_desktop.bundle.refusal import Fault, ask_for_ours
from planner_desktop.checks.problem import Problem
from planner_desktop.document.fill import fill
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.plan_schema import as_bytes as schema_bytes
from planner_desktop.formpack import published
from planner_desktop.formpack.model import EditionFile
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class Compared(Frozen):
    """All that differs, what could not be compared, in words, and how the PDF was compared (`pdf_compared.Word`)."""

    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    pdf: str = ""


def look(
    plan: Draft, data: Path, said: Mapping[str, str], found: Sequence[Problem], *, print_again: bool = False
) -> Compared:
    """Hold what is beside a plan, in which the checks found this, against it; `print_again` also what the PDF draws.

    Raises QueryError, DocumentError.
    """
    if said.get(layout.FORMAT) != "2":
        told = _("It was made by an older program: its tables and report cannot be compared.")
        return Compared(tuple(_of_unread_pdf(data / layout.PDF)), (told,))
    edition = plan.pack.edition
    if edition.numbered != said.get(layout.EDITION_VERSION):
        told = _made_with_another(said.get(layout.EDITION_VERSION, ""), edition)
        return Compared(tuple(_of_unread_pdf(data / layout.PDF)), (told,))
    remarks: list[str] = []
    faults = [*_of_tables(plan, data / layout.TABLES), *_of_texts(plan, data, said, found, remarks)]
    document, other = fill(plan), other_program(said)
    of_word, unsaid = word_compared.against(document, data, said, other)
    of_pdf = pdf_compared.look(document, data / layout.PDF, said, other, print_again=print_again)
    return Compared((*faults, *of_pdf.faults, *of_word), (*remarks, *of_pdf.remarks, *unsaid), of_pdf.word)


def _of_unread_pdf(path: Path) -> Iterator[Fault]:
    """What a PDF does whose text cannot be compared."""
    if told := pdf_actions.active_file(path):
        yield Fault("pdf", f"{layout.PDF}: {told}", f"data/{layout.PDF}", ask_for_ours())


def other_program(said: Mapping[str, str]) -> str:
    """Which other version of the program made a bundle, as its label says; empty where it was this one."""
    program = said.get(layout.SOFTWARE, "").partition(",")[0]
    return "" if program == f"planner_desktop {__version__}" else program or "?"


def _made_with_another(made: str, here: EditionFile) -> str:
    """That a plan goes by another version of the edition or, in the same, by other catalogues of the city."""
    version, _point, number = made.partition(".")
    told = _("It was made with version {made} of its edition, here is version {here}: it cannot be compared.")
    if version == str(here.version):
        told = _("It goes by newer catalogues of the city: {made}, here is {here}. Take them, and verify it again.")
        if any(number == str(each.number) for each in published.shelf(here.id).withdrawn):
            told = _("It goes by catalogues of the city whose key is revoked: {made}, here is {here}. Have it updated.")
        elif (int(number) if number.isdecimal() else 0) < here.published:
            told = _("It goes by older catalogues of the city: {made}, here is {here}. It is not compared with them.")
    return told.format(made=made, here=here.numbered)


def _of_tables(plan: Draft, folder: Path) -> Iterator[Fault]:
    made = dict(tables.tables(plan))
    there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(made.keys() | there):
        place = f"{layout.TABLES}/{name}"
        if name not in made or name not in there:
            problem = _("{name} is missing, or is no table of the plan").format(name=place)
        elif (folder / name).read_bytes() != made[name]:
            problem = differing.cells((folder / name).read_bytes(), made[name], place) or _says_otherwise(place)
        else:
            continue
        yield Fault("tables", problem, f"data/{place}", ask_for_ours())


# ---------------------------------------------------------------- the report, the texts for people, the schema


def _of_texts(
    plan: Draft, data: Path, said: Mapping[str, str], found: Sequence[Problem], remarks: list[str]
) -> Iterator[Fault]:
    """They are in the language of who made them: it is tried in each that this program speaks."""
    given = (data / layout.REPORT).read_bytes()
    language = i18n.language()
    own = made = report.report(plan, said, found)
    unlike: list[str] = [layout.OVERVIEW]
    try:
        for each in (language, *(other for other in i18n.LANGUAGES if other != language)):
            if each != language:
                i18n.set_language(each)
                made = report.report(plan, said)
            if report.as_bytes(made) == given:
                unlike = [name for name, text in _texts(plan, said, made) if text != (data / name).read_bytes()]
                break
        else:
            unlike.insert(0, layout.REPORT)
    finally:
        i18n.set_language(language)
    other = other_program(said)
    if layout.REPORT in unlike and not (other and _stated(given) == _stated(report.as_bytes(own))):
        problem = _("{name}: the checks find otherwise here").format(name=layout.REPORT)
        problem += differing.problems(given, own)
        yield Fault("report", problem, f"data/{layout.REPORT}", ask_for_ours())
    elif other and unlike:
        told = _(
            "{names}: worded otherwise than by this program, for {program} made them. Do not open {page} from there."
        )
        remarks.append(told.format(names=", ".join(unlike), program=other, page=layout.OVERVIEW))
    else:
        for name in unlike:
            yield Fault("report", _says_otherwise(name), f"data/{name}", ask_for_ours())


def _texts(plan: Draft, said: Mapping[str, str], made: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    yield layout.OVERVIEW, overview.page(plan, said, made).encode()
    yield layout.SCHEMA, schema_bytes(plan.pack)
    text = b""
    with suppress(ValueError, LookupError):  # the label says no date
        text = readme_bytes(said)
    yield layout.README, text


def _stated(given: bytes) -> object:
    """What a report says in whatever words: how many problems, what was accepted and why, and that it is incomplete."""
    try:
        told = json.loads(given)
        accepted = [[each.get(part) for part in ("reason", "accepted_by", "accepted_at")] for each in told["accepted"]]
        return told["counts"], sorted(map(repr, accepted)), told.get("incomplete")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _says_otherwise(name: str) -> str:
    return _("{name} says otherwise than the plan").format(name=name)

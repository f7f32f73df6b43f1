"""What a bundle says of its plan, worked out again by who receives it: from plan.json, with the edition installed here.

The tables, the report of the checks and the page for browsers must be what this program makes of the plan, and the PDF
must print its texts and no other figures. Where another version of the edition or the program made them, that is told.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2

from planner_desktop import i18n
from planner_desktop.bundle import layout, overview, report, tables
from planner_desktop.bundle.printed import pages as printed_pages
from planner_desktop.bundle.refusal import Fault, ask_for_ours
from planner_desktop.checks.problem import Problem
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Document, Figure, plain, texts
from planner_desktop.draft import Draft
from planner_desktop.formpack import published
from planner_desktop.formpack.model import EditionFile
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_SPACE = regex(r"[\s\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\ufffc-]+")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_NAMED = 80  # letters of a text that is told


def look(plan: Draft, data: Path, said: Mapping[str, str], found: Sequence[Problem]) -> tuple[list[Fault], list[str]]:
    """Hold what is beside a plan, in which the checks found this, against it.

    All that differs, and what could not be compared, in words. Raises QueryError, DocumentError.
    """
    if said.get(layout.FORMAT) != "2":
        return [], [_("It was made by an older program: its tables and report cannot be compared.")]
    edition = plan.pack.edition
    if edition.numbered != said.get(layout.EDITION_VERSION):
        return [], [_made_with_another(said.get(layout.EDITION_VERSION, ""), edition)]
    remarks: list[str] = []
    faults = [
        *_of_tables(plan, data / layout.TABLES),
        *_of_report(plan, data, said, found, remarks),
        *_of_pdf(fill(plan), data / layout.PDF),
    ]
    return faults, remarks


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
            problem = _("{name} says otherwise than the plan").format(name=place)
        else:
            continue
        yield Fault("tables", problem, f"data/{place}", ask_for_ours())


def _of_report(
    plan: Draft, data: Path, said: Mapping[str, str], found: Sequence[Problem], remarks: list[str]
) -> Iterator[Fault]:
    """The report and the page are in the language of who made them: it is tried in each that this program speaks."""
    given, place = (data / layout.REPORT).read_bytes(), f"data/{layout.REPORT}"
    language = i18n.language()
    own = made = report.report(plan, said, found)
    try:
        for each in (language, *(other for other in i18n.LANGUAGES if other != language)):
            if each != language:
                i18n.set_language(each)
                made = report.report(plan, said)
            if report.as_bytes(made) == given:
                if overview.page(plan, said, made).encode() != (data / layout.OVERVIEW).read_bytes():
                    problem = _("{name} says otherwise than the plan").format(name=layout.OVERVIEW)
                    yield Fault("report", problem, f"data/{layout.OVERVIEW}", ask_for_ours())
                return
    finally:
        i18n.set_language(language)
    if _counted(given) == own["counts"]:
        told = _("{name} words its problems otherwise than this program; it counts the same.")
        remarks.append(told.format(name=layout.REPORT))
        return
    yield Fault("report", _("{name}: the checks find otherwise here").format(name=layout.REPORT), place, ask_for_ours())


def _counted(given: bytes) -> object:
    try:
        told = json.loads(given)
    except ValueError:
        return None
    return told.get("counts") if isinstance(told, dict) else None


# ---------------------------------------------------------------- the PDF


def _of_pdf(document: Document, path: Path) -> Iterator[Fault]:
    """Every text of the plan must be printed, no number that is not the plan's or a page's, and nothing over it."""
    try:
        printed = list(printed_pages(path))
    except pypdfium2.PdfiumError as error:
        yield _unlike(f"{layout.PDF}: {error}")
        return
    for number, page in enumerate(printed, 1):
        for odd in page.odd:
            problem = _("{name}, page {number}: {odd}")
            yield _unlike(problem.format(name=layout.PDF, number=number, odd=odd))
    figures = sum(isinstance(block, Figure) and not block.problem for block in document.blocks)
    if sum(page.pictures for page in printed) > figures:
        yield _unlike(_("{name} holds pictures that are not the plan's").format(name=layout.PDF))
    pages = [_bare(page.text) for page in printed]
    whole = "".join(pages)
    said = [_bare(plain(text)) for section in document.sections for block in section.blocks for text in texts(block)]
    for text in dict.fromkeys(said):
        if text and text not in whole and not _over_two(text, pages):
            yield _unlike(_("{name} does not print “{text}”").format(name=layout.PDF, text=text[:_NAMED]))
    known = "\n".join([*said, *map(str, range(len(pages) + 1))])
    for told in sorted({number for page in printed for number in _NUMBER.findall(to_arabic(page.text))}):
        if told.rstrip(",.") not in known:
            problem = _("{name} prints “{number}”, which the plan does not say")
            yield _unlike(problem.format(name=layout.PDF, number=told[:_NAMED]))


def _unlike(problem: str) -> Fault:
    return Fault("pdf", problem, f"data/{layout.PDF}", ask_for_ours())


def _bare(text: str) -> str:
    """A text without what lines and pages part it by."""
    return to_arabic(_SPACE.sub("", text))


def _over_two(text: str, pages: list[str]) -> bool:
    """Whether a text begins on a page and ends on the next, as that of a row over two pages does."""
    for page, following in pairwise(pages):
        least, most = 0, len(text)
        while least < most:  # how much of it the page has
            middle = (least + most + 1) // 2
            least, most = (middle, most) if text[:middle] in page else (least, middle - 1)
        if least and text[least:] in following:
            return True
    return False

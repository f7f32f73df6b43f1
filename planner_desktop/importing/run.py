"""A written document becomes a draft, with a report of what became of it."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from planner_desktop.closing import closed_on_error
from planner_desktop.draft import Draft
from planner_desktop.draft.file.file import refuse_existing
from planner_desktop.draft.plan.new_plan import Agency, agencies, name_agency
from planner_desktop.draft.records import adoption
from planner_desktop.errors import PlannerError
from planner_desktop.exchange.written import WrittenDocument
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.formpack.rich_text import RichHeading, RichList, RichParagraph
from planner_desktop.i18n import _
from planner_desktop.importing.alike import heads_of, likeness
from planner_desktop.importing.model_print import ModelPrint
from planner_desktop.importing.report import Report
from planner_desktop.importing.walking import Walker
from planner_desktop.importing.writing import Writer
from planner_desktop.regex import regex
from planner_desktop.stopping import Progress
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair

_YEAR = regex(r"(?:ประจำปี|ปีงบประมาณ)\s*(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*(25[0-9]{2})")
YEAR_COUNTS = 0.2
"""So much more is a template like a document that says its year."""
LEAST_TABLES = 2
"""A document of which fewer tables and headings are known is no plan of the edition."""


def import_written(
    document: WrittenDocument, path: Path, edition: str = "", progress: Progress | None = None
) -> tuple[Draft, Report]:
    """A new draft at `path` with the plan that a document holds, and what became of the document.

    `edition` is the template; if none is named, that of the year which the document tells most often. Raises
    PlannerError where it is no plan; then nothing was written.
    """
    refuse_existing(path)
    pack, why = edition_of(document, edition)
    draft, report = read_into_memory(document, pack, why, progress)
    with draft:
        draft.forget_history()
        draft.save_as(path)
    return Draft.open(path), report


def read_into_memory(
    document: WrittenDocument, pack: FormPack, why: str = "", progress: Progress | None = None
) -> tuple[Draft, Report]:
    """The plan that a document holds, as a draft in memory. Raises PlannerError where it is no plan."""
    tell = progress or (lambda _share: None)
    report = Report(document.source, pack.edition.id, why, skipped=list(document.skipped))
    printed = ModelPrint(pack, lambda share: tell(0.4 * share))
    walker = Walker(document, printed, report)
    walker.walk(lambda share: tell(0.4 + 0.3 * share))
    if len(report.matched) < LEAST_TABLES:
        raise PlannerError(
            _("{source} is no plan of the template {edition}: {known} of its tables were recognised").format(
                source=document.source, edition=pack.edition.id, known=len(report.matched)
            ),
            _("Choose the Word file of a whole plan, or name its template with --edition."),
        )
    with closed_on_error(Draft.in_memory(pack)) as draft:
        adoption.add_presets(draft)
        agency = agency_of(document, pack)
        Writer(walker, draft, report).write(lambda share: tell(0.7 + 0.3 * share))
        if agency is not None:
            report.agency = agency.name
            name_agency(draft, agency)
    return draft, report


def texts_of(document: WrittenDocument) -> Iterable[str]:
    """Every text of a document in its order."""
    for part in document.parts:
        match part.block:
            case RichHeading():
                yield part.block.heading
            case RichParagraph():
                yield part.block.paragraph
            case RichList():
                yield from part.block.list
        if part.grid is not None:
            for row in part.grid.rows:
                yield from dict.fromkeys(filter(None, row))


def edition_of(document: WrittenDocument, asked: str = "") -> tuple[FormPack, str]:
    """The template that a document is written on, and how it is known: by the year it says most often, and by how much
    its headings and heads of tables are like the template's. Raises FormPackError.
    """
    if asked:
        return edition_pack(asked), _("as you asked")
    years = Counter(int(year) for text in texts_of(document) for year in _YEAR.findall(to_arabic(text)))
    told, heads = editions(), heads_of(document)
    said = next((year for year, _count in years.most_common(3) if any(each.year == year for each in told)), 0)
    shares = {each.id: likeness(heads, edition_pack(each.id)) for each in told}
    best = max(told, key=lambda each: shares[each.id] + YEAR_COUNTS * (each.year == said))  # of equal ones the newest
    share = _("of its headings and heads of tables {share:.0%} are those of this template").format(
        share=shares[best.id]
    )
    if best.year == said:
        why = _("the document says {year}, and {share}").format(year=said, share=share)
    elif said:
        why = _("the document says {year}, but {share}").format(year=said, share=share)
    elif years:
        year = years.most_common(1)[0][0]
        why = _("no template is known of the year {year}, which the document says; {share}").format(
            year=year, share=share
        )
    else:
        why = _("the document says no year; {share}").format(share=share)
    return edition_pack(best.id), why


def agency_of(document: WrittenDocument, pack: FormPack) -> Agency | None:
    """The agency of a plan: that of the catalogue which the cover names, else the one that it names most often."""
    known = agencies(pack)
    counts: Counter[str] = Counter()
    for at, text in enumerate(texts_of(document)):
        said = compared(repair(text))
        for agency in known:
            if (name := compared(agency.name)) in said:
                counts[agency.name] += (20 if at < 8 and len(said) < 3 * len(name) else 1) * said.count(name)
    best = counts.most_common(1)
    return next((agency for agency in known if best and agency.name == best[0][0]), None)

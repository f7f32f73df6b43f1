"""Pages made from an edition: one for each section, of the edition's own guidance and checks.

What the edition says is said here in its own words, so a page is as true as the edition, also one that was installed
later.
"""

from collections.abc import Iterator, Sequence

from planner_desktop.formpack import FormPack
from planner_desktop.formpack.model import CheckSpec, Section
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.i18n import _
from planner_desktop.manual.page import Item, ManualBlock, Page, PageTable, PageText, PageTexts, Prose, Title, words
from planner_desktop.regex import regex

_COLUMN = regex(r"\{[^{}]*\}")


def pages(pack: FormPack) -> tuple[Page, ...]:
    """A page for each section, and one of all checks by their names."""
    title = pack.edition.title
    sections = (Page(section_page(pack, each.id), tuple(_section(pack, each)), title) for each in pack.sections)
    return (*sections, Page(section_page(pack, "all-checks"), tuple(_checks(pack)), title))


def section_page(pack: FormPack, section: str) -> str:
    """The id of the page that tells of a section."""
    return f"{pack.edition.id}-{section}"


def part_anchor(number: int) -> str:
    """What leads to a part of a section in its page; parts are counted from 0."""
    return f"part-{number}"


def _section(pack: FormPack, section: Section) -> Iterator[ManualBlock]:
    yield Title(words(section.title), 1)
    if section.help:
        yield Prose(words(section.help))
    if section.optional:
        yield Prose(words(_("An agency may leave this section out: it is entered only where it is needed.")))
    if not section.screen:
        yield Prose(words(_("There is nothing to enter here: the program makes this section itself.")))
    told: set[tuple[str, str]] = set()
    for n, part in enumerate(section.screen):
        yield from _part(pack, part, told, part_anchor(n))
    if section.checks or any(_required(pack, section)):
        yield Title(words(_("What the program checks here")), 2)
        if required := list(_required(pack, section)):
            said = _("Must be filled in before the plan is sent: {names}")
            yield Prose(words(said.format(names=", ".join(required))))
        yield from _grid_of_checks(section.checks)


def _part(pack: FormPack, part: Screen, told: set[tuple[str, str]], anchor: str) -> Iterator[ManualBlock]:
    spec = pack.records[part.record]
    yield Title(words(part.title or spec.label), 2, anchor)
    for text in dict.fromkeys((part.guide, spec.help)):
        if text:
            yield Prose(words(text))
    kinds = part.edits(pack)
    for kind in kinds:
        yield from _fields(pack, kind, part, told, named=len(kinds) > 1)
    links = [part.told_in]
    if any(field.field_type.formatted for kind in kinds for field in pack.records[kind].fields.values()):
        links.append("running-text")
    if any(pack.records[kind].scoring for kind in kinds):
        links.append("scoring")
    yield Prose((PageText(_("How to enter it: ")), *_listed(links)))


def _listed(ids: Sequence[str]) -> Iterator[PageText]:
    names = {
        "fields": _("fields"), "tables": _("tables"), "boards": _("boards of cards"), "matrix": _("tables of links"),
        "gantt": _("steps and months"), "trees": _("trees of records"), "running-text": _("running text"),
        "scoring": _("levels of scores"),
    }  # fmt: skip
    for n, id in enumerate(ids):
        if n:
            yield PageText(", ")
        yield PageText(names[id], link=id)


def _fields(
    pack: FormPack, kind: str, part: Screen, told: set[tuple[str, str]], *, named: bool
) -> Iterator[ManualBlock]:
    """The fields of a kind that a part lets be seen and that were not told yet in this section."""
    spec = pack.records[kind]
    only = part.only_fields(kind)
    fields = {
        name: field for name, field in spec.fields.items() if (not only or name in only) and (kind, name) not in told
    }
    told.update((kind, name) for name in fields)
    if not fields:
        return
    if named:
        yield Title(words(spec.label), 3)
        if spec.help and kind != part.record:
            yield Prose(words(spec.help))
    rows = [(words(field.label, bold=True), words(_what(pack, field))) for field in fields.values()]
    yield PageTable((words(_("Field")), words(_("What to write"))), rows)


def _what(pack: FormPack, field: FieldSpec) -> str:
    """What is written into a field: its guidance, what it takes, whether it must be filled in."""
    to = pack.records[field.to].label if field.to else ""
    said = [field.help, field.field_type.guide(field, to)]
    if field.required:
        said.append(_("Must be filled in."))
    return "\n".join(filter(None, said))


def _required(pack: FormPack, section: Section) -> Iterator[str]:
    """The labels of the fields that a finished plan needs and this section is the first to show."""
    for kind, spec in pack.records.items():
        showing = pack.sections_showing(kind)
        if showing and showing[0].id == section.id:
            for field in spec.fields.values():
                if field.required:
                    yield f"{spec.label}: {field.label}" if spec.label != field.label else field.label


def _grid_of_checks(checks: Sequence[CheckSpec]) -> Iterator[ManualBlock]:
    if not checks:
        return
    rows = [(words(_severity(check)), _problem(check), words(_named(check.fix))) for check in checks]
    yield PageTable((words(_("Severity")), words(_("Problem, and why it is one")), words(_("How to fix"))), rows)


def _problem(check: CheckSpec) -> PageTexts:
    why = f"\n{_named(check.why)}" if check.why else ""
    return (PageText(_named(check.message)), PageText(f"{why}\n({check.id})"))


def _severity(check: CheckSpec) -> str:
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[check.severity]


def _named(text: str) -> str:
    """A message without the columns that it is filled with."""
    return _COLUMN.sub("…", text)


def _checks(pack: FormPack) -> Iterator[ManualBlock]:
    yield Title(words(_("All checks of this edition")), 1)
    said = _("An error must be mended before the plan is sent, a warning is probably wrong, a note is worth a look.")
    yield Prose(words(said))
    severities = ("error", "warning", "note")
    for severity in severities:
        found = [(each, check) for each in pack.sections for check in each.checks if check.severity == severity]
        if found:
            yield Title(words(_severity(found[0][1])), 2)
        for section, check in found:
            where = PageText(section.title, link=section_page(pack, section.id))
            yield Item((PageText(f"{_named(check.message)} ({check.id}, "), where, PageText(")")), "–")
    if whole := [check for checks in pack.checks.values() for check in checks]:
        yield Title(words(_("Checks of the whole plan")), 2)
        yield Prose(words(_("What they find stands in the section in which it is mended.")))
        yield from _grid_of_checks(sorted(whole, key=lambda check: severities.index(check.severity)))

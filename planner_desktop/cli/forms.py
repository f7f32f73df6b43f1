"""The commands on form packs, for those who make and mend editions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.formpack import FormPack

PROBLEMS = 1
KINDS = ("edition", "records", "section")

for_agency = click.option(
    "--agency", metavar=_("NAME"), default="", help=_("Whose plan it is, by abbreviation or full name.")
)
with_options = click.option(
    "--option", "options", metavar="RECORD.FIELD=VALUE", multiple=True, help=_("Choose an option; may be repeated.")
)


@click.group("forms", help=_("List, show and check editions of the template."))
def forms() -> None:
    """The commands on form packs."""


@forms.command("list", help=_("List the installed editions, newest first."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
def _list(as_json: bool) -> None:
    from planner_desktop.formpack.editions import editions

    found = editions()
    if as_json:
        keys = ("id", "title", "year", "version")
        data = [{key: getattr(edition, key) for key in keys} for edition in found]
        say_json(data)
    for edition in () if as_json else found:
        say(f"{edition.id}\t{edition.title}")


@forms.command("show", help=_("Show an edition's sections, records and fields."))
@click.argument("edition", metavar="ID|DIR")
def _show(edition: str) -> None:
    pack = _pack(edition)
    say(_("{title} ({id}, version {version})").format(**vars(pack.edition)))
    if pack.edition.contact:
        say(_("Contact: {contact}").format(contact=pack.edition.contact))
    say(_("Sections"))
    for section in pack.sections:
        title = _("{title} (optional)").format(title=section.title) if section.optional else section.title
        say(f"  {section.file}: {title}")
    say(_("Records"))
    for name, record in pack.records.items():
        under = _("(under {parent})").format(parent=record.parent) if record.parent else ""
        say(f"  {name}: {record.label} {under}".rstrip())
        for field_name, field in pack.seen(name).fields.items():
            kind = f"{field.type} → {field.to}" if field.to else field.type
            label = _("{label} (required)").format(label=field.label) if field.required else field.label
            say(f"    {field_name}: {label} [{kind}]" if label else f"    {field_name}: [{kind}]")


@forms.command("lint", help=_("Check a form pack: findings with file, line and what to write."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
@click.pass_context
def _lint(context: click.Context, folder: Path, as_json: bool) -> None:
    from planner_desktop.formpack import copies
    from planner_desktop.formpack.reading import look

    pack, found = look(folder)
    findings = sorted(found, key=lambda finding: (finding.file, finding.line))
    for stale in copies.stale(folder) if pack is not None else ():
        say(_("Note: {finding}").format(finding=stale), err=True)
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(str(finding))
        say(ngettext("{count} finding", "{count} findings", len(findings)).format(count=len(findings)))
    context.exit(PROBLEMS if findings else 0)


@forms.command("new", help=_("Make next year's edition: a new folder that inherits everything from an installed one."))
@click.option("--from", "source", metavar="ID", required=True, help=_("The edition to inherit from."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def _new(source: str, folder: Path) -> None:
    from planner_desktop.formpack import store
    from planner_desktop.formpack.editions import edition_folder

    pack = store.new(edition_folder(source), folder)
    say(_("{folder}: {title}").format(folder=folder, title=pack.edition.title))


@forms.command("take", help=_("Copy inherited files into an edition's folder, to change them there."))
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.argument("names", metavar="NAME.yaml...", nargs=-1, required=True)
def _take(folder: Path, names: tuple[str, ...]) -> None:
    from planner_desktop.formpack import store

    for path in store.take(folder, names):
        say(str(path))


@forms.command("add", help=_("Install an edition from a folder or zip file, for this user."))
@click.argument("source", metavar="FILE|DIR", type=click.Path(exists=True, path_type=Path))
def _add(source: Path) -> None:
    from planner_desktop.formpack import store

    say(_("The edition {id} is installed").format(id=store.add(source).edition.id))


@forms.command("remove", help=_("Remove an edition that was added; drafts made with it keep their own copy."))
@click.argument("edition", metavar="ID")
def _remove(edition: str) -> None:
    from planner_desktop.formpack import published, store

    store.remove(edition)
    published.forget(edition)
    say(_("The edition {id} is removed").format(id=edition))


@forms.command("preview", help=_("Make a PDF of an edition's empty template with its guidance."))
@for_agency
@with_options
@click.argument("edition", metavar="ID|DIR")
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
def _preview(agency: str, options: tuple[str, ...], edition: str, out: Path) -> None:
    from planner_desktop.document.preview import export_template

    pages = export_template(_pack(edition), out, prepare=lambda draft: _prepare(draft, agency, options))
    say(ngettext("{out}: {count} page", "{out}: {count} pages", pages).format(out=out, count=pages))


@forms.command("try", help=_("Check an edition, and print a sample, a draft or made-up data in it."))
@click.option("--sample", metavar=_("NAME"), help=_("The sample to print; `samples` lists them."))
@click.option("--draft", "plan", metavar="DRAFT", type=click.Path(path_type=Path), help=_("The draft to print."))
@for_agency
@with_options
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.pass_context
def _try(
    context: click.Context,
    sample: str | None,
    plan: Path | None,
    agency: str,
    options: tuple[str, ...],
    folder: Path,
    out: Path,
) -> None:
    if sample is not None and plan is not None:
        raise click.UsageError(_("Give --sample or --draft, not both."))
    from planner_desktop.document.export import export_pdf, remarks
    from planner_desktop.draft.plan.trial import tried
    from planner_desktop.formpack.reading import look

    pack, findings = look(folder)
    if findings or pack is None:
        for finding in findings:
            say(str(finding))
        say(ngettext("{count} finding", "{count} findings", len(findings)).format(count=len(findings)))
        context.exit(PROBLEMS)
    with tried(pack, sample or "", plan) as (draft, left):
        _prepare(draft, agency, options)
        made = export_pdf(draft, out)
        for each in left:
            what = " – ".join(filter(None, (each.record, each.title, each.field, one_line(each.value))))
            say(_("Has no place: {what} ({why})").format(what=what, why=each.why))
        for remark in remarks(made, pack):
            say(remark)
    say(ngettext("{out}: {count} page", "{out}: {count} pages", made.pages).format(out=out, count=made.pages))


def _pack(edition: str) -> FormPack:
    """The form pack of an edition, by its folder or its id."""
    from planner_desktop.formpack import read
    from planner_desktop.formpack.editions import edition_pack

    folder = Path(edition)
    return read(folder) if (folder / "edition.yaml").is_file() else edition_pack(edition)


def _prepare(draft: Draft, agency: str, options: tuple[str, ...]) -> None:
    """Name the agency and choose the options that were given."""
    from planner_desktop.draft.plan import made_up, new_plan

    if agency:
        new_plan.name_agency(draft, new_plan.find_agency(draft.pack, agency))
    made_up.choose(draft, options)


@forms.command("schema", help=_("Print the JSON Schema of a form pack's YAML files."))
@click.argument("kind", metavar="[edition|records|section]", type=click.Choice(KINDS), required=False)
def _schema(kind: str | None) -> None:
    from planner_desktop.formpack import store

    schemas = store.schemas()
    say_json(schemas[kind] if kind else schemas)

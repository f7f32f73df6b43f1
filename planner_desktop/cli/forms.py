"""The commands on form packs, for those who make and mend editions."""

from dataclasses import asdict
from pathlib import Path

import click

from planner_desktop.cli.saying import say, say_json
from planner_desktop.i18n import _, ngettext

PROBLEMS = 1
KINDS = ("edition", "records", "section")


@click.group("forms", help=_("List, show and check editions of the template."))
def forms() -> None:
    """The commands on form packs."""


@forms.command("list", help=_("List the installed editions, newest first."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
def _list(as_json: bool) -> None:
    from planner_desktop.draft.new_plan import editions

    found = editions()
    if as_json:
        keys = ("id", "title", "year", "version")
        data = [{key: getattr(edition, key) for key in keys} for edition in found]
        say_json(data)
    for edition in () if as_json else found:
        say(f"{edition.id}\t{edition.title}")


@forms.command("show", help=_("Show an edition's sections, records and fields."))
@click.argument("edition", metavar="ID")
def _show(edition: str) -> None:
    from planner_desktop.draft.new_plan import edition_pack

    pack = edition_pack(edition)
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
            say(f"    {field_name}: {label} [{kind}]")


@forms.command("lint", help=_("Check a form pack: findings with file, line and what to write."))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
@click.pass_context
def _lint(context: click.Context, folder: Path, as_json: bool) -> None:
    from planner_desktop.formpack.read import look

    findings = sorted(look(folder)[1], key=lambda finding: (finding.file, finding.line))
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
    from planner_desktop.draft.new_plan import edition_folder
    from planner_desktop.formpack import store

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
    from planner_desktop.formpack import store

    store.remove(edition)
    say(_("The edition {id} is removed").format(id=edition))


@forms.command("preview", help=_("Make a PDF of an edition's empty template with its guidance."))
@click.argument("edition", metavar="ID|DIR")
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
def _preview(edition: str, out: Path) -> None:
    from planner_desktop.document.preview import export_template
    from planner_desktop.draft.new_plan import edition_pack
    from planner_desktop.formpack import read

    folder = Path(edition)
    pack = read(folder) if (folder / "edition.yaml").is_file() else edition_pack(edition)
    pages = export_template(pack, out)
    say(ngettext("{out}: {count} page", "{out}: {count} pages", pages).format(out=out, count=pages))


@forms.command("schema", help=_("Print the JSON Schema of a form pack's YAML files."))
@click.argument("kind", metavar="[edition|records|section]", type=click.Choice(KINDS), required=False)
def _schema(kind: str | None) -> None:
    from planner_desktop.formpack import store

    schemas = store.schemas()
    say_json(schemas[kind] if kind else schemas)

"""The command that writes the manual."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _

file = click.Path(path_type=Path)


@click.command("manual", help=_("Write the manual as PDF or HTML."))
@click.option("--pdf", metavar=_("FILE"), type=file, help=_("The manual as a PDF."))
@click.option("--html", metavar=_("FOLDER"), type=file, help=_("A folder for the manual's pages."))
@click.option("--edition", metavar="ID", default="", help=_("Only the sections of this edition; of all if not given."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
def manual(pdf: Path | None, html: Path | None, edition: str, overwrite: bool) -> None:
    """Write the manual as PDF, as HTML, or both."""
    targets = [target for target in (pdf, html) if target is not None]
    if not targets:
        raise click.UsageError(_("Give at least one of --pdf and --html."))
    from planner_desktop.formpack import editions as installed
    from planner_desktop.manual import as_document, as_html, editions, reading

    names = [edition] if edition else [each.id for each in installed.editions()]
    pages = [*reading.pages(), *(page for name in names for page in editions.pages(installed.edition_pack(name)))]
    refuse(None, targets, overwrite)
    if pdf is not None:
        as_document.write(pages, pdf)
    if html is not None:
        as_html.write(pages, html)
    for target in targets:
        wrote(target)

"""The commands on what stands beside the plan: notes on sections, who edits, and what a session left behind."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from planner_desktop.cli.addresses import section_of
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _


@click.command("notes", help=_("List your notes on the sections of a draft."))
@draft_argument
@as_json
def notes(draft: Path, as_json: bool) -> None:
    """As `notes --help` says."""
    from planner_desktop.draft.records.section_notes import section_notes

    with reading(draft) as plan:
        found = section_notes(plan)
        titles = {section.id: section.title for section in plan.pack.sections}
    if as_json:
        say_json([{"section": id} | asdict(note) for id, note in found.items()])
    for id, note in () if as_json else found.items():
        waiting = _("waiting") if note.waiting else ""
        say("\t".join(filter(None, (id, titles[id], waiting, one_line(note.text)))))


@click.command("note", help=_("Write a note on a section; an empty one takes it away."))
@draft_argument
@click.argument("section", metavar="SECTION")
@click.argument("text", metavar=_("TEXT"))
@click.option("--waiting", is_flag=True, help=_("The section waits for what the note tells of."))
def note(draft: Path, section: str, text: str, waiting: bool) -> None:
    """As `note --help` says."""
    from planner_desktop.draft.records.section_notes import SectionNote, keep

    with writing(draft) as plan:
        keep(plan, section_of(plan, section), SectionNote(text.strip(), waiting))


@click.command("author", help=_("Tell or set your name in the history."))
@click.argument("name", metavar="[{}]".format(_("NAME")), required=False)
def author(name: str | None) -> None:
    """As `author --help` says."""
    from planner_desktop.draft.file.author import author_name, set_author_name

    if name is not None:
        set_author_name(name)
    say(one_line(author_name()))


@click.command("recover", help=_("Put back what was being typed when the program was cut off."))
@draft_argument
@click.pass_context
def recover(context: click.Context, draft: Path) -> None:
    """As `recover --help` says."""
    from planner_desktop.draft.file.opening_notes import of_opening
    from planner_desktop.entry.recovery import put_back

    with writing(draft) as plan:
        found = put_back(plan)
        lines = list(of_opening(plan, found.lines, found.waiting))
    for line in lines:
        say(line)
    if not lines:
        say(_("Nothing was left to be recovered."))
    context.exit(PROBLEMS if found.waiting else 0)

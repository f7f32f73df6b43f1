"""The commands on misspelt words: where they stand in a draft, and which words of yours are right."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _


@click.command("spelling", help=_("List the misspelt words of a draft."))
@draft_argument
@as_json
@click.pass_context
def spelling(context: click.Context, draft: Path, as_json: bool) -> None:
    """As `spelling --help` says."""
    from planner_desktop.entry.proofreading import doubts

    with reading(draft) as plan:
        found = list(doubts(plan))
        names = [(plan.spec(one.kind), plan.title(one.kind, one.id)) for one in found]
    if as_json:
        say_json([asdict(one) for one in found])
    for one, (spec, title) in () if as_json else zip(found, names, strict=True):
        where = spec.label if spec.single else f"{spec.label} “{one_line(title)}”"
        meant = f" → “{one.meant}”" if one.meant else ""
        say(f"{one.section}\t{where}: {spec.fields[one.field].label}\t“{one.word}”{meant}")
    if found:
        context.exit(PROBLEMS)


@click.command("words", help=_("List your own words, add or remove some."))
@click.option("--add", "added", metavar=_("WORD"), multiple=True, help=_("This word is right."))
@click.option("--remove", "removed", metavar=_("WORD"), multiple=True, help=_("This word is none of yours."))
def words(added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """As `words --help` says."""
    from planner_desktop.entry.own_words import add_own_word, own_words, remove_own_word

    for word in added:
        add_own_word(word)
    for word in removed:
        remove_own_word(word)
    for word in sorted(own_words()):
        say(one_line(word))

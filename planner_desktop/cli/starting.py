"""The commands that start plans, and take them to another edition or to a corrected form of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.addresses import numbers_of
from planner_desktop.cli.arguments import as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft.plan.carrying import Left
    from planner_desktop.draft.plan.moving import MovePlan


@click.command(
    "new",
    short_help=_("Start a plan, also from last year's."),
    help=_("Start a plan: for an agency, from a sample, or from last year's in a file."),
)
@click.option(
    "--edition",
    metavar="ID",
    default="",
    help=_("The edition of the template; the newest if not given. That of the year after the newest can be had ahead."),
)
@click.option("--agency", metavar=_("NAME"), default="", help=_("The agency's abbreviation or full name."))
@click.option("--sample", metavar=_("NAME"), default="", help=_("The sample to start from; `samples` lists them."))
@click.option(
    "--from",
    "old",
    metavar=_("FILE"),
    type=file,
    help=_("The plan it begins with: a draft, a bundle, its JSON, a Word file."),
)
@click.option("--look", is_flag=True, help=_("Only tell what comes along, begins anew or is to be reviewed."))
@click.option(
    "--years",
    metavar=_("NUMBERS"),
    default="",
    help=_("Which texts that name the old year shall name the new one, by their numbers in `--look`: 1,4-7 or all."),
)
@as_json
@click.argument("out", metavar="[OUT.bmaplan]", type=file, required=False)
def new(
    edition: str, agency: str, sample: str, old: Path | None, look: bool, years: str, as_json: bool, out: Path | None
) -> None:
    """As `new --help` says."""
    if not (agency or sample or old) or (sample and (agency or edition or old)):
        raise click.UsageError(_("Give --agency or --from (with --edition, if you like), or --sample."))
    if (look or years) and old is None:
        raise click.UsageError(_("--look and --years belong to --from."))
    if out is None and not look:
        raise click.UsageError(_("Name the new draft: OUT.bmaplan."))
    from planner_desktop.draft.plan import new_plan
    from planner_desktop.formpack.ahead import pack_of

    if old is not None:
        _begin_with(old, edition, agency, None if look else out, years, as_json=as_json)
        return
    assert out is not None
    if sample:
        new_plan.new_from_sample(sample, out).close()
    else:
        pack = pack_of(edition)
        new_plan.new_plan(pack, new_plan.find_agency(pack, agency), out).close()
    wrote(out)


def _begin_with(path: Path, edition: str, agency: str, out: Path | None, years: str, *, as_json: bool) -> None:
    """A new draft that begins with the plan of another, as that of its own agency if none is named; or what that is."""
    from planner_desktop.draft.history.sending import value_at
    from planner_desktop.draft.plan import new_plan
    from planner_desktop.draft.plan.moving import plan_move
    from planner_desktop.formpack.ahead import pack_of
    from planner_desktop.plans.opened import plan_in

    pack = pack_of(edition)
    if out is not None:
        refuse(path, [out], overwrite=False)
    with plan_in(path, lambda line: say(line, err=True)) as old:
        named = new_plan.find_agency(pack, agency or value_at(old, old.pack.edition.agency))
        plan = plan_move(old, pack)
        wanted = numbers_of("" if years == "all" else years, len(plan.years)) if years else []
        if out is not None:
            keys = [plan.years[number - 1].key for number in wanted]
            new_plan.new_from_plan(old, pack, named, out, keys).close()
    if as_json:
        say_json(asdict(plan))
        return
    if out is None:
        _say_maps(plan)
    _say_plan(plan)
    if out is not None:
        wrote(out)


@click.command("samples", help=_("List the sample plans that come with the program."))
@as_json
def samples(as_json: bool) -> None:
    """As `samples --help` says."""
    from planner_desktop.draft.plan.new_plan import samples

    found = samples()
    if as_json:
        keys = ("name", "title", "edition", "agency")
        say_json([{key: getattr(sample, key) for key in keys} for sample in found])
    for sample in () if as_json else found:
        say(f"{sample.name}\t{sample.title}")


@click.command("recent", help=_("List the drafts that were opened last."))
@as_json
def recent(as_json: bool) -> None:
    """As `recent --help` says."""
    from planner_desktop.plans import draft_cards, recent

    found = [card for each in recent.cards() if (card := draft_cards.look(each)) is not None]
    if as_json:
        say_json([asdict(card) | {"path": str(card.path)} for card in found])
    for card in () if as_json else found:
        problems = ngettext("{count} problem", "{count} problems", card.problems).format(count=card.problems)
        done = _("{done} of {count} sections").format(done=card.done, count=card.sections)
        say("\t".join(filter(None, (str(card.path), one_line(card.agency), card.title, done, problems, card.trouble))))


@click.command("move", help=_("Move a plan to another edition, or show what that does."))
@click.option("--edition", metavar="ID", default="", help=_("The edition of the template; the newest if not given."))
@click.option("--years", is_flag=True, help=_("Texts that name the year before shall name the new one."))
@click.option("--left-behind", is_flag=True, help=_("Only list what had no place when this draft was moved here."))
@as_json
@draft_argument
@click.argument("out", metavar="[OUT.bmaplan]", type=file, required=False)
def move(edition: str, years: bool, left_behind: bool, as_json: bool, draft: Path, out: Path | None) -> None:
    """As `move --help` says."""
    if left_behind:
        _list_left_behind(draft, as_json=as_json)
        return
    from planner_desktop.draft.plan import moving
    from planner_desktop.formpack.ahead import pack_of

    pack = pack_of(edition)
    with reading(draft) as old:
        plan = moving.plan_move(old, pack)
        if out is not None:
            wanted = {each.key for each in plan.years} if years else ()
            moving.move(old, pack, out, wanted).close()
    if as_json:
        say_json(asdict(plan))
        return
    _say_maps(plan)
    _say_plan(plan)
    if out is not None:
        wrote(out)


def _list_left_behind(path: Path, *, as_json: bool) -> None:
    from planner_desktop.draft.plan.moving import left_behind

    with reading(path) as draft:
        left = left_behind(draft)
    if as_json:
        say_json([asdict(each) for each in left])
    else:
        say_left(left)


def _say_maps(plan: MovePlan) -> None:
    for moved in plan.maps:
        say(_("Goes over: {count} {label}").format(count=moved.records, label=moved.label))


def _say_plan(plan: MovePlan) -> None:
    for new in plan.new:
        say(_("New and empty: {what}").format(what=" – ".join(filter(None, (new.record, new.field)))))
    say_left(plan.left)
    for review in plan.reviews:
        what = " – ".join(filter(None, (review.record, review.field)))
        say(_("Is to be reviewed: {count} {what}").format(count=review.count, what=what))
    for n, each in enumerate(plan.years, 1):
        what = " – ".join(filter(None, (each.record, each.title, each.field)))
        say(_("{number}. Names the year before: {what}: {text}").format(number=n, what=what, text=one_line(each.text)))
        say(f"  → {one_line(each.offered)}")


def say_left(left: Sequence[Left]) -> None:
    """Tell what had no place in a draft."""
    for each in left:
        what = " – ".join(filter(None, (each.record, each.title, each.field, one_line(each.value))))
        said = _("Begins anew: {what}") if each.cleared else _("Has no place: {what} ({why})")
        say(said.format(what=what, why=each.why))


@click.command("update", help=_("Take up a corrected form of a draft's edition."))
@click.option("--look", is_flag=True, help=_("Only show what that changes."))
@as_json
@draft_argument
def update(look: bool, as_json: bool, draft: Path) -> None:
    """As `update --help` says."""
    from planner_desktop.draft.plan import updating
    from planner_desktop.draft.plan.retaking import line as retaken_line
    from planner_desktop.formpack.differing import told
    from planner_desktop.plans.offered import offered

    with (reading if look else writing)(draft) as plan:
        offer = offered(plan)
        ready = updating.prepared(plan, offer.pack) if offer.pack else None
        if ready is not None and not look:
            updating.update(plan, ready)
    if as_json:
        found = ready and {
            "changes": [asdict(each) for each in ready.changes],
            "taken": [asdict(each) for each in ready.taken],
            "plan": asdict(ready.plan),
        }
        edition = ready.pack.edition if ready else None
        numbers = {"version": edition and edition.version, "published": edition and edition.published}
        doubt = offer.doubt and offer.doubt._asdict()
        taken_up = {"taken_up": ready is not None and not look, "not_believed": doubt}
        say_json(numbers | taken_up | (found or {}))
        return
    if offer.doubt is not None:
        say(str(offer.doubt))
    if ready is None:
        say(_("This draft has the newest form of its edition that this program knows."))
        return
    for change in ready.changes:
        texts = " → ".join(one_line(text) for text in (change.before, change.after) if text)
        say(": ".join(filter(None, (change.where, told(change), texts))))
    for each in ready.taken:
        say(retaken_line(each))
    _say_plan(ready.plan)
    if not look:
        version = updating.version_in_words(ready.pack.edition)
        say(_("Version {version} of the edition was taken up").format(version=version))

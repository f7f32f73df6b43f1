"""The commands on published catalogues and their keys: for the strategy office, who publish, and for all who take."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop import whole_file
from planner_desktop.cli.arguments import as_json, draft_argument, file, reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import PublishingError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.published import Published
    from planner_desktop.publishing.catalogues import Looked
    from planner_desktop.publishing.keys import Taken

edition_argument = click.argument("edition", metavar="EDITION")
passphrase_file = click.option(
    "--passphrase-file", type=file, help=_("A file with the passphrase; else it is asked for.")
)
signing_key = click.option(
    "--key", type=file, metavar="FILE.bmakey", required=True, help=_("The file of the key that signs.")
)


@click.group(
    "catalogue",
    short_help=_("Take, and for the city publish, newer catalogues."),
    help=_("Take catalogues that the strategy office published for an edition; for that office: publish them."),
)
def catalogue() -> None:
    """As `catalogue --help` says."""


@catalogue.command("show", help=_("Tell who signed a file of catalogues, and what is other in it."))
@click.argument("source", metavar="FILE.bmacatalogue", type=file)
@as_json
def _show(source: Path, as_json: bool) -> None:
    from planner_desktop.publishing import catalogues

    _say_looked(catalogues.look(source), as_json)


@catalogue.command("take", help=_("Take a file of catalogues or keys for the installed edition."))
@click.argument("source", metavar="FILE.bmacatalogue|.bmakeys", type=file)
@as_json
def _take(source: Path, as_json: bool) -> None:
    from planner_desktop.publishing import catalogues, keys
    from planner_desktop.publishing.published_file import read

    if read(source).catalogue is None:
        _say_keys(keys.take(source), as_json)
        return
    looked = catalogues.look(source)
    catalogues.take(looked)
    _say_looked(looked, as_json)
    if not as_json:
        say(_("Taken. New plans have it; a plan that there is takes it up with: planner-desktop update DRAFT"))


@catalogue.command("list", help=_("Tell which published catalogues are held on this PC."))
@as_json
def _list(as_json: bool) -> None:
    from planner_desktop.formpack import published
    from planner_desktop.formpack.editions import editions
    from planner_desktop.thai.dates import format_date

    found = [held for edition in editions() if (held := published.held(edition.id))]
    if as_json:
        gone = [each for edition in editions() for each in published.shelf(edition.id).withdrawn]
        say_json([_without_files(held) | {"believed": held in found} for held in (*found, *gone)])
        return
    for edition in editions():
        shelf = published.shelf(edition.id)
        for held in (*shelf.held[-1:], *shelf.withdrawn):
            said = _("{edition}: number {number} of {date}: {note}")
            if held in shelf.withdrawn:
                said = _("{edition}: number {number} of {date} was believed until its key was revoked: {note}")
            day, note = format_date(date.fromisoformat(held.date)), one_line(held.note) or "–"
            say(said.format(edition=held.edition, number=held.number, date=day, note=note))
    if not found:
        say(_("None: all editions have the catalogues that they came with."))


@catalogue.command("status", help=_("Tell whose catalogues a draft has, and whether they are believed here."))
@draft_argument
@as_json
def _status(draft: Path, as_json: bool) -> None:
    from planner_desktop.draft.plan.updating import version_in_words
    from planner_desktop.plans.offered import offered
    from planner_desktop.publishing.key_file import id_of

    with reading(draft) as plan:
        edition, offer = plan.pack.edition, offered(plan)
    key = id_of(edition.published_key) if edition.published_key else ""
    if as_json:
        said = {"edition": edition.id, "version": edition.version, "published": edition.published, "key_id": key}
        there = offer.pack and offer.pack.edition
        offers = {"version": there and there.version, "published": there and there.published}
        say_json(said | {"not_believed": offer.doubt and offer.doubt._asdict(), "offered": offers})
        return
    told = _("{edition}, version {version}").format(edition=edition.id, version=version_in_words(edition))
    say(f"{told} ({key})" if key else told)
    if offer.doubt is not None:
        say(f"  {offer.doubt}")
    elif edition.published:
        say("  " + _("They are believed."))
    if offer.pack is not None:
        told = _("It may take up version {version}: planner-desktop update DRAFT")
        say("  " + told.format(version=version_in_words(offer.pack.edition)))


@catalogue.command("drop", help=_("Go back to the catalogues that the edition came with."))
@edition_argument
def _drop(edition: str) -> None:
    from planner_desktop.formpack import published

    if not published.drop(edition):
        raise PublishingError(_("No published catalogues are held for “{name}”").format(name=edition))
    say(_("Dropped. Plans that took them up keep theirs."))


@catalogue.command("export", help=_("Write an edition's catalogues into a folder, to be changed."))
@edition_argument
@click.argument("folder", metavar="DIR", type=file)
def _export(edition: str, folder: Path) -> None:
    from planner_desktop.publishing import giving_out

    for path in giving_out.export(edition, folder):
        wrote(path)


@catalogue.command("publish", help=_("Sign changed catalogues (CSV) and write the file to give out."))
@edition_argument
@click.argument("out", metavar="OUT.bmacatalogue", type=file)
@click.argument("sources", metavar="CSV...", type=file, nargs=-1, required=True)
@signing_key
@passphrase_file
@click.option("--note", default="", metavar=_("TEXT"), help=_("What is new, in a sentence for the officers."))
def _publish(
    edition: str, out: Path, sources: tuple[Path, ...], key: Path, passphrase_file: Path | None, note: str
) -> None:
    from planner_desktop.publishing import giving_out, key_file

    refuse(key, [out], overwrite=False)
    signer = key_file.opened(key, _passphrase(passphrase_file))
    _say_looked(giving_out.publish(edition, sources, signer, note, out), as_json=False)
    wrote(out)
    say(_("It is held on this PC too. Look at what changed before you give the file out."))


@catalogue.command("sign-again", help=_("Sign with a new key what a file holds whose key was revoked or retired."))
@click.argument("source", metavar="OLD.bmacatalogue", type=file)
@click.argument("out", metavar="OUT.bmacatalogue", type=file)
@signing_key
@passphrase_file
def _sign_again(source: Path, out: Path, key: Path, passphrase_file: Path | None) -> None:
    from planner_desktop.publishing import giving_out, key_file

    refuse(key, [out], overwrite=False)
    signer = key_file.opened(key, _passphrase(passphrase_file))
    _say_looked(giving_out.sign_again(source, signer, out), as_json=False)
    wrote(out)
    say(_("It is held on this PC too. Look at what changed before you give the file out."))


@click.group(
    "keys",
    short_help=_("Make, list, rotate and revoke the keys that sign."),
    help=_("For the strategy office: the keys that sign catalogues. Who holds them, the manual says."),
)
def keys() -> None:
    """As `keys --help` says."""


@keys.command("new", help=_("Make a key, in a file that a passphrase opens."))
@click.argument("out", metavar="OUT.bmakey", type=file)
@click.option("--holder", required=True, metavar=_("NAME"), help=_("Who holds it."))
@click.option("--signs", type=click.Choice(["catalogues", "keys"]), default="catalogues", help=_("What it signs."))
@passphrase_file
def _new(out: Path, holder: str, signs: str, passphrase_file: Path | None) -> None:
    from planner_desktop.publishing import key_file

    refuse(None, [out], overwrite=False)
    made = key_file.make(out, holder, _passphrase(passphrase_file, new=True))
    wrote(out)
    say(
        _("Its id is {id}. An edition names it in edition.yaml, under publisher, keys:").format(
            id=key_file.id_of(made.public)
        )
    )
    say(f"  - {{key: {made.public}, holder: {holder}, signs: {signs}}}")


@keys.command("list", help=_("List the keys that are believed for an edition on this PC."))
@edition_argument
@as_json
def _list_keys(edition: str, as_json: bool) -> None:
    from planner_desktop.publishing import trust
    from planner_desktop.publishing.key_file import id_of

    publisher = trust.of(edition)
    if as_json:
        listed = [{"id": id_of(key.key)} | vars(key) for key in publisher.keys]
        say_json({"name": publisher.name, "version": publisher.version, "keys": listed})
        return
    say(_("{name}, version {version} of the list of keys").format(name=publisher.name, version=publisher.version))
    states = {"valid": _("valid"), "retired": _("retired"), "revoked": _("revoked")}
    signs = {"catalogues": _("signs catalogues"), "keys": _("signs lists of keys")}
    for key in publisher.keys:
        said = (id_of(key.key), one_line(key.holder), signs[key.signs], states[key.state], one_line(key.why))
        say("  " + " · ".join(filter(None, said)))


@keys.command("rotate", help=_("Put a new key in an old one's place, which then signs nothing new."))
@edition_argument
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW.bmakey", type=file)
@click.argument("out", metavar="OUT.bmakeys", type=file)
@signing_key
@passphrase_file
def _rotate(edition: str, old: str, new: Path, out: Path, key: Path, passphrase_file: Path | None) -> None:
    from planner_desktop.publishing import key_file
    from planner_desktop.publishing.keys import rotate

    refuse(key, [out], overwrite=False)
    signer = key_file.opened(key, _passphrase(passphrase_file))
    _say_next(rotate(edition, old, key_file.public(new), signer, out).version, out)


@keys.command("revoke", help=_("Believe nothing any more that a key signed, as one that was lost or stolen."))
@edition_argument
@click.argument("old", metavar="ID")
@click.argument("out", metavar="OUT.bmakeys", type=file)
@click.option("--why", required=True, metavar=_("TEXT"), help=_("Why it is revoked."))
@signing_key
@passphrase_file
def _revoke(edition: str, old: str, out: Path, why: str, key: Path, passphrase_file: Path | None) -> None:
    from planner_desktop.publishing import key_file
    from planner_desktop.publishing.keys import revoke

    refuse(key, [out], overwrite=False)
    signer = key_file.opened(key, _passphrase(passphrase_file))
    _say_next(revoke(edition, old, why, signer, out).version, out)


def _say_next(version: int, out: Path) -> None:
    say(_("Version {version} of the list of keys; give the file to all agencies").format(version=version))
    wrote(out)


def _without_files(found: Published) -> dict[str, object]:
    return {word: value for word, value in vars(found).items() if word != "files"}


def _say_looked(looked: Looked, as_json: bool) -> None:
    from planner_desktop.formpack.differing import told
    from planner_desktop.publishing.key_file import id_of
    from planner_desktop.thai.dates import format_date

    found = looked.published
    if as_json:
        said = _without_files(found)
        signed = {"publisher": looked.publisher.name, "holder": looked.holder, "key_id": id_of(found.key)}
        say_json(said | signed | {"changes": [asdict(change) for change in looked.changes]})
        return
    say(_("Number {number} of the catalogues of “{name}”").format(number=found.number, name=found.edition))
    for label, value in (
        (_("Published by"), looked.publisher.name),
        (_("Signed by"), f"{looked.holder} ({id_of(found.key)})"),
        (_("Date"), format_date(date.fromisoformat(found.date))),
        (_("What is new"), found.note),
    ):
        if value:
            say(f"  {label}: {one_line(value)}")
    for change in looked.changes:
        texts = " → ".join(one_line(text) for text in (change.before, change.after) if text)
        say("  " + ": ".join(filter(None, (change.where, told(change), texts))))


def _say_keys(taken: list[Taken], as_json: bool) -> None:
    if as_json:
        say_json([each._asdict() for each in taken])
        return
    for each in taken:
        said = _("{edition}: version {version} of the list of keys is held")
        say(said.format(edition=each.edition, version=each.version))
        if each.dropped is not None:
            gone = _("{edition}: number {number} of the catalogues was dropped, for its key is revoked")
            say(gone.format(edition=each.edition, number=each.dropped))
    if not taken:
        say(_("These lists of keys are held already."))


def _passphrase(path: Path | None, *, new: bool = False) -> str:
    if path is None:
        return str(click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=new, err=True))
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PublishingError(_("{path} cannot be read").format(path=path), whole_file.told(error)) from error

"""The commands of a collection that several decide on at once, and what every command says of its server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import file
from planner_desktop.cli.output import say
from planner_desktop.cli.targets import wrote
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.collect.collection import Collection

_schema = click.option("--schema", default="", metavar="NAME", help=_("The schema that is the collection's own."))


@contextmanager
def reading(path: Path) -> Iterator[Collection]:
    """A collection for a command that only reads; where its server is not followed, that is said."""
    from planner_desktop.collect.opening import open_to_read

    with open_to_read(path) as desk:
        if desk.apart is not None:
            say(_("Shown as it was last known here. {problem}").format(problem=desk.apart.message), err=True)
        yield desk


@click.command(
    "share",
    short_help=_("Put a collection on a PostgreSQL server, for several to decide at once."),
    help=_(
        "Put a collection on a PostgreSQL server, for several to decide at once. From then on every command on it "
        "works through the server. A password is not kept: it belongs into pgpass or PGPASSWORD."
    ),
)
@click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
@click.option("--to", "url", metavar="postgresql://…", required=True, help=_("The database."))
@_schema
def share(collection: Path, url: str, schema: str) -> None:
    """As `collect share --help` says."""
    from planner_desktop.collect.server import joining
    from planner_desktop.collect.server.address import read_url

    address = joining.share(collection, read_url(url, schema))
    say(_("{name} is kept on {server} now.").format(name=collection.name, server=address.told))
    say(_("Others join it: planner-desktop collect join ADDRESS FILE.bmacollect --schema {name}").format(
        name=address.schema))  # fmt: skip


@click.command("join", help=_("Join a collection on a PostgreSQL server: all of it comes to this PC, too."))
@click.argument("url", metavar="postgresql://…")
@click.argument("collection", metavar="COLLECTION.bmacollect", type=file)
@_schema
def join(url: str, collection: Path, schema: str) -> None:
    """As `collect join --help` says."""
    from planner_desktop.collect.server import joining
    from planner_desktop.collect.server.address import read_url

    with joining.join(collection, read_url(url, schema)) as desk:
        count = len(desk.decisions.all)
    wrote(collection)
    say(ngettext("{count} decision came", "{count} decisions came", count).format(count=count))

"""Where on which server a collection is kept: a small file beside the decisions, without any password."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.collect import library
from planner_desktop.collect.places import folder_of
from planner_desktop.errors import CollectionError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

FILE = "server.json"
MOST_BYTES = 100_000
SECRET = ("password", "sslpassword", "scram_client_key", "scram_server_key", "oauth_client_secret")
"""What of an address is never written down; libpq finds a password in its own file (pgpass) or in PGPASSWORD."""


class Address(Frozen):
    """What libpq is to be told (host, dbname, user …), the schema of the collection, and its edition."""

    options: Mapping[str, str]
    schema: str
    edition: str = ""

    def __repr__(self) -> str:
        return f"Address({self.told})"  # no password stands in a log

    @property
    def told(self) -> str:
        """As people are told it: server, database and schema."""
        host = self.options.get("host") or self.options.get("service") or "localhost"
        return "/".join(filter(None, (host, self.options.get("dbname", ""), self.schema)))


def read_url(url: str, schema: str = "") -> Address:
    """The address in a URL, or in the words `host=… dbname=…`. Raises CollectionError."""
    library.ask_for(library.POSTGRESQL)
    import psycopg
    from psycopg import conninfo

    try:
        said = conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise CollectionError(
            _("This is no address of a database: {problem}").format(problem=str(error).strip()),
            _("Write: postgresql://USER@SERVER/DATABASE"),
        ) from error
    return Address({name: str(value) for name, value in said.items() if value is not None}, schema)


def address_of(path: Path) -> Address | None:
    """Where a collection is kept besides here; None where it is here alone. Raises CollectionError."""
    file = folder_of(path) / FILE
    if not file.exists():
        return None
    try:
        said: Any = json.loads(whole_file.read(file, MOST_BYTES))
        options = {str(name): str(value) for name, value in said["address"].items() if name not in SECRET}
        return Address(options, str(said["schema"]), str(said["edition"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CollectionError(
            _("{path} cannot be read: it tells on which server the collection is kept").format(path=file),
            _("Put it back from a backup, or join the collection anew as another file."),
        ) from error


def keep(folder: Path, address: Address) -> None:
    """Write down in a collection's folder where it is kept. Raises OSError."""
    options = {name: value for name, value in sorted(address.options.items()) if name not in SECRET}
    said = {"address": options, "schema": address.schema, "edition": address.edition}
    whole_file.write(folder / FILE, json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n")

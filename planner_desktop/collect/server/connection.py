"""Asking a PostgreSQL server, a connection for each time: none is left open that could go stale.

What goes wrong there is told in the program's own words. One frozen PC keeps nobody waiting for longer than the server
itself waits for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from planner_desktop.collect import library
from planner_desktop.collect.server.address import Address
from planner_desktop.errors import CollectionError, ServerAwayError
from planner_desktop.i18n import _

CONNECT_SECONDS = 10
PATIENCE_SECONDS = 60
"""So long one waits until another has decided, and the server for a PC that began to decide and says no more."""
_ALIVE = {"keepalives_idle": 5, "keepalives_interval": 3, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""A line that is dead is known by it within half a minute."""


@contextmanager
def connected(address: Address) -> Iterator[Any]:
    """A connection with one transaction, which is undone unless it was committed. Raises CollectionError."""
    library.ask_for(library.POSTGRESQL)
    import psycopg

    with told(address):
        options = {"connect_timeout": CONNECT_SECONDS, **_ALIVE, "application_name": "planner-desktop"}
        connection: Any = psycopg.connect(**(options | dict(address.options) | {"client_encoding": "UTF8"}))
        try:
            connection.execute(f"SET lock_timeout = '{PATIENCE_SECONDS}s'")
            connection.execute(f"SET idle_in_transaction_session_timeout = '{PATIENCE_SECONDS}s'")
            yield connection
        finally:
            connection.close()


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Tell what goes wrong on the server so that it can be mended. Raises CollectionError."""
    import psycopg
    from psycopg import errors

    where = address.told
    try:
        yield
    except errors.LockNotAvailable as error:
        raise CollectionError(
            _("Another has been deciding for a minute"), _("Try again; nothing was decided here.")
        ) from error
    except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as error:
        raise CollectionError(
            _("You may not do this on {server}: {problem}").format(server=where, problem=_first_line(error)),
            _("Whoever looks after the server gives you the right to read and to add."),
        ) from error
    except psycopg.OperationalError as error:
        raise ServerAwayError(
            _("The server {server} cannot be reached: {problem}").format(server=where, problem=_first_line(error)),
            _("What is here can be read. Decide once it can be reached; a password belongs into pgpass or PGPASSWORD."),
        ) from error
    except psycopg.Error as error:
        raise CollectionError(
            _("The server {server} refuses it: {problem}").format(server=where, problem=_first_line(error)),
            _("Whoever looks after the server sees in its log what was wrong."),
        ) from error


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    return lines[0].removeprefix("connection failed: ").removeprefix("connection is bad: ")

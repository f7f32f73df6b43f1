"""Libraries that are extras, for what few need: what is said where one is not installed."""

from importlib.util import find_spec

from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _

NATIONAL, POSTGRESQL = "national", "postgresql"
_NEEDS = {NATIONAL: ("duckdb",), POSTGRESQL: ("sqlalchemy", "psycopg")}


def ask_for(extra: str) -> None:
    """Raise CollectionError if the libraries of an extra are not installed, saying how they are."""
    if not all(map(find_spec, _NEEDS[extra])):
        raise CollectionError(
            _("This is not installed: {names}").format(names=", ".join(_NEEDS[extra])),
            _("Have it installed: pip install planner-desktop[{extra}].").format(extra=extra),
        )

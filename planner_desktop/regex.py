"""Regular expressions that are compiled when they are used for the first time.

Compiling all those that stand in the modules which a start imports takes longer than importing the modules.
"""

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands for a compiled expression, and becomes it: what was asked of it once is its own from then on."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._said = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._said), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, later. A mistake in the expression is raised where it is used."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))

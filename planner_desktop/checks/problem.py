"""What a check finds: a problem, with where it is and how to mend it."""

from typing import Literal, get_args

from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.frozen import Frozen

Severity = Literal["error", "warning", "note"]
"""error: the plan cannot be submitted so. warning: probably wrong. note: worth a look."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

REQUIRED = "required"
"""The name of the check that every field brings along that a finished plan needs."""
REFUSED = "refused"
"""The name of the check that what a draft from anywhere holds would be taken by its field today."""
PICTURE = "picture"
"""The name of the check that every picture in running text is printed."""
COARSE = "picture-coarse"
"""The name of the check that every picture has dots enough for its width on paper."""
TORN = "torn-words"
"""The name of the check that every text brings along."""
EMPTY = "empty-table"
"""The name of the check that every table of the template lists something, or is said to have nothing to list."""
NOT_TAKEN = "not-taken"
"""The name of the check that every text which was typed is in the plan."""

CONFLICT = "merge-conflict"
"""The name of the check that somebody decided what two sides of a merge changed differently."""
REVIEW = "review"
"""The name of the check that what came from last year's plan was looked at."""

OF_DRAFT = frozenset({NOT_TAKEN, CONFLICT, REVIEW})
"""The checks of what a draft alone holds: it stays behind when the plan is sent, and the receiver cannot find it."""


class Problem(Frozen):
    """Something to mend in a draft: `section` and, where there is one, the record and field at fault.

    `why` tells what rule is broken or what comes of it; it may be empty, as `fix` may. `basis` stands for all that the
    problem rests on (see `basis`), and is empty where it can only be mended. `accepted` tells why it need not be.
    """

    check: str
    severity: Severity
    section: str
    message: str
    fix: str
    kind: str
    id: int | None = None
    field: str | None = None
    why: str = ""
    basis: str = ""
    accepted: Acceptance | None = None

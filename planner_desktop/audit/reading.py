"""The file that is audited: which kind it is, and what is read of it."""

from pathlib import Path

from planner_desktop.audit.own_plan import is_own, own_plan
from planner_desktop.audit.run import Report, audit
from planner_desktop.audit.transcribed import is_transcribed, plan_of
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.errors import PlanJsonError
from planner_desktop.i18n import _

MOST_BYTES = 40_000_000
MOST_PARTS = 1_000_000
"""Of JSON: the largest published plan has 20,000."""


def audit_file(path: Path, edition: str = "") -> Report:
    """Audit the plan in a file. Raises PlannerError where it is no plan, or of no edition that is installed."""
    data = read_json(path, most_bytes=MOST_BYTES, most_parts=MOST_PARTS)
    if is_transcribed(data):
        return audit(plan_of(data, path.name), edition)
    if is_own(data):
        del data
        plan, own_edition, problems = own_plan(path)
        return audit(plan, edition or own_edition, problems)
    raise PlanJsonError(
        _("{path} is no plan").format(path=path.name),
        _("Give a plan transcribed into blocks, or a plan exported by this program as JSON."),
    )

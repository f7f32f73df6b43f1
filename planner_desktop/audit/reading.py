"""The file that is audited: which kind it is, and what is read of it."""

from pathlib import Path

from planner_desktop.audit.own_plan import is_own, own_plan
from planner_desktop.audit.run import Report, audit
from planner_desktop.audit.transcribed import is_transcribed, plan_of
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.errors import PlanJsonError
from planner_desktop.i18n import _

MOST_BYTES = 40_000_000
WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
"""Files that are read as documents of Word, or refused as those would be."""
_OF_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
MOST_PARTS = 1_000_000
"""Of JSON: the largest published plan has 20,000."""


def audit_file(path: Path, edition: str = "") -> Report:
    """Audit the plan in a file. Raises PlannerError where it is no plan, or of no edition that is installed."""
    if not is_json(path):
        from planner_desktop.audit import written
        from planner_desktop.exchange.word.document import read_document

        return audit(written.plan_of(read_document(path, pictures=False, mend=False)), edition)
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


def is_json(path: Path) -> bool:
    """Whether a file is to be read as JSON: by its name, or by how it begins."""
    if path.suffix.lower() in WORD:
        return False
    try:
        with path.open("rb") as file:
            begin = file.read(8)
    except OSError:
        return True  # whoever reads it says what is wrong
    return path.suffix.lower() == ".json" or not begin.startswith(_OF_DOCUMENTS)

"""What holds for every check of every edition: how it is said, and that a plan that was only begun is left in peace."""

import re
from pathlib import Path

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.checks.problem import EMPTY, REQUIRED
from planner_desktop.draft.plan.new_plan import find_agency, new_plan
from planner_desktop.formpack import FormPack, installed, read
from planner_desktop.formpack.model import CheckSpec
from planner_desktop.thai.words import breaks, pieces

EDITIONS = sorted(installed())
FEWER_THAN = 12
"""Words that say what is wrong, beside names, figures and what stands in quotes or brackets."""
_NAMES = re.compile(r"\[[^\]]*\]|“[^”]*”|\{[^}]*\}|\([^)]*\)")


def of_edition(pack: FormPack) -> list[CheckSpec]:
    of_sections = [check for section in pack.sections for check in section.checks]
    return of_sections + [check for checks in pack.checks.values() for check in checks]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_check_says_why_and_what_to_do(edition: str) -> None:
    checks = of_edition(read(installed()[edition]))
    assert len(checks) > 50
    assert [check.id for check in checks if not (check.why and check.fix)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_message_is_short(edition: str) -> None:
    said = {check.id: _NAMES.sub(" ", check.message) for check in of_edition(read(installed()[edition]))}
    counts = {id: sum(bool(re.search(r"\w", word)) for word in pieces(text, breaks(text))) for id, text in said.items()}
    assert {id: count for id, count in counts.items() if count >= FEWER_THAN} == {}


def test_a_fault_is_as_grave_in_every_edition() -> None:
    severities: dict[str, set[str]] = {}
    for edition in EDITIONS:
        for check in of_edition(read(installed()[edition])):
            severities.setdefault(check.id, set()).add(check.severity)
    assert [id for id, of_all in severities.items() if len(of_all) > 1] == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("agency", ["สำนักการคลัง", "สำนักงานเขตดินแดง"])
def test_a_plan_that_was_only_begun_lacks_what_is_required_and_no_more(
    edition: str, agency: str, tmp_path: Path
) -> None:
    pack = read(installed()[edition])
    with new_plan(pack, find_agency(pack, agency), tmp_path / "ร่าง.bmaplan") as draft:
        assert {problem.check for problem in find_problems(draft)} <= {REQUIRED, EMPTY}

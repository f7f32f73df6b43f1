"""Thai digits where the plan has Arabic ones, or the reverse."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each, flawed, together
from planner_desktop.i18n import _
from planner_desktop.thai.digits import THAI_DIGITS
from planner_desktop.thai.proof_digits import mixed_numbers, thai_numbers


def find(plan: Audited) -> Iterator[Finding]:
    """Numbers of both kinds of digits, and numbers in the kind that the plan seldom uses."""
    yield from each(
        plan,
        "mixed-digits-in-number",
        "warning",
        mixed_numbers,
        _("Thai and Arabic digits in one number: “{words}”"),
    )
    letters = "".join(said.text for said in plan.texts)
    thai = sum(map(letters.count, THAI_DIGITS))
    arabic = sum(map(letters.count, "0123456789"))
    if not 0 < thai < arabic / 3:
        return
    by_block: dict[int, list[Finding]] = {}
    for at in dict.fromkeys(said.at for said, _flaws in flawed(plan, thai_numbers)):
        texts = [said for said in plan.texts if said.at == at]
        by_block[at] = list(
            together(
                plan,
                "mixed-digits",
                "note",
                flawed(plan, thai_numbers, texts),
                _("Thai digits “{words}” in a plan with Arabic ones"),
                _("Write all numbers with one kind of digits."),
            )
        )
    for found in by_block.values():
        yield from found

"""What the template left in the plan: dots, signs for what is not known, instructions."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Paragraph
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each, flawed, together, told
from planner_desktop.i18n import _
from planner_desktop.thai.proof_leftover import cut_short, leftover_dots, leftover_instructions, leftover_signs


def find(plan: Audited) -> Iterator[Finding]:
    """Dots that nobody filled in, N/A, instructions to whoever fills in the template."""
    fix = _("Fill it in, or delete it.")
    yield from each(plan, "leftover-dots", "warning", leftover_dots, _("Dots were left unfilled: “{around}”"), fix)
    yield from each(plan, "leftover-placeholder", "warning", leftover_signs, _("“{words}” stands for a value"), fix)
    cells = (said for said in plan.texts if said.role == "cell")
    for said, flaws in flawed(plan, cut_short, cells):
        yield told(
            said, flaws, "truncated-text", "warning", _("A word is cut off: “{around}”"), _("Write the whole word.")
        )
    notes = {
        placed.at for placed in plan.blocks if isinstance(placed.block, Paragraph) and placed.block.mark
    }  # which the edition prints
    remarks = []
    for said, flaws in flawed(plan, leftover_instructions, (said for said in plan.texts if said.at not in notes)):
        if said.text.lstrip().startswith("หมายเหตุ"):
            remarks.append((said, flaws))
        else:
            yield told(
                said,
                flaws,
                "leftover-instruction",
                "warning",
                _("An instruction of the template was left: “{around}”"),
                _("Delete it from the plan."),
            )
    yield from together(
        plan,
        "leftover-instruction",
        "note",
        remarks,
        _("The template's remark is printed in {count} places"),
        _("Delete the remark where it says nothing of this plan."),
    )

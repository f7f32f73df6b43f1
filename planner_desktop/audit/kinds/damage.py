"""Thai that was damaged, and Thai typed on the English keyboard."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding
from planner_desktop.audit.text_findings import each, flawed, together
from planner_desktop.i18n import _
from planner_desktop.thai.proof_damage import damaged_thai
from planner_desktop.thai.proof_foreign import foreign_words
from planner_desktop.thai.proof_keyboard import wrong_keyboard
from planner_desktop.thai.proof_spelling import slid_marks


def find(plan: Audited) -> Iterator[Finding]:
    """Letters that a converter took apart, marks that stand on nothing, and runs of the wrong keyboard."""
    yield from each(
        plan, "thai-damage", "warning", damaged_thai, _("Damaged Thai: “{around}”"), _("Type the word again.")
    )
    yield from each(
        plan,
        "foreign-word",
        "warning",
        foreign_words,
        _("“{words}” is of another language: “{around}”"),
        _("Write the Thai word that is meant."),
    )
    yield from together(
        plan,
        "thai-damage",
        "note",
        flawed(plan, slid_marks),
        _("In {count} places a vowel or tone mark stands one letter off: “{words}”"),
        _("Type the words again; a PDF's copied text has them so."),
    )
    yield from each(plan, "wrong-keyboard", "error", wrong_keyboard, _("“{words}” was typed on the English keyboard"))

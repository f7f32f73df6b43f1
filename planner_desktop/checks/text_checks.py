"""What every text brings along: that it is whole, and that nothing is left in it which was to be replaced.

The functions are those of the audit of printed plans (`thai/proof_*`); here each finding is of a field.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from planner_desktop.checks.problem import Severity
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, later
from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.proof_abbreviations import undotted
from planner_desktop.thai.proof_brackets import unclosed_brackets, unclosed_quotes
from planner_desktop.thai.proof_damage import damaged_thai
from planner_desktop.thai.proof_digits import mixed_numbers
from planner_desktop.thai.proof_doubled import doubled_words
from planner_desktop.thai.proof_keyboard import wrong_keyboard
from planner_desktop.thai.proof_leftover import leftover_dots, leftover_instructions, leftover_signs
from planner_desktop.thai.proof_numbering import numbering_gaps
from planner_desktop.thai.proof_spacing import repeat_mark_spacing, year_spacing

_NAMED = 3
"""So many flaws of a text are named."""


class TextCheck(Frozen):
    """A check of texts: `message` names what is wrong as {words}, `fix` tells what to do where nothing was meant."""

    id: str
    severity: Severity
    find: Callable[[str], list[Flaw]]
    message: str
    fix: str
    why: str


def _doubled_in_a_line(text: str) -> list[Flaw]:
    """Words that stand twice: not at the end of a line, a heading or a cell, and at the beginning of the next."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found += [Flaw(start + flaw.start, start + flaw.end, flaw.meant) for flaw in doubled_words(line)]
        start += len(line)
    return found


_PRINTED_SO = later("The plan is printed so, and whoever signs it sees it.")

TEXT_CHECKS = (
    TextCheck("left-over-dots", "warning", leftover_dots, later("dots stand for what is to be filled in: “{words}”"),
              later("Fill in what belongs there, or take the dots out."), _PRINTED_SO),
    TextCheck("left-over-sign", "warning", leftover_signs, later("a placeholder is left: “{words}”"),
              later("Write what belongs there, or leave the field empty."), _PRINTED_SO),
    TextCheck("left-over-instruction", "warning", leftover_instructions, later("an instruction is left: “{words}”"),
              later("Take it out; it tells how the template is filled in."), _PRINTED_SO),
    TextCheck("bracket-unclosed", "warning", unclosed_brackets, later("a bracket has no partner: “{around}”"),
              later("Close it, or take it out."), _PRINTED_SO),
    TextCheck("quote-unclosed", "warning", unclosed_quotes, later("a quotation mark has no partner: “{around}”"),
              later("Close it, or take it out."), _PRINTED_SO),
    TextCheck("doubled-word", "warning", _doubled_in_a_line, later("a word stands twice: “{around}”"),
              later("Take one out."), _PRINTED_SO),
    TextCheck("wrong-keyboard", "warning", wrong_keyboard, later("“{words}” was typed with the other keyboard"),
              later("Type it anew."), _PRINTED_SO),
    TextCheck("mixed-digits", "warning", mixed_numbers, later("“{words}” mixes Thai and Arabic digits"),
              later("Use one kind of digits."), later("Such a number is not found when it is searched for.")),
    TextCheck("thai-damage", "warning", damaged_thai, later("letters are damaged: “{around}”"),
              later("Type the word anew."), later("Such a word is not found when it is searched for.")),
    TextCheck("numbering-gap", "warning", numbering_gaps, later("the numbering skips to {words}: “{around}”"),
              later("Number the items through, or let the list count them."),
              later("Readers look for the item that is missing.")),
    TextCheck("abbreviation-dot", "note", undotted, later("The last dot of “{words}” is missing"),
              later("Write the dot."), _PRINTED_SO),
    TextCheck("repeat-mark-spacing", "note", repeat_mark_spacing, later("ๆ lacks the space before it: “{around}”"),
              later("Put a space before ๆ."), later("The Royal Society writes ๆ with a space on both sides.")),
    TextCheck("year-spacing", "note", year_spacing, later("a year lacks the space before it: “{words}”"),
              later("Put a space there."), later("The template prints พ.ศ. and the year apart.")),
)  # fmt: skip


class TextFlaws(Frozen):
    """What a check finds in a text: what is wrong, how to mend it, and each place with what stands around it."""

    check: TextCheck
    message: str
    fix: str
    places: tuple[str, ...]


def flaws_in(text: str) -> Iterator[TextFlaws]:
    """What the checks of texts find in one, in the words of the user's language."""
    for check, flaws in _found(text):
        words = ", ".join(dict.fromkeys(" ".join(flaw.of(text).split()) for flaw in flaws[:_NAMED]))
        meant = ", ".join(dict.fromkeys(flaw.meant.strip() for flaw in flaws[:_NAMED] if flaw.meant.strip()))
        fix = _("Write “{meant}”.").format(meant=meant) if meant and check.severity != "note" else _(check.fix)
        places = tuple(flaw.around(text) for flaw in flaws)
        yield TextFlaws(check, _(check.message).format(words=words, around=places[0]), fix, places)


@lru_cache(maxsize=20_000)
def _found(text: str) -> tuple[tuple[TextCheck, tuple[Flaw, ...]], ...]:
    """Each text is looked through once: after an edit the others are as they were."""
    asked = ((check, tuple(check.find(text))) for check in TEXT_CHECKS)
    return tuple((check, flaws) for check, flaws in asked if flaws)

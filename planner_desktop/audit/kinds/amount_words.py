"""An amount in words against the amount in digits that stands beside it."""

from collections.abc import Iterator

from planner_desktop.audit.amounts import read_budget
from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Line, Table, texts
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import baht_words, format_baht
from planner_desktop.thai.compared import compared

_WORDS = regex(r"[ก-๙\s]+?(?:บาทถ้วน|สตางค์)")
_BEGINS = regex(r"[^(\s]*$")


def find(plan: Audited) -> Iterator[Finding]:
    """Amounts whose words are not those of their digits."""
    for placed in plan.blocks:
        block = placed.block
        if isinstance(block, Table):
            lines = [Line(" ".join(row.cells), row.line) for row in block.rows]
        else:
            lines = list(texts(block))
        for line in lines:
            yield from _of_line(line, placed.place.said)


def _of_line(line: Line, place: str) -> Iterator[Finding]:
    for found in _WORDS.finditer(line.text):
        words = found[0].strip()
        words = words.rpartition("(")[2]
        amounts = read_budget(line.text.replace(words, " ")).amounts
        if not amounts or any(compared(baht_words(amount)) == compared(words) for amount in amounts):
            continue
        amount = amounts[-1]
        if any(compared(words).endswith(compared(baht_words(one))) for one in amounts):
            continue
        yield Finding(
            "amount-words",
            "error",
            at_lines(line.line),
            place,
            words,
            baht_words(amount),
            _("The amount in words is not {amount}").format(amount=format_baht(amount)),
            _("Write {words}.").format(words=baht_words(amount)),
        )

"""Footnotes that cite the code of a key result which their project does not serve."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Paragraph
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_OF_PROJECT = regex(r"\s*(?:เป็น)?\s*(?:โครงการ|กิจกรรม)")
_CITED = regex(r"OKR\s*(\d{4})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = regex("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each footnote."""
    for placed in plan.blocks:
        block = placed.block
        if not isinstance(block, Paragraph) or not block.mark or not _OF_PROJECT.match(block.text):
            continue
        cited = _CITED.findall(to_arabic(block.text))
        project = _marked(plan, block.mark.translate(_RAISED), placed.at) if cited else None
        if project is None:
            continue
        group = next((group for group in plan.project_groups if project in group), [project])
        served = {code for one in group for code in one.codes}
        wrong = [code for code in cited if code not in served]
        if served and wrong:
            yield Finding(
                "footnote-code",
                "error",
                at_lines(block.line, *(one.line for one in group if one.codes or one is project)),
                placed.place.said,
                " ".join(wrong),
                " ".join(sorted(served)),
                _("The footnote cites {code}; “{name}” serves {served}").format(
                    code=" ".join(wrong), name=short(plain_name(project.name), 40), served=" ".join(sorted(served))
                ),
                _("Write the code that the project has."),
            )


def _marked(plan: Audited, mark: str, at: int) -> Mention | None:
    """The project that bears the mark, in the last table before the footnote that has it."""
    for one in reversed([one for one in plan.projects if one.table < at]):
        if any(found.translate(_RAISED) == mark for found in _MARK.findall(one.name)):
            return one
    return None

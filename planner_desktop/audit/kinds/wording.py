"""Words that stand otherwise in the same sentence elsewhere in the plan."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.thai.proof_wording import Variant, variants

_NAME = 250
"""A text of more letters is running text, and no name."""


def find(plan: Audited) -> Iterator[Finding]:
    """A slip is told where it stands; a word that is another, with both places."""
    places: dict[str, list[Said]] = defaultdict(list)
    for said in plan.texts:
        if said.role == "heading" or said.place.part == "contents":
            continue
        places[" ".join(said.text.split())].append(said)
    printed = list(places.values())
    for variant in variants(places, map(len, printed)):
        here, elsewhere = printed[variant.text], printed[variant.other]
        if here[0].line == elsewhere[0].line and not variant.is_slip:
            continue
        if variant.is_slip or not (_is_prose(here[0]) or _is_prose(elsewhere[0])):
            yield _finding(variant, here, elsewhere)


def _is_prose(said: Said) -> bool:
    """Whether it is of the front part's running text, which may say a thing again in other words."""
    return said.place.part == "front" and len(said.text) > _NAME


def _finding(variant: Variant, here: list[Said], elsewhere: list[Said]) -> Finding:
    message = _("“{words}” stands here, “{usual}” elsewhere in the same sentence")
    return Finding(
        "misspelling" if variant.is_slip else "wording-differs",
        "warning" if variant.is_slip else "note",
        at_lines(*(said.line for said in here), elsewhere[0].line),
        here[0].place.said,
        variant.words,
        variant.usual,
        message.format(words=variant.words, usual=variant.usual),
        _("Write the sentence the same in both places."),
    )

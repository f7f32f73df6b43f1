"""Words that stand otherwise in the same sentence elsewhere in the plan."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.thai.proof_wording import Variant, variants


def find(plan: Audited) -> Iterator[Finding]:
    """A slip is told where it stands; a word that is another, with both places."""
    places: dict[str, list[Said]] = defaultdict(list)
    for said in plan.texts:
        places[" ".join(said.text.split())].append(said)
    printed = list(places.values())
    for variant in variants(places, map(len, printed)):
        yield _finding(variant, printed[variant.text], printed[variant.other])


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

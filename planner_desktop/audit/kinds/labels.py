"""Lines whose label was lost: what bears one elsewhere in the same part."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared
from planner_desktop.thai.dictionary import words_of

_LEAST, _LONGEST, _LONG = 6, 24, 24
_STARTS = ("ความเชื่อมโยง", "ตัวชี้วัด", "ตัววัดผล", "วัตถุประสงค์", "เป้าประสงค์", "กลยุทธ์", "มาตรการ", "สนับสนุน")


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for all lines that lack the same label."""
    said: dict[str, list[Said]] = defaultdict(list)
    for one in plan.texts:
        if one.role in ("text", "heading") and one.place.part in ("city", "agency"):
            said[compared(one.text)].append(one)
    for whole, labelled in said.items():
        if not whole.startswith(_STARTS):
            continue
        for bare, lacking in said.items():
            label = whole[: -len(bare)]
            is_rest = len(bare) >= _LONG and whole.endswith(bare) and _LEAST <= len(label) <= _LONGEST
            if is_rest and _parts(labelled) & _parts(lacking):
                yield Finding(
                    "label-missing",
                    "note",
                    at_lines(labelled[0].line, *(one.line for one in lacking)),
                    lacking[0].place.said,
                    short(lacking[0].text, 120),
                    short(labelled[0].text, 120),
                    _("“{text}” lacks “{label}”, which stands before it elsewhere").format(
                        text=short(lacking[0].text, 40), label="".join(words_of(label))
                    ),
                    _("Write the label before it."),
                )


def _parts(texts: list[Said]) -> set[tuple[str, bool]]:
    return {(one.place.part, one.place.summary) for one in texts}

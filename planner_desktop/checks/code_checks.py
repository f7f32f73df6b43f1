"""Codes of the city's plan in texts: themes and strategies that this plan has not, or that are called otherwise."""

import re
from collections.abc import Iterator, Mapping

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.plan_texts import PlanTexts, Said
from planner_desktop.checks.problem import Problem
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

OTHER = "names-other-code"
_TITLE = regex(r"^(\S+ที่) \{code\}( \{name\})?$")
_ELSEWHERE = regex(r"ชาติ|ประเทศ|กระทรวง|รัฐบาล|ต้นน้ำ|เดิม")
"""Other plans have strategies, too."""
_NEAR, _BEHIND, _SHORTEST, _MANY = 70, 60, 5, 3


class _Coded(Frozen):
    """A kind that texts name by its code: the word before it, the plan's own codes, and names of the city's plan."""

    label: str
    codes: frozenset[str]
    names: Mapping[str, str]

    @property
    def rule(self) -> re.Pattern[str]:
        """Where a text names one, with its code."""
        return regex(rf"(?<!ประเด็น){re.escape(self.label)}\s*(\d{{1,2}}(?:\.\d{{1,2}})*)(?![\d.]*\d)")


def named_otherwise(asking: Asking, texts: PlanTexts) -> Iterator[Problem]:
    """Codes in running text that the plan has nothing of, and names behind a code that are another's.

    A text that goes through many of them tells of the whole city's plan, and is left alone.
    """
    coded = list(_coded(asking))
    for running in texts.gathered("running", lambda of_kind: [said for said in of_kind if said.is_running]).values():
        for said in running:
            for one in coded:
                yield from _of_text(texts, said, one)


def _coded(asking: Asking) -> Iterator[_Coded]:
    draft = asking.draft
    for kind, spec in draft.pack.records.items():
        found = _TITLE.match(spec.title or "")
        if found and asking.homes(kind) and "name" in spec.fields:
            asking.reads |= asking.fields_read(kind, ["code", "name"])
            records = asking.records(kind)
            rows = draft.pack.catalogues.get(spec.catalogue or "", ())
            names = {row["code"]: row["name"] for row in rows if {"code", "name"} <= row.keys()}
            names |= {str(record.values["code"]): str(record.values["name"] or "") for record in records}
            codes = frozenset(str(record.values["code"]) for record in records)
            if codes:
                yield _Coded(found[1], codes, names)


def _of_text(texts: PlanTexts, said: Said, coded: _Coded) -> Iterator[Problem]:
    plain = to_arabic(said.text)
    found = [
        one
        for one in coded.rule.finditer(plain)
        if not _ELSEWHERE.search(plain[max(0, one.start() - _NEAR) : one.start()])
    ]
    of_all = len({one[1] for one in found}) > _MANY
    for one in {match[1]: match for match in found}.values():
        behind = compared(plain[one.end() : one.end() + _BEHIND])
        other = next((n for code, n in coded.names.items() if code != one[1] and _begins(behind, n)), None)
        own = coded.names.get(one[1], "")
        named = f"{coded.label} {one[1]}"
        if other and own and not _begins(behind, own):
            message = _("“{named}” is called “{name}”, not “{other}” – {place}").format(
                named=named, name=own, other=other, place=texts.place(said)
            )
            fix = _("Correct the number or the name.")
        elif one[1] not in coded.codes and not of_all:
            message = _("The plan has no “{named}”, which the text names – {place}").format(
                named=named, place=texts.place(said)
            )
            fix = _("Correct the number, or add it to the plan.")
        else:
            continue
        why = _("The text promises what the tables of the plan do not show.")
        yield texts.problem(OTHER, "note", said, message, fix, why, named)


def _begins(behind: str, name: str) -> bool:
    return len(name) >= _SHORTEST and behind.startswith(compared(name)[:_BEHIND])

"""How much of a published plan came into the right records, held against the program's sample of the same plan.

The samples were typed from the plans by hand. A record of a sample counts as found where the draft has one of its kind
with the same code, or a name that is the same by four letters in five; none counts twice. It is right where it stands under the
same record as there, and its amounts are the same: budget and state to the satang (of indicators the targets, weights
and results, by four letters in five). What the draft has beside those is `more`, each with its name.
Left out is what the samples have and the documents do not say: the forms of indicators where they are not printed, the
state “-” of projects that the plan names without an amount, and results and targets of “-”, which the program prints
itself where there are none. A published plan is held against what it prints: where its sample mended that, or has what
the plan does not print, `PRINTED` tells what stands in the plan. The program's own exports are held against the samples.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from planner_desktop.app_paths import SAMPLES
from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.thai.compared import compared

SAMPLE_OF = {
    "000": "2568-finance",
    "001": "2567-strategy",
    "002": "2568-international-affairs",
    "003": "2568-personnel",
    "004": "2565-budget",
}
GROUPS = {
    "projects": ("project", "project_item", "unfunded_request"),
    "key results": ("key_result",),
    "rows of indicators": (
        "goal_indicator", "tactic_indicator", "agency_kpi", "potential_indicator", "kpi_form", "indicator", "kpi",
        "policy_goal", "past_result", "component_indicator", "past_indicator", "past_score", "step", "sub_step",
        "score_level",
    ),
}  # fmt: skip
_NAMED_BY = {
    "step": ("text", "name"), "sub_step": ("text",), "past_result": ("year", "indicator", "result"),
    "policy_goal": ("issue", "key_result"), "score_level": ("level", "work"),
}  # fmt: skip
_ABOVE = {
    "project_item": ("project",), "goal_indicator": ("goal",), "tactic_indicator": ("tactic",), "score_level": ("kpi",),
    "agency_kpi": ("agency_objective",), "component_indicator": ("component",), "step": ("activity", "project"),
    "sub_step": ("step",), "past_result": ("indicator",),
}  # fmt: skip
"""What records of some kinds stand under, in one edition or another."""
_TOLD = ("target", "target_previous", "agency_target", "weight", "score", "result")
ALIKE = 0.8
NOTHING = "-"
PRINTED: dict[str, dict[tuple[str, str], dict[str, str | None]]] = {
    "000": {("key_result", "เชื่อมพิกัด House ID"): {"agency_target": None}},
    "004": {
        ("step", "จัดทำคู่มือการปฏิบัติงานหรือ"): {"weight": "70"},
        ("step", "พิจารณาความเหมาะสมเสนอคำขอ"): {"weight": "80"},
        ("step", "เสนอผลการพิจารณาขอตั้งงบประมาณ"): {"weight": "90"},
        ("step", "สำนักงบประมาณกรุงเทพมหานครนำร่าง"): {"weight": "100"},
    },
}
"""What plans print for records, by the beginnings of their names, where their samples say something else."""
Records = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass
class Score:
    """Of a group of records: how many there are, were found, and are right; which are not, and which are more."""

    all: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)

    @property
    def share_found(self) -> float:
        """From 0 to 1."""
        return self.found / self.all if self.all else 1.0

    @property
    def share_right(self) -> float:
        """From 0 to 1."""
        return self.right / self.all if self.all else 1.0


def sample(number: str) -> Records:
    """The records of the sample of a published plan."""
    data = json.loads((SAMPLES / f"{SAMPLE_OF[number]}.json").read_text(encoding="utf-8"))
    records: Records = data["records"]
    return records


def printed(number: str) -> Records:
    """The records of the sample of a published plan, as the plan prints them."""
    records = {kind: [dict(one) for one in every] for kind, every in sample(number).items()}
    for (kind, beginning), values in PRINTED.get(number, {}).items():
        (record,) = (one for one in records[kind] if _name(kind, one, records).startswith(beginning))
        record.update(values)
    return records


def scores(ours: Records, theirs: Records) -> dict[str, Score]:
    """The score of each group."""
    return {group: _score(kinds, ours, theirs) for group, kinds in GROUPS.items()}


def _score(kinds: Sequence[str], ours: Records, theirs: Records) -> Score:
    score = Score()
    for kind in kinds:
        if kind == "kpi_form" and not any(each.get("forms_printed") for each in theirs.get("kpi_forms", ())):
            continue
        wanted = [one for one in theirs.get(kind) or [] if kind != "past_result" or one.get("result") != NOTHING]
        there = ours.get(kind) or []
        pairs = _pairs(
            [_name(kind, one, ours) for one in there], [_name(kind, one, theirs) for one in wanted], there, wanted
        )
        score.all += len(wanted)
        score.found += len(pairs)
        score.more += [f"{kind}: {_name(kind, one, ours)}" for m, one in enumerate(there) if m not in pairs.values()]
        for n, one in enumerate(wanted):
            name = _name(kind, one, theirs)
            if n not in pairs:
                score.missed.append(f"{kind}: {name}")
            elif not _is_under_the_same(kind, one, there[pairs[n]], theirs, ours):
                score.missed.append(f"{kind}: place of {name}")
            elif not _is_right(one, there[pairs[n]]):
                score.missed.append(f"{kind}: amounts of {name}")
            else:
                score.right += 1
    return score


def _pairs(
    our_names: Sequence[str],
    their_names: Sequence[str],
    ours: Sequence[Mapping[str, Any]],
    theirs: Sequence[Mapping[str, Any]],
) -> dict[int, int]:
    likely = []
    for n, one in enumerate(theirs):
        for m, other in enumerate(ours):
            same_code = one.get("code") and one.get("code") == other.get("code")
            alike = _alike(bare_key(their_names[n]), bare_key(our_names[m])) + 0.3 * bool(same_code)
            if alike >= ALIKE:
                likely.append((alike, -abs(n - m), n, m))
    pairs: dict[int, int] = {}
    for _alikeness, _near, n, m in sorted(likely, reverse=True):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def _name(kind: str, record: Mapping[str, Any], records: Records) -> str:
    names = [name for name in _NAMED_BY.get(kind, ("name",)) if record.get(name) is not None]
    names = names or [name for name in ("schedule", "project") if isinstance(record.get(name), int)]
    return " ".join(_text(name, record[name], records) for name in names)


def _text(field: str, value: Any, records: Records) -> str:
    """A value as text; where it leads to another record, that one's name."""
    if isinstance(value, int) and field in records:
        return _name(field, _record(field, value, records), records)
    return str(value)


def _is_under_the_same(
    kind: str, one: Mapping[str, Any], other: Mapping[str, Any], theirs: Records, ours: Records
) -> bool:
    """Whether two records stand under records of nearly one name, or of one code."""
    for above in _ABOVE.get(kind, ()):
        if isinstance(one.get(above), int):
            wanted, there = _record(above, one[above], theirs), _record(above, other.get(above), ours)
            same_code = wanted.get("code") and wanted.get("code") == there.get("code")
            names = bare_key(_name(above, wanted, theirs)), bare_key(_name(above, there, ours))
            if not same_code and _alike(*names) < ALIKE:
                return False
    return True


def _record(kind: str, id: object, records: Records) -> Mapping[str, Any]:
    return next((one for one in records[kind] if one["id"] == id), {})


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0


def _is_right(wanted: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    if "budget" in wanted or "funding" in wanted:
        state = wanted.get("funding")
        return wanted.get("budget") == there.get("budget") and state in (there.get("funding"), "dash")
    told = [name for name in _TOLD if wanted.get(name) not in (None, NOTHING)]
    return all(_alike(compared(str(wanted[name])), compared(str(there.get(name) or ""))) > ALIKE for name in told)

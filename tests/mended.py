"""The sample plan without what is wrong in it, for tests that count problems or want none.

The sample shows what is wrong in its published plan: see tests/published.
"""

import re

from planner_desktop.checks import find_problems
from planner_desktop.checks.catalogue_checks import DIFFERS
from planner_desktop.draft import Draft


def mend(draft: Draft) -> None:
    """Mend all that the checks find in the plan of the international affairs office."""
    draft.set("foreword", 1, "signed_by", "สำนักงานการต่างประเทศ")
    draft.set("foreword", 1, "signed_when", "กันยายน 2567")
    listed = [result for result in draft.records("key_result") if not result.values["code"]]
    for kpi, result in zip(draft.records("agency_kpi"), listed, strict=False):
        draft.set("agency_kpi", kpi.id, "name", result.values["name"])
        draft.set("agency_kpi", kpi.id, "target", result.values["target"])
    for result in draft.records("key_result"):
        projects = [draft.record("project", id) for id in result.links["projects"]]
        draft.set(
            "key_result", result.id, "divisions", sorted({d for each in projects for d in each.links["divisions"]})
        )
    own = next(e for e in draft.records("evaluated_kr") if e.values["key_result"] == 1)
    other = next(e for e in draft.records("evaluated_kr") if e.values["component"] == "agenda")
    draft.set("evaluated_kr", own.id, "component", "agenda")
    draft.set("evaluated_kr", other.id, "component", "function")
    for project in draft.records("project"):
        name = re.sub(r" \(.*EIT.*\)", "", str(project.values["name"]))  # abbreviations that nothing explains
        draft.set("project", project.id, "name", re.sub(r"(?<! )ๆ", " ๆ", name))
        if project.values["funding"] == "none":
            draft.set("project", project.id, "funding", "dash")
    for kind in ("goal_indicator", "tactic_indicator"):
        for id in draft.ids(kind):
            draft.set(kind, id, "target_previous", None)
    draft.set("goal_indicator", 1, "target", "รายได้เพิ่มขึ้น ร้อยละ 20 จากฐานรายได้เดิม")
    for id in draft.ids("key_result"):
        if str(draft.record("key_result", id).values["name"]).startswith("จำนวนประชาชน"):
            draft.set("key_result", id, "target", "200 คน")
    for problem in find_problems(draft):
        if problem.check == DIFFERS and problem.id and problem.field:
            record, spec = draft.record(problem.kind, problem.id), draft.spec(problem.kind)
            rows = draft.pack.catalogues[str(spec.catalogue)]
            row = next(row for row in rows if row[str(spec.key)] == record.values[str(spec.key)])
            draft.set(problem.kind, problem.id, problem.field, row[problem.field])
    assert [problem.message for problem in find_problems(draft)] == []

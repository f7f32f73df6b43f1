"""Checks of how key results, indicators, projects and divisions hang together."""

import pytest

from tests.checks.cases import Case, Records, cases, hold

PROJECT = ("project", {"name": "โครงการ ก", "funding": "none", "divisions": [1]})
REFUSED = ("project", {"name": "โครงการ ก", "funding": "refused", "budget": 500000, "divisions": [1]})
DIVISIONS: Records = (("division", {"name": "กอง ก"}), ("division", {"name": "กอง ข"}))
OURS = ("agency", {"name": "สำนักการคลัง", "abbreviation": "สนค."})
COVER = ("cover", {"agency": "สำนักการคลัง"})
OTHERS = ("agency", {"name": "สำนักการโยธา", "abbreviation": "สนย."})


def measured(year: int, **values: object) -> Records:
    """A key result or indicator of an edition."""
    kind = {2565: "kpi", 2567: "indicator", 2568: "key_result"}[year]
    return ((kind, {"name": "ตัวชี้วัด", "target": "ร้อยละ 80", **values}),)


def indicator(**values: object) -> Records:
    return measured(2567, **values)


def key_result(**values: object) -> Records:
    return measured(2568, **values)


def evaluated(component: str, **values: object) -> Records:
    return (*key_result(**values), ("evaluated_kr", {"component": component, "key_result": 1}))


TREE: Records = (
    ("dimension", {"code": "1", "name": "มิติ"}),
    ("strategy", {"code": "4", "name": "ยุทธศาสตร์", "dimension": 1}),
    ("sub_strategy", {"strategy": 1, "code": "4.1", "name": "ย่อย", "projects": []}),
    ("objective", {"sub_strategy": 1, "name": "วัตถุประสงค์"}),
    ("tactic", {"sub_strategy": 1, "code": "4.1.1", "name": "กลยุทธ์"}),
)
PLACED: Records = (*TREE[:2], ("sub_strategy", {"strategy": 1, "code": "4.1", "name": "ย่อย", "projects": [1]}))
MEASURES: Records = (
    ("theme", {"code": "7", "name": "ด้าน"}),
    ("dimension", {"theme": 1, "code": "7.2", "name": "มิติ"}),
    ("goal", {"dimension": 1, "code": "7.2.1", "name": "เป้าประสงค์"}),
)
GOAL = {"issue": "ประเด็น", "key_result": "ตัววัดผล", "projects": [1]}
POLICY = ("policy", {"code": "020"})
FOOTNOTE = "เพื่อสนับสนุน OKR 7402"
CASES = [
    *(
        case
        for year in (2565, 2567, 2568)
        for case in [
            *cases(
                [year],
                "indicator-only-unfunded",
                (*DIVISIONS, REFUSED, *measured(year, projects=[1])),
                (*DIVISIONS, PROJECT, *measured(year, projects=[1])),
            )
        ]
    ),
    *(
        case
        for year in (2565, 2568)
        for case in cases(
            [year],
            "indicator-divisions-differ",
            (*DIVISIONS, PROJECT, *measured(year, projects=[1], divisions=[2])),
            (*DIVISIONS, PROJECT, *measured(year, projects=[1], divisions=[1, 2])),
        )
    ),
    *(
        case
        for year in (2565, 2568)
        for case in cases(
            [year],
            "indicator-division-without-project",
            (*DIVISIONS, PROJECT, *measured(year, projects=[1], divisions=[1, 2])),
            (*DIVISIONS, PROJECT, *measured(year, projects=[1], divisions=[1])),
        )
    ),
    *cases(
        [2565],
        "project-in-both-parts",
        (
            *measured(2565, projects=[1]),
            *MEASURES,
            ("measure", {"goal": 1, "name": "มาตรการ", "kpis": [1]}),
            ("agency_task", {"name": "ภารกิจ", "kpis": [1]}),
        ),
        (*measured(2565, projects=[1]), ("agency_task", {"name": "ภารกิจ", "kpis": [1]})),
        (*DIVISIONS, PROJECT),
    ),
    *cases(
        [2565],
        "indicator-at-both-levels",
        (("measure", {"goal": 1, "name": "มาตรการ", "kpis": [1], "goal_kpis": [1]}),),
        (("measure", {"goal": 1, "name": "มาตรการ", "kpis": [1]}),),
        (*measured(2565), *MEASURES),
    ),
    *cases(
        [2565],
        "component-without-indicator",
        measured(2565, component=1),
        (*measured(2565, component=1), *measured(2565, component=2)),
    ),
    *cases(
        [2567],
        "indicator-without-project",
        indicator(negotiated=1),
        indicator(negotiated=1, projects=[1]),
        (*DIVISIONS, PROJECT),
    ),
    *cases([2567], "indicator-nowhere", indicator(), indicator(negotiated=1)),
    *cases(
        [2567], "indicator-not-listed", indicator(negotiated=1), indicator(negotiated=1, tactic=1, code="4.1.1.1"), TREE
    ),
    *cases(
        [2567],
        "listed-indicator-in-no-table",
        indicator(tactic=1, code="4.1.1.1", in_part_one=0, in_table_a=0),
        indicator(tactic=1, code="4.1.1.1", in_part_one=1),
        TREE,
    ),
    *cases(
        [2567],
        "project-without-indicator",
        (("sub_strategy", {"strategy": 1, "code": "4.2", "name": "ย่อย", "projects": [1]}),),
        (("sub_strategy", {"strategy": 1, "code": "4.2", "name": "ย่อย", "projects": [1]}), *indicator(projects=[1])),
        (*DIVISIONS, PROJECT, *TREE),
    ),
    *cases(
        [2567],
        "key-result-not-listed",
        (("key_result", {"objective": 1, "number": "KR 1", "name": "KR", "target": "1 แผน", "hosts": [2]}),),
        (("key_result", {"objective": 1, "number": "KR 1", "name": "KR", "target": "1 แผน", "hosts": [1]}),),
        (COVER, OURS, OTHERS, *TREE),
    ),
    *cases(
        [2567],
        "host-unknown",
        (("key_result", {"objective": 1, "name": "KR", "target": "1 แผน", "host": "สนค. (กรด.)"}),),
        (("key_result", {"objective": 1, "name": "KR", "target": "1 แผน", "host": "สนค. (กรด.)", "hosts": [1]}),),
        (COVER, OURS, *TREE),
    ),
    *cases(
        [2567],
        "host-also-supports",
        (("key_result", {"objective": 1, "name": "KR", "target": "1 แผน", "hosts": [1], "supporting": [1]}),),
        (("key_result", {"objective": 1, "name": "KR", "target": "1 แผน", "hosts": [1], "supporting": [2]}),),
        (OURS, OTHERS, *TREE),
    ),
    *cases([2567], "negotiated-weights-sum", indicator(negotiated=1, weight=60), indicator(negotiated=1, weight=70)),
    *cases(
        [2567],
        "policy-project-not-in-table",
        (("project", {"name": "ข", "policies": [1]}), ("policy_goal", GOAL)),
        (("policy_goal", {**GOAL, "projects": [1]}),),
        (POLICY, ("project", {"name": "ก", "policies": [1]})),
    ),
    *cases(
        [2567],
        "table-d-project-without-policy",
        (("project", {"name": "ก"}), ("policy_goal", GOAL)),
        (("project", {"name": "ก", "policies": [1]}), ("policy_goal", GOAL)),
        (POLICY,),
    ),
    *cases(
        [2567],
        "table-d-project-without-measure",
        (("project", {"name": "ก"}), ("policy_goal", GOAL)),
        (("project", {"name": "ก", "measure": "ร้อยละ 80"}), ("policy_goal", GOAL)),
    ),
    *cases(
        [2568],
        "key-result-without-host",
        key_result(in_part_one=1),
        key_result(in_part_one=1, hosts=[1]),
        (OURS,),
    ),
    *cases(
        [2568],
        "role-contradicts-host",
        key_result(role="H", hosts=[2]),
        key_result(role="R", hosts=[2]),
        (COVER, OURS, OTHERS),
    ),
    *cases(
        [2568],
        "host-also-supports",
        key_result(hosts=[1], supporters=[1]),
        key_result(hosts=[1], supporters=[2]),
        (OURS, OTHERS),
    ),
    *cases(
        [2568],
        "key-result-under-another-issue",
        key_result(code="7402", city_issue=1),
        key_result(code="9111", city_issue=1),
        (
            ("dimension", {"code": "2", "name": "มิติ"}),
            ("theme", {"code": "9", "name": "ด้าน", "dimension": 1}),
            ("city_issue", {"code": "9.1", "name": "ประเด็น", "theme": 1}),
        ),
    ),
    *cases(
        [2567],
        "strategy-code-elsewhere",
        (("project", {"name": "ก", "funding": "none", "strategy_code": "772001"}), *PLACED),
        (("project", {"name": "ก", "funding": "none", "strategy_code": "441001"}), *PLACED),
    ),
    *cases([2568], "key-result-without-project", key_result(), key_result(projects=[1]), (*DIVISIONS, PROJECT)),
    *cases(
        [2568],
        "footnote-cites-other-key-result",
        (("project", {"name": "ก", "funding": "none", "footnote": FOOTNOTE}), *key_result(code="7402")),
        (("project", {"name": "ก", "funding": "none", "footnote": FOOTNOTE}), *key_result(code="7402", projects=[1])),
    ),
    *cases(
        [2568],
        "evaluated-not-listed",
        evaluated("function"),
        evaluated("function", in_part_one=1),
        (("kr_list", {"kr_scope": "part_one"}),),
    ),
    *cases(
        [2568],
        "evaluated-kr-without-division",
        evaluated("agenda"),
        evaluated("agenda", divisions=[1]),
        DIVISIONS,
    ),
    *cases(
        [2568],
        "own-kr-outside-agenda",
        (
            *evaluated("function", code="7402", hosts=[1]),
            *key_result(),
            ("evaluated_kr", {"component": "agenda", "key_result": 2}),
        ),
        (
            *evaluated("agenda", code="7402", hosts=[1]),
            *key_result(),
            ("evaluated_kr", {"component": "agenda", "key_result": 2}),
        ),
        (COVER, OURS),
    ),
    *cases(
        [2568],
        "agency-kpi-not-listed",
        (("agency_kpi", {"agency_objective": 1, "name": "ตัวชี้วัดอื่น"}),),
        (("agency_kpi", {"agency_objective": 1, "name": "ตัวชี้วัด"}),),
        (*key_result(), ("agency_issue", {"name": "ก"}), ("agency_objective", {"agency_issue": 1, "name": "ก"})),
    ),
    *cases(
        [2568],
        "agency-kpi-without-target",
        (("agency_kpi", {"agency_objective": 1, "name": "ตัววัดผล"}),),
        (("agency_kpi", {"agency_objective": 1, "name": "ตัววัดผล", "target": "1 แผน"}),),
        (("agency_issue", {"name": "ประเด็น"}), ("agency_objective", {"agency_issue": 1, "name": "วัตถุประสงค์"})),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_does_not_hang_together_is_found(case: Case) -> None:
    hold(case)

"""Each thing that an edition asks across agencies: where just that is at fault it is told, else nothing is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.collect.across import detail, problems, report
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make
from planner_desktop.draft import Draft
from tests.collect.two_plans import HOST, MEASURE, OTHER, Change, named, put, the

EDITIONS = ("bma-2565", "bma-2567", "bma-2568")


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(edition: str, tmp_path: Path) -> Iterator[Collection]:
    with make(tmp_path / "แผน.bmacollect", edition) as collection:
        yield collection


def _set(kind: str, field: str, value: object) -> Change:
    return lambda draft: draft.set(kind, the(draft, kind), field, value)  # type: ignore[arg-type]


def _of_measure(field: str, value: object) -> Change:
    return lambda draft: _set(MEASURE[draft.pack.edition.id], field, value)(draft)


def _no_projects(draft: Draft) -> None:
    kind = "indicator" if draft.pack.edition.id == "bma-2567" else MEASURE[draft.pack.edition.id]
    draft.set(kind, the(draft, kind), "projects", [])


def _same_project(draft: Draft) -> None:
    draft.set("project", the(draft, "project"), "name", f"โครงการ ของ{HOST}")


def _host_is(agency: str) -> Change:
    return lambda draft: draft.set("key_result", the(draft, "key_result"), "hosts", [named(draft, agency)])


def _no_result(draft: Draft) -> None:
    """A project of another KR, so that of this fault there is no other."""
    project = the(draft, "project")
    draft.delete("key_result", draft.ids("key_result"))
    if draft.pack.edition.id == "bma-2568":
        draft.delete("evaluated_kr", draft.ids("evaluated_kr"))
        new = draft.add("key_result", {"code": "7778", "name": "อื่น", "target": "ร้อยละ 1", "projects": [project]})
        draft.add("evaluated_kr", {"component": "agenda", "key_result": new})


HOSTED = ("bma-2567", "bma-2568")
FAULTS: dict[str, tuple[tuple[str, ...], str, Change, str]] = {
    "across-host-without": (HOSTED, HOST, _no_result, OTHER),
    "across-two-hosts": (HOSTED, OTHER, _host_is(OTHER), ""),
    "across-other-name": (("bma-2568",), OTHER, _set("key_result", "name", "ร้อยละของคลองที่น้ำใส"), OTHER),
    "across-other-unit": (EDITIONS, OTHER, _of_measure("target", "80 แห่ง"), OTHER),
    "across-other-target": (EDITIONS, OTHER, _of_measure("target", "ร้อยละ 90"), OTHER),
    "across-same-project": (EDITIONS, OTHER, _same_project, ""),
    "across-no-measure": (EDITIONS, OTHER, _no_projects, OTHER),
    "across-no-agenda": (("bma-2568",), OTHER, _set("evaluated_kr", "component", "function"), OTHER),
}
"""Of which editions a fault is, in whose plan it is made, how, and in whose it is told (both, where that is empty)."""
BESIDES = {"across-other-unit": {"across-other-target"}, "across-two-hosts": {"across-host-without"}}
"""What else is wrong for the same reason: a target of another unit is another target."""


def _checks(desk: Collection) -> set[str]:
    return {problem.check for problem in problems(desk)}


def test_nothing_is_said_of_plans_that_agree(desk: Collection, edition: str) -> None:
    for agency in (HOST, OTHER):
        put(desk, edition, agency)
    assert problems(desk) == []


@pytest.mark.parametrize("check", FAULTS)
def test_each_fault_is_told_where_it_is(desk: Collection, edition: str, check: str) -> None:
    editions, where, fault, told_in = FAULTS[check]
    if edition not in editions:
        assert check not in _checks(desk)
        return
    for agency in (HOST, OTHER):
        put(desk, edition, agency, fault if agency == where else lambda draft: None)
    found = [problem for problem in problems(desk) if problem.check == check]
    assert {problem.agency for problem in found} == ({told_in} if told_in else {HOST, OTHER})
    assert all(problem.fix and problem.why and "{" not in problem.message for problem in found)
    assert _checks(desk) - {check} <= BESIDES.get(check, set())


THIRD = "สำนักการคลัง"


@pytest.mark.parametrize("edition", HOSTED, indirect=True)
def test_what_others_say_is_held_against_the_host_also_where_its_plan_came_last(desk: Collection, edition: str) -> None:
    put(desk, edition, OTHER)
    put(desk, edition, THIRD, _set("key_result", "target", "5 แห่ง"))
    put(desk, edition, HOST)
    found = [problem for problem in problems(desk) if problem.check in ("across-other-unit", "across-other-target")]
    assert {problem.agency for problem in found} == {THIRD}
    assert len(found) == 2
    assert all(f"แต่แผนของ {HOST} " in problem.message for problem in found)


def _coded(name: str, target: str) -> Change:
    def change(draft: Draft) -> None:
        draft.set("key_result", the(draft, "key_result"), "code", "9114")
        draft.set("key_result", the(draft, "key_result"), "name", name)
        draft.set("key_result", the(draft, "key_result"), "target", target)

    return change


def test_reports_call_a_shared_result_as_its_host_does_else_as_most_do(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        put(desk, "bma-2568", THIRD, _coded("ก ชื่อแรกตามอักษร", "5 แห่ง"))
        put(desk, "bma-2568", OTHER, _coded("ข ชื่อที่สอง", "ร้อยละ 90"))
        for report_ in ("measures-by-agency", "measure-matrix"):
            assert [row[:2] for row in report(desk, report_).rows] == [("9114", "ข ชื่อที่สอง")]  # in the catalogue's order
        put(desk, "bma-2568", "สำนักการโยธา", _coded("ค  ชื่อ ที่สาม", "ร้อยละ 80"))
        put(desk, "bma-2568", "สำนักอนามัย", _coded("ค ชื่อที่สาม", "ร้อยละ 70"))
        for report_ in ("measures-by-agency", "measure-matrix"):
            assert {row[1].replace(" ", "") for row in report(desk, report_).rows} == {"คชื่อที่สาม"}
        put(desk, "bma-2568", HOST, _coded("ง ชื่อของเจ้าภาพ", "ร้อยละ 100"))
        for report_ in ("measures-by-agency", "measure-matrix"):
            assert [row[:2] for row in report(desk, report_).rows] == [("9114", "ง ชื่อของเจ้าภาพ")]


@pytest.mark.parametrize("edition", HOSTED, indirect=True)
def test_a_policy_is_called_as_most_plans_call_it(desk: Collection, edition: str) -> None:
    for agency, name in ((THIRD, "ก ชื่อแรก"), (OTHER, "ปลูกต้นไม้"), (HOST, "ปลูก ต้นไม้")):
        put(desk, edition, agency, lambda draft, name=name: _with_policy(draft, name))  # type: ignore[misc]
    assert report(desk, "policies").rows == (("P013 ปลูกต้นไม้", 3, 3, 3_000_000_00),)


@pytest.mark.parametrize("edition", HOSTED, indirect=True)
def test_a_result_of_the_city_that_its_host_leaves_out_is_told_once_its_plan_is_there(
    desk: Collection, edition: str
) -> None:
    host = {"bma-2567": "สำนักการคลัง", "bma-2568": "สำนักงบประมาณกรุงเทพมหานคร"}[edition]
    put(desk, edition, OTHER)
    assert "across-city-unhosted" not in _checks(desk)
    put(desk, edition, host)
    found = [problem for problem in problems(desk) if problem.check == "across-city-unhosted"]
    assert found
    assert {problem.agency for problem in found} == {host}


# ---------------------------------------------------------------- reports


def test_budgets_are_told_by_theme_strategy_part_and_agency_with_what_stands_behind(
    desk: Collection, edition: str
) -> None:
    for agency in (HOST, OTHER):
        put(desk, edition, agency)
    for name in ("agency", "theme", "strategy", "part", "funding"):
        table = report(desk, f"budget-by-{name}")
        assert sum(row[-1] for row in table.rows) == 2_000_000_00, name
        assert table.chart
        behind = [one for row in table.behind for one in detail(desk, table.id, row)]
        assert sorted(one.place.agency for one in behind) == sorted((HOST, OTHER)), name
        assert all(one.place.kind == "project" and one.place.record and one.budget == 1_000_000_00 for one in behind)
    matrix = report(desk, "budget-by-theme-and-agency")
    assert [row[0] for row in matrix.rows] == [OTHER, HOST]
    assert all(sum(filter(None, row[1:])) == 1_000_000_00 for row in matrix.rows)


def test_what_is_not_funded_is_listed_and_left_out_of_sums(desk: Collection, edition: str) -> None:
    put(desk, edition, HOST, _set("project", "funding", "refused"))
    put(desk, edition, OTHER)
    (row,) = report(desk, "unfunded").rows
    assert (row[0], row[-1]) == (HOST, 1_000_000_00)
    assert {row[0]: row[-1] for row in report(desk, "budget-by-agency").rows} == {HOST: None, OTHER: 1_000_000_00}


@pytest.mark.parametrize("edition", HOSTED, indirect=True)
def test_the_matrix_tells_who_hosts_and_who_carries_out(desk: Collection, edition: str) -> None:
    for agency in (HOST, OTHER):
        put(desk, edition, agency, lambda draft: _supported(draft, OTHER))
    table = report(desk, "measure-matrix")
    assert table.heads[2:] == ("สกต.", "สนน.")
    assert ("ร้อยละของคลองที่สะอาด", "R", "H") in [row[1:] for row in table.rows]
    listed = {row[1]: row[2:] for row in report(desk, "measures-by-agency").rows}
    assert listed["ร้อยละของคลองที่สะอาด"] == ("สนน.", "สกต.", 2)


def _supported(draft: Draft, agency: str) -> None:
    field = "supporting" if draft.pack.edition.id == "bma-2567" else "supporters"
    draft.set("key_result", the(draft, "key_result"), field, [named(draft, agency)])


@pytest.mark.parametrize("edition", HOSTED, indirect=True)
def test_policies_and_the_citys_results_are_told(desk: Collection, edition: str) -> None:
    put(desk, edition, HOST, _with_policy)
    assert report(desk, "policies").rows == (("P013 ปลูกต้นไม้", 1, 1, 1_000_000_00),)
    table = report(desk, "city-measures")
    assert len(table.rows) == {"bma-2567": 11, "bma-2568": 36}[edition]
    assert all(row[-1] == 0 for row in table.rows)


def _with_policy(draft: Draft, name: str = "ปลูกต้นไม้") -> None:
    policy = draft.add("policy", {"code": "013", "name": name})
    draft.set("project", the(draft, "project"), "policies", [policy])


def test_projects_are_held_against_those_of_last_year(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        put(desk, "bma-2567", HOST, _set("project", "name", "โครงการเก่า"))
        put(desk, "bma-2568", HOST)
        assert report(desk, "projects-gone").rows == ((HOST, "โครงการเก่า", 1_000_000_00),)
        assert report(desk, "against-last-year").rows == ((HOST, 1_000_000_00, 1_000_000_00, 0, 1, 1),)


def test_steps_are_counted_in_each_month_that_they_take(desk: Collection, edition: str) -> None:
    if edition == "bma-2568":
        return  # this edition has no steps
    year = desk.year - 543
    put(desk, edition, HOST, lambda draft: _step(draft, f"{year - 1}-10/{year - 1}-12 {year}-09"))
    put(desk, edition, OTHER, lambda draft: _step(draft, f"{year - 1}-12"))
    table = report(desk, "load-by-month")
    assert [(row[0], *row[1:]) for row in table.rows if row[2]] == [
        (f"ต.ค. {desk.year - 1}", 1, 1),
        (f"พ.ย. {desk.year - 1}", 1, 1),
        (f"ธ.ค. {desk.year - 1}", 2, 2),
        (f"ก.ย. {desk.year}", 1, 1),
    ]
    assert len(table.rows) == 12
    spread = report(desk, "load-by-month-and-agency")
    assert len(spread.heads) == 1 + 4
    assert [row[0] for row in spread.rows] == [OTHER, HOST]  # the order of the catalogue


def _step(draft: Draft, months: str) -> None:
    if draft.pack.edition.id == "bma-2565":
        draft.add("step", {"name": "ขุดลอก", "months": months}, parent=the(draft, "project"))
    else:
        schedule = draft.add("schedule", {"project": the(draft, "project")})
        activity = draft.add("activity", {"name": "ขุดลอกคลอง"}, parent=schedule)
        draft.add("step", {"text": "ขุดลอก", "months": months}, parent=activity)

"""Two small plans that agree in everything, of any edition, and a collection to put them into without their bundles.

Each has a KR (in the edition of 2565 an indicator) that both share and the first one hosts, and a project under it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from planner_desktop import formpack
from planner_desktop.bundle import layout
from planner_desktop.collect import loading
from planner_desktop.collect.collection import Collection
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import find_agency, new_plan
from planner_desktop.draft.plan.plan_json import write_plan
from planner_desktop.formpack.editions import edition_folder

HOST, OTHER = "สำนักการระบายน้ำ", "สำนักงานการต่างประเทศ"
MEASURE = {"bma-2565": "kpi", "bma-2567": "key_result", "bma-2568": "key_result"}
"""What the shared KR is in each edition."""
Change = Callable[[Draft], object]


def put(desk: Collection, edition: str, agency: str, change: Change = lambda draft: None) -> str:
    """Have a collection receive the plan of an agency as `change` leaves it; its receipt."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        pack = formpack.read(edition_folder(edition))
        known = find_agency(pack, agency)
        with new_plan(pack, known, folder / "แผน.bmaplan") as draft:
            _fill(draft, agency)
            change(draft)
            write_plan(draft, folder / layout.PLAN, bare=True)
        taken = loading.take(folder)
    number = f"{desk.year}-{len(desk.decisions.all) + 1:04d}"
    says = {
        "verdict": "received",
        "agency": agency,
        "abbreviation": known.abbreviation,
        "year": taken.year,
        "name": "ก.zip",
        "sha256": number,
    }
    desk.follow(desk.decisions.add("received", number, "ก", "2024-10-01T00:00:00+00:00", **says), taken)
    return number


def named(draft: Draft, agency: str) -> int:
    """The record of an agency in a draft."""
    rows = draft.pack.catalogues[draft.pack.edition.agencies]
    return draft.adopt("agency", next(row for row in rows if row["name"] == agency))


def the(draft: Draft, kind: str) -> int:
    """The one record of a kind."""
    (id,) = draft.ids(kind)
    return id


def _fill(draft: Draft, agency: str) -> None:
    project = draft.add("project", {"name": f"โครงการของ{agency}", "funding": "amount", "budget": 1_000_000_00})
    said: dict[str, str | int | Sequence[int] | None] = {
        "name": "ร้อยละของคลองที่สะอาด",
        "target": "ร้อยละ 80",
        "projects": [project],
    }
    if draft.pack.edition.id == "bma-2565":
        draft.add("kpi", {**said, "plan": "city"})
        return
    said |= {"hosts": [named(draft, HOST)]}
    if draft.pack.edition.id == "bma-2567":
        catalogues = draft.pack.catalogues
        objective = draft.adopt("objective", catalogues["objectives"][0])
        draft.delete("key_result", draft.ids("key_result"))
        tactic = draft.adopt("tactic", catalogues["tactics"][0])
        of_tactic: dict[str, str | int | Sequence[int] | None] = {
            "code": "9.9.9.9",
            "name": "ตัวชี้วัดร่วม",
            "target": "5 คน",
            "tactic": tactic,
        }
        draft.add("indicator", {**of_tactic, "projects": said.pop("projects")})
        draft.add("key_result", said, parent=objective)
    else:
        result = draft.add("key_result", {"code": "7777", **said})
        draft.add("evaluated_kr", {"component": "agenda", "key_result": result})

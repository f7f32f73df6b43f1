"""Texts that name fields of other records over links, parents and what stands under or links to a record."""

from pathlib import Path

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.document.live import LiveDocument
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import read
from planner_desktop.formpack.formats import printed as as_printed
from tests.language import draft_of, printed, write


def listed(item: str, rows: str = "project") -> str:
    return f"document:\n  - list: {rows}\n    item: '{item}'\n"


@pytest.mark.parametrize(
    ("rows", "item", "says"),
    [
        ("project", "{name}: {project.divisions.name|commas}", ["ถนน: กอง ค, กอง ก", "คลอง: กอง ข", "สวน: "]),
        ("project", "{project.lead.name|dash}", ["กอง ข", "กอง ข", "-"]),
        ("project", "{lead.name|dash}", ["กอง ข", "กอง ข", "-"]),
        ("objective", "{objective.issue.name}", ["ประเด็นแรก", "ประเด็นแรก", "ประเด็นหลัง"]),
        ("issue", "{issue.objective.name|and}", ["ก และข", "ค"]),
        ("project", "{project.objective.name|dash}", ["ก", "ก", "ค"]),
        ("project", "{project.objective.issue.name|brackets}", ["(ประเด็นแรก)", "(ประเด็นแรก)", "(ประเด็นหลัง)"]),
        ("issue", "{issue.objective.projects.budget|baht|numbers}", ["1,000", "2,500"]),
        ("issue", "{issue.objective.projects.lead.name|lines}", ["กอง ข", ""]),
        ("division", "{cover.agency} {name}", ["สำนักหนึ่ง กอง ก", "สำนักหนึ่ง กอง ข", "สำนักหนึ่ง กอง ค"]),
        ("project", "{funding|label} {project.funding}", ["ได้รับจัดสรร amount", "ไม่ใช้งบประมาณ none", "ได้รับจัดสรร amount"]),
        ("SELECT ''none'' AS project_funding", "{project_funding}", ["none"]),
        ("objective", "{objective.projects.funding|label|numbers}", ["1. ไม่ใช้งบประมาณ\n2. ได้รับจัดสรร", "", "ได้รับจัดสรร"]),
        ("SELECT label(''project.funding'', funding) AS said FROM project WHERE id = 2", "{said}", ["ไม่ใช้งบประมาณ"]),
    ],
)  # fmt: skip
def test_a_path_leads_to_what_is_entered_elsewhere(tmp_path: Path, rows: str, item: str, says: list[str]) -> None:
    rows = rows if "''" not in rows else f"'{rows}'"
    with draft_of(tmp_path, section=listed(item, rows)) as draft:
        assert printed(draft) == says


def test_a_path_is_rows_too_each_record_once(tmp_path: Path) -> None:
    section = "document:\n  - each: issue\n    blocks:\n      - list: issue.objective.projects\n"
    section += "        item: '{number} {name} {project.lead.name}'\n"
    with draft_of(tmp_path, section=section) as draft:
        draft.set("objective", 3, "projects", [3, 2])
        assert printed(draft) == ["1 คลอง กอง ข", "2 ถนน กอง ข", "3 สวน ", "1 สวน "]


def test_an_empty_link_leads_to_nothing_and_its_paragraph_is_left_out(tmp_path: Path) -> None:
    section = "document:\n  - each: project\n    blocks: [{paragraph: 'ของ {project.divisions.name|commas}'}]\n"
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == ["ของ กอง ค, กอง ก", "ของ กอง ข"]


def test_a_column_that_is_called_as_a_record_goes_before_a_single_one(tmp_path: Path) -> None:
    with draft_of(tmp_path, section=listed("{cover.agency|dash}", "SELECT 7 AS cover")) as draft:
        assert printed(draft) == ["-"]


def test_a_check_says_what_paths_lead_to_with_their_formats(tmp_path: Path) -> None:
    section = """\
checks:
  - id: cost
    severity: note
    record: project
    sql: project WHERE budget > 2000
    message: "{name} {budget|baht} {project.objective.issue.name} {funding|label}"
    fix: "{project.divisions.name|dash}"
    why: "{cover.agency} {fiscal_year}"
"""
    with draft_of(tmp_path, section=section) as draft:
        found = [(p.message, p.fix, p.why) for p in find_problems(draft) if p.check == "cost"]
        assert found == [
            ("ถนน 1,000 ประเด็นแรก ได้รับจัดสรร", "กอง ค กอง ก", "สำนักหนึ่ง 2568"),
            ("สวน 2,500 ประเด็นหลัง ได้รับจัดสรร", "-", "สำนักหนึ่ง 2568"),
        ]


def changed_names(draft: Draft, live: LiveDocument) -> str:
    tables: set[str] = set()
    draft.watchers.append(tables.update)
    draft.set("division", 2, "name", "กองใหม่")
    return "\n".join(str(block) for block in live.update(draft, tables).document.blocks)


def test_the_live_preview_follows_what_only_a_path_reads(tmp_path: Path) -> None:
    with draft_of(tmp_path, section=listed("{project.divisions.name}")) as draft:
        live = LiveDocument()
        live.update(draft)
        assert "กองใหม่" in changed_names(draft, live)


def test_the_empty_template_has_dots_where_a_path_leads(tmp_path: Path) -> None:
    from planner_desktop.document.outline import Paragraph, plain
    from planner_desktop.document.preview import template

    pack = read(write(tmp_path, section=listed("{project.divisions.name|commas} {cover.agency} {cover.numbers}")))
    assert [plain(b.text) for b in template(pack).blocks if isinstance(b, Paragraph)] == ["..... ..... 1"]


def test_formats_of_several_values() -> None:
    assert as_printed((100, None, 250_000), ("baht", "lines")) == "1\n2,500"
    assert as_printed((), ("baht", "dash")) == "-"
    assert as_printed("ก\nข", ("numbers",)) == "1. ก\n2. ข"
    assert as_printed("ก", ("numbers",)) == "ก"


@pytest.mark.parametrize(
    ("rows", "item", "says"),
    [
        ("project", "{project.division.name}", "no “division” is reached from “project” in “project.division.name” — Did you mean “divisions”?"),
        ("project", "{project.lead.nam}", "no “nam” is reached from “division” in “project.lead.nam” — Did you mean “name”?"),
        ("project", "{project.lead}", "“project.lead” ends at a record, “division”: go on to one of its fields — Write one of: name"),
        ("project", "{division.name}", "no query yields a column “division” — Put it inside `each: division`."),
        ("project", "{name.x}", "the column “name” does not tell the id of which record it is — Write one of: cover, lead, project"),
        ("project", "{project.budget}", "“project.budget” is an amount in satang and would be shown a hundred times too large"),
        ("project", "{name|label}", "the column “name” does not tell which field's choice it is — Write one of: project.funding"),
        ("project", "{project.name|label}", "“project.name” is no choice field — Did you mean “project.funding”?"),
        ("SELECT label(''project.fundin'', 1) AS x", "{x}", "“project.fundin” is no choice field — Did you mean “project.funding”?"),
        ("division", "{division.project.name}", "no “project” is reached from “division” in “division.project.name”"),
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, rows: str, item: str, says: str) -> None:
    rows = rows if "''" not in rows else f"'{rows}'"
    with pytest.raises(FormPackError) as error:
        read(write(tmp_path, section=listed(item, rows)))
    assert f"20-issues.yaml:{17 if rows == 'project' or '.' in item else 16}: " in error.value.message
    assert says in error.value.message

"""docs/editions.md is walked through as written: its commands and its YAML work."""

import re
from pathlib import Path

import yaml

from planner_desktop import formpack
from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import EDITION

PAGE = Path(__file__).resolve().parents[2] / "docs" / "editions.md"


def test_the_page_makes_an_edition_with_a_field_a_table_and_a_check(run: Run, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    field, table, check = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    folder = tmp_path / "bma-2569"
    assert f"forms new --from {EDITION} bma-2569" in page
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    assert "forms take bma-2569 50-part-three.yaml" in page
    assert run("forms", "take", folder, "50-part-three.yaml").status == 0

    section = yaml.safe_load((folder / "50-part-three.yaml").read_text(encoding="utf-8"))
    section["records"]["output"]["fields"] |= yaml.safe_load(field)["records"]["output"]["fields"]
    (folder / "50-part-three.yaml").write_text(
        yaml.safe_dump(section, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    (folder / "65-risks.yaml").write_text(table + check, encoding="utf-8")

    assert run("forms", "lint", folder).status == 0
    assert run("forms", "preview", folder, tmp_path / "template.pdf").status == 0
    with Draft.create(tmp_path / "ร่าง.bmaplan", formpack.read(folder)) as draft:
        risk = draft.add("risk", {"name": "ฝนตกหนัก"})
        assert ("risk-without-answer", risk) in [(problem.check, problem.id) for problem in find_problems(draft)]
        assert "responsible" in draft.spec("output").fields

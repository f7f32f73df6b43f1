"""The pages on making an edition are walked through as written: their commands and their YAML work."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from planner_desktop import formpack
from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from tests.cli.conftest import Run
from tests.conftest import EDITION, pdf_text

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "editions.md", ROOT / "docs" / "editions.en.md"]
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_both_languages_show_the_same_yaml() -> None:
    thai, english = (YAML.findall(page.read_text(encoding="utf-8")) for page in PAGES)
    assert thai == english


def test_the_reference_is_what_the_model_says() -> None:
    made = subprocess.run(
        [sys.executable, "scripts/editions_reference.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (made.returncode, made.stderr.strip()) == (0, "")


def test_every_recipe_is_sound_and_printed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bma-2569"
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    recipes = [text for text in YAML.findall(PAGES[0].read_text(encoding="utf-8")) if text.startswith("# ")]
    for text in recipes:
        (folder / text.split("\n")[0].removeprefix("# ")).write_text(text, encoding="utf-8")
    assert len(recipes) == 5
    assert run("forms", "lint", folder).status == 0
    tried = tmp_path / "tried.pdf"
    assert run("forms", "try", "--agency", "สำนักงานเขตพระนคร", folder, tried).status == 0
    words = "".join(pdf_text(tried).split())
    assert all(word in words for word in ("ไตรมาสที่4", "ผังความเสี่ยง", "งานบริการของสำนักงานเขต", "ความเสี่ยงของโครงการ"))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_the_page_makes_an_edition_with_a_field_a_table_and_a_check(run: Run, tmp_path: Path, file: Path) -> None:
    page = file.read_text(encoding="utf-8")
    field, table, check = YAML.findall(page)[:3]
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

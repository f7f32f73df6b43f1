"""The commands for those who write editions."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from planner_desktop.app_paths import FORMS
from planner_desktop.formpack import located_yaml
from tests.cli.conftest import Run
from tests.conftest import EDITION, SAMPLE, pdf_text


def test_list_and_show_tell_what_is_installed(run: Run) -> None:
    assert EDITION in [edition["id"] for edition in json.loads(run("forms", "list", "--json").out)]
    shown = run("forms", "show", EDITION)
    assert shown.status == 0
    assert "01-cover.yaml" in shown.out
    assert "budget: " in shown.out


def test_every_shipped_edition_is_without_findings(run: Run) -> None:
    for edition in FORMS.glob("*/edition.yaml"):
        ran = run("forms", "lint", edition.parent)
        assert ran.status == 0, ran.out


def test_lint_names_file_and_line_and_what_to_write_instead(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "แม่แบบ ใหม่"
    shutil.copytree(FORMS / EDITION, folder)
    cover = folder / "01-cover.yaml"
    text = cover.read_text(encoding="utf-8").replace("help:", "hlep:", 1)
    cover.write_text(text, encoding="utf-8")
    line = text[: text.index("hlep:")].count("\n") + 1
    ran = run("forms", "lint", folder)
    assert ran.status == 1
    assert f"01-cover.yaml:{line}: " in ran.out
    assert "“help”" in ran.out
    (finding,) = json.loads(run("forms", "lint", folder, "--json").out)
    assert (finding["file"], finding["line"]) == ("01-cover.yaml", line)


def test_lint_refuses_a_folder_that_is_no_form_pack(run: Run, tmp_path: Path) -> None:
    ran = run("forms", "lint", tmp_path)
    assert ran.status == 2
    assert "edition.yaml" in ran.err


@pytest.mark.parametrize(("kind", "file"), [("edition", "edition.yaml"), ("section", "01-cover.yaml")])
def test_schema_describes_the_yaml_that_is_shipped(run: Run, kind: str, file: str) -> None:
    schema = json.loads(run("forms", "schema", kind).out)
    jsonschema.validate(yaml.safe_load((FORMS / EDITION / file).read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize("kind", ["edition", "records", "section"])
def test_the_schemas_beside_the_editions_are_those_of_the_program(run: Run, kind: str) -> None:
    """`make schemas` writes them; an editor completes the YAML by them."""
    assert (FORMS / "schema" / f"{kind}.json").read_text(encoding="utf-8") == run("forms", "schema", kind).out


@pytest.mark.parametrize("file", sorted(FORMS.glob("*/*.yaml")), ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_file_of_an_edition_names_its_schema_and_fits_it(file: Path) -> None:
    kind = {"edition.yaml": "edition", "records.yaml": "records"}.get(file.name, "section")
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.json\n")
    schema = json.loads((FORMS / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
    jsonschema.validate(located_yaml.read(text, file.name).data, schema)


def test_schema_prints_every_kind_when_none_is_named(run: Run) -> None:
    assert set(json.loads(run("forms", "schema").out)) == {"edition", "records", "section"}


def test_next_years_edition_is_made_previewed_added_used_and_removed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bma-2999"
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    assert run("forms", "lint", folder).status == 0
    assert run("forms", "preview", folder, tmp_path / "แม่แบบ.pdf").status == 0
    assert (tmp_path / "แม่แบบ.pdf").read_bytes().startswith(b"%PDF")
    assert run("forms", "add", folder).status == 0
    assert "bma-2999" in run("forms", "list").out
    draft = tmp_path / "ร่าง.bmaplan"
    assert run("new", "--edition", "bma-2999", "--agency", "สกต.", draft).status == 0
    assert run("forms", "remove", "bma-2999").status == 0
    assert "bma-2999" not in run("forms", "list").out
    assert run("check", draft).status == 1  # it opens with the edition inside it, and lacks what is required


def test_an_edition_that_is_not_there_or_not_sound_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    for arguments in (
        ("new", "--from", "bma-1999", tmp_path / "x"),
        ("add", tmp_path / "x.zip"),
        ("remove", EDITION),
        ("preview", "bma-1999", tmp_path / "x.pdf"),
    ):
        ran = run("forms", *arguments)
        assert ran.status == 2
        assert ran.err
    assert not (tmp_path / "x.pdf").exists()


def test_an_edition_is_tried_with_made_up_data_a_sample_or_a_draft(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "bma-2999", tmp_path / "ลอง.pdf"
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    made_up = run("forms", "try", folder, out, "--agency", "สกต.", "--option", "printing.digits=thai")
    assert made_up.status == 0
    text = pdf_text(out)
    assert "สำนักงานการต่างประเทศ" in text
    assert "พ.ศ. ๒๙๙๙" in text or "พ.ศ. ๒๕๖๙" in text
    draft = tmp_path / "ร่าง.bmaplan"
    assert run("new", "--sample", SAMPLE, draft).status == 0
    for given in (("--sample", SAMPLE), ("--draft", draft)):
        assert run("forms", "try", *given, folder, out).status == 0
        assert "สำนักงานการต่างประเทศ" in pdf_text(out)
    assert run("forms", "try", folder, out, "--option", "printing.nothing=1").status == 2


def test_what_is_wrong_in_an_edition_that_is_tried_is_told_and_nothing_printed(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "bma-2999", tmp_path / "ลอง.pdf"
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    (folder / "65-risks.yaml").write_text("titel: x\n", encoding="utf-8")
    ran = run("forms", "try", folder, out)
    assert ran.status == 1
    assert "65-risks.yaml:1" in ran.out
    assert not out.exists()


def test_a_folder_is_shown_like_an_installed_edition(run: Run, tmp_path: Path) -> None:
    assert run("forms", "new", "--from", EDITION, tmp_path / "bma-2999").status == 0
    assert "bma-2999" in run("forms", "show", tmp_path / "bma-2999").out


def test_a_copy_whose_original_was_changed_is_noted_and_no_finding(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bma-2569"
    assert run("forms", "new", "--from", EDITION, folder).status == 0
    assert run("forms", "take", folder, "13-missions.yaml").status == 0
    copy = folder / "13-missions.yaml"
    copy.write_text(
        re.sub("(?m)^(# taken from .*)[0-9a-f]{12}$", r"\g<1>000000000000", copy.read_text("utf-8")), "utf-8"
    )
    ran = run("forms", "lint", folder)
    assert ran.status == 0
    assert "13-missions.yaml:2" in ran.err

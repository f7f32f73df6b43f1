"""What a new user or developer starts with holds: the lock, the scripts, and the commands that the documents name."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import verify_bundle
from planner_desktop.cli.commands import planner_desktop

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, Version]:
    return {name: Version(version) for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE)}


def test_the_lock_holds_everything_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    versions = locked()
    for requirement in map(Requirement, asked + project["build-system"]["requires"]):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier, "run `make lock`"


def test_the_lock_holds_checksums_and_no_addresses() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) == len(locked())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links| @ ", LOCK)


@pytest.mark.parametrize(
    "script", ["scripts/setup.sh", "scripts/run.sh", "scripts/lock.sh", "scripts/installer.sh", ".ci/run"]
)
def test_a_script_is_executable_and_well_formed(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)


def test_run_without_a_display_exports_the_sample_and_keeps_a_draft_that_is_there(tmp_path: Path) -> None:
    out = tmp_path / "ผล ลัพธ์"
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = ["bash", str(ROOT / "scripts" / "run.sh")]
    sample = min(file.stem for file in SAMPLES.glob("*.json"))  # one in which no errors stand
    environment |= {"OUT": str(out), "SAMPLE": sample}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert str(out / f"{sample}.pdf") in said
    verify_bundle(out / f"{sample}.zip")
    draft = (out / f"{sample}.bmaplan").read_bytes()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (out / f"{sample}.bmaplan").read_bytes() == draft


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^ +)make ([a-z-]+)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name, inner in re.findall(r"planner-desktop ([a-z-]+)(?: ([a-z-]+)\b)?", text):
        command: click.Command = planner_desktop.commands[name]
        alone = isinstance(command, click.Group) and command.invoke_without_command and not inner
        assert alone or not isinstance(command, click.Group) or inner in command.commands


@pytest.mark.parametrize("document", [*DOCUMENTS, "ARCHITECTURE.md", "CHANGELOG.md"])
def test_every_file_that_a_document_links_to_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / link).exists(), link

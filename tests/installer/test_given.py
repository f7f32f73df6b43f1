"""What is given away is listed with its checksums, and signed where the office has a command for that."""

import hashlib
import sys
from pathlib import Path

import pytest

from installer import given
from installer.commit import BuildError


def test_every_file_is_listed_with_its_checksum_as_sha256sum_reads_it(tmp_path: Path) -> None:
    for name in ("b-setup.exe", "a.zip"):
        (tmp_path / name).write_text(name)
    (tmp_path / "folder").mkdir()
    assert given.write_sums(tmp_path) == tmp_path / "SHA256SUMS"
    listed = given.write_sums(tmp_path).read_text("utf-8")  # a second time, the list itself is not listed
    assert listed == "".join(f"{hashlib.sha256(n.encode()).hexdigest()}  {n}\n" for n in ("a.zip", "b-setup.exe"))


def test_a_program_is_signed_by_the_command_of_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, signer = tmp_path / "a program.exe", tmp_path / "sign it.py"
    program.write_bytes(b"MZ")
    given.sign(program)
    assert program.read_bytes() == b"MZ"
    signer.write_text("import sys; open(sys.argv[2], 'ab').write(sys.argv[1].encode())")
    monkeypatch.setenv("PLANNER_SIGN", f"'{sys.executable}' '{signer}' signed")
    given.sign(program)
    assert program.read_bytes() == b"MZsigned"
    signer.write_text("raise SystemExit('no certificate')")
    with pytest.raises(BuildError, match="no certificate"):
        given.sign(program)


def test_everything_that_runs_on_windows_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(given.__file__).parent
    assert "sign(into / name)" in (root / "launcher.py").read_text("utf-8")
    assert "sign(out)" in (root / "nsis.py").read_text("utf-8")
    assert "!uninstfinalize" in (root / "setup.nsi").read_text("utf-8")

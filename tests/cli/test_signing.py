"""The commands that sign a PDF and look at its signatures."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.signing.certificates import PASSWORD, key_file


def test_a_pdf_is_signed_twice_and_its_signatures_are_listed(tmp_path: Path, run: Run) -> None:
    draft, pdf, once, twice = (tmp_path / name for name in ("แผน.bmaplan", "แผน.pdf", "หนึ่ง.pdf", "สอง.pdf"))
    run("new", "--sample", "2565-budget", draft)
    for role in ("ผู้จัดทำแผน", "ผู้อนุมัติ"):
        run("add", draft, "signer", f"role={role}")
    run("export", draft, "--pdf", pdf)
    key, password = key_file(tmp_path, "นายสมชาย ใจดี"), tmp_path / "รหัส.txt"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert run("signatures", pdf).status == 0
    how = ("--key", key, "--password-file", password)
    assert run("sign", pdf, once, *how, "--at", "ผู้อนุมัติ", "--reason", "เห็นชอบ").status == 0
    assert run("sign", once, once, *how).status == 2
    assert run("sign", once, twice, *how).status == 0
    found = json.loads(run("signatures", twice, "--json").out)
    assert {(each["words"], each["state"]) for each in found} == {
        ("ลงชื่อ ผู้อนุมัติ", "signed since"), ("ลงชื่อ ผู้จัดทำแผน", "unchanged"),
    }  # fmt: skip
    assert run("signatures", twice, "--trust", key.with_suffix(".pem")).status == 0
    other = key_file(tmp_path, "คนอื่น").with_suffix(".pem")
    listed = run("--language", "en", "signatures", twice, "--trust", other)
    assert listed.status == 1
    assert "นายสมชาย ใจดี" in listed.out
    assert "certificate not among those that are trusted" in listed.out


def test_it_is_said_what_is_missing(tmp_path: Path, run: Run) -> None:
    ran = run("--language", "en", "sign", tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert ran.status == 2
    assert "--key FILE.p12" in ran.err
    ran = run("--language", "en", "signatures", tmp_path / "a.pdf")
    assert (ran.status, "cannot be read" in ran.err) == (2, True)

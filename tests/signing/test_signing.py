"""A plan's PDF is signed with certificates, by several in turn; what became of it since is told."""

from pathlib import Path

import pymupdf
import pytest
from pypdf import PdfReader

from planner_desktop.document.stamp import stamp
from planner_desktop.errors import SigningError
from planner_desktop.signing.keys import key_of_file, key_of_token
from planner_desktop.signing.sign import sign, sign_fields
from planner_desktop.signing.verify import State, signatures
from tests.document.test_conformance import failures
from tests.signing.certificates import PASSWORD, PIN, TOKEN_LIBRARY, key_file, token


def signed(plan: Path, by: Path, to: str, *, field: str = "", reason: str = "") -> Path:
    target = plan.with_name(to)
    with key_of_file(by, PASSWORD) as key:
        sign(plan, target, key, field=field, reason=reason)
    return target


def test_two_sign_in_turn_and_both_signatures_stay_valid(plan: Path, tmp_path: Path) -> None:
    one, other = key_file(tmp_path, "นายสมชาย ใจดี"), key_file(tmp_path, "นางสาวสมหญิง รักงาน")
    once = signed(plan, one, "หนึ่ง.pdf", reason="เห็นชอบ")
    assert [field.signed for field in sign_fields(once)] == [True, False]
    (first,) = signatures(once, [one.with_suffix(".pem")])
    assert (first.name, first.words, first.reason) == ("นายสมชาย ใจดี", "ลงชื่อ ผู้จัดทำแผน", "เห็นชอบ")
    assert (first.state, first.trusted, first.holds) == (State.UNCHANGED, True, True)
    twice = signed(once, other, "สอง.pdf")
    first, second = signatures(twice, [one.with_suffix(".pem")])
    assert (first.state, second.state) == (State.SIGNED_SINCE, State.UNCHANGED)
    assert (first.trusted, second.trusted, second.holds) == (True, False, False)
    assert signatures(twice)[1].trusted is None
    assert twice.read_bytes().startswith(once.read_bytes())


def test_a_signed_plan_is_what_archives_and_readers_aids_take(plan: Path, tmp_path: Path) -> None:
    file = key_file(tmp_path, "นายสมชาย ใจดี")
    once = signed(plan, file, "หนึ่ง.pdf")
    assert failures(once.read_bytes()) == []
    twice = signed(once, file, "สอง.pdf")  # of which the first signature cannot cover the end
    assert {failure.partition(":")[0][-13:] for failure in failures(twice.read_bytes())} == {"BYTERANGE-001"}


def test_what_is_seen_of_a_signature_is_thai_text_in_its_field(plan: Path, tmp_path: Path) -> None:
    path = signed(plan, key_file(tmp_path, "นายสมชาย ใจดี"), "ลงนาม.pdf", field="ผู้อนุมัติ", reason="เห็นชอบ")
    assert [field.signed for field in sign_fields(path)] == [False, True]
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        seen = "".join(page.get_text() for page in pdf)
    assert "Signed electronically by\nนายสมชาย ใจดี\non " in seen
    assert "เห็นชอบ" in seen


def test_a_file_that_was_changed_after_it_was_signed_is_told(plan: Path, tmp_path: Path) -> None:
    path = signed(plan, key_file(tmp_path, "ก"), "ลงนาม.pdf")
    data = path.read_bytes()
    at = data.index(b"endstream") - 20
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert [each.state for each in signatures(path)] == [State.CHANGED]


def test_a_page_that_was_added_after_it_was_signed_is_told(plan: Path, tmp_path: Path) -> None:
    path = signed(plan, key_file(tmp_path, "ก"), "ลงนาม.pdf")
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        pdf.new_page()
        pdf.saveIncr()
    assert [each.state for each in signatures(path)] == [State.CHANGED]


def test_a_wrong_password_a_signed_place_and_no_pdf_are_refused_and_nothing_is_written(
    plan: Path, tmp_path: Path
) -> None:
    file = key_file(tmp_path, "ก")
    with pytest.raises(SigningError, match="password"), key_of_file(file, "ผิด"):
        pass
    once = signed(plan, file, "หนึ่ง.pdf", field="signature_1")
    with pytest.raises(SigningError, match="no such empty place"):
        signed(once, file, "สอง.pdf", field="signature_1")
    no_pdf = tmp_path / "ไม่ใช่.pdf"
    for data in (b"", b"%PDF-1.7\n%%EOF", plan.read_bytes()[:5000], b"\0" * 5000):
        no_pdf.write_bytes(data)
        with pytest.raises(SigningError, match="no whole PDF"):
            signed(no_pdf, file, "สอง.pdf")
        with pytest.raises(SigningError, match="no whole PDF"):
            signatures(no_pdf)
    assert not (tmp_path / "สอง.pdf").exists()


def test_a_pdf_without_places_says_what_to_do(sample_pdf: Path, tmp_path: Path) -> None:
    with key_of_file(key_file(tmp_path, "ก"), PASSWORD) as key, pytest.raises(SigningError, match="no place to sign"):
        sign(sample_pdf, tmp_path / "ลงนาม.pdf", key)


@pytest.mark.skipif(not TOKEN_LIBRARY.exists(), reason="no token in software here: apt-get install softhsm2")
def test_a_token_signs_with_its_pin(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    folder = tmp_path / "โทเค็น"
    folder.mkdir()
    token(folder, "นายแพทย์ ก")
    with pytest.raises(SigningError, match="cannot be opened"), key_of_token(TOKEN_LIBRARY, "0000"):
        pass
    with pytest.raises(SigningError, match="not clear"), key_of_token(TOKEN_LIBRARY, PIN, certificate="อื่น"):
        pass
    with key_of_token(TOKEN_LIBRARY, PIN, "แผน") as key:
        sign(plan, tmp_path / "ลงนาม.pdf", key)
    (signature,) = signatures(tmp_path / "ลงนาม.pdf")
    assert (signature.name, signature.state) == ("นายแพทย์ ก", State.UNCHANGED)


def test_a_stamp_has_room_for_long_names_in_small_fields(tmp_path: Path) -> None:
    path = tmp_path / "ตรา.pdf"
    path.write_bytes(stamp(["ลงลายมือชื่อ", "ว่าที่ร้อยตรีหญิง" * 6, "วันที่"], 100, 40))
    page = PdfReader(path).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (100, 40)
    assert "ว่าที่ร้อยตรีหญิง" in page.extract_text().replace("\n", "")

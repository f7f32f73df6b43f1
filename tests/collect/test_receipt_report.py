"""What was found in a bundle, with its receipt, as a PDF: of one that was received, of one that was refused, of all."""

from pathlib import Path

import pypdfium2
import pytest

from planner_desktop.bundle.verdict import number_of, of_bundle
from planner_desktop.collect import deciding, receipt_report
from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.opening import make, open_collection
from planner_desktop.collect.receiving import receive
from planner_desktop.collect.seen import receipts, seen
from planner_desktop.collect.wording import incomplete_told, lines_of
from planner_desktop.errors import CollectionError
from tests.collect.conftest import ABROAD, PERSONNEL


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_each_receipt_is_told_as_verifying_its_bundle_tells_it(bundles: dict[str, Path], tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        receive(desk, bundles[PERSONNEL], "นาง รับ")
        told, verified = receipt_report.verdict_on(desk, "2568-0001"), of_bundle(bundles[PERSONNEL])
        assert told.on_plan == verified.on_plan
        assert told.verdict == "wrong"
        assert told.signature == verified.signature
        assert told.sha256 == verified.sha256
        assert told.about["incomplete"] == verified.about["incomplete"]


def test_that_a_bundle_is_marked_incomplete_is_kept_with_its_receipt_and_told(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        receipt = receive(desk, bundles[PERSONNEL], "นาง รับ")
        said = incomplete_told(receipt.incomplete)
        receipt_report.write(desk, receipt.number, tmp_path / "ใบรับ.pdf")
    assert "ยังมีช่องที่รอกรอก (" in said
    assert said in [line.strip() for line in lines_of(Arrival(bundles[PERSONNEL], receipt))]
    assert "Marked incomplete" in _text(tmp_path / "ใบรับ.pdf")
    with open_collection(tmp_path / "แผน.bmacollect") as desk:
        assert incomplete_told(seen(desk, receipt.number).incomplete) == said


def test_what_was_refused_and_what_was_decided_since_stand_in_the_pdf(bundles: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "เสีย.zip").write_bytes(b"no zip")
    out = tmp_path / "ใบรับ"
    out.mkdir()
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        receive(desk, bundles[ABROAD], "นาง รับ")
        receive(desk, tmp_path / "เสีย.zip", "นาง รับ")
        deciding.accept(desk, "2568-0001", "นาย ดู")
        written = receipt_report.write_all(desk, [row["receipt"] for row in receipts(desk)], out)
        with pytest.raises(CollectionError, match="2568-0009"):
            receipt_report.write(desk, "2568-0009", tmp_path / "ไม่มี.pdf")
        numbers = [number_of(row["sha256"]) for row in receipts(desk)]
    assert [path.name for path in written] == ["2568-0001 สกต.pdf", "2568-0002 เสีย.pdf"]
    accepted, refused = map(_text, written)
    assert "accepted" in accepted
    assert "นาง รับ" in accepted
    assert numbers[0] in accepted
    assert "Refused" in refused
    assert "2568-0002" in refused

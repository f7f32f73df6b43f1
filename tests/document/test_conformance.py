"""The file as archives and readers' aids take it: a validator finds nothing under PDF/A-2a and PDF/UA-1."""

from io import BytesIO
from pathlib import Path

import pytest
from page import validate_pdf_bytes
from PIL import Image

from planner_desktop import formpack
from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.export import plan_pdf
from planner_desktop.document.outline import Document, Heading, KeepTogether, NewPage, PrintedSection, QrCode, Run
from planner_desktop.document.pdf import make_pdf
from planner_desktop.document.preview import template
from planner_desktop.document.running_text import rich
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import installed
from planner_desktop.formpack.rich_text import NOTE, RichFigure, RichHeading, RichList, RichParagraph, RichTable, dump

from .conftest import paragraph, row, table
from .golden.documents import DOCUMENTS, SENTENCE


def failures(data: bytes) -> list[str]:
    """What is wrong in a PDF. A file names one level of PDF/A, so only that one's rule on the name is asked."""
    found = []
    for profile in ("2b", "2u", "2a", "ua1"):
        for failure in validate_pdf_bytes(data, profile=profile).failures:
            if profile in ("2a", "ua1") or "ID-CONFORMANCE" not in failure.rule_id:
                found.append(f"{failure.rule_id}: {failure.message}")
    return found


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_sample_conforms(sample: Path, tmp_path: Path) -> None:
    with plan_json.read_plan(sample, tmp_path / "sample.bmaplan") as draft:
        assert failures(plan_pdf(draft).data) == []


@pytest.mark.parametrize("folder", installed().values(), ids=installed())
def test_the_empty_template_of_every_edition_conforms(folder: Path) -> None:
    assert failures(make_pdf(template(formpack.read(folder))).data) == []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_of_block_conforms(kind: str) -> None:
    assert failures(make_pdf(DOCUMENTS[kind]()).data) == []


def test_running_text_with_everything_in_it_conforms() -> None:
    """Pictures that are printed and one that is not, footnotes over pages, pasted tables, lists, letters of no font."""
    narrative = dump(
        (
            RichHeading(heading="หัวข้อ", level=3),
            RichParagraph(
                paragraph=f"{SENTENCE}{NOTE} 漢 🎉 \u200b", notes=(SENTENCE * 30,), bold=((0, 10),), italic=((5, 20),)
            ),
            RichList(list=("ก", f"ข{NOTE}", "ค", "ง"), levels=(1, 2, 3, 1), notes=("เชิงอรรถ",)),
            RichTable(
                table=(("ก", None, "ข"), ("1", "", "3"), (SENTENCE * 40, "5", "6")),
                head=1,
                caption="ตารางที่ 1",
                note="ที่มา: สำนัก",
            ),
            RichTable(table=(("ไม่มีหัว", "2"),), head=0),
            RichTable(
                table=(("ปี", "จำนวน", None), (None, "ชาย", "หญิง"), ("1", "ไม่ได้สำรวจ", None), ("2", None, None)),
                head=2,
                merged=((0, 0, 2, 1), (2, 1, 2, 2)),
            ),
            *(RichFigure(figure=name, caption=f"ภาพ {name}") for name in ("RGBA", "1", "I;16", "CMYK", "เสีย")),
            RichFigure(figure="ไม่มี"),
        )
    )
    blocks = [
        NewPage(numbered=False), *rich(narrative, pictures), KeepTogether(begins=True), Heading((Run("ท้าย"),), 2),
        QrCode("https://example.org/?a=1&b=(2)"), KeepTogether(begins=False), NewPage("landscape", "letters"),
        table([row("ก", "ข")], [row(SENTENCE * 40, ""), row("", "")], 2), paragraph(""), Heading((Run("ว่าง"),), 6),
    ]  # fmt: skip
    sections = [PrintedSection("one", blocks), PrintedSection("none", []), PrintedSection("two", blocks)]
    assert failures(make_pdf(Document("แผน (1) \\ <ก>", "", sections, watermark="ร่าง", thai_digits=True)).data) == []


def test_a_document_of_nothing_conforms() -> None:
    assert failures(make_pdf(Document("แผน", "", [])).data) == []


def pictures(name: str) -> bytes:
    """A picture of each kind of dots, or none that can be read."""
    content = BytesIO()
    if name == "ไม่มี":
        raise KeyError(name)
    if name != "เสีย":
        Image.new(name, (40, 30)).save(content, "JPEG" if name == "CMYK" else "PNG")
    return content.getvalue()

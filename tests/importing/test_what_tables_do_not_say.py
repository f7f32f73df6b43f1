"""What a Word file tells otherwise than by texts in tables: pictures, colours, tables in cells, notes, what is hidden."""

import io
import threading
from pathlib import Path

import docx
import pytest
from docx.document import Document
from PIL import Image

from planner_desktop import stopping
from planner_desktop.draft import Draft
from planner_desktop.errors import StoppedError
from planner_desktop.exchange.word.document import read_document
from planner_desktop.formpack.rich_text import NOTE, RichFigure, RichParagraph, load
from planner_desktop.importing import kept_reports
from planner_desktop.importing.report import Report
from planner_desktop.importing.run import edition_of, import_written, read_into_memory
from tests.conftest import published
from tests.exchange.word import building
from tests.importing import word_plans
from tests.ui.start.test_word_plan import HEAD, PROJECT, word_file


def _read(path: Path) -> tuple[Draft, Report]:
    document = read_document(path)
    pack, why = edition_of(document)
    return read_into_memory(document, pack, why)


def _picture(colour: str) -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    content.seek(0)
    return content


def _plan(path: Path) -> Document:
    return docx.Document(str(word_file(path)))


def test_pictures_stay_in_their_text_and_others_are_attached_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "ภาพ.docx"
    document = _plan(path)
    document.add_heading("คำนำ", 1)
    document.add_paragraph("สำนักจัดทำแผนปฏิบัติราชการประจำปีเพื่อเป็นกรอบในการดำเนินงาน")
    document.add_picture(_picture("red"))
    document.add_paragraph("ภาพที่ 1 โครงสร้าง")
    document.tables[0].cell(1, 1).add_paragraph().add_run().add_picture(_picture("blue"))
    document.save(str(path))
    draft, report = _read(path)
    with draft:
        foreword = next(
            load(str(text))
            for kind, spec in draft.pack.records.items()
            if spec.single
            for name, text in draft.records(kind)[0].values.items()
            if spec.fields[name].field_type.formatted and text and "กรอบในการดำเนินงาน" in str(text)
        )
        assert isinstance(foreword[0], RichParagraph)
        figure = foreword[1]
        assert isinstance(figure, RichFigure)
        assert figure.caption == "ภาพที่ 1 โครงสร้าง"
        assert Image.open(io.BytesIO(draft.attachment(figure.figure))).getpixel((0, 0)) == (255, 0, 0)
        assert len(draft.attachments()) == 2
        (left,) = [rest for rest in report.left if "image" in rest.text]
        assert "1" in left.place
        assert Image.open(io.BytesIO(draft.attachment(left.text.split()[-1]))).getpixel((0, 0)) == (0, 0, 255)


def test_months_that_only_colours_tell_are_read(tmp_path: Path) -> None:
    published("004")  # skipped where the plans are not beside this clone
    months = []
    for bar in ("◄►", ""):
        path = tmp_path / f"แผน{bar}.docx"
        word_plans.write("004", path, bar=bar)
        with _read(path)[0] as draft:
            fields = [name for name, field in draft.spec("step").fields.items() if field.field_type.months]
            months.append([step.values[name] for step in draft.records("step") for name in fields])
    assert sum(map(bool, months[0])) >= 7
    assert months[1] == months[0]


def test_a_table_in_a_cell_and_hidden_text_are_told_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "ซ้อน.docx"
    document = _plan(path)
    inner = document.tables[0].cell(1, 1).add_table(2, 2)
    for n, text in enumerate(("แหล่งเงิน", "ร้อยละ", "เงินอุดหนุน", "40")):
        inner.cell(n // 2, n % 2).text = text
    run = document.add_paragraph().add_run("ข้อความที่ซ่อนไว้")
    run.font.hidden = True
    document.save(str(path))
    draft, report = _read(path)
    with draft:
        assert any("เงินอุดหนุน" in rest.text and rest.place for rest in report.left)
        assert any("ข้อความที่ซ่อนไว้" in line for line in report.skipped)
        again = kept_reports.kept(draft)
        assert again is not None
        assert again.lines() is not None
        assert (again.left, again.skipped, again.doubts) == (report.left, report.skipped, report.doubts)


def test_footnotes_stay_in_running_text_and_are_listed_where_a_line_has_no_room_for_them(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="{n}"/></w:r>'
    body = (
        building.p("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", style="1")
        + building.p("คำนำ", style="1")
        + building.p("สำนักจัดทำแผนเพื่อเป็นกรอบ", reference.format(n=1), "ในการดำเนินงาน")
        + building.p("ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", style="1")
        + building.p("ประเด็นการพัฒนาที่ 1 บริการประชาชน", reference.format(n=2))
    )
    body += 2 * (building.tbl(building.tr(*HEAD), building.tr("1", PROJECT, "100", "กพร.", "113")) + building.p("-"))
    notes = {1: building.p("ตามระเบียบ พ.ศ. 2565"), 2: building.p("ตามมติ 3/2567")}
    path = tmp_path / "เชิงอรรถ.docx"
    path.write_bytes(building.docx(body, footnotes=notes))
    draft, report = _read(path)
    with draft:
        texts = [
            str(value)
            for kind, spec in draft.pack.records.items()
            if spec.single
            for value in draft.records(kind)[0].values.values()
        ]
        (foreword,) = (load(text)[0] for text in texts if "กรอบ" in text)
        assert isinstance(foreword, RichParagraph)
        assert foreword.paragraph == f"สำนักจัดทำแผนเพื่อเป็นกรอบ{NOTE}ในการดำเนินงาน"
        assert foreword.notes == ("ตามระเบียบ พ.ศ. 2565",)
        assert [rest.text for rest in report.left if "ตาม" in rest.text] == ["ตามมติ 3/2567"]
        assert all(rest.place for rest in report.left)


def test_a_reading_that_is_stopped_ends_and_leaves_no_file(tmp_path: Path) -> None:
    document = read_document(word_file(tmp_path / "แผน.docx"))
    out = tmp_path / "แผน.bmaplan"
    shares: list[float] = []
    for most in (0.0, 0.35, 0.5, 0.8):  # while it prints, while it goes through the document, while it writes
        asked = threading.Event()

        def tell(share: float, asked: threading.Event = asked, most: float = most) -> None:
            shares.append(share)
            if share >= most:
                asked.set()

        with stopping.when(asked.is_set), pytest.raises(StoppedError):
            import_written(document, out, progress=tell)
        assert shares[-1] < most + 0.2
        assert not out.exists()

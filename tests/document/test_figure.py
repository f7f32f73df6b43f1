"""Pictures inside the narrative: printed whole over their captions, never wider or higher than the page."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.errors import DocumentError
from tests.conftest import pdf_text


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "green").save(content, kind)
    return content.getvalue()


def with_figure(draft: Draft, folder: Path, content: bytes, name: str = "โครงสร้าง สนง.png") -> None:
    (folder / name).write_bytes(content)
    kept = draft.attach(folder / name)
    text = [{"paragraph": "ก่อน"}, {"figure": kept, "caption": "ภาพที่ 1 โครงสร้าง", "width": 20}]
    draft.set("situation", 1, "text", json.dumps(text))


@pytest.mark.parametrize(("width", "height", "kind"), [(40, 30, "PNG"), (3000, 20, "JPEG"), (20, 3000, "PNG")])
def test_a_figure_is_printed_with_its_caption(draft: Draft, tmp_path: Path, width: int, height: int, kind: str) -> None:
    with_figure(draft, tmp_path, picture(width, height, kind))
    export_pdf(draft, tmp_path / "plan.pdf")
    (page,) = [page for page in PdfReader(tmp_path / "plan.pdf").pages if page.images]
    assert "ภาพที่ 1 โครงสร้าง" in page.extract_text()


def test_what_is_no_picture_is_named_and_nothing_is_written(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, b"no picture")
    with pytest.raises(DocumentError, match="โครงสร้าง สนง"):
        export_pdf(draft, tmp_path / "plan.pdf")
    assert not (tmp_path / "plan.pdf").exists()


def test_a_figure_that_the_draft_does_not_hold_is_named(draft: Draft, tmp_path: Path) -> None:
    draft.set("situation", 1, "text", json.dumps([{"figure": "หาย.png"}]))
    with pytest.raises(DocumentError, match=r"หาย\.png"):
        export_pdf(draft, tmp_path / "plan.pdf")


def test_a_small_figure_leaves_the_text_around_it(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, picture(40, 10))
    export_pdf(draft, tmp_path / "plan.pdf")
    text = pdf_text(tmp_path / "plan.pdf")
    assert text.index("ก่อน") < text.index("ภาพที่ 1")

"""Documents made small and read back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Row,
    Run,
    Table,
)
from planner_desktop.document.pdf import write_pdf
from tests.conftest import pdf_text

Render = Callable[..., Path]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Write blocks as a PDF and give its path."""

    def write(*blocks: OutlineBlock) -> Path:
        path = tmp_path / "plan.pdf"
        write_pdf(Document("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", "สำนักการคลัง", [PrintedSection("", blocks)]), path)
        return path

    return write


def pdftotext(path: Path) -> str:
    """The text that poppler gives back."""
    return pdf_text(path)


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def paragraph(text: str, **how: object) -> Paragraph:
    return Paragraph((Run(text),), **how)  # type: ignore[arg-type]


def row(*texts: str, **how: object) -> Row:
    return Row([Cell((Run(text),)) for text in texts], **how)  # type: ignore[arg-type]


def table(head: list[Row], rows: list[Row], columns: int) -> Table:
    return Table([Column()] * columns, head, rows)

"""LibreOffice sets every sample's Word file on the pages of its PDF, with every cell. `make test-office` runs it."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest

from planner_desktop import formpack
from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Document, Heading, Table, plain
from planner_desktop.document.preview import template
from planner_desktop.document.word.writer import write_docx
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import installed
from planner_desktop.regex import regex
from tests.document.golden.documents import DOCUMENTS

if "SOFFICE" not in os.environ:
    pytest.skip("`make test-office` runs it, with LibreOffice", allow_module_level=True)

TIMEOUT = 300  # seconds for all files together; a quiet PC takes 20
NEAR = 0.05  # of the PDF's pages
_MARKS = regex("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\\s]+")


@dataclass
class InOffice:
    """A document, how many pages its PDF has, and the file that LibreOffice made of its Word file."""

    document: Document
    pages: int
    pdf: Path


def documents(folder: Path) -> Iterator[tuple[str, Document]]:
    """All samples, the templates of all editions, and each kind of block."""
    for sample in sorted(SAMPLES.glob("*.json")):
        with plan_json.read_plan(sample, folder / f"{sample.stem}.bmaplan") as draft:
            yield sample.stem, fill(draft)
    for name, form in installed().items():
        yield name, template(formpack.read(form))
    for kind, document in DOCUMENTS.items():
        yield kind, document()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, InOffice]:
    folder = tmp_path_factory.mktemp("office")
    made = {}
    for name, document in documents(folder):
        pages = write_docx(document, folder / f"{name}.docx").pages
        made[name] = InOffice(document, pages, folder / f"{name}.pdf")
    command = [os.environ["SOFFICE"], f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return made


NAMES = [path.stem for path in sorted(SAMPLES.glob("*.json"))]


def bare(said: str) -> str:
    """Letters without what programs write in another order or place: marks above and below them, blanks."""
    return _MARKS.sub("", said.replace("ำ", "า"))


def pieces(said: str, text: str, least: int = 8) -> int:
    """In how many pieces a text stands in another, as one does that a page parts; 0 where some of it does not."""
    count = 0
    while said:
        fitting = next((n for n in range(len(said), 0, -1) if said[:n] in text), 0)
        if fitting < min(least, len(said)):
            return 0
        said, count = said[fitting:], count + 1
    return count


@pytest.mark.parametrize("name", [*NAMES, *installed(), *DOCUMENTS])
def test_it_has_the_pages_of_the_pdf(files: dict[str, InOffice], name: str) -> None:
    one = files[name]
    with pymupdf.open(one.pdf) as pdf:  # type: ignore[no-untyped-call]
        count = len(pdf)
    print(f"{name}: PDF {one.pages}, LibreOffice {count}")
    assert abs(count - one.pages) <= max(1, NEAR * one.pages)


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_and_heading_is_on_them(files: dict[str, InOffice], name: str) -> None:
    one = files[name]
    with pymupdf.open(one.pdf) as pdf:  # type: ignore[no-untyped-call]
        text = bare("".join(page.get_text() for page in pdf))
    tables = [block for block in one.document.blocks if isinstance(block, Table)]
    cells = [plain(cell.text) for table in tables for row in (*table.head, *table.rows) for cell in row.cells]
    headings = [plain(block.text) for block in one.document.blocks if isinstance(block, Heading)]
    said = [bare(each) for each in (*cells, *headings)]
    missing = [each for each in said if each and not 0 < pieces(each, text) <= 6]
    print(f"{name}: {len(said)} cells and headings, {len(missing)} not found")
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_contents_lead_to_the_pages_that_they_name(files: dict[str, InOffice], name: str) -> None:
    """But for what moves by a page where LibreOffice breaks lines elsewhere."""
    one = files[name]
    with pymupdf.open(one.pdf) as pdf:  # type: ignore[no-untyped-call]
        links = [link for page in pdf for link in page.get_links() if link["kind"] == pymupdf.LINK_GOTO]
    listed = [block for block in one.document.blocks if isinstance(block, Heading) and block.contents]
    assert len(links) >= sum(block.level <= 3 for block in listed)


def test_its_own_faces_are_in_the_pages(files: dict[str, InOffice]) -> None:
    """What stands in the file is drawn, whatever fonts the PC has."""
    with pymupdf.open(files[NAMES[0]].pdf) as pdf:  # type: ignore[no-untyped-call]
        fonts = {font[3].partition("+")[2] for page in pdf for font in page.get_fonts()}
    assert fonts
    assert all("Sarabun" in font for font in fonts)

"""The text comes back also from what the programs make of it with which officers make PDFs smaller."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.outline import NewPage

from .conftest import Render, paragraph, row, squeeze, table
from .test_extraction import readers, texts

GHOSTSCRIPT = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite")
WAYS = {
    "ghostscript": (*GHOSTSCRIPT, "-sOutputFile={to}", "{pdf}"),
    "ebook": (*GHOSTSCRIPT, "-dPDFSETTINGS=/ebook", "-sOutputFile={to}", "{pdf}"),
    "screen": (*GHOSTSCRIPT, "-dPDFSETTINGS=/screen", "-sOutputFile={to}", "{pdf}"),
    "qpdf": ("qpdf", "--object-streams=generate", "--recompress-flate", "{pdf}", "{to}"),
    "mutool": ("mutool", "clean", "-gggg", "-z", "-s", "{pdf}", "{to}"),
}
SAMPLE = "2568-international-affairs"


@readers
@pytest.mark.parametrize("way", WAYS)
def test_no_letter_is_lost_added_or_moved(
    way: str, read: Callable[[Path], str], render: Render, tmp_path: Path
) -> None:
    program, *options = WAYS[way]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    typed = [text for text in texts(json.loads((SAMPLES / f"{SAMPLE}.json").read_text("utf-8"))) if text.strip()]
    cells = [text for text in typed if len(text) < 40]
    pdf = render(
        NewPage(numbered=False),
        *map(paragraph, typed),
        NewPage(numbered=False),
        table([], [row(*cells[at : at + 4]) for at in range(0, len(cells), 4)], 4),
    )
    smaller = tmp_path / "smaller.pdf"
    subprocess.run([program, *(option.format(pdf=pdf, to=smaller) for option in options)], check=True, timeout=300)
    assert squeeze(read(smaller)) == squeeze(read(pdf)) == squeeze("".join([*typed, *cells]))

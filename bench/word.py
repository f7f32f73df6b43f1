"""How long a document of Word takes to be read, and how much memory: 50, 500 and 1,000 pages, and one table.

python bench/word.py

Each page has a heading, ten paragraphs of six runs and a table of 15 rows and 8 columns, with the fonts and sizes that
Word writes of every run; the one table has 240,000 cells. Time is CPU; the memory is the most that the process held, so
each document is read in one of its own.
"""

import io
import resource
import subprocess
import sys
import time

from planner_desktop.exchange.word.document import read_file
from tests.exchange.word.building import docx, p, r, tbl, tc, tr

_LOOKS = '<w:rFonts w:ascii="TH SarabunPSK" w:hAnsi="TH SarabunPSK" w:cs="TH SarabunPSK"/><w:sz w:val="32"/><w:cs/>'


def table(rows: int) -> str:
    """A table of 8 columns."""
    cells = [tc(p(r(f"ข้อมูลช่องที่ {n}", _LOOKS)), properties='<w:tcW w:w="1000" w:type="dxa"/>') for n in range(8)]
    return tbl(tr(*cells) * rows)


def pages(count: int) -> str:
    """The body of so many pages."""
    paragraph = p(*[r("โครงการพัฒนาระบบงานของสำนักงานเขต ", _LOOKS)] * 6, properties='<w:jc w:val="both"/>')
    return (p(r("หัวข้อ"), style="1") + paragraph * 10 + table(15)) * count


def measure(what: str, content: bytes) -> None:
    """Read a document and print what it took."""
    before = time.process_time()
    document = read_file(io.BytesIO(content), what)
    seconds = time.process_time() - before
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {seconds:.1f} s of CPU, {most} MB at most, {len(document.parts)} parts")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        number = int(sys.argv[1])
        measure(*((f"{number} pages", docx(pages(number))) if number else ("one table", docx(table(30_000)))))
    else:
        for number in (50, 500, 1_000, 0):
            subprocess.run([sys.executable, __file__, str(number)], check=True)

"""Typesetting against other tools: the same plan documents of about 20, 130 and 500 pages, in one run on one machine.

python bench/typesetting.py [pages ...]

Every tool runs as a whole process, interpreter and imports included, three times; the table gives ratios of the seconds
that they computed to Typst's, which do not grow with what else the machine does. The
documents, the other tools' settings and the judge of the result (quality.py) stand in ../shared/bench, beside the
checkout; without them nothing is measured. Tools and libraries that are not installed are left out, and said so.

What our program keeps from one export to the next is where lines of the texts may end: its first export of a text is
told apart.

The other tools and the judge run under the Python that PEERS_PYTHON names, else under this one.

Our program has the others' measures: A4, margins of 2 cm, Sarabun 16/22 and in tables 14/19.25 pt, padding 2 pt,
nothing justified or indented, 6 pt between paragraphs. It still keeps rows of tables, headings and first and last lines
together as it always does, which takes more pages, and takes the given widths of columns as wishes.
"""

import atexit
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "bench"
RUNS = 3
PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)
MODULES = {
    "typst": ["typst"],
    "reportlab": ["reportlab", "uharfbuzz"],
    "reportlab_plain": ["reportlab"],
    "weasyprint": ["weasyprint"],
    "fpdf2": ["fpdf"],
    "libreoffice": ["docx"],
    "xelatex": [],
}
PROGRAMS = {"libreoffice": "soffice", "xelatex": "xelatex"}
JUDGES = ["pymupdf", "rapidfuzz", "pythainlp", "icu4py"]


class Measured(NamedTuple):
    """A tool's whole process: seconds, those that it computed, the largest memory in MiB, and its own report."""

    seconds: float
    cpu: float
    peak: float
    said: str


# ---------------------------------------------------------------- one document in this process


def typeset(blocks_file: Path, pdf: Path) -> None:
    """Typeset a document of plan_blocks with our program; say how many pages and where the seconds went."""
    start = time.perf_counter()
    with_the_others_measures()
    from planner_desktop.document import pieces

    spent: dict[str, float] = {}
    clock(pieces.words, "breaks", "words", spent)
    clock(pieces, "measure", "measuring, with words", spent)  # before the modules that take these names over
    from planner_desktop.document import lines

    clock(lines, "fill_lines", "lines", spent)
    from planner_desktop.document import embed, typesetter
    from planner_desktop.document.font import faces
    from planner_desktop.document.pdf import write_pdf
    from planner_desktop.thai import known_ends

    clock(typesetter.Typesetter, "typeset", "pages, with lines and measuring", spent)
    clock(embed.EmbeddedFont, "addObjects", "font", spent)
    spent["import"] = time.perf_counter() - start
    start = time.perf_counter()
    faces()
    pieces.words.breaks("กก")
    spent["loading dictionary and font"] = time.perf_counter() - start
    document = outline(json.loads(blocks_file.read_text("utf-8")))
    start = time.perf_counter()
    made = write_pdf(document, pdf)
    known_ends.keep()  # as after each export
    spent["all of the PDF"] = time.perf_counter() - start
    print(json.dumps({"pages": made.pages, "spent": spent}))
    atexit.register(gc.freeze)  # as the program does


def clock(owner: Any, name: str, part: str, spent: dict[str, float]) -> None:
    """Have the seconds in a function counted, but not again in those of its own calls."""
    does = getattr(owner, name)
    inside = False

    def clocked(*args: Any, **kwargs: Any) -> Any:
        nonlocal inside
        if inside:
            return does(*args, **kwargs)
        inside, start = True, time.perf_counter()
        try:
            return does(*args, **kwargs)
        finally:
            spent[part] = spent.get(part, 0.0) + time.perf_counter() - start
            inside = False

    setattr(owner, name, clocked)


def with_the_others_measures() -> None:
    """Set the program's measures to those of peers.py, before the modules that take them over are imported."""
    from planner_desktop.document import style
    from planner_desktop.document.style import CM, SCALE

    def like_the_others(shape: style.Shape) -> style.Shape:
        return replace(shape, size=shape.size / SCALE, indent=0.0, justified=False, above=6.0)

    style.LEFT = style.RIGHT = style.BOTTOM = 2 * CM
    style.TOP.update(portrait=2 * CM, landscape=2 * CM)
    style.CELL_PADDING = style.CELL_PADDING_TOP = style.CELL_PADDING_BOTTOM = 2.0
    style.INDENT = 0.0
    style.SHAPES.update({name: like_the_others(shape) for name, shape in style.SHAPES.items()})
    style.BODY = style.SHAPES["body"]
    style.CELL = replace(style.CELL, size=14.0)
    style._HEADINGS = (replace(like_the_others(style.BODY), bold=True),) * 2


def outline(blocks: list[dict[str, Any]]) -> Any:
    """The blocks as our outline."""
    from planner_desktop.document.outline import (
        Cell,
        Column,
        Document,
        Heading,
        Paragraph,
        PrintedSection,
        Row,
        Run,
        Table,
    )

    def row(texts: list[str], bold: bool) -> Row:
        return Row([Cell((Run(text, bold),)) for text in texts])

    def made(block: dict[str, Any]) -> Heading | Paragraph | Table:
        match block["kind"]:
            case "heading":
                return Heading((Run(block["text"]),), 1, contents=False)
            case "paragraph":
                return Paragraph((Run(block["text"]),))
            case _:
                columns = [Column(width=17 * width) for width in block["widths"]]
                head = [row(block["head"], bold=True)] if block["head"] else []
                return Table(columns, head, [row(texts, bold=False) for texts in block["rows"]])

    return Document("แผนปฏิบัติราชการ", "สำนัก", [PrintedSection("plan", [made(block) for block in blocks])])


# ---------------------------------------------------------------- all of them, one after the other


def run(*command: str | Path, folder: Path) -> Measured:
    """Run a whole process. Raises CalledProcessError."""
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=said, env=environment)
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)


def measured(command: list[str | Path], folder: Path, *, anew: bool = False) -> Measured:
    """The median of a command's seconds, the least that it computed, its largest memory, and what it said last.

    `anew` without what it kept.
    """
    runs = []
    for _n in range(RUNS):
        if anew:
            shutil.rmtree(folder / "cache", ignore_errors=True)
        runs.append(run(*command, folder=folder))
    seconds, cpu = median(one.seconds for one in runs), min(one.cpu for one in runs)
    return Measured(seconds, cpu, max(one.peak for one in runs), runs[-1].said)


def judged(pdf: Path, source: Path) -> str:
    """What quality.py finds, as the columns of a row."""
    done = subprocess.run(
        [PYTHON, SHARED / "quality.py", "--json", pdf, source], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    ends, text = found["line_breaks"], found["pdftotext"]
    shares = f"{ends['bad_share']:.2%} | {ends['fatal']} | {ends['hanging']} | {ends['fill']:.1%}"
    return f"{found['pages']} | {text['missing_count']}/{text['extra_count']} | {shares}"


def compare(pages: str, names: list[str], judging: bool, folder: Path) -> None:
    """Print the tables of one size."""
    document, source = folder / "doc.json", folder / "source.txt"
    subprocess.run([sys.executable, SHARED / "plan_blocks.py", pages, document, source], check=True)
    ours: list[str | Path] = [sys.executable, __file__, "--ours", document, folder / "ours.pdf"]
    commands = {"ours, a new text": ours, "ours": ours}
    for name in names:
        pdf = folder / f"{name}.pdf"
        commands[name] = [PYTHON, SHARED / "peers.py", "--child", name, pdf, document]
    results: dict[str, Measured] = {}
    for name, command in commands.items():
        try:
            results[name] = measured(command, folder, anew=name.endswith("a new text"))
        except subprocess.CalledProcessError as error:
            if command is ours:
                raise
            print(f"{name}: left out, it ended with {error.returncode}")
    first = results.get("typst") or results["ours"]
    print(f"\n## About {pages} pages; times against {'Typst' if 'typst' in results else 'ours'}\n")
    print(
        "| tool | time | seconds | computed | peak MiB | PDF MiB |"
        + " pages | lost/extra | inside a word | in a cluster | ๆ ฯ first | filled |" * judging
    )
    print("|---|--:|--:|--:|--:|--:|" + "--:|--:|--:|--:|--:|--:|" * judging)
    for name, one in results.items():
        pdf = folder / f"{name.partition(',')[0]}.pdf"
        row = f"| {name} | {one.cpu / first.cpu:.2f} | {one.seconds:.2f} | {one.cpu:.2f} | {one.peak:.0f} "
        row += f"| {pdf.stat().st_size / 2**20:.2f} |"
        print(row + (f" {judged(pdf, source)} |" if judging else ""))
    said = json.loads(results["ours"].said)
    print(f"\nWhere our {said['pages']} pages' time goes, in ms:")
    for part, seconds in said["spent"].items():
        print(f"  {part}: {seconds * 1000:.0f}")


def lacking_modules(names: list[str]) -> set[str]:
    """Those of the modules that the other tools' Python has not."""
    asks = "import sys; from importlib.util import find_spec; print(*[n for n in sys.argv[1:] if not find_spec(n)])"
    return set(subprocess.run([PYTHON, "-c", asks, *names], check=True, capture_output=True, text=True).stdout.split())


def main(sizes: list[str]) -> None:
    """Measure what is there."""
    if not (SHARED / "plan_blocks.py").is_file():
        print(f"typesetting: not measured, {SHARED} with its documents and tools is not beside this checkout")
        return
    lacking = lacking_modules(sorted({*JUDGES, *(module for needed in MODULES.values() for module in needed)}))
    names = [name for name in MODULES if not lacking & {*MODULES[name]} and which(PROGRAMS.get(name, PYTHON))]
    if left_out := [name for name in MODULES if name not in names]:
        print("not installed, so left out:", ", ".join(left_out))
    judging = not lacking & {*JUDGES} and bool(which("pdftotext"))
    if not judging:
        print("not judged: that needs poppler's pdftotext and", ", ".join(JUDGES))
    for pages in sizes or ["20", "130", "500"]:
        with tempfile.TemporaryDirectory() as folder:
            compare(pages, names, judging, Path(folder))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        typeset(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(sys.argv[1:])

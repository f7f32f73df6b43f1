"""Whether the PDF in a bundle is that of its plan: by its text, or by printing the plan again.

The text of a PDF says nothing of shapes that are drawn over it, nor of letters that look like others. Who wants to know
prints the plan again: what this program makes of a plan is always the same bytes, and a signature only adds to them.
Where the bytes differ, each page is drawn and must look the same.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pypdfium2

from planner_desktop import __version__
from planner_desktop.bundle import layout, printed_again
from planner_desktop.bundle.printed import pages as printed_pages
from planner_desktop.bundle.refusal import Fault, ask_for_ours
from planner_desktop.document.outline import Document, Figure, plain, texts
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

Word = Literal["", "text", "same", "added", "alike", "unlike"]
"""Not at all; by its text alone; printed again it is the same bytes, the same with something added behind them that
leaves every page as it looks, looks the same alone, or looks otherwise."""
_SPACE = regex(r"[\s\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\ufffc-]+")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_NAMED = 80  # letters of a text that is told
_TOLD = 10  # pages that are named


class PdfCompared(Frozen):
    """What differs, what is to be told, and how it was compared."""

    faults: tuple[Fault, ...]
    remarks: tuple[str, ...] = ()
    word: Word = "text"


def look(
    document: Document, path: Path, said: Mapping[str, str], other_program: str, *, print_again: bool
) -> PdfCompared:
    """Hold a PDF against what its plan prints; `other_program` is the one that made it, if it was not this.

    Raises DocumentError.
    """
    if not print_again:
        return PdfCompared(tuple(_of_text(document, path)))
    identifiers = said.get(layout.IDENTIFIER, ""), said.get(layout.PLAN_SHA256, "")
    made = printed_again.bytes_of(document, path, identifiers)
    if made is not None and printed_again.is_same(made, path):
        return PdfCompared((), word="same")
    faults = tuple(_of_text(document, path))
    pages = None if made is None or faults else printed_again.pages_unlike(made, path)
    if pages == []:
        return PdfCompared(faults, word="added" if made and printed_again.begins_so(made, path) else "alike")
    if pages is None:
        told = _("{name} has other pages than the plan printed again.").format(name=layout.PDF)
    else:
        numbers = ", ".join(map(str, pages[:_TOLD])) + ", …" * (len(pages) > _TOLD)
        told = _("{name} looks otherwise than the plan printed again, on pages {numbers}.").format(
            name=layout.PDF, numbers=numbers
        )
    if not other_program:
        return PdfCompared((*faults, _unlike(told)), word="unlike")
    why = _("{program} made it, here is {own}: only its text was compared.")
    return PdfCompared(faults, (f"{told} {why.format(program=other_program, own=__version__)}",), "unlike")


def words_of(word: str) -> str:
    """How a PDF was compared, in a sentence."""
    return {
        "text": _("The text of {name} is that of the plan. What is drawn on its pages was not compared."),
        "same": _("{name} was printed again: it is the same, byte for byte."),
        "added": _("{name} was printed again: what was added since, as signatures are, leaves every page as it was."),
        "alike": _("{name} was printed again: its bytes differ, every page looks the same."),
    }.get(word, "").format(name=layout.PDF)


def _of_text(document: Document, path: Path) -> Iterator[Fault]:
    """Every text of the plan must be printed, no number that is not the plan's or a page's, and nothing over it."""
    try:
        printed = list(printed_pages(path))
    except pypdfium2.PdfiumError as error:
        yield _unlike(f"{layout.PDF}: {error}")
        return
    for number, page in enumerate(printed, 1):
        for odd in page.odd:
            problem = _("{name}, page {number}: {odd}")
            yield _unlike(problem.format(name=layout.PDF, number=number, odd=odd))
    figures = sum(isinstance(block, Figure) and not block.problem for block in document.blocks)
    if sum(page.pictures for page in printed) > figures:
        yield _unlike(_("{name} holds pictures that are not the plan's").format(name=layout.PDF))
    pages = [_bare(page.text) for page in printed]
    whole = "".join(pages)
    said = [_bare(plain(text)) for section in document.sections for block in section.blocks for text in texts(block)]
    for text in dict.fromkeys(said):
        if text and text not in whole and not _over_two(text, pages):
            yield _unlike(_("{name} does not print “{text}”").format(name=layout.PDF, text=text[:_NAMED]))
    known = "\n".join([*said, *map(str, range(len(pages) + 1))])
    for told in sorted({number for page in printed for number in _NUMBER.findall(to_arabic(page.text))}):
        if told.rstrip(",.") not in known:
            problem = _("{name} prints “{number}”, which the plan does not say")
            yield _unlike(problem.format(name=layout.PDF, number=told[:_NAMED]))


def _unlike(problem: str) -> Fault:
    return Fault("pdf", problem, f"data/{layout.PDF}", ask_for_ours())


def _bare(text: str) -> str:
    """A text without what lines and pages part it by."""
    return to_arabic(_SPACE.sub("", text))


def _over_two(text: str, pages: list[str]) -> bool:
    """Whether a text begins on a page and ends on the next, as that of a row over two pages does."""
    for page, following in pairwise(pages):
        least, most = 0, len(text)
        while least < most:  # how much of it the page has
            middle = (least + most + 1) // 2
            least, most = (middle, most) if text[:middle] in page else (least, middle - 1)
        if least and text[least:] in following:
            return True
    return False

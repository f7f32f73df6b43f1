"""What is printed for a page's number, and how PDF viewers call the page: both say the same."""

from typing import Any

from planner_desktop.document.flow import LaidPage
from planner_desktop.document.outline import Document, Numbering
from planner_desktop.thai.digits import to_thai

LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""Those that lists and pages are counted with: ฃ, ฅ and ฆ are left out by custom."""
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


TOTAL = "{total}"


def shown(page: LaidPage, document: Document) -> str:
    """A page's number as it is printed, without what stands around it; nothing for a page that is not counted."""
    return "" if page.number is None else _written(page.number, page.numbered, document)


def line(page: LaidPage, pages: list[LaidPage], document: Document) -> str:
    """What is printed on a page for its number, and for that of the last page counted as it is."""
    if page.number is None:
        return ""
    words = document.page_number
    if TOTAL in words:
        total = max(other.number or 0 for other in pages if other.numbered == page.numbered)
        words = words.replace(TOTAL, _written(total, page.numbered, document))
    return words.replace("{n}", shown(page, document))


def _written(number: int, numbered: Numbering, document: Document) -> str:
    if numbered == "letters":
        round_, place = divmod(number - 1, len(LETTERS))
        return LETTERS[place] * (round_ + 1)
    if numbered == "roman":
        return _roman(number)
    return to_thai(str(number)) if document.thai_digits else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def label_pages(canvas: Any, pages: list[LaidPage], document: Document) -> None:
    """Let viewers call pages by what is printed on them. Those without a number get roman numerals."""
    bare = 0
    for index, page in enumerate(pages):
        bare += page.number is None
        if page.numbered == "letters" or (page.numbered is True and document.thai_digits):
            canvas.addPageLabel(index, prefix=shown(page, document))  # a PDF cannot count so itself
        elif index == 0 or page.numbered != pages[index - 1].numbered:
            style = "ARABIC" if page.numbered is True else "ROMAN_LOWER"
            canvas.addPageLabel(index, style, bare if page.number is None else page.number)

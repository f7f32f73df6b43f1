"""Bold and italic letters in the HTML of word processors: marked in the tree, taken out of the text read from it."""

from planner_desktop.exchange.markup import Element, is_marker
from planner_desktop.formpack.emphasis import BOLD, ITALIC, PLAIN, Looks
from planner_desktop.regex import regex

_FIRST = 0x10FFF0
"""A private letter says how the letters behind it look: this one that they are plain."""
_SWITCH = regex("[\U0010fff0-\U0010fff3]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th"))


def mark(element: Element, look: int = PLAIN) -> None:
    """Put letters into the texts of a tree that say how they look."""
    for at, child in enumerate(element.children):
        if isinstance(child, str):
            if look and child.strip():
                element.children[at] = f"{chr(_FIRST + look)}{child}{chr(_FIRST)}"
        elif not (child.hidden or is_marker(child) or child.tag in _HEADINGS):
            mark(child, _look(child, look))


def _look(element: Element, above: int) -> int:
    weight, slant = element.style.get("font-weight", ""), element.style.get("font-style", "")
    bold = above & BOLD or (BOLD if element.tag in ("b", "strong") else PLAIN)
    italic = above & ITALIC or (ITALIC if element.tag in ("i", "em") else PLAIN)
    if weight:
        bold = (
            BOLD
            if weight in ("bold", "bolder") or (weight.isdecimal() and len(weight) < 5 and int(weight) >= 600)
            else PLAIN
        )
    if slant:
        italic = ITALIC if slant in ("italic", "oblique") else PLAIN
    return bold | italic


def taken(text: str) -> tuple[str, Looks]:
    """A text without the letters that `mark` put into it, its spaces single, and how its letters look."""
    kept: list[str] = []
    looks = bytearray()
    look = PLAIN
    for letter in text:
        if _SWITCH.match(letter):
            look = ord(letter) - _FIRST
            continue
        if letter in " \n" and kept and kept[-1] in " \n":
            if letter == "\n" and kept[-1] == " ":
                kept[-1] = letter
                continue
            if letter == " ":
                continue
        kept.append(letter)
        looks.append(look)
    whole = "".join(kept)
    start = len(whole) - len(whole.lstrip())
    end = max(start, len(whole.rstrip()))
    return whole[start:end], bytes(looks[start:end])

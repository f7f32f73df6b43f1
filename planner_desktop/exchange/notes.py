"""Footnotes in the HTML of word processors: two links, the mark's to the note and the note's back to the mark."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner_desktop.exchange.markup import Element, plain

FIRST = 0xF0000
"""Private letters stand for the marks while texts are read: the first for the first note, and so on."""


@dataclass(slots=True)
class _Link:
    element: Element
    above: tuple[Element, ...]
    names: set[str]
    to: str


def take_out(root: Element) -> list[str]:
    """Put a private letter where each mark is, take the notes out of the tree, and give their texts."""
    links = list(_links(root, ()))
    named = {name: link for link in links for name in link.names}
    order = {id(link): n for n, link in enumerate(links)}
    pairs: list[tuple[_Link, _Link]] = []
    texts: dict[int, str] = {}
    for mark in links:
        note = named.get(mark.to)
        if (
            note
            and note is not mark
            and note.to in mark.names
            and order[id(note)] > order[id(mark)]
            and _begins(note, texts)
        ):
            pairs.append((mark, note))
    notes: list[str] = []
    inside = Counter(id(one) for link in links for one in link.above)
    for mark, note in pairs:
        home = _home(note, inside)
        note.element.children.clear()
        notes.append(" ".join(plain(home).split()))
        home.tag = "template"  # its text is the note's now
        mark.element.tag = "span"
        mark.element.children[:] = [chr(FIRST + len(notes) - 1)]
    return notes


def _links(element: Element, above: tuple[Element, ...]) -> Iterator[_Link]:
    path = (*above, element)
    for child in element.elements():
        to = child.attributes.get("href", "")
        if child.tag == "a" and to.startswith("#") and len(to) > 1:
            names = {child.attributes.get("name", ""), child.attributes.get("id", "")}
            names |= {inner.attributes.get("name", "") for inner in child.every("a")}
            yield _Link(child, path, names - {""}, to[1:])
        else:
            yield from _links(child, path)


def _paragraph(link: _Link) -> Element:
    return next((one for one in reversed(link.above) if one.tag in ("p", "li", "div", "td", "body")), link.above[-1])


def _begins(link: _Link, texts: dict[int, str]) -> bool:
    """Whether a link is the first thing in its paragraph. `texts` remembers those of paragraphs, which are long."""
    paragraph = _paragraph(link)
    if id(paragraph) not in texts:
        texts[id(paragraph)] = plain(paragraph)
    own = plain(link.element)
    return bool(own) and texts[id(paragraph)].startswith(own)


def _home(note: _Link, inside: Mapping[int, int]) -> Element:
    """All that belongs to a note: its division if it has one of its own, else its paragraph.

    `inside` says how many links there are in an element.
    """
    for one in reversed(note.above):
        if one.tag in ("div", "li"):
            return one if inside[id(one)] == 1 else _paragraph(note)
    return _paragraph(note)

"""What the paragraphs of a document ask of the rest of it: styles, numbers, notes, pictures, comments."""

import posixpath
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from planner_desktop.errors import PictureRefused, PlannerError
from planner_desktop.exchange.grid import MOST_CELLS
from planner_desktop.exchange.word.left_out import LeftOut, shortened
from planner_desktop.exchange.word.numbering import Numbering
from planner_desktop.exchange.word.package import Package
from planner_desktop.exchange.word.paragraphs import MOST_LETTERS
from planner_desktop.exchange.word.styles import Styles
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_OF_PICTURES = 200_000_000
"""Bytes of all pictures that are taken along."""
_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
ReadStory = Callable[["Iterable[Element]", str], str]


class DocumentAround:
    """The other parts of a document, each read when it is first asked for."""

    def __init__(self, package: Package, *, pictures: bool) -> None:
        self.package = package
        self.left = LeftOut()
        self.pictures: dict[str, bytes] = {}
        self.read_story: ReadStory = lambda _elements, _place: ""
        self._with_pictures = pictures
        self._relationships = package.relationships(package.main)
        self.styles = Styles(package.tree(self._part("styles", "styles.xml")))
        self.numbering = Numbering(package.tree(self._part("numbering", "numbering.xml")), self.styles)
        self._notes: dict[str, dict[str, Element]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._comments: dict[str, str] | None = None
        self._names: dict[str, str] = {}
        self._letters = self._size = 0
        self._in_note = False

    def _part(self, kind: str, usual: str) -> str:
        """The part of a kind that the document names, else the usual one beside it."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and not relationship.external:
                return relationship.target
        return posixpath.join(posixpath.dirname(self.package.main), usual)

    def count(self, letters: int) -> None:
        """Take so many letters in. Raises PlannerError where they are too many."""
        self._letters += letters
        if self._letters > MOST_LETTERS:
            raise PlannerError(
                _("{path} holds more text than any plan").format(path=self.package.source),
                _("Divide the document into several, and give them one by one."),
            )

    def too_many_cells(self, place: str) -> PlannerError:
        """The refusal of tables that would fill the memory."""
        return PlannerError(
            _("{path}, {place}: more than {most} cells").format(
                path=self.package.source, place=place, most=f"{MOST_CELLS:,}"
            ),
            _("Divide the document into several, and give them one by one."),
        )

    # ------------------------------------------------------------ notes and comments

    def note(self, kind: str, name: str) -> str | None:
        """The text of a footnote or endnote by its number; None where there is none, and in a note itself."""
        if self._in_note:
            return None
        if (kind, name) not in self._texts:
            element = self._of_kind(kind).get(name)
            if element is None:
                return None
            self._in_note = True
            try:
                self._texts[kind, name] = self.read_story(element, _("note {n}").format(n=name))
            finally:
                self._in_note = False
        return self._texts[kind, name]

    def _of_kind(self, kind: str) -> "dict[str, Element]":
        if kind not in self._notes:
            plural = _NOTES.get(kind, "footnotes")
            self._notes[kind] = {
                element.get("w:id", ""): element
                for element in self.package.trees(self._part(plural, f"{plural}.xml"), 1)
                if element.get("w:type") not in _SEPARATORS
            }
        return self._notes[kind]

    def comment(self, name: str) -> str:
        """A comment's text with its author, in a few words."""
        if self._comments is None:
            self._comments = {}
            for element in self.package.trees(self._part("comments", "comments.xml"), 1):
                text = " ".join("".join(one.text or "" for one in p.iter("w:t")) for p in element.iter("w:p"))
                author = shortened(element.get("w:author", ""))
                told = _("comment by {author}: {text}") if author else _("comment: {text}")
                self._comments[element.get("w:id", "")] = told.format(author=author, text=shortened(text))
        return self._comments.get(name, _("a comment"))

    def prompt(self, element: "Element", place: str) -> None:
        """Tell of a field that nobody has filled in: what stands there asks for a text and is none."""
        text = "".join(one.text or "" for one in element.iter("w:t"))
        if text.strip():
            self.left.say(place, _("a field that is not filled in, “{text}”").format(text=shortened(text)))

    # ------------------------------------------------------------ other parts

    def related(self, name: str) -> str:
        """The part or address that is called so; empty where there is none."""
        relationship = self._relationships.get(name)
        return relationship.target if relationship else ""

    def diagram(self, name: str) -> list[str]:
        """The texts of a diagram, one for each of its shapes."""
        part = self.related(name)
        if not part or part not in self.package:
            return []
        return [
            " ".join("".join(text.text or "" for text in line.iter("a:t")) for line in point.iter("a:p"))
            for points in self.package.trees(part, 1)
            if points.tag == "dgm:ptLst"
            for point in points
            if point.get("type", "node") in ("node", "asst", "doc")
        ]

    def picture(self, name: str, place: str) -> str:
        """The name that a picture is kept by; empty where it cannot be had, which is told."""
        relationship = self._relationships.get(name)
        if relationship is None or relationship.external or relationship.target not in self.package:
            where = relationship.target[:200] if relationship else "?"
            said = _("a picture that is not in the file but at {address}: it was not fetched")
            self.left.say(place, said.format(address=where))
            return ""
        part = relationship.target
        if part not in self._names:
            self._names[part] = self._kept(part, place)
        return self._names[part]

    def _kept(self, part: str, place: str) -> str:
        named = posixpath.basename(part)
        taken = set(self._names.values())
        name = next(one for n in range(len(taken) + 2) if (one := named if not n else f"{n}-{named}") not in taken)
        if not self._with_pictures:
            return name
        from planner_desktop.pictures import MAX_BYTES, Picture

        try:
            self._size += self.package.size(part)
            if self._size > MOST_OF_PICTURES or self.package.size(part) > MAX_BYTES:
                raise PictureRefused(_("there are too many large pictures before it"))
            content = self.package.read(part, MAX_BYTES)
            Picture(content)
        except PictureRefused as error:
            told = _("the picture {name} ({reason})").format(name=named, reason=error.message)
            self.left.say(place, told)
            return ""
        self.pictures[name] = content
        return name

"""What pasted running text had and a plan's text has not: told to the officer, who may bring it along otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop.exchange.markup import Element, plain
from planner_desktop.i18n import _, ngettext
from planner_desktop.regex import regex

_TEXT_BOX = regex(r"<v:textbox|<w:txbxcontent|<wps:txbx", re.IGNORECASE)
_OF_TEXT = regex(r"(?:inherit|initial|auto|currentcolor|black|windowtext|#0{3}|#0{6}|rgba?\(0, ?0, ?0(?:, ?1)?\))?\Z")
_OF_PAPER = regex(r"(?:inherit|initial|auto|none|transparent|white|#f{3}|#f{6}|rgb\(255, ?255, ?255\))?\Z")


@dataclass(slots=True)
class LeftBehind:
    """How many there were of each. Pictures are counted by what tries to keep them."""

    struck: int = 0
    """Texts struck out or marked as deleted: they are not valid any more."""
    comments: int = 0
    boxes: int = 0
    inner_tables: int = 0
    """Tables inside cells, of which the text came along."""
    pictures: int = 0
    coloured: bool = False
    underlined: bool = False

    def said(self) -> str:
        """What was left behind as a sentence; empty where nothing was."""
        what = [
            said.format(n=n)
            for n, said in (
                (self.struck, ngettext("{n} text struck out", "{n} texts struck out", self.struck)),
                (self.comments, ngettext("{n} comment", "{n} comments", self.comments)),
                (self.boxes, ngettext("{n} text box", "{n} text boxes", self.boxes)),
                (
                    self.inner_tables,
                    ngettext("the borders of {n} table", "the borders of {n} tables", self.inner_tables),
                ),
            )
            if n
        ]
        what += [_("colours")] * self.coloured + [_("underlining")] * self.underlined
        sentences = [_("Left behind: {what}.").format(what=", ".join(what))] if what else []
        if self.pictures:
            sentences.append(
                ngettext(
                    "{n} picture did not come with the text. Save it as a file and insert it with Figure…",
                    "{n} pictures did not come with the text. Save them as files and insert them with Figure…",
                    self.pictures,
                ).format(n=self.pictures)
            )
        return " ".join(sentences)


def left_behind(html: str, root: Element) -> LeftBehind:
    """What of an HTML text a plan's text will not have."""
    found = LeftBehind(boxes=len(_TEXT_BOX.findall(html)))
    for element in _every(root):
        if element.struck:
            found.struck += bool(plain(Element("p", {}, element.children)))
        elif element.is_comment:
            found.comments += element.kind == "msocomanchor"
        elif element.tag in ("td", "th"):
            found.inner_tables += sum(1 for _table in element.every("table"))
        style, face = element.style, element.attributes
        if not element.hidden:
            colour = style.get("color", "") or face.get("color", "").lower() * (element.tag == "font")
            paper = style.get("background", "") or style.get("background-color", "") or style.get("mso-highlight", "")
            found.coloured |= not (_OF_TEXT.match(colour) and _OF_PAPER.match(paper))
            found.underlined |= element.tag == "u" or "underline" in style.get("text-decoration", "")
    return found


def _every(element: Element) -> Iterator[Element]:
    """Every element, also those that are struck out, but nothing inside of these."""
    for child in element.children:
        if not isinstance(child, str):
            yield child
            if not child.hidden:
                yield from _every(child)

"""The HTML that office programs put on the clipboard, as a tree that knows what is hidden."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from html.parser import HTMLParser

from planner_desktop.exchange import symbols
from planner_desktop.regex import regex

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"))
BLOCKS = (
    frozenset(
        (
            "address",
            "article",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
        )
    )
    | frozenset(
        (
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "table",
        )
    )
    | frozenset(("tbody", "td", "tfoot", "th", "thead", "tr", "ul"))
)
NOT_SHOWN = frozenset(("head", "script", "style", "title", "xml", "colgroup", "col", "template"))
_ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "td": (frozenset(("td", "th", "p", "li")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr", "td", "th", "p", "li")), frozenset(("table",))),
    "tbody": (frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "p", "li")), frozenset(("table",))),
    "li": (frozenset(("li", "p")), frozenset(("ul", "ol", "table"))),
}
"""What a tag ends that was left open, and what it does not reach out of."""
_ENDED_BY |= {"th": _ENDED_BY["td"], "thead": _ENDED_BY["tbody"], "tfoot": _ENDED_BY["tbody"]}
_A_PARAGRAPH = frozenset(("p",)), frozenset(("td", "th", "li", "div", "table", "body"))
DEEPEST = 100
"""So deep may tags stand in each other; what stands deeper is read as if it stood there. Web pages have about 40."""
_CONDITION = regex(r"<!\[[^<>]*\]>")
_SYMBOL_FONT = regex("wingdings|webdings|symbol", re.IGNORECASE)
_RULE = regex(r"\.([\w-]{1,100})\s{0,9}\{([^{}]*)\}")
_SPACES = regex(r"[ \t\r\n\f]+")
_AROUND_END = regex("(?<![ \u00a0])[ \u00a0]*\x1e[ \u00a0\x1e]*")
_AROUND_BREAK = regex("(?<! ) *\x1c *")
MOST_NUMBER = 99_999  # more than any document counts or measures
_BREAK, _TAB, _BLOCK_END = "\x1c", "\x1d", "\x1e"  # none of which is ever in a text


@dataclass
class Element:
    """A tag with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def number(self, name: str) -> int | None:
        """The whole number that an attribute says, `MOST_NUMBER` for any above; None where it says none."""
        text = self.attributes.get(name, "").strip()
        if not text.isdecimal():
            return None
        return min(int(text), MOST_NUMBER) if len(text) < 20 else MOST_NUMBER  # Python reads no more than 4300 digits

    @cached_property
    def style(self) -> dict[str, str]:
        """What its `style` says, names and values in small letters."""
        pairs = (part.partition(":") for part in self.attributes.get("style", "").lower().split(";"))
        return {name.strip(): value.strip() for name, colon, value in pairs if colon}

    @cached_property
    def kind(self) -> str:
        """Its class, in small letters."""
        return self.attributes.get("class", "").strip().lower()

    @property
    def hidden(self) -> bool:
        """Whether nobody saw it when it was copied."""
        if self.tag in NOT_SHOWN or self.struck or self.is_comment:
            return True
        return "style" in self.attributes and (
            self.style.get("display") == "none" or self.style.get("mso-hide") == "all"
        )

    @property
    def struck(self) -> bool:
        """Whether it is struck out, or kept as deleted: no longer what the text says."""
        if self.tag in ("del", "s", "strike"):
            return True
        if "style" not in self.attributes:
            return False
        lines = (self.style.get(name, "") for name in ("text-decoration", "text-decoration-line", "text-line-through"))
        return any("line-through" in line or line in ("double", "single") for line in lines)

    @property
    def is_comment(self) -> bool:
        """Whether it is what somebody noted beside the text, or leads there."""
        return self.kind == "msocomanchor" or self.style.get("mso-element", "").startswith("comment")

    def elements(self) -> "Iterator[Element]":
        """The elements in it that are shown."""
        for child in self.children:
            if not isinstance(child, str) and not child.hidden:
                yield child

    def every(self, *tags: str) -> "Iterator[Element]":
        """Every element of these tags that is shown in it, however deep, but none inside another of them."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            else:
                yield from child.every(*tags)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]
        self._too_deep = Counter[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ended = _ENDED_BY.get(tag) or (_A_PARAGRAPH if tag in BLOCKS else None)
        if ended:
            self._end(*ended)
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag in VOID:
            return
        deep = len(self._open)
        if deep < DEEPEST or (made.hidden and deep < 2 * DEEPEST):  # what nobody saw stays so, however deep
            self._open.append(made)
        else:
            self._too_deep[tag] += 1

    def _end(self, tags: frozenset[str], within: frozenset[str]) -> None:
        """End the outermost of these that is open."""
        outermost = None
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in within:
                break
            if self._open[at].tag in tags:
                outermost = at
        if outermost is not None:
            del self._open[outermost:]

    def handle_endtag(self, tag: str) -> None:
        if self._too_deep[tag]:
            self._too_deep[tag] -= 1
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag in ("td", "th", "table") and tag not in ("table", "tr", "tbody", "thead", "tfoot"):
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def parse_html_declaration(self, i: int) -> int:
        if self.rawdata.startswith("<![", i):  # whatever it says: HTML knows no such thing, and the parser only some
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)


def _ended(html: str) -> tuple[str, str]:
    """An HTML text without what is begun at its end and never ended, for which the parser would look again and again.

    The second is the text behind its last tag.
    """
    html, tag_end, rest = html.rpartition(">")
    html += tag_end
    begun = html.find("<!--", html.rfind("-->") + 1)
    return (html, rest.partition("<")[0]) if begun < 0 else (html[:begun], "")


def parse(html: str) -> Element:
    """The tree of an HTML text. Whatever is wrong with it, what can be read is read."""
    if html.startswith("Version:"):  # Windows says before it where in the text the HTML stands
        html = html[html.find("<") :]
    builder = _Builder()
    told, rest = _ended(_CONDITION.sub("", html).replace("\0", ""))
    builder.feed(told)
    builder.close()
    builder.handle_data(unescape(rest))
    if "line-through" in html:
        _put_in_strokes(builder.root, _struck_classes(builder.root))
    if _SYMBOL_FONT.search(html):
        _put_in_signs(builder.root, None)
    return builder.root


def _struck_classes(root: Element) -> frozenset[str]:
    """The classes that strike out, as Excel writes of whole cells in its sheet of styles."""
    return frozenset(
        rule[1].lower()
        for style in _all(root, "style")
        for text in style.children
        if isinstance(text, str)
        for rule in _RULE.finditer(text)
        if "line-through" in rule[2].lower()
    )


def _all(element: Element, tag: str) -> Iterator[Element]:
    for child in element.children:
        if not isinstance(child, str):
            if child.tag == tag:
                yield child
            yield from _all(child, tag)


def _put_in_strokes(element: Element, classes: frozenset[str]) -> None:
    """Have each element of these classes say itself that it is struck out, unless it says otherwise."""
    for child in element.children:
        if not isinstance(child, str):
            if not classes.isdisjoint(child.kind.split()) and "text-decoration" not in child.style:
                child.style["text-decoration"] = "line-through"
                child.attributes.setdefault("style", "")
            _put_in_strokes(child, classes)


def struck_texts(element: Element) -> int:
    """How many texts in it are struck out, itself if it is."""
    if element.struck:
        return int(bool(plain(Element("p", {}, element.children))))
    return sum(struck_texts(child) for child in element.children if not isinstance(child, str))


def _put_in_signs(element: Element, signs: symbols.Signs | None) -> None:
    """Put what the letters of symbol fonts look like in their places."""
    for at, child in enumerate(element.children):
        if isinstance(child, str):
            element.children[at] = symbols.meant(child, signs) if signs else child
        elif not is_marker(child):  # of the many bullets of lists only that they are bullets is asked
            told = [child.style.get(name, "") for name in ("mso-symbol-font-family", "font-family", "font")]
            _put_in_signs(child, symbols.signs_of([*told, child.attributes.get("face", "").lower()], signs))


def is_marker(element: Element) -> bool:
    """Whether this is the number or bullet that Word writes before a paragraph of a list."""
    return element.style.get("mso-list") == "ignore"


def marker_of(element: Element) -> str:
    """The number of a list's paragraph, or a dash for the many letters of symbol fonts that are bullets there."""
    text = plain(Element(element.tag, {}, element.children))
    return text if re.search(r"[^\W_]", text) and len(text) > 1 else "-"


def plain(element: Element) -> str:
    """What is shown of an element: a paragraph or `<br>` a line, spaces as a browser shows them."""
    pieces: list[str] = []
    _gather(element, pieces)
    if len(pieces) == 1:
        return pieces[0].replace("\u00a0", " ").strip()
    text = re.sub("  +", " ", "".join(pieces))
    text = _AROUND_BREAK.sub("\n", _AROUND_END.sub(_BLOCK_END, text.strip(" " + _BLOCK_END))).replace(_BLOCK_END, "\n")
    text = text.replace("\u00a0", " ").replace(_TAB, "\t")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _gather(element: Element, pieces: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            pieces.append(_SPACES.sub(" ", child))
        elif child.hidden:
            continue
        elif child.tag == "br":
            pieces.append(_BREAK)
        elif "mso-tab-count" in child.style:
            pieces.append(_TAB)
        elif is_marker(child):
            pieces += (marker_of(child), " ")
        elif child.tag in BLOCKS:
            pieces.append(_BLOCK_END)
            _gather(child, pieces)
            pieces.append(_BLOCK_END)
        else:
            _gather(child, pieces)

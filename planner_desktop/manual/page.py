"""What a page of the manual says, before anyone decides how it looks: the HTML and the PDF are both made of this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageText:
    """A piece of text. `bold` words are those of the program's own buttons, menus and fields, `code` is typed as it
    stands, `link` leads to the page of that id."""

    text: str
    bold: bool = False
    code: bool = False
    link: str = ""


PageTexts = tuple[PageText, ...]


def words(text: str, *, bold: bool = False, link: str = "") -> PageTexts:
    """A text that looks the same throughout, as a page holds it; an empty one holds nothing."""
    return (PageText(text, bold, link=link),) if text else ()


def plain(said: PageTexts) -> str:
    """The text without its looks and links."""
    return "".join(span.text for span in said)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; level 1 is the page's own, which it begins with. `anchor` is what leads to it in its page."""

    words: PageTexts
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of running text on a page of the manual."""

    words: PageTexts


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, `depth` steps in, behind its label: "-" or "1."."""

    words: PageTexts
    label: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page of the manual: a row of heads, and rows of as many cells."""

    head: Sequence[PageTexts]
    rows: Sequence[Sequence[PageTexts]]


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture of `docs/screenshots/`, by its file's name, and what it shows."""

    file: str
    caption: str


ManualBlock = Title | Prose | Item | PageTable | Screenshot


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual: what others call it by, and its blocks, the first of which is its title.

    `group` is the edition that it belongs to, empty for those that hold for all.
    """

    id: str
    blocks: Sequence[ManualBlock]
    group: str = ""

    @property
    def title(self) -> str:
        """The page's title, with which every page begins."""
        first = self.blocks[0]
        assert isinstance(first, Title)
        return plain(first.words)


def all_words(page: Page) -> Iterator[PageTexts]:
    """Every text of a page, captions too."""
    for block in page.blocks:
        match block:
            case Title() | Prose() | Item():
                yield block.words
            case PageTable():
                yield from (cell for row in (block.head, *block.rows) for cell in row)
            case Screenshot():
                yield words(block.caption)

"""Texts that are too large for a field of the window: it says so and shows their beginning, and takes no letter.

Qt lays out a whole text at once and can do nothing else meanwhile: 50,000 paragraphs take minutes. The draft holds
the text as it is; it is printed, exported and found as any other.
"""

from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import RichList, RichPart, RichTable
from planner_desktop.i18n import _

MOST_LETTERS, MOST_CELLS, MOST_PARAGRAPHS = 60_000, 1_500, 1_500
"""Of one field; the longest chapter of a published plan has 20,000 letters."""
MOST_OF_LINE = 10_000
"""Letters of a field of one line."""
MOST_STORED = 1_000_000
"""Letters of a rich text as it is stored; what is longer is not even read."""
BEGINNING = 600
"""Letters that are shown."""


def of_text(text: str, most: int = MOST_LETTERS) -> str:
    """What to show in the place of a text; empty where there is room for it."""
    if len(text) <= most:
        return ""
    return _said(_("{count} letters").format(count=f"{len(text):,}"), text[:BEGINNING])


def of_rich_text(text: str) -> str:
    """The same of a rich text as it is stored."""
    if len(text) <= MOST_PARAGRAPHS:  # each letter would be a paragraph
        return ""
    if len(text) > MOST_STORED:
        return _said(_("{count} letters").format(count=f"{len(text):,}"), "")
    blocks = rich_text.load(text)
    cells = sum(len(row) for block in blocks if isinstance(block, RichTable) for row in block.table)
    paragraphs = sum(len(block.list) if isinstance(block, RichList) else 1 for block in blocks)
    letters = sum(map(len, _texts(blocks)))
    for count, most, said in (
        (cells, MOST_CELLS, _("{count} table cells")),
        (paragraphs, MOST_PARAGRAPHS, _("{count} paragraphs")),
        (letters, MOST_LETTERS, _("{count} letters")),
    ):
        if count > most:
            return _said(said.format(count=f"{count:,}"), rich_text.to_plain(blocks[:3])[:BEGINNING])
    return ""


def _texts(blocks: tuple[RichPart, ...]) -> list[str]:
    return [rich_text.to_plain((block,)) for block in blocks]


def _said(size: str, beginning: str) -> str:
    told = _(
        "This text is too large to be edited in the window ({size}). It is stored, printed and exported as it is. To "
        "change it, export the plan as JSON, shorten it there and import it again."
    ).format(size=size)
    return f"{told}\n\n{beginning}…" if beginning else told

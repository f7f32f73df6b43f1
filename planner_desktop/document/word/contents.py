"""The contents of a Word file: a field with its whole result, every entry with the page that our own layout gives it.

Word works it out anew when the officer asks for that, and asks nobody when it opens the file.
"""

from collections.abc import Callable, Sequence

from planner_desktop.document.contents import EntryLine
from planner_desktop.document.flow import Slab
from planner_desktop.document.outline import Run, plain
from planner_desktop.document.word.markup import w
from planner_desktop.document.word.paragraph import WordParagraph, field_of, run
from planner_desktop.document.word.styles import entry_style


def contents(slabs: Sequence[Slab], levels: int, width: float, bookmark: Callable[[str], str]) -> list[WordParagraph]:
    """The entries; `bookmark` tells for a heading's name what its place is called. Nothing where none is listed."""
    entries = [slab for slab in slabs if isinstance(slab, EntryLine) and slab.begins]
    if not entries:
        return []
    made = []
    for entry in entries:
        place = bookmark(entry.key)
        said = [run(Run(" ".join(plain(entry.heading.text).split())))]
        number = entry.numbers.get(entry.key)
        if number:
            said += [run(Run("\t")), *field_of(f"PAGEREF {place} \\h", number)]
        link = w("hyperlink", *said, anchor=place, history=1)
        made.append(WordParagraph(entry_style(entry.heading.level), [link], tabs=[("right", width, "dot")]))
    begins = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", f'<w:instrText xml:space="preserve"> TOC \\o "1-{levels}" \\h \\z </w:instrText>'),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    made[0].content[:0] = begins
    made[-1].content.append(w("r", w("fldChar", fldCharType="end")))
    return made

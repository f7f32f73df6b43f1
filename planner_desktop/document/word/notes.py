"""Footnotes of a Word file."""

from dataclasses import dataclass, field

from planner_desktop.document.outline import Run, Runs
from planner_desktop.document.word.markup import DECLARATION, MAIN, w
from planner_desktop.document.word.paragraph import WordParagraph, runs
from planner_desktop.document.word.styles import FOOTNOTE_TEXT, NOTE_MARK

_MARKED = w("rPr", w("rStyle", val=NOTE_MARK))


@dataclass(slots=True)
class Notes:
    """The footnotes of a file, in the order in which their marks come."""

    _notes: list[Runs] = field(default_factory=list)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._notes)

    def mark(self, note: Runs) -> str:
        """Take a note, and give what stands in the text for it."""
        self._notes.append(note)
        return w("r", _MARKED, w("footnoteReference", id=len(self._notes)))

    def xml(self) -> str:
        """The part of the file with all footnotes, and the rule above them."""
        rules = [
            w("footnote", WordParagraph("Normal", [w("r", w(rule))], before=0.0).xml(), type=rule, id=n)
            for n, rule in ((-1, "separator"), (0, "continuationSeparator"))
        ]
        notes = [w("footnote", _note(said), id=n) for n, said in enumerate(self._notes, 1)]
        return f'{DECLARATION}<w:footnotes xmlns:w="{MAIN}">{"".join(rules)}{"".join(notes)}</w:footnotes>'


def _note(said: Runs) -> str:
    mark = w("r", _MARKED, w("footnoteRef"))
    return WordParagraph(FOOTNOTE_TEXT, [mark, *runs((Run(" "), *said))]).xml()

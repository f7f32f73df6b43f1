"""What stays on one page: parts that the form pack wants together, and what stands directly above and below a table."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from planner_desktop.document.band import Band
from planner_desktop.document.flow import Gap, PageBreak, Slab, height_of_notes, total_height
from planner_desktop.document.memory import Memory
from planner_desktop.document.outline import Orientation, Paragraph
from planner_desktop.document.style import text_height

_LEAD_IN = 4  # lines; a longer paragraph is no lead-in but a text, whose last lines stay with the table


def keep_together(flow: list[Slab | PageBreak], start: int, orientation: Orientation, memory: Memory) -> None:
    """Glue the slabs from `start` on to each other, as far as no page break parts them and a page is high enough.

    What is glued to the first of them, as the heading above a table, needs room on that page too.
    """
    before = start
    while before and not isinstance(above := flow[before - 1], PageBreak) and (above.glued or isinstance(above, Gap)):
        before -= 1
    runs: list[list[int]] = [[]]
    for n, item in enumerate(flow[before:], before):
        if isinstance(item, PageBreak):
            runs.append([])
        else:
            runs[-1].append(n)
    for run in runs:
        while run and isinstance(flow[run[-1]], Gap):
            run.pop()
        slabs = [slab for n in run if not isinstance(slab := flow[n], PageBreak)]
        head = next((slab.head.height for slab in slabs[:1] if slab.head), 0.0)
        notes = height_of_notes([note for slab in slabs for note in slab.notes])
        if head + total_height(slabs) + notes <= text_height(orientation):
            for n, slab in zip(run[:-1], slabs, strict=False):
                if n >= start:
                    flow[n] = _glued(slab, memory)


def keep_with_table(flow: list[Slab | PageBreak], above: Sequence[tuple[Paragraph, int]], memory: Memory) -> None:
    """Glue what stands directly above a table to the table that follows at the flow's end.

    `above` are the paragraphs there and where their slabs begin. Of a long text the last lines stay with the table;
    a short one as a whole, and so do the lead-ins above it: short paragraphs that begin with bold words. A note belongs
    to what is above it.
    """
    end = len(flow)
    for n, (paragraph, start) in enumerate(reversed(above)):
        if paragraph.style == "note" or (n and not _begins_bold(paragraph)):
            break
        lines = [at for at in range(start, end) if not isinstance(flow[at], Gap | PageBreak)]
        is_short = len(lines) <= _LEAD_IN
        for at in lines if is_short else lines[-1:]:
            if not isinstance(slab := flow[at], PageBreak):
                flow[at] = _glued(slab, memory)
        if not is_short:
            break
        end = start


def keep_note_below(flow: list[Slab | PageBreak], memory: Memory) -> None:
    """Glue the last rows of the table that ends the flow, if one does, to the note that follows."""
    match flow[-2:]:
        case [Band() as last, Gap()]:
            flow[-2] = _glued(last, memory)


def _glued(slab: Slab, memory: Memory) -> Slab:
    """The slab, and the next one on the same page; the same object each time, so that its page is known again."""
    glue = partial(replace, slab, glued=True)  # type: ignore[type-var] # all slabs are dataclasses
    return slab if slab.glued else memory.recall_of([slab], "glued", glue)


def _begins_bold(paragraph: Paragraph) -> bool:
    return next((run.bold for run in paragraph.text if run.text.strip()), False)

"""The document's measures, in points: paper, margins, sizes, pitches, paddings. Every number a reader may see is here.

Margins and sizes follow the office of the Prime Minister's typing standard (left 3 cm, right 2 cm, 16 pt) as the
published plans apply it. Google's Sarabun is drawn larger than the TH SarabunPSK of those plans at the same nominal
size: `SCALE` turns nominal sizes into Sarabun's. At 0.8 plan 002 fills about as many pages as it does in print.
"""

from dataclasses import dataclass, replace

from planner_desktop.document.outline import Align, MonthBegins, Orientation, Paragraph, Style

CM = 72 / 2.54
SCALE = 0.8
PITCH = 1.375  # baseline to baseline, in sizes: 16 on 22 and 14 on 19.25; less and stacked marks touch the line above

PAPER: dict[Orientation, tuple[float, float]] = {"portrait": (21 * CM, 29.7 * CM), "landscape": (29.7 * CM, 21 * CM)}
LEFT, RIGHT, BOTTOM = 3 * CM, 2 * CM, 2 * CM
TOP: dict[Orientation, float] = {"portrait": 2.5 * CM, "landscape": 3 * CM}  # a landscape page is bound at its top
NUMBER_HEIGHT = 0.8 * CM  # of the page number's line above the paper's edge
NUMBER_TOP = 1.2 * CM  # of one at the top of the page, below the paper's edge

INDENT = 2.5 * CM  # a body paragraph's first line
STEP = 1 * CM  # one level of a hanging label or of the contents
LABEL_GAP = 0.15 * CM  # least room between a label and its text

CELL_SIZE = 14 * SCALE
CELL_PADDING = 4.0  # left and right
CELL_PADDING_TOP = 2.0
CELL_PADDING_BOTTOM = 3.0  # marks below the line need more than the line's own descent
BORDER = 0.5
NOTE_RULE = 10.0  # between the text and the first footnote, with a short line in it
NOTE_RULE_WIDTH = 5 * CM
BAR_HEIGHT = 8.0  # what an arrow below a cell's text needs
MONTH_RULES: dict[MonthBegins, float] = {"month": 0.0, "quarter": 1.0, "year": 1.5}
"""How thick the line before a month is of a Gantt chart, if thicker than a border."""
WATERMARK_GREY = 0.91
HEAD_SHADE = 0.88  # grey of a table's head; 1 is white
GROUP_SHADE = 0.95  # of a group row
LENGTH_SHADE = 0.55  # of a bar that is as long as a number is large
LENGTH_HEIGHT = 10.0
LENGTH_WIDTH = 3 * CM  # of a column of such bars, at least: shorter ones cannot be told from each other


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: size and room above it in points, place, first-line indent, bold throughout."""

    size: float
    align: Align = "left"
    justified: bool = False
    indent: float = 0.0
    above: float = 4.0
    bold: bool = False

    @property
    def pitch(self) -> float:
        """From baseline to baseline, in points."""
        return self.size * PITCH


BODY = Shape(16 * SCALE, justified=True, indent=INDENT)
SHAPES: dict[Style, Shape] = {
    "body": BODY,
    "plain": Shape(16 * SCALE),
    "center": Shape(16 * SCALE, align="center"),
    "right": Shape(16 * SCALE, align="right"),
    "note": Shape(13 * SCALE),
    "caption": Shape(16 * SCALE, align="center", above=6, bold=True),
    "title": Shape(32 * SCALE, align="center", bold=True, above=8),
    "subtitle": Shape(24 * SCALE, align="center", bold=True, above=8),
}
CELL = Shape(CELL_SIZE, above=0)
FOOTNOTE = Shape(12 * SCALE, above=0)
PAGE_NUMBER = Shape(14 * SCALE, align="center", above=0)
_HEADINGS = (
    Shape(22 * SCALE, bold=True, above=14),
    Shape(19 * SCALE, bold=True, above=10),
    Shape(17 * SCALE, bold=True, above=7),
    Shape(16 * SCALE, bold=True, above=5),
)


def text_height(orientation: Orientation) -> float:
    """Between the margins of a page so turned."""
    return PAPER[orientation][1] - TOP[orientation] - BOTTOM


def heading_shape(level: int, align: Align) -> Shape:
    """How a heading of this level (1 is a part of the plan) stands."""
    return replace(_HEADINGS[min(level, len(_HEADINGS)) - 1], align=align)


def paragraph_shape(paragraph: Paragraph) -> Shape:
    """How a paragraph stands. Beside a label it hangs, so it has no first-line indent."""
    shape = SHAPES[paragraph.style]
    return replace(shape, indent=0.0, above=1.0) if paragraph.label else shape

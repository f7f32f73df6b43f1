"""The word across every page, as Word itself draws one: in the head of the page, behind its text."""

from math import atan2, degrees

from planner_desktop.document.font import faces
from planner_desktop.document.outline import Orientation
from planner_desktop.document.style import PAPER, WATERMARK_GREY
from planner_desktop.document.watermark import letter_size
from planner_desktop.document.word.fonts import FACE
from planner_desktop.document.word.markup import quoted

_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
"""Text along a straight line, as Office knows it by this number."""
NAMESPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_OF_SIZE = 1.1  # of the size of its letters: how high the box is that they fill


def watermark(word: str, orientation: Orientation) -> str:
    """A run with the word from corner to corner of pages so turned, as large as on paper."""
    width, height = PAPER[orientation]
    size = letter_size(word, width, height)
    turn = 360 - round(degrees(atan2(height, width)))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{faces()[1].word(word).width * size:.0f}pt;"
        f"height:{_OF_SIZE * size:.0f}pt;rotation:{turn};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    letters = quoted(f'font-family:"{FACE}";font-size:1pt;font-weight:bold')
    grey = 3 * f"{round(255 * WATERMARK_GREY):02x}"
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE}<v:shape id="watermark" o:spid="_x0000_s2049" '
        f'type="#_x0000_t136" alt={quoted(word)} style="{place}" o:allowincell="f" fillcolor="#{grey}" stroked="f">'
        f"<v:textpath style={letters} string={quoted(word)}/></v:shape></w:pict></w:r>"
    )

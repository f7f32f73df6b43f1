"""The theme of a Word file: black on white in the face of the styles, also for what is added in Word."""

from planner_desktop.document.word.fonts import FACE
from planner_desktop.document.word.markup import DECLARATION

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "404040", "lt2": "E0E0E0", "accent1": "404040", "accent2": "606060",
    "accent3": "808080", "accent4": "A0A0A0", "accent5": "C0C0C0", "accent6": "E0E0E0", "hlink": "0000FF",
    "folHlink": "800080",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml() -> str:
    """The part of the file with the theme; a theme has three of each way to fill, to draw lines and to give depth."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    faces = f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/><a:cs typeface="{FACE}"/>'
    line = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_MAIN}" name="แผน"><a:themeElements><a:clrScheme name="แผน">{colours}'
        f'</a:clrScheme><a:fontScheme name="แผน"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="แผน"><a:fillStyleLst>{3 * _FILL}</a:fillStyleLst>'
        f"<a:lnStyleLst>{3 * line}</a:lnStyleLst><a:effectStyleLst>{3 * effect}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{3 * _FILL}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )

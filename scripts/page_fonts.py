"""Make the fonts that README.html of a bundle brings along: Thai and Latin letters of Sarabun, as small as they can be.

To be run when resources/fonts changed; fontTools is a library of the developers alone.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0xE00, 0xE5C),
    *range(0x2010, 0x2027),
    0x2192,
    0x2713,
    0xFEFF,
)


def make() -> None:
    """Write Sarabun-*.woff beside the fonts that they are made of."""
    options = subset.Options(flavor="woff", hinting=False, layout_features=["*"], name_IDs=[1, 2], notdef_outline=True)
    for weight in ("Regular", "Bold"):
        with TTFont(FONTS / f"Sarabun-{weight}.ttf", recalcTimestamp=False) as font:
            maker = subset.Subsetter(options)
            maker.populate(unicodes=LETTERS)
            maker.subset(font)
            subset.save_font(font, FONTS / f"Sarabun-{weight}.woff", options)


if __name__ == "__main__":
    make()

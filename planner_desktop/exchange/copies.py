"""Cells as an HTML table that Excel, LibreOffice and Word take as it is meant: codes are text, amounts numbers."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from planner_desktop.regex import regex

_NUMBER = regex(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_EDGE = "border:.5pt solid #808080;padding:2px 4px;vertical-align:top"
_BREAK = '<br style="mso-data-placement:same-cell">'
_TEXT = f'<td style=\'{_EDGE};mso-number-format:"\\@"\' sdnum="1033;0;@">'
_DECIMALS = r'mso-number-format:"\#\,\#\#0\.00"'
_WHOLE = r'mso-number-format:"\#\,\#\#0"'


def as_html(
    rows: Iterable[Sequence[str]], numbers: Sequence[bool], heads: Sequence[str] = (), *, grouped: Sequence[bool] = ()
) -> str:
    """Rows as HTML. In columns of `numbers` what is a number is one for a spreadsheet too, all else is text.

    Columns that are `grouped` have thousands parted by commas. `heads` become the table's head.
    """
    lines = ["<tr>" + "".join(f"<th style='{_EDGE}'>{_text(head)}</th>" for head in heads) + "</tr>"] if heads else []
    comma = list(grouped) or [False] * len(numbers)
    for row in rows:
        columns = zip(row, numbers, comma, strict=True)
        cells = (_number(cell, g) if n and _NUMBER.fullmatch(cell) else _cell(cell) for cell, n, g in columns)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        '<table style="border-collapse:collapse">' + "\n".join(lines) + "</table></body></html>"
    )


def _cell(text: str) -> str:
    """Excel would make 702 of 0702, a day of 1-2, and a sum of =1+1, were it not told that these are texts."""
    return f"{_TEXT}{_text(text)}</td>"


def _number(text: str, grouped: bool) -> str:
    value = Decimal(text.replace(",", ""))
    style, shown = "", ""
    if grouped:
        whole = value == value.to_integral_value()
        style, shown = (_WHOLE, "#,##0") if whole else (_DECIMALS, "#,##0.00")
    return (
        f'<td align=right style=\'{_EDGE};{style}\' x:num="{value}" sdval="{value}" sdnum="1033;0;{shown}">'
        f"{escape(text)}</td>"
    )


def _text(text: str) -> str:
    lines = escape(text).split("\n")
    return _BREAK.join(re.sub("^ |  +| $", lambda run: "\u00a0" * len(run[0]), line) for line in lines).replace(
        "\t", "<span style='mso-tab-count:1'>\u00a0</span>"
    )

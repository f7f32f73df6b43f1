"""What a target was read as, in one line that an officer checks: "อ่านได้ว่า: ไม่น้อยกว่า 85 ร้อยละ"."""

from decimal import Decimal

from planner_desktop.i18n import _
from planner_desktop.thai.dates import MONTHS, buddhist_year
from planner_desktop.thai.quantities import NO_NUMBER, read_quantity
from planner_desktop.thai.quantity import LEVEL, PERCENT, Part, Quantity, number_text


def quantity_told(text: str) -> str:
    """How a target's text is read, or why its numbers are not; empty for a text that holds none."""
    quantity = read_quantity(text)
    if quantity:
        return _("Read as: {quantity}").format(quantity=quantity_said(quantity))
    if quantity.reason == NO_NUMBER:
        return ""
    return _("Not read as a quantity: {reason}").format(reason=_(quantity.reason))


def quantity_said(quantity: Quantity) -> str:
    """A quantity in words: "ไม่น้อยกว่า 85 ร้อยละ; 77 คณะ". Its Thai is read as the same quantity, but for weights."""
    return "; ".join(map(_part, quantity.parts))


def _part(part: Part) -> str:
    said = _number(part)
    if part.unit and part.unit != LEVEL:
        said += " " + (_("percent") if part.unit == PERCENT else part.unit)
    if part.change:
        said = (_("more by {number}") if part.change == "more" else _("less by {number}")).format(number=said)
    if part.per:
        said = _("{number} per {thing}").format(number=said, thing=part.per)
    if part.due:
        said += " " + _("by {date}").format(date=_date(part.due))
    elif part.year is not None:
        said = _("year {year}: {number}").format(year=part.year, number=said)
    if part.weight is not None:
        said += " " + _("weight {percent} %").format(percent=_figures(part.weight))
    return said.strip()


def _number(part: Part) -> str:
    if part.number is None:
        return ""
    number, to = _one(part.number, part), _figures(part.to) if part.to is not None else ""
    if part.operator == "–" and part.below:
        words = _("more than {number} and less than {to}") if part.above else _("from {number} to less than {to}")
        return words.format(number=number, to=to)
    if part.operator == "–":
        return _("more than {number} up to {to}").format(number=number, to=to) if part.above else f"{number} - {to}"
    words = {
        "≥": _("at least {number}"),
        ">": _("more than {number}"),
        "≤": _("at most {number}"),
        "<": _("less than {number}"),
    }.get(part.operator, "{number}")
    return words.format(number=number)


def _one(number: Decimal, part: Part) -> str:
    return _("level {number}").format(number=_figures(number)) if part.unit == LEVEL else _figures(number)


def _figures(number: Decimal) -> str:
    return f"{Decimal(number_text(number)):,f}"


def _date(due: str) -> str:
    year, *rest = due.split("-")
    words = [str(buddhist_year(int(year)))]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    else:
        words.insert(0, _("the year"))
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)

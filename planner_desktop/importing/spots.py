"""By which expression the text of a field is known in a line: a code, a number, or any words."""

import re

from planner_desktop.formpack import FormPack
from planner_desktop.importing.shapes import ANY, Spot
from planner_desktop.regex import regex

_DIGITS = regex(r"[0-9]+")
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?(?:\.-)?"
_AMOUNT = rf"(?:{_NUMBER}|[^0-9()]*งบประมาณ[^()]*)"
LONGEST_CODE, FEW = 16, 4
_MARKED = r"[A-Za-z0-9][A-Za-z0-9 .()]{0,15}?"
_CODE = r"[0-9]+(?:[.\-/][0-9]+)*\.?"


class SpotPatterns:
    """The expressions of an edition's fields; those of codes are as its catalogues write them."""

    def __init__(self, pack: FormPack) -> None:
        self._pack = pack
        self._known: dict[Spot, str] = {}

    def __call__(self, spot: Spot) -> str:
        """The expression of a spot."""
        if spot not in self._known:
            self._known[spot] = self._made(spot)
        return self._known[spot]

    def _made(self, spot: Spot) -> str:
        kind, name = spot
        if not kind:
            return _NUMBER
        spec = self._pack.records[kind]
        field = spec.fields[name]
        if field.field_type.sql_type is int:
            return _NUMBER if not field.states else _AMOUNT
        if field.pattern and name == (spec.key or "code"):
            return f"(?:{field.pattern})"
        listed = [row[name] for row in self._pack.catalogues.get(spec.catalogue or "", ()) if row.get(name)]
        if listed and all(len(text) < LONGEST_CODE and any(map(str.isdecimal, text)) for text in listed):
            forms = {_DIGITS.sub("0", text) for text in listed}
            if len(forms) <= FEW:
                return "(?:" + "|".join(re.escape(form).replace("0", "[0-9]+") for form in sorted(forms)) + ")"
            return _CODE if all(text[0].isdecimal() for text in listed) else _MARKED
        if not listed and name == spec.key and field.field_type.is_code(field, is_key=True):
            return _CODE
        return ANY

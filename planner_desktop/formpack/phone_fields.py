"""Telephone numbers: kept as they are printed, 02-224-2958, however they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import FieldType, Value
from planner_desktop.formpack.text_fields import CodedTextField
from planner_desktop.i18n import _
from planner_desktop.thai.digits import plain_number

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec

_BEFORE = r"(?i)(?:โทรศัพท์|โทร|tel(?:ephone)?)\s*[.:]?\s*"
_PARTS = r"[,;\n]|และ|หรือ"
_NUMBER = (
    r"(?i)(?P<number>[+(0-9][0-9 .()-]*?)(?:\s*-\s*(?P<last>[0-9]{1,4}))?(?:\s*(?:ต่อ|ext\.?)\s*(?P<line>[0-9]{1,5}))?"
)
_LONGEST = 60
"""No number with its extension has more letters."""
_GROUPS = (
    "(02)([0-9]{3})([0-9]{4})",  # Bangkok
    "(0[3-57][0-9])([0-9]{3})([0-9]{3})",  # the provinces
    "(0[689][0-9])([0-9]{3})([0-9]{4})",  # mobile
    "(1[89]00)([0-9]{3})([0-9]{3})",
    "(1[0-9]{2,3})",  # 191, 1555
)
"""The numbers of Thailand's numbering plan (NBTC), each in the groups that it is printed in."""


class PhoneField(CodedTextField):
    """One or more telephone numbers: grouped, each with the last of its row (02-221-2141-9) and its extension."""

    name = "phone"
    meaning = "a telephone number as it is printed, 02-224-2958"
    description = "a telephone number, 02-224-2958, with its extension behind ต่อ; several are parted by commas"
    bounded, telling, skips = True, 0.45, "- "

    def parse(self, text: str, spec: FieldSpec) -> Value:
        parts = [part for part in map(str.strip, re.split(_PARTS, re.sub(_BEFORE, "", plain_number(text)))) if part]
        numbers = [_grouped(part) for part in parts]
        if not all(numbers):
            raise ValueRefused(
                _("{label}: “{text}” is no telephone number").format(label=spec.label, text=text.strip()),
                _("Type it as 02-224-2958, 081-234-5678 or 02-224-2958 ต่อ 12."),
            )
        return ", ".join(numbers) or None

    def refused(self, value: Value, spec: FieldSpec) -> str:
        try:
            is_taken = value is None or self.parse(str(value), spec) == value
        except ValueRefused:
            is_taken = False
        told = _("{label}: “{text}” is no telephone number").format(label=spec.label, text=value)
        return "" if is_taken else told

    def takes_cell(self, text: str, spec: FieldSpec) -> bool:
        if len(re.sub(r"\D", "", plain_number(text))) < 9:
            return False  # 1555 may be any number
        return super().takes_cell(text, spec)

    def called(self) -> str:
        return _("a telephone number")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A telephone number, as 02-224-2958.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return _grouped(f"02221{2141 + n}")

    def takes_from(self, other: FieldType) -> bool:
        return self is other or other.plain_text

    def converted(self, value: Value, spec: FieldSpec, other: FieldSpec) -> Value:
        return self.parse(str(value), spec)


def _grouped(text: str) -> str:
    """A telephone number as it is printed; empty where it is none."""
    found = re.fullmatch(_NUMBER, text) if len(text) <= _LONGEST else None
    if found is None:
        return ""
    line = f" ต่อ {found['line']}" if found["line"] else ""
    last = found["last"] or ""
    for number, behind in ((found["number"] + last, ""), (found["number"], f"-{last}" if last else "")):
        digits = re.sub("^660?(?=[1-9][0-9]{7,8}$)", "0", re.sub("[^0-9]", "", number))  # from abroad
        for groups in _GROUPS:
            if known := re.fullmatch(groups, digits):
                return "-".join(known.groups()) + behind + line
    return ""

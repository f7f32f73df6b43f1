"""What the targets of a plan ask for, written beside their texts where a plan goes out as JSON: "target.quantity".

Readings follow from the texts, by the rules of the program that wrote them: they are no part of the plan, and nobody
who reads it, compares it or seals it looks at them.
"""

from collections.abc import Iterator
from typing import Any

from planner_desktop.formpack import FormPack, RecordSpec
from planner_desktop.thai.quantity import MEANINGS, part_data

SUFFIX = ".quantity"
"""Behind a field's name; no field has a point in its name."""
_PART = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer" if name == "year" else "string", "description": meaning}
        for name, meaning in MEANINGS.items()
    },
}
SCHEMA = {
    "type": "array",
    "items": _PART,
    "minItems": 1,
    "description": "what the target asks for, as the program reads its text; missing where it is not a quantity. "
    "It is worked out anew, and left out when a plan is read",
}


def targets(spec: RecordSpec) -> list[str]:
    """The fields of a record that are targets."""
    return [name for name, field in spec.fields.items() if field.quantity]


def with_readings(plan: dict[str, Any], pack: FormPack) -> dict[str, Any]:
    """A plan with the readings of its targets."""
    records = {
        kind: [dict(_read(row, targets(pack.records[kind]))) for row in rows] for kind, rows in plan["records"].items()
    }
    return plan | {"records": records}


def quantity_data(text: str) -> list[dict[str, str | int]]:
    """What a target asks for as plain data, a part after the other; nothing where it is not a quantity."""
    from planner_desktop.thai.quantities import read_quantity  # late: its patterns take a tenth of a second

    return [part_data(part) for part in read_quantity(text).parts]


def _read(row: dict[str, Any], names: list[str]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        yield name, value
        if name in names and (parts := quantity_data(value)):
            yield name + SUFFIX, parts


def without_readings(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan from anyone without the readings of what it holds."""
    records = plan.get("records")
    if not isinstance(records, dict):
        return plan
    return plan | {"records": {kind: _bare_rows(rows) for kind, rows in records.items()}}


def _bare_rows(rows: Any) -> Any:
    return [_bare(row) if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in row.items() if not (name.endswith(SUFFIX) and name.removesuffix(SUFFIX) in row)
    }

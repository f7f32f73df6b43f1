"""The JSON Schema of an edition's plans, for whoever reads a bundle without this program."""

from typing import Any, get_args

from planner_desktop.draft import uids
from planner_desktop.draft.plan_json import FORMAT, READABLE
from planner_desktop.formpack import FieldSpec, FormPack, RecordSpec
from planner_desktop.formpack.fields import TYPES
from planner_desktop.formpack.rich_text import DEEPEST, Sign
from planner_desktop.formpack.tables import UID

_ID = {"type": "integer", "minimum": 1}
_UID = {
    "type": "string",
    "pattern": f"^{uids.PATTERN}$",
    "description": "what tells the record from all others, of all plans and years; a record without one gets one",
}
_NOTES = {
    "type": "array",
    "items": {"type": "string"},
    "description": "footnotes, in the order of the characters U+FFFC in the text that mark their places",
}
_LOOKS = {
    name: {
        "type": "array",
        "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
        "description": f"{name} letters: from the first to the one behind the last; a list's items count as lines",
    }
    for name in ("bold", "italic")
}
_RICH_TEXT = {
    "type": "array",
    "items": {
        "oneOf": [
            {
                "type": "object",
                "required": ["paragraph"],
                "properties": {"paragraph": {"type": "string"}, "notes": _NOTES} | _LOOKS,
            },
            {"type": "object", "required": ["heading"], "properties": {"heading": {"type": "string"}, "level": _ID}},
            {
                "type": "object",
                "required": ["list"],
                "properties": {
                    "list": {"type": "array", "items": {"type": "string"}},
                    "numbered": {"type": "boolean"},
                    "levels": {
                        "type": "array",
                        "items": {"type": "integer", "minimum": 1, "maximum": DEEPEST},
                        "description": "the level of each item, 1 for the outermost; all 1 if left out",
                    },
                    "signs": {
                        "type": "array",
                        "items": {"enum": list(get_args(Sign))},
                        "description": "how each item is counted; if left out 1, a, i by level, or - throughout",
                    },
                    "notes": _NOTES,
                }
                | _LOOKS,
            },
            {
                "type": "object",
                "required": ["table"],
                "properties": {
                    "table": {"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}}},
                    "head": {"type": "integer", "minimum": 0},
                    "caption": {"type": "string"},
                    "note": {"type": "string"},
                },
            },
            {
                "type": "object",
                "required": ["figure"],
                "properties": {
                    "figure": {"type": "string", "description": "name of an attachment"},
                    "caption": {"type": "string"},
                    "width": {"type": "integer", "description": "centimetres"},
                },
            },
        ]
    },
}


def plan_schema(pack: FormPack) -> dict[str, Any]:
    """The JSON Schema (2020-12) that every plan of this edition fits."""
    attachment = {
        "type": "object",
        "required": ["name", "sha256", "size"],
        "properties": {"name": {"type": "string"}, "sha256": {"type": "string"}, "size": {"type": "integer"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": pack.edition.title,
        "type": "object",
        "required": ["format", "format_version", "edition", "records"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "format_version": {"enum": list(READABLE)},
            "edition": {
                "type": "object",
                "properties": {"id": {"const": pack.edition.id}, "version": {"type": "integer"}},
                "required": ["id", "version"],
            },
            "records": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    kind: {"type": "array", "title": spec.label, "items": _record(spec)}
                    for kind, spec in pack.records.items()
                },
            },
            "attachments": {"type": "array", "items": attachment},
        },
    }


def _record(spec: RecordSpec) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": _ID, UID: _UID}
    if spec.parent:
        properties[spec.parent] = _ID | {"description": f"id of the {spec.parent} that it stands under"}
    properties |= {name: _field(field) for name, field in spec.fields.items()}
    required = ["id", spec.parent] if spec.parent else ["id"]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _field(spec: FieldSpec) -> dict[str, Any]:
    if spec.type == "links":
        return {
            "title": spec.label,
            "type": "array",
            "items": _ID,
            "description": f"ids of {spec.to} records, in order",
        }
    if spec.type == "rich_text":
        return {"title": spec.label} | _RICH_TEXT
    return TYPES[spec.type].json_schema(spec)

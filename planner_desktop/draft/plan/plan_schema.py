"""The JSON Schema of an edition's plans, for whoever reads a bundle without this program."""

import json
from typing import Any

from planner_desktop.draft.file import uids
from planner_desktop.draft.plan import accepted_json, target_quantities
from planner_desktop.draft.plan.plan_json import FORMAT, READABLE
from planner_desktop.formpack import FormPack, RecordSpec
from planner_desktop.formpack.tables import UID

_ID = {"type": "integer", "minimum": 1}
_UID = {
    "type": "string",
    "pattern": f"^{uids.PATTERN}$",
    "description": "what tells the record from all others, of all plans and years; a record without one gets one",
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
            accepted_json.ACCEPTED: accepted_json.SCHEMA,
        },
    }


def as_bytes(pack: FormPack) -> bytes:
    """The file of the schema."""
    return (json.dumps(plan_schema(pack), ensure_ascii=False, indent=1) + "\n").encode()


def _record(spec: RecordSpec) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": _ID, UID: _UID}
    if spec.parent:
        properties[spec.parent] = _ID | {"description": f"id of the {spec.parent} that it stands under"}
    properties |= {name: field.field_type.json_schema(field) for name, field in spec.fields.items()}
    properties |= {
        name + target_quantities.SUFFIX: target_quantities.SCHEMA for name in target_quantities.targets(spec)
    }
    required = ["id", spec.parent] if spec.parent else ["id"]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}

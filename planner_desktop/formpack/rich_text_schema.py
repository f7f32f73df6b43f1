"""The JSON Schema of rich text, as plans in JSON have it."""

from typing import Any, get_args

from planner_desktop.formpack.rich_text import DEEPEST, Sign, TablePage

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
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "oneOf": [
            {
                "type": "object",
                "required": ["paragraph"],
                "properties": {"paragraph": {"type": "string"}, "notes": _NOTES} | _LOOKS,
            },
            {
                "type": "object",
                "required": ["heading"],
                "properties": {"heading": {"type": "string"}, "level": {"type": "integer", "minimum": 1}},
            },
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
                    "merged": {
                        "type": "array",
                        "items": {
                            "type": "array",
                            "items": {"type": "integer", "minimum": 0},
                            "minItems": 4,
                            "maxItems": 4,
                        },
                        "description": "cells over several rows: [row, column, rows, columns], counted from 0; those "
                        "they cover are null. Any other null joins the cell before it",
                    },
                    "caption": {"type": "string"},
                    "note": {"type": "string"},
                    "page": {"enum": list(get_args(TablePage)), "description": "how its pages lie; as its width asks"},
                },
            },
            {
                "type": "object",
                "required": ["figure"],
                "properties": {
                    "figure": {"type": "string", "description": "name of an attachment"},
                    "caption": {"type": "string"},
                    "width": {"type": "integer", "description": "centimetres"},
                    "alt": {"type": "string", "description": "what is to be seen, for those who do not see it"},
                },
            },
        ]
    },
}

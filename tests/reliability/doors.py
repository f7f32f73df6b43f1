"""Files that came from anyone, made by changing sound ones: bytes anywhere, and values where a program looks for them."""

import copy
import json
import random
from pathlib import Path
from typing import Any

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.formpack import FormPack, tables
from planner_desktop.formpack.stored import read_stored
from tests.formpack.test_refusals import FILES

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, -0.0, 2**31, 2**53 + 1, 2**62, 2**63 - 1, -(2**63), "", " ", "0", "-", "๑๒",
    "1" * 5000, "\x00", "\x1b[2J", "\u202e", "\ud800", "\udfff\ud800", "ก" * 3000, "ำ" * 50, "{budget|baht}", "'; DROP",
    "../../x", "/etc/passwd", "C:\\x", "2568-02-30", "9999-99-99", [], [[]], [None], [1, 1], {}, {"id": 1}, {"": ""},
    [{"paragraph": "x", "notes": [1]}], [{"figure": "../x"}], [{"table": [[]]}], [{"table": []}], [{"list": []}], [{}],
    [{"heading": "x", "level": 10**6}], [{"figure": "x", "width": -5}], [{"paragraph": "x" * 2000}] * 20,
)  # fmt: skip
RAW = (
    b"1" * 5000, b"1e9999", b"NaN", b"Infinity", b"-", b'"\\ud800"', b'"\\u0000"', b"[" * 3000, b'{"a":1,"a":2}', b"\xff",
    b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"00", b"1.0", b"true", b'"', b",", b"}", b"99999999999999999999",
)  # fmt: skip
Places = list[tuple[Any, Any]]


def places(data: Any) -> Places:
    """Every place in data that JSON can hold: its container, and the name or number there."""
    found: Places = []
    left = [data]
    while left:
        here = left.pop()
        each = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
        for key, value in each:
            found.append((here, key))
            left.append(value)
    return found


def odd_data(data: Any, chance: random.Random) -> Any:
    """The data with one to three values that do not belong there, gone, twice, or under another name."""
    data = copy.deepcopy(data)
    for _n in range(chance.randint(1, 3)):
        if not (all_places := places(data)):
            return data
        here, key = chance.choice(all_places)
        what = chance.random()
        if what < 0.6:
            here[key] = copy.deepcopy(chance.choice(ODD))
        elif what < 0.75:
            del here[key]
        elif what < 0.9 and isinstance(here, list):
            here.insert(key, copy.deepcopy(here[key]))
        elif isinstance(here, dict):
            here[chance.choice(("", "id", "position", "seal", "rowid", "ชื่อ", str(key).upper()))] = here.pop(key)
    return data


def odd_bytes(content: bytes, chance: random.Random, raw: tuple[bytes, ...] = RAW) -> bytes:
    """The content with bytes changed, put in, taken out, moved, or its end cut off."""
    made = bytearray(content)
    for _n in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(made) + 1)
        what = chance.randrange(6)
        if what == 0 and made:
            made[min(at, len(made) - 1)] = chance.randrange(256)
        elif what == 1:
            made[at:at] = chance.choice(raw)
        elif what == 2:
            del made[at : at + chance.choice((1, 2, 4, 100, 5000))]
        elif what == 3:
            made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"))
        elif what == 4:
            piece = made[at : at + chance.choice((4, 50, 1000))]
            other = chance.randrange(len(made) + 1)
            made[other:other] = piece
        elif chance.random() < 0.2:
            del made[at:]
    return bytes(made)


def odd_json(text: bytes, chance: random.Random) -> bytes:
    """JSON changed in its values or in its bytes."""
    if chance.random() < 0.3:
        return odd_bytes(text, chance)
    data = odd_data(json.loads(text), chance)
    made = json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return odd_bytes(made, chance) if chance.random() < 0.1 else made


VALUES: dict[str, Any] = {
    "text": "ชื่อ", "long_text": "บรรทัดหนึ่ง\nบรรทัดสอง", "number": 1, "baht": 150_000, "percent": 50, "year": 2568,
    "date": "2024-10-01", "months": "2024-10/2024-12", "yes_no": 1, "file": "แนบ.pdf",
    "rich_text": json.dumps(
        [{"paragraph": "ย่อหน้า"}, {"heading": "หัวข้อ"}, {"list": ["หนึ่ง"]}, {"table": [["ก"], ["ข"]]}, {"figure": "ภ.png"}]
    ),
}  # fmt: skip
"""A value of every type of field."""


def small_draft(path: Path) -> Draft:
    """A new draft of the smallest edition, with two records that are linked."""
    pack = read_stored("small", {name: text.encode() for name, text in FILES.items()})
    draft = Draft.create(path, pack)
    draft.add("project", {"name": "โครงการ", "budget": 100, "divisions": [draft.add("division", {"name": "ก"})]})
    return draft


def small_plan(pack: FormPack) -> bytes:
    """A plan in JSON with a record of every kind in which every field is filled, small so that many can be tried."""
    with Draft.in_memory(pack) as draft:
        for kind in tables.parents_first(pack.records):
            spec = pack.records[kind]
            id = 1 if spec.single else draft.add(kind, parent=1 if spec.parent else None)
            for name, field in spec.fields.items():
                value = next(iter(field.choices), None) if field.type == "choice" else VALUES.get(field.type)
                if value is not None and not field.pattern:
                    draft.set(kind, id, name, value)
        for kind, spec in pack.records.items():
            for name, field in spec.fields.items():
                if field.type in ("link", "links") and field.to != kind:
                    draft.set(kind, 1, name, [1] if field.type == "links" else 1)
        plan = plan_json.to_plan(draft)
    return json.dumps(plan, ensure_ascii=False).encode()

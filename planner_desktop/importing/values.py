"""A text of a document goes into a field of a record as the document writes it: an amount with its state, a choice."""

from planner_desktop.draft import Draft
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, fields
from planner_desktop.i18n import _
from planner_desktop.importing.shapes import bare
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import in_words_of_millions, parse_baht
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_AMOUNT = regex(r"^\s*([0-9][0-9,\s]*(?:\.[0-9]{1,2})?(?:\.-)?)\s*(?:บาท)?\s*(.*)$")
_NUMBER = regex(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def store(draft: Draft, kind: str, id: int, name: str, text: str) -> None:
    """Store what a text says in a field. Raises ValueRefused; then nothing is stored."""
    field = draft.spec(kind).fields[name]
    own = field.field_type
    if own.sql_type is int and not field.states and not own.money and not field.choices:
        found = _NUMBER.search(to_arabic(text))
        text = found[0] if found else text
    elif not own.multiline and own.plain_text:
        text = " ".join(text.split())
    if field.states:
        _store_amount(draft, kind, id, name, text)
    elif field.choices:
        word = _choice(text, field)
        draft.set(kind, id, name, field.stored(word) if word else fields.parse(text, field))
    else:
        draft.set(kind, id, name, fields.parse(text, field))


def _store_amount(draft: Draft, kind: str, id: int, name: str, text: str) -> None:
    """An amount, the words of its state, or both: “850,000,000 (ไม่ได้รับงบประมาณ)”."""
    spec = draft.spec(kind)
    field = spec.fields[name]
    states = spec.fields[field.states or ""]
    found = None if in_words_of_millions(text) else _AMOUNT.match(to_arabic(text))
    if found and found[2].strip():
        amount, state = parse_baht(found[1].strip()), _choice(found[2].strip(" ()*"), states)
        if state is None or state not in field.with_amount:
            raise ValueRefused(_("“{text}” is neither an amount nor a state").format(text=text))
        draft.set(kind, id, name, amount)
        draft.set(kind, id, field.states or "", states.stored(state))
    elif word := _choice(text, states):
        draft.set(kind, id, field.states or "", states.stored(word))
    else:
        draft.enter(kind, id, name, text)


def _choice(text: str, field: FieldSpec) -> str | None:
    """The choice whose words a text says."""
    said = bare(text)
    for word, label in field.choices.items():
        if compared(text) in (compared(label), compared(word)) or (said and said == bare(label)):
            return word
    return next((word for word, label in field.choices.items() if len(bare(label)) > 6 and bare(label) in said), None)

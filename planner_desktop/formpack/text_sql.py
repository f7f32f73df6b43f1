"""A text with columns and paths in it as an SQL expression, so that a computed field may be said as a text."""

from planner_desktop.formpack import path_sql, paths, template
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.formats import OF_ONE
from planner_desktop.formpack.path_sql import QueryRow
from planner_desktop.formpack.short_queries import literal
from planner_desktop.formpack.template import TemplatePart


def expression(text: str, kind: str, pack: FormPack) -> str:
    """The text of a record's fields as SQL; NULL where it says nothing.

    What leads nowhere is NULL: lint tells of it.
    """
    pieces = template.pieces(text)
    if len(pieces) == 1 and pieces[0].column:
        return _said(pieces[0], kind, pack)
    parts: list[str] = []
    optional = 0
    for piece in pieces:
        said = f"nullif({_said(piece, kind, pack)}, '')" if piece.column else literal(piece.text)
        if piece.optional and piece.optional == optional:
            parts[-1] += f" || {said}"
        else:
            parts.append(said)
        optional = piece.optional
    return f"nullif({' || '.join(f'coalesce({part}, {EMPTY})' for part in parts)}, {EMPTY})"


EMPTY = "''"


def _said(piece: TemplatePart, kind: str, pack: FormPack) -> str:
    """What a piece of a text says, as SQL."""
    values = [_value(one, kind, pack) for one in piece.asked]
    return values[0] if len(values) == 1 else f"coalesce({', '.join(f'nullif({one}, {EMPTY})' for one in values)})"


def _value(piece: TemplatePart, kind: str, pack: FormPack) -> str:
    """What a column, a path, a value of the edition or a text says, in its formats."""
    if not piece.column:
        return literal(piece.text)
    word, of_one = piece.column, [name for name in piece.formats if name in OF_ONE or name == "label"]
    of_all = "|".join(name for name in piece.formats if name not in of_one)
    value = _one_value(word, kind, pack, of_one)
    return f"said({value}, '{of_all}')" if of_all else value


def _one_value(word: str, kind: str, pack: FormPack, formats: list[str]) -> str:
    first = word.partition(".")[0]
    if first not in pack.seen(kind).fields:
        if word in pack.expressions:
            return f"({pack.expressions[word]})"
        if word in pack.values():
            return literal(pack.values()[word])

    def each(value: str) -> str:
        for name in formats:
            value = f"baht({value})" if name == "baht" else value if name == "label" else f"said({value}, '{name}')"
        return value

    try:
        return path_sql.own(f"{word}.label" if "label" in formats else word, pack, QueryRow(kind, kind), each)
    except paths.NoWayError:
        return "NULL"

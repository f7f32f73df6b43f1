"""Replacing what `search` found: one undo step, each field by its own rules, what these refuse is left as it was."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.records.search import Match, TextPath
from planner_desktop.errors import PlannerError, ValueRefused
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.formpack.emphasis import Looks
from planner_desktop.formpack.rich_text import NOTE
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, counted
from planner_desktop.thai.repair import repair


@dataclass(slots=True)
class Replaced:
    """What a replacement came to: how many matches were replaced, in which records, and what was refused."""

    count: int = 0
    records: set[tuple[str, int]] = field(default_factory=set)
    refused: list[tuple[Match, PlannerError]] = field(default_factory=list)
    """One match of each field that did not take its new text, and why."""


def replacement(match: Match, by: str) -> str:
    """What stands in a match's place afterwards: the marks of footnotes stay, so that each keeps its note."""
    return clean(match.meant or by) + NOTE * match.found.count(NOTE)


def clean(by: str) -> str:
    """A text to replace with: on one line, and with no footnotes of its own."""
    return repair(by).replace(NOTE, "").replace("\n", " ")


def replaced_text(text: str, matches: Iterable[Match], by: str) -> str:
    """A place's text with the matches in it replaced."""
    for match in sorted(matches, key=lambda m: m.start, reverse=True):
        text = text[: match.start] + replacement(match, by) + text[match.end :]
    return text


def _replaced_looks(of_text: Looks, matches: Iterable[Match], by: str) -> Looks:
    """How the letters of such a text look: new ones as the first of those they stand for."""
    for match in sorted(matches, key=lambda m: m.start, reverse=True):
        new = of_text[match.start : match.start + 1] * len(replacement(match, by))
        of_text = of_text[: match.start] + new + of_text[match.end :]
    return of_text


def replace(draft: Draft, matches: Iterable[Match], by: str, progress: Progress | None = None) -> Replaced:
    """Replace the matches that may be, as one action. Raises DraftError where it cannot be saved.

    `progress` is told how far it is; where it raises, nothing was replaced.
    """
    done = Replaced()
    of_fields: dict[tuple[str, int, str], list[Match]] = {}
    for match in matches:
        if match.replaceable:
            place = match.place
            of_fields.setdefault((place.kind, place.id, place.field), []).append(match)
    if not of_fields:
        return done
    count = sum(len(found) for found in of_fields.values())
    torn = all(match.meant for found in of_fields.values() for match in found)
    label = _("mend {count} torn words") if torn else _("replace {count} with “{text}”")
    with draft.action(label.format(count=count, text=clean(by)), progress):
        for (kind, id, name), found in counted(list(of_fields.items()), progress):
            try:
                draft.enter(kind, id, name, _new_text(draft, kind, id, name, found, by))
            except ValueRefused as refused:
                done.refused.append((found[0], refused))
            else:
                done.count += len(found)
                done.records.add((kind, id))
    return done


def _new_text(draft: Draft, kind: str, id: int, name: str, matches: list[Match], by: str) -> str:
    """A field's text as it is to be entered. Raises ValueRefused where it is not what was searched."""
    record = draft.some(kind, [id]).get(id)
    held = record.values[name] if record else None
    if record and held is not None:
        if draft.spec(kind).fields[name].field_type.formatted:
            return _new_blocks(rich_text.load(str(held)), matches, by)
        text = draft.shown(record, name)
        if all(match.place.text == text for match in matches):
            return replaced_text(text, matches, by)
    raise _changed(matches[0])


def _changed(match: Match) -> ValueRefused:
    return ValueRefused(_("“{text}” is not there any more").format(text=match.found))


def _new_blocks(blocks: tuple[rich_text.RichPart, ...], matches: list[Match], by: str) -> str:
    of_texts: dict[TextPath, list[Match]] = {}
    for match in matches:
        of_texts.setdefault(match.place.way, []).append(match)
    stored = json.loads(rich_text.dump(blocks) or "[]")
    of_blocks = {n: _looks(block) for n, block in enumerate(blocks)}
    for way, found in of_texts.items():
        holder: object = stored
        *steps, last = way
        try:
            for step in steps:
                holder = holder[step]  # type: ignore[index]
            if holder[last] != found[0].place.text:  # type: ignore[index]
                raise _changed(found[0])
        except (LookupError, TypeError) as error:
            raise _changed(found[0]) from error
        holder[last] = replaced_text(found[0].place.text, found, by)  # type: ignore[index]
        if way[1] in ("paragraph", "list"):
            item = int(way[2]) if way[1] == "list" else 0
            of_block = of_blocks[int(way[0])]
            of_block[item] = _replaced_looks(of_block[item], found, by)
    for n, block in enumerate(stored):
        for name, look in (("bold", emphasis.BOLD), ("italic", emphasis.ITALIC)):
            if name in block:
                block[name] = emphasis.ranges(of_blocks[n], look)
    return rich_text.dump(rich_text.load(json.dumps(stored))) or ""


def _looks(block: rich_text.RichPart) -> list[Looks]:
    """How the letters look of each text of a block that may be bold or italic."""
    if isinstance(block, rich_text.RichParagraph):
        return [emphasis.looks_of(len(block.paragraph), block.bold, block.italic)]
    return emphasis.shared(block.list, block.bold, block.italic) if isinstance(block, rich_text.RichList) else []

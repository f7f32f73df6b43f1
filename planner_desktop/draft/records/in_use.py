"""What of its form pack a draft uses: the sections, the parts of their screens, and the fields whose condition holds.

What is not in use is neither entered nor printed nor checked. Its records stay, for the condition may hold again.
"""

from collections.abc import Iterator

from planner_desktop.draft.records.records import Records
from planner_desktop.formpack import FormPack, Section, queries
from planner_desktop.formpack.blocks import asked
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.frozen import Frozen


class InUse(Frozen):
    """The sections, parts and fields in use. `reads` are the tables that the conditions, `asked`, read."""

    pack: FormPack
    sections_left_out: frozenset[str] = frozenset()
    parts_left_out: frozenset[tuple[str, int]] = frozenset()
    fields_left_out: frozenset[tuple[str, str]] = frozenset()
    reads: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def sections(self) -> list[Section]:
        """The sections in use, in the order of the document."""
        return [section for section in self.pack.sections if self.has(section.id)]

    def has(self, section: str, part: int | None = None) -> bool:
        """Whether a section is in use, or a part of its screen by its number from 0."""
        return section not in self.sections_left_out and (part is None or (section, part) not in self.parts_left_out)

    def has_field(self, kind: str, field: str) -> bool:
        """Whether a field of a kind of record is in use."""
        return (kind, field) not in self.fields_left_out

    def parts(self, section: Section) -> list[tuple[int, Screen]]:
        """The parts in use of a section's screen, with their numbers."""
        return [(n, part) for n, part in enumerate(section.screen) if self.has(section.id, n)]

    def screens(self) -> Iterator[tuple[Section, Screen]]:
        """Every part in use of every section, in the order of the wizard."""
        for section in self.pack.sections:
            for _number, part in self.parts(section):
                yield section, part

    def kinds(self) -> list[str]:
        """The kinds of record that are entered on a screen, in the order of the screens."""
        return list(dict.fromkeys(kind for _section, part in self.screens() for kind in part.edits(self.pack)))

    def sections_showing(self, record: str, field: str = "") -> list[Section]:
        """As `FormPack.sections_showing`, of what is in use."""
        found: dict[str, Section] = {}
        for section, part in self.screens():
            showing = not field or (self.has_field(record, field) and part.shows(record, field))
            entered = record in part.edits(self.pack) and showing
            if entered or part.absent == f"{record}.{field}":
                found[section.id] = section
        return list(found.values())


def in_use(draft: Records, seen: queries.Seen | None = None) -> InUse:
    """What a draft uses as it is now. Raises QueryError where a condition fails.

    `seen` may be kept, for conditions alone, for the next time with the same form pack.
    """
    seen = {} if seen is None else seen

    def holds(when: str | None, file: str) -> bool:
        if when is None:
            return True
        _names, rows = queries.run(draft.database.conn, asked(when), draft.pack.values(), file, seen)
        return bool(rows)

    sections = draft.pack.sections
    left_out = frozenset(section.id for section in sections if not holds(section.when, section.file))
    parts = frozenset(
        (section.id, n)
        for section in sections
        for n, part in enumerate(section.screen)
        if section.id in left_out or not holds(part.when, section.file)
    )
    fields = frozenset(
        (kind, name)
        for kind in draft.pack.records
        for name, field in draft.pack.seen(kind).fields.items()
        if not holds(field.when, kind)
    )
    return InUse(draft.pack, left_out, parts, fields, frozenset[str]().union(*seen.values()), frozenset(seen))

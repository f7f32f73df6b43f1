"""A draft's document that follows the draft: only the sections whose records changed are filled and set again."""

from dataclasses import dataclass

from planner_desktop.document.fill import Filling, document_of
from planner_desktop.document.outline import Section
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.draft import Draft
from planner_desktop.formpack.queries import Seen


@dataclass(frozen=True, slots=True)
class _Filled:
    section: Section
    reads: frozenset[str]


class LiveDocument:
    """The pages of one draft, brought up to date after its edits. Use from one thread at a time."""

    def __init__(self) -> None:
        self._typesetter = Typesetter(remembers=True)
        self._filled: dict[str, _Filled] = {}
        self._seen: Seen = {}

    def update(self, draft: Draft, changed: set[str] | None = None) -> Typeset:
        """The draft on its pages; `changed` are the tables that changed since the last time, None if all may have.

        Raises DocumentError, QueryError; what was known before is then kept.
        """
        filled = {}
        for spec in draft.pack.sections:
            known = self._filled.get(spec.id)
            if known is None or changed is None or known.reads & changed:
                filling = Filling(draft, spec, self._seen)
                blocks = tuple(filling.blocks())
                same = known is not None and known.section.blocks == blocks
                section = known.section if known and same else Section(spec.id, blocks)
                known = _Filled(section, frozenset(filling.reads))
            filled[spec.id] = known
        self._filled = filled
        return self._typesetter.typeset(document_of(draft, [one.section for one in filled.values()]))

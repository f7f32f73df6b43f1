"""The steps of one record as a Gantt chart shows and edits them: numbered, with weights added up and bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from planner_desktop.draft import Draft, Record
from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.formpack.screen_parts import GanttPart
from planner_desktop.i18n import _, ngettext, set_off
from planner_desktop.thai.months import Bar, format_months, load_bars, store_bars
from planner_desktop.ui.session.session import Session

WHOLE = 100
"""What the weights of all steps make."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step or sub-step. `below` is how many sub-steps it has, whose weights then count in its place."""

    kind: str
    id: int
    number: str
    text: str
    weight: int | None
    cumulative: int | None
    bars: tuple[Bar, ...]
    label: str
    below: int = 0
    under: int | None = None
    """What the weights of its sub-steps make; the step's own where it has none."""

    def said(self) -> str:
        """The whole line for a screen reader."""
        said = [f"{self.number} {self.text}"]
        if self.under is not None:
            said.append(_("weight {weight}").format(weight=self.under))
        if self.cumulative is not None:
            said.append(_("so far {weight}").format(weight=self.cumulative))
        said.append(format_months(store_bars(self.bars)) if self.bars else _("no months"))
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the weights of a record's steps come to; None where none is given."""

    steps: int
    weights: int | None

    def said(self) -> str:
        """What there is, and what is missing to 100 or too much."""
        steps = ngettext("{count} step", "{count} steps", self.steps).format(count=self.steps)
        if not self.steps:
            return _("no steps yet")
        if self.weights is None:
            return steps
        return _("{steps}, {sum} in all: {state}").format(steps=steps, sum=self.weights, state=self.state())

    def short(self) -> str:
        """The same in few letters: "75/100"."""
        return self.said() if self.weights is None else f"{self.weights}/{WHOLE}"

    def state(self) -> str:
        """Whether the weights make 100."""
        missing = WHOLE - (self.weights or 0)
        if missing > 0:
            return _("{count} still missing").format(count=missing)
        return _("{count} too much").format(count=-missing) if missing else _("complete")


class Steps:
    """Reads and edits the steps of a part of a screen: those under its records, or the records themselves."""

    def __init__(self, session: Session, part: GanttPart) -> None:
        self.session, self.part = session, part
        self.are_records = part.steps is None
        """The records of the screen themselves are the steps, all under one that is none and has the id 0."""
        self.kinds = [part.step, *([part.sub_steps] if part.sub_steps else [])]

    @property
    def draft(self) -> Draft:
        """Where they are."""
        return self.session.draft

    # ------------------------------------------------------------ reading

    def lines(self, parent: int) -> list[StepLine]:
        """The steps of a record with their sub-steps, as they are numbered and added up on paper."""
        found: list[StepLine] = []
        done = 0
        for n, step in enumerate(self._under(parent), 1):
            subs = self.draft.records(self.part.sub_steps, step.id) if self.part.sub_steps else []
            weights = [w for w in map(self.weight, subs) if w is not None]
            own = self.weight(step)
            done += own or 0
            under = sum(weights) if weights and own is None else own
            found.append(self._line(step, f"{n}.", done, len(subs), under))
            for m, sub in enumerate(subs, 1):
                done += self.weight(sub) or 0
                found.append(self._line(sub, f"{n}.{m}.", done, 0, self.weight(sub)))
        return found

    def _under(self, parent: int) -> list[Record]:
        if self.are_records:
            return self.draft.records(self.part.step, where=self.part.where)
        return self.draft.records(self.part.step, parent)

    def _line(self, record: Record, number: str, done: int, below: int, under: int | None) -> StepLine:
        part, values = self.part, record.values
        weight = self.weight(record)
        label = str(values[part.bar] or "") if part.bar else ""
        return StepLine(
            record.kind, record.id, number, str(values[part.text] or ""), weight, None if weight is None else done,
            tuple(load_bars(str(values[part.months] or ""))), label, below, under,
        )  # fmt: skip

    def weight(self, record: Record) -> int | None:
        """What a step is of the whole."""
        value = record.values[self.part.weight] if self.part.weight else None
        return None if value is None else int(value)

    def sums(self) -> dict[int, Sum]:
        """What the steps of every record come to, by the record's id; those without steps are not in it."""
        part, draft = self.part, self.draft
        steps = self._under(0) if self.are_records else draft.records(part.step)
        parents = {step.id: step.parent or 0 for step in steps}
        weights: dict[int, list[int]] = {parent: [] for parent in parents.values()}
        for kind in self.kinds:
            for record in draft.records(kind):
                parent = parents.get(record.id if kind == part.step else record.parent or 0)
                weight = self.weight(record)
                if weight is not None and parent is not None:
                    weights[parent].append(weight)
        counts = list(parents.values())
        return {parent: Sum(counts.count(parent), sum(w) if w else None) for parent, w in weights.items()}

    def parent_of(self, kind: str, id: int) -> int | None:
        """The record whose chart shows a step or sub-step."""
        record = self.draft.record(kind, id)
        if kind != self.part.step and record.parent:
            return self.parent_of(self.part.step, record.parent)
        return 0 if self.are_records else record.parent

    # ------------------------------------------------------------ editing

    def may_edit(self, line: StepLine) -> bool:
        """Whether a step may be edited."""
        return self.session.may_edit(line.kind, line.id)

    def may_add(self, parent: int) -> bool:
        """Whether a record may get another step."""
        limits = self.draft.limits
        under = None if self.are_records else parent
        return self.session.writable() and (limits is None or limits.allows_new(self.part.step, under))

    def set_bars(self, line: StepLine, bars: list[Bar]) -> None:
        """Store the bars of a step, as one undo step."""
        if tuple(bars) != line.bars:
            with self.session.trying():
                self.draft.set(line.kind, line.id, self.part.months, store_bars(bars) or None)

    def beside(self, parent: int, line: StepLine | None, lines: Sequence[StepLine] = ()) -> ChosenRecords:
        """The steps of a record, or the sub-steps of one, among which a line stands that is chosen.

        `lines` are those shown, if they are read already.
        """
        part, where = self.part, dict(self.part.where)
        if line is None or line.kind == part.step:
            kind, shown = part.step, [each.id for each in lines if each.kind == part.step]
            if not self.are_records:
                where = {self.draft.spec(kind).parent or "": parent}
        else:
            blocks = (list(block) for _kind, block in groupby(lines, key=lambda each: each.kind))
            kind, where = line.kind, {}
            shown = next([each.id for each in block] for block in blocks if line in block)
        chosen = [line.id] if line is not None else []
        return ChosenRecords(self.draft, kind, chosen, where, shown, writable=self.session.writable())

    def add_below(self, parent: int, of: StepLine) -> StepLine | None:
        """A new sub-step of a step; the first takes over the step's weight."""
        sub, weight = self.part.sub_steps, self.part.weight
        if sub is None:
            return None
        step = of.id if of.kind == self.part.step else self.draft.record(of.kind, of.id).parent
        at = None if of.kind == self.part.step else self.draft.ids(sub, step).index(of.id) + 1
        with self.draft.action(_("add {label}").format(label=set_off(self.draft.spec(sub).label))):
            id = self.draft.add(sub, parent=step, at=at)
            if weight and of.kind == self.part.step and not of.below and of.weight is not None:
                self.draft.set(sub, id, weight, of.weight)
                self.draft.set(of.kind, of.id, weight, None)
        return self.line(parent, sub, id)

    def line(self, parent: int, kind: str, id: int) -> StepLine:
        """The line of a step."""
        return next(line for line in self.lines(parent) if (line.kind, line.id) == (kind, id))

    def is_empty(self, line: StepLine) -> bool:
        """Whether nothing was entered for a step."""
        return not (line.text or line.weight is not None or line.bars or line.label or line.below)
